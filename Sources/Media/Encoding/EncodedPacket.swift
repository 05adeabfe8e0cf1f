import CFFmpeg

/// A coded picture or block of sound. Times count in the encoder's units: frames of the film, or
/// samples.
public struct EncodedPacket: Sendable {
  public var bytes: [UInt8]
  public var presentation: Int64
  public var decoding: Int64
  public var duration: Int64
  public var isKey: Bool

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
  }
}

/// What a muxer has to know of an encoder. Never changed.
public final class StreamParameters: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<AVCodecParameters>
  let timeBase: AVRational

  init(_ context: UnsafeMutablePointer<AVCodecContext>) throws(MediaError) {
    pointer = try allocated(avcodec_parameters_alloc(), "encode")
    timeBase = context.pointee.time_base
    try check(avcodec_parameters_from_context(pointer, context), "encode")
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecParameters>? = pointer
    avcodec_parameters_free(&pointer)
  }
}
