import CFFmpeg

/// A coded picture or block of sound. Times count in the encoder's units: frames of the film, or
/// samples.
public struct EncodedPacket: Sendable {
  public var bytes: [UInt8]
  public var presentation: Int64
  public var decoding: Int64
  public var duration: Int64
  public var isKey: Bool
  /// Decoded for those that need it, and not shown.
  var isDiscarded = false

  public init(bytes: [UInt8], presentation: Int64, decoding: Int64, duration: Int64, isKey: Bool) {
    self.bytes = bytes
    self.presentation = presentation
    self.decoding = decoding
    self.duration = duration
    self.isKey = isKey
  }

  init(_ packet: Packet) {
    let value = packet.pointer.pointee
    bytes = value.data.map { Array(UnsafeBufferPointer(start: $0, count: Int(value.size))) } ?? []
    presentation = value.pts
    decoding = value.dts
    duration = value.duration
    isKey = value.flags & AV_PKT_FLAG_KEY != 0
    isDiscarded = value.flags & AV_PKT_FLAG_DISCARD != 0
  }
}

/// What a muxer has to know of an encoder, or of a stream whose packets are copied. Never changed.
public final class StreamParameters: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<AVCodecParameters>
  let timeBase: AVRational
  /// Nil for what was encoded here: the time base says it.
  private(set) var frameRate: AVRational?
  private(set) var language: String?
  private(set) var title: String?
  /// What the stream carries beside its packets: how it is turned, its mastering display.
  private(set) var sideData: [(type: AVPacketSideDataType, bytes: [UInt8])] = []

  init(_ context: UnsafeMutablePointer<AVCodecContext>) throws(MediaError) {
    pointer = try allocated(avcodec_parameters_alloc(), "encode")
    timeBase = context.pointee.time_base
    try check(avcodec_parameters_from_context(pointer, context), "encode")
  }

  /// For an encoder's packets that take the place of those of another stream: in its language, under its
  /// title.
  /// - Parameters:
  ///   - stream: nil for one without any.
  ///   - timeBase: what the packets' times are given in; nil for the encoder's own.
  init(
    _ encoded: StreamParameters, replacing stream: UnsafeMutablePointer<AVStream>?,
    timeBase: AVRational? = nil
  ) throws(MediaError) {
    pointer = try allocated(avcodec_parameters_alloc(), "encode")
    self.timeBase = timeBase ?? encoded.timeBase
    // A finer clock no longer says it.
    if timeBase != nil { frameRate = av_inv_q(encoded.timeBase) }
    // Everything is set from here on: what throws leads to `deinit`.
    try check(avcodec_parameters_copy(pointer, encoded.pointer), "encode")
    if let stream { (language, title) = Self.names(of: stream) }
  }

  private static func names(
    of stream: UnsafeMutablePointer<AVStream>
  ) -> (language: String?, title: String?) {
    func tag(_ name: String) -> String? {
      av_dict_get(stream.pointee.metadata, name, nil, 0).map { String(cString: $0.pointee.value) }
    }
    return (tag("language"), tag("title"))
  }

  /// For packets that are taken over from another file.
  init(copying stream: UnsafeMutablePointer<AVStream>) throws(MediaError) {
    pointer = try allocated(avcodec_parameters_alloc(), "copy a stream")
    timeBase = stream.pointee.time_base
    // Everything is set from here on: what throws leads to `deinit`.
    try check(avcodec_parameters_copy(pointer, stream.pointee.codecpar), "copy a stream")
    // The container's own name for the codec: another container has another. Players of HEVC in MP4 want
    // `hvc1`, which says that the parameter sets are in the header.
    pointer.pointee.codec_tag = stream.pointee.codecpar.pointee.codec_id == AV_CODEC_ID_HEVC ? Self.hvc1 : 0
    frameRate = stream.pointee.avg_frame_rate
    (language, title) = Self.names(of: stream)
    for index in 0..<wp_side_data_count(stream) {
      guard let data = wp_side_data_at(stream, index), let bytes = data.pointee.data else { continue }
      sideData.append((data.pointee.type, Array(UnsafeBufferPointer(start: bytes, count: data.pointee.size))))
    }
  }

  private static let hvc1 = UInt32(0x3163_7668)

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecParameters>? = pointer
    avcodec_parameters_free(&pointer)
  }
}
