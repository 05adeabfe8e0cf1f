import CFFmpeg

/// A file of one or more coded streams: an MP4 with the index in front, or a GIF. Without a creation
/// time, so that equal films are equal files.
public final class OutputContainer {
  public enum Format: String, Sendable {
    case mp4, gif
  }

  private let path: String
  private let pointer: UnsafeMutablePointer<AVFormatContext>
  private let packet: Packet
  private let timeBases: [AVRational]

  /// - Parameters:
  ///   - path: overwritten where it exists.
  ///   - comment: the tag that marks the file.
  public init(
    path: String, format: Format = .mp4, streams: [StreamParameters], comment: String?
  ) throws(MediaError) {
    self.path = path
    packet = try Packet()
    timeBases = streams.map(\.timeBase)
    var context: UnsafeMutablePointer<AVFormatContext>?
    try check(avformat_alloc_output_context2(&context, nil, format.rawValue, path), "write", file: path)
    pointer = try allocated(context, "write", file: path)
    // Everything is set from here on: what throws leads to `deinit`.
    pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
    for parameters in streams {
      let stream = try allocated(avformat_new_stream(pointer, nil), "write", file: path)
      try check(avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer), "write", file: path)
      stream.pointee.time_base = parameters.timeBase
    }
    av_dict_set(&pointer.pointee.metadata, "comment", comment, 0)
    try check(avio_open(&pointer.pointee.pb, "file:" + path, AVIO_FLAG_WRITE), "write", file: path)
    var options: OpaquePointer?
    defer { av_dict_free(&options) }
    if format == .mp4 { av_dict_set(&options, "movflags", "+faststart", 0) }
    try check(avformat_write_header(pointer, &options), "write", file: path)
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
    packet.pointer.pointee.flags = encoded.isKey ? AV_PKT_FLAG_KEY : 0
    av_packet_rescale_ts(packet.pointer, timeBases[index], stream.pointee.time_base)
    try check(av_interleaved_write_frame(pointer, packet.pointer), "write", file: path)
  }

  /// Writes the index and closes the file.
  public func finish() throws(MediaError) {
    try check(av_write_trailer(pointer), "write the index", file: path)
    try check(avio_closep(&pointer.pointee.pb), "write", file: path)
  }
}
