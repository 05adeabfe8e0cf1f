import CFFmpeg
import DraftModel

/// A file of one or more coded streams: an MP4 or M4A with the index in front, an MP3, a WAV or a GIF. Without a
/// creation time unless it is among the tags, so that equal films are equal files.
public final class OutputContainer {
  public enum Format: String, Sendable {
    case mp4, m4a, mp3, wav, gif

    /// FFmpeg's name of the muxer.
    fileprivate var muxer: String { self == .m4a ? "ipod" : rawValue }
    fileprivate var hasIndex: Bool { self == .mp4 || self == .m4a }
  }

  private let path: String
  private let pointer: UnsafeMutablePointer<AVFormatContext>
  private let packet: Packet
  private let timeBases: [AVRational]

  /// - Parameters:
  ///   - path: overwritten where it exists.
  ///   - comment: the tag that marks the file.
  ///   - tags: other tags of the file, in FFmpeg's names.
  ///   - chapters: of which formats without any write none.
  ///   - timescale: ticks a second, in which a film tells how late a stream begins; nil for milliseconds.
  public init(
    path: String, format: Format = .mp4, streams: [StreamParameters], comment: String?,
    tags: [(name: String, value: String)] = [], chapters: [MediaDescription.Chapter] = [],
    timescale: Int? = nil
  ) throws(MediaError) {
    self.path = path
    packet = try Packet()
    timeBases = streams.map(\.timeBase)
    var context: UnsafeMutablePointer<AVFormatContext>?
    try check(avformat_alloc_output_context2(&context, nil, format.muxer, path), "write", file: path)
    pointer = try allocated(context, "write", file: path)
    // Everything is set from here on: what throws leads to `deinit`.
    pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
    // Older versions call FLAC in MP4 an experiment, which it has not been since its mapping was written down.
    pointer.pointee.strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL
    for parameters in streams {
      let stream = try allocated(avformat_new_stream(pointer, nil), "write", file: path)
      try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer), "write", file: path)
      stream.pointee.time_base = parameters.timeBase
      try Self.describe(stream, parameters, path)
    }
    for tag in tags { av_dict_set(&pointer.pointee.metadata, tag.name, tag.value, 0) }
    if let comment { av_dict_set(&pointer.pointee.metadata, "comment", comment, 0) }
    try add(chapters)
    try check(avio_open(&pointer.pointee.pb, "file:" + path, AVIO_FLAG_WRITE), "write", file: path)
    var options: OpaquePointer?
    defer { av_dict_free(&options) }
    if format.hasIndex { av_dict_set(&options, "movflags", "+faststart", 0) }
    if format.hasIndex, let timescale { av_dict_set(&options, "movie_timescale", String(timescale), 0) }
    try check(avformat_write_header(pointer, &options), "write", file: path)
  }

  private func add(_ chapters: [MediaDescription.Chapter]) throws(MediaError) {
    guard !chapters.isEmpty else { return }
    // With the list, the context frees what is in it.
    let size = MemoryLayout<UnsafeMutablePointer<AVChapter>?>.stride
    let list = try allocated(av_calloc(chapters.count, size), "write", file: path)
      .assumingMemoryBound(to: UnsafeMutablePointer<AVChapter>?.self)
    pointer.pointee.chapters = list
    for (index, chapter) in chapters.enumerated() {
      let made = try allocated(av_mallocz(MemoryLayout<AVChapter>.size), "write", file: path)
        .assumingMemoryBound(to: AVChapter.self)
      list[index] = made
      pointer.pointee.nb_chapters = UInt32(index + 1)
      made.pointee.id = Int64(index)
      made.pointee.time_base = AVRational(num: 1, den: 1000)
      made.pointee.start = chapter.range.start.timestamp(in: made.pointee.time_base)
      made.pointee.end = chapter.range.end.timestamp(in: made.pointee.time_base)
      av_dict_set(&made.pointee.metadata, "title", chapter.title, 0)
    }
  }

  /// What copied streams have beside their codec.
  private static func describe(
    _ stream: UnsafeMutablePointer<AVStream>, _ parameters: StreamParameters, _ path: String
  ) throws(MediaError) {
    if let rate = parameters.frameRate { stream.pointee.avg_frame_rate = rate }
    av_dict_set(&stream.pointee.metadata, "language", parameters.language, 0)
    av_dict_set(&stream.pointee.metadata, "title", parameters.title, 0)
    // Where players that do not look for the title of a track in MP4 have it from.
    av_dict_set(&stream.pointee.metadata, "handler_name", parameters.title, 0)
    // From FFmpeg 6.1 on they came with the codec's parameters.
    guard wp_side_data_count(stream) == 0 else { return }
    for (type, bytes) in parameters.sideData {
      let data = try allocated(wp_new_side_data(stream, type, bytes.count), "write", file: path)
      _ = UnsafeMutableBufferPointer(start: data, count: bytes.count).update(fromContentsOf: bytes)
    }
  }

  deinit {
    if pointer.pointee.pb != nil { avio_closep(&pointer.pointee.pb) }
    avformat_free_context(pointer)
  }

  /// Packets of each stream have to come in decoding order.
  public func write(_ encoded: EncodedPacket, stream index: Int) throws(MediaError) {
    guard let stream = pointer.pointee.streams[index] else { return }
    packet.unreference()
    try check(av_new_packet(packet.pointer, Int32(encoded.bytes.count)), "write", file: path)
    _ = UnsafeMutableBufferPointer(start: packet.pointer.pointee.data, count: encoded.bytes.count)
      .update(fromContentsOf: encoded.bytes)
    packet.pointer.pointee.stream_index = Int32(index)
    packet.pointer.pointee.pts = encoded.presentation
    packet.pointer.pointee.dts = encoded.decoding
    packet.pointer.pointee.duration = encoded.duration
    packet.pointer.pointee.flags =
      (encoded.isKey ? AV_PKT_FLAG_KEY : 0) | (encoded.isDiscarded ? AV_PKT_FLAG_DISCARD : 0)
    av_packet_rescale_ts(packet.pointer, timeBases[index], stream.pointee.time_base)
    try check(av_interleaved_write_frame(pointer, packet.pointer), "write", file: path)
  }

  /// Writes the index and closes the file.
  public func finish() throws(MediaError) {
    try check(av_write_trailer(pointer), "write the index", file: path)
    try check(avio_closep(&pointer.pointee.pb), "write", file: path)
  }
}
