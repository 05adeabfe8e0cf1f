import CFFmpeg
import DraftModel

/// An opened media file. Only a regular file is opened, only as one of the listed containers, and
/// nothing that it names is.
final class InputContainer {
  let path: String
  let pointer: UnsafeMutablePointer<AVFormatContext>
  private let file: InputFile
  private let deadline: Deadline?

  /// - Parameters:
  ///   - findStreamInfo: whether packets may be read to learn what the header does not say.
  ///   - deadline: when reading is given up.
  init(path: String, findStreamInfo: Bool = true, deadline: Deadline? = nil) throws(MediaError) {
    _ = FFmpegLog.install
    _ = FFmpegLog.takeLastLine()
    self.path = path
    self.deadline = deadline
    // Opened here rather than by the demuxer, so that the content decides what the file is: by its
    // name, FFmpeg would take `a%d.png` for a series of files.
    file = try InputFile(path, deadline: deadline)
    pointer = try Self.open(path, file, deadline?.callback ?? AVIOInterruptCB())
    // From here on the object is whole: where this throws, `deinit` closes what is open.
    if findStreamInfo { try self.findStreamInfo() }
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVFormatContext>? = pointer
    avformat_close_input(&pointer)
  }

  /// Whether reading ended where there is nothing but junk for long.
  var hasMetJunk: Bool { file.stop == .junk }

  /// Reads packets to learn what the header does not say.
  func findStreamInfo() throws(MediaError) {
    file.beginCall(isBounded: hasOneStream)
    try check(avformat_find_stream_info(pointer, nil), "read the streams", file: path)
  }

  /// Where there is but one stream, packets follow each other: what lies between them is nothing.
  private var hasOneStream: Bool { pointer.pointee.nb_streams == 1 }

  /// Whether something was not read because it would have taken too long.
  var wasLate: Bool { deadline?.hasInterrupted ?? false }

  private static func open(
    _ path: String, _ file: InputFile, _ interruption: AVIOInterruptCB
  ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
    var code: Int32 = 0
    // Behind the samples of a WAV more is looked for, eight bytes at a time. The tables of films are
    // large by right.
    let head = (try? FileBytes(path).bytes(at: 0, count: 12)) ?? []
    let isWave = head.suffix(4).elementsEqual("WAVE".utf8)
    let unmarked = UnmarkedPicture(path)
    let format = unmarked.flatMap { av_find_input_format($0.demuxer) }
    // Some raw streams have nothing to know them by but the extension of their name.
    for name in ["", extensionName(path)].compactMap(\.self) {
      var options: OpaquePointer?
      defer { av_dict_free(&options) }
      // What a file names is not opened, whatever it is: no protocol has this name.
      av_dict_set(&options, "protocol_whitelist", "none", 0)
      av_dict_set(
        &options, "format_whitelist", unmarked?.demuxer ?? MediaLimits.demuxers(forSize: file.size), 0)
      av_dict_set(&options, "max_streams", String(MediaLimits.streams), 0)
      // Animations without delays are shown at ten pictures a second, as in browsers.
      av_dict_set(&options, "default_fps", "10", 0)
      file.beginCall(isBounded: isWave)
      avio_seek(file.pointer, 0, SEEK_SET)
      var context = avformat_alloc_context()
      context?.pointee.pb = file.pointer
      context?.pointee.interrupt_callback = interruption
      if let unmarked { context?.pointee.video_codec_id = unmarked.codec }
      code = avformat_open_input(&context, name, format, &options)
      if let error = stopError(file, path), file.stop == .packedIndex {
        avformat_close_input(&context)
        throw error
      }
      if code >= 0, let context {
        // A film in fragments is read on for indexes all the time.
        if !String(cString: context.pointee.iformat.pointee.name).hasPrefix("mov,") {
          file.allowPackedIndexes()
        }
        return context
      }
      guard code == wp_invalid_data else { break }
    }
    throw openingError(code, path)
  }

  /// Raw streams that have nothing to be known by.
  private static let rawExtensions = [
    "aptx", "aptxhd", "g722", "722", "g723_1", "sbc", "msbc", "gsm", "rso", "tco", "rco",
  ]

  /// A name that says nothing but the extension of the file; nil for files that have something else to
  /// be known by.
  private static func extensionName(_ path: String) -> String? {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? [][...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let end = String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()
    return rawExtensions.contains(end) ? "file." + end : nil
  }

  /// Invalid data at opening means that no container was recognised, or that its header is broken.
  private static func openingError(_ code: Int32, _ path: String) -> MediaError {
    let error = MediaError(ffmpeg: code < 0 ? code : wp_invalid_data, "open", file: path)
    if error.reason.contains("whitelist") {
      return MediaError(.unsupported, file: path, operation: "open", reason: refusal(path))
    }
    if code == wp_error_exit {
      return MediaError(
        .damaged, file: path, operation: "open", reason: "reading its header took too long and was given up")
    }
    if code == wp_error_eof {
      return MediaError(
        .damaged, file: path, operation: "open", reason: "the file ends before its header does")
    }
    // Without a line in the log no container took it for its own.
    if code == wp_invalid_data, !error.reason.contains("(") {
      return MediaError(
        .unsupported, file: path, operation: "open", reason: "it is no kind of media that is known here")
    }
    return error
  }

  /// What a file is that is not opened.
  private static func refusal(_ path: String) -> String {
    var bytes = (try? FileBytes(path).bytes(at: 0, count: 1 << 16)) ?? []
    let size = Int32(bytes.count)
    bytes += [UInt8](repeating: 0, count: Int(AVPROBE_PADDING_SIZE))
    // Less than that is a guess.
    var score: Int32 = AVPROBE_SCORE_MAX / 4
    let format = bytes.withUnsafeMutableBufferPointer { buffer in
      "".withCString { name in
        var data = AVProbeData(filename: name, buf: buffer.baseAddress, buf_size: size, mime_type: nil)
        return av_probe_input_format2(&data, 1, &score)
      }
    }
    let scripts = "it is a playlist, a script or another kind of file that is not opened here"
    guard let format, let name = format.pointee.long_name else { return scripts }
    let known = ["concat", "hls", "dash", "sdp", "rtsp", "ffmetadata", "imf", "webm_dash_manifest", "image2"]
    if known.contains(String(cString: format.pointee.name)) { return scripts }
    return "it begins like a kind of file that is not opened here (\(String(cString: name)))"
  }

  /// FFmpeg's name of what reads the file.
  var formatName: String {
    let name = String(cString: pointer.pointee.iformat.pointee.name)
    return name == UnmarkedPicture.targa.demuxer ? "targa_pipe" : name
  }

  /// Whether it holds pictures that have no time.
  var isStill: Bool { formatName.hasSuffix("_pipe") || ["image2", "ico", "fits"].contains(formatName) }

  var streams: [UnsafeMutablePointer<AVStream>] {
    (0..<Int(pointer.pointee.nb_streams)).compactMap { pointer.pointee.streams[$0] }
  }

  /// The time that sources are counted from; a negative or unknown start counts as 0.
  var startTime: Time {
    let start = pointer.pointee.start_time
    return start == wp_no_pts || start < 0 ? .zero : Time(seconds: Rational(Int128(start), 1_000_000))
  }

  /// Whether the container has no index, and so guesses a place for a time, and names the guess.
  var seeksInexactly: Bool { Self.unindexed.contains(formatName) }

  private static let unindexed: Set<String> = [
    "mp3", "aac", "ac3", "eac3", "amr", "mpeg", "mpegts", "h264", "hevc", "flac",
  ]

  /// The stream that a player would show or play; never cover art.
  func bestStream(_ type: AVMediaType) -> UnsafeMutablePointer<AVStream>? {
    let index = av_find_best_stream(pointer, type, -1, -1, nil, 0)
    if index >= 0, let stream = pointer.pointee.streams[Int(index)], !Self.isAttachedPicture(stream) {
      return stream
    }
    return streams.first { $0.pointee.codecpar.pointee.codec_type == type && !Self.isAttachedPicture($0) }
  }

  static func isAttachedPicture(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
    stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0
  }

  /// Reads no packets but those of one stream.
  func keepOnly(_ stream: UnsafeMutablePointer<AVStream>) {
    for other in streams {
      other.pointee.discard = other == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL
    }
  }

  /// - Returns: false at the end of the file.
  func read(_ packet: Packet) throws(MediaError) -> Bool {
    packet.unreference()
    file.beginCall(isBounded: hasOneStream)
    let code = av_read_frame(pointer, packet.pointer)
    if code < 0, let error = Self.stopError(file, path) { throw error }
    if code == wp_error_eof { return false }
    try check(code, "read", file: path)
    return true
  }

  /// Why the file was not read to its end.
  private static func stopError(_ file: InputFile, _ path: String) -> MediaError? {
    switch file.stop {
    case nil: nil
    case .packedIndex:
      MediaError(.damaged, file: path, operation: "open", reason: PackedIndexMark.refusal)
    case .late:
      MediaError(.limit, file: path, operation: "read", reason: "it took too long and was given up")
    case .junk:
      MediaError(
        .damaged, file: path, operation: "read",
        reason: "\(InputFile.junkLimit >> 20) MB in a row are nothing that can be played")
    }
  }

  /// Goes to the last place from which `timestamp` can be decoded, as far as the index knows.
  func seek(_ stream: UnsafeMutablePointer<AVStream>, to timestamp: Int64) throws(MediaError) {
    file.beginCall(isBounded: hasOneStream)
    if avformat_seek_file(pointer, stream.pointee.index, Int64.min, timestamp, timestamp, 0) >= 0 { return }
    // Some containers refuse what lies before their first key frame: then that key frame will do.
    let code = avformat_seek_file(pointer, stream.pointee.index, Int64.min, timestamp, Int64.max, 0)
    try check(code, "find a moment in the file", file: path)
  }
}
