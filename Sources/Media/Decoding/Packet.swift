import CFFmpeg

/// A packet of a stream; owns its data.
final class Packet {
  let pointer: UnsafeMutablePointer<AVPacket>

  init() throws(MediaError) { pointer = try allocated(av_packet_alloc(), "read a packet") }

  deinit {
    var pointer: UnsafeMutablePointer<AVPacket>? = pointer
    av_packet_free(&pointer)
  }

  func unreference() { av_packet_unref(pointer) }
}
