import CFFmpeg
import DraftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An opened media file. Only a regular file is opened, only as one of the listed containers, and
/// nothing that it names is.
final class InputContainer {
  let path: String
  let pointer: UnsafeMutablePointer<AVFormatContext>
  private let file: UnsafeMutablePointer<AVIOContext>?
  private let deadline: Deadline?

  /// - Parameters:
  ///   - findStreamInfo: whether packets may be read to learn what the header does not say.
  ///   - deadline: when reading is given up.
  init(path: String, findStreamInfo: Bool = true, deadline: Deadline? = nil) throws(MediaError) {
    _ = FFmpegLog.install
    _ = FFmpegLog.takeLastLine()
    self.path = path
    self.deadline = deadline
    try Self.checkRegularFile(path)
    var options: OpaquePointer?
    defer { av_dict_free(&options) }
    av_dict_set(&options, "protocol_whitelist", "file", 0)
    av_dict_set(&options, "format_whitelist", MediaLimits.demuxers, 0)
    av_dict_set(&options, "max_streams", String(MediaLimits.streams), 0)
    // Animations without delays are shown at ten pictures a second, as in browsers.
    av_dict_set(&options, "default_fps", "10", 0)
    // Opened here rather than by the demuxer, so that the content decides what the file is: by its
    // name, FFmpeg would take `a%d.png` for a series of files.
    var file: UnsafeMutablePointer<AVIOContext>?
    var interruption = deadline?.callback ?? AVIOInterruptCB()
    try check(avio_open2(&file, "file:" + path, AVIO_FLAG_READ, &interruption, nil), "open", file: path)
    var context = avformat_alloc_context()
    context?.pointee.pb = file
    context?.pointee.interrupt_callback = interruption
    let code = avformat_open_input(&context, "", nil, &options)
    guard code >= 0, let context else {
      avio_closep(&file)
      throw Self.openingError(code, path)
    }
    self.file = file
    pointer = context
    // From here on the object is whole: where this throws, `deinit` closes what is open.
    if findStreamInfo { try check(avformat_find_stream_info(context, nil), "read the streams", file: path) }
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVFormatContext>? = pointer
    avformat_close_input(&pointer)
    var file = file
    avio_closep(&file)
  }

  /// Invalid data at opening means that no container was recognised, or that its header is broken.
  private static func openingError(_ code: Int32, _ path: String) -> MediaError {
    let error = MediaError(ffmpeg: code < 0 ? code : wp_invalid_data, "open", file: path)
    guard error.reason.contains("whitelist") else { return error }
    return MediaError(
      .unsupported, file: path, operation: "open",
      reason: "it is a playlist, a script or another kind of file that is not opened here")
  }

  private static func checkRegularFile(_ path: String) throws(MediaError) {
    close(try FileBytes.open(path).file)
  }

  var formatName: String { String(cString: pointer.pointee.iformat.pointee.name) }

  var streams: [UnsafeMutablePointer<AVStream>] {
    (0..<Int(pointer.pointee.nb_streams)).compactMap { pointer.pointee.streams[$0] }
  }

  /// The time that sources are counted from; a negative or unknown start counts as 0.
  var startTime: Time {
    let start = pointer.pointee.start_time
    return start == wp_no_pts || start < 0 ? .zero : Time(seconds: Rational(Int128(start), 1_000_000))
  }

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
    let code = av_read_frame(pointer, packet.pointer)
    if code == wp_error_eof { return false }
    try check(code, "read", file: path)
    return true
  }

  /// Goes to the last place from which `timestamp` can be decoded, as far as the index knows.
  func seek(_ stream: UnsafeMutablePointer<AVStream>, to timestamp: Int64) throws(MediaError) {
    if avformat_seek_file(pointer, stream.pointee.index, Int64.min, timestamp, timestamp, 0) >= 0 { return }
    // Some containers refuse what lies before their first key frame: then that key frame will do.
    try check(
      avformat_seek_file(pointer, stream.pointee.index, Int64.min, timestamp, Int64.max, 0), "seek",
      file: path)
  }
}
