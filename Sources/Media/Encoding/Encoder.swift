import CFFmpeg

/// An encoder of one stream. In one thread unless said, so that equal pictures give equal bytes
/// whatever the machine.
final class Encoder {
  let pointer: UnsafeMutablePointer<AVCodecContext>
  private let packet: Packet

  init(
    _ name: String, options: [(String, String)], threads: Int = 1,
    configure: (inout AVCodecContext) -> Void
  ) throws(MediaError) {
    _ = FFmpegLog.install
    packet = try Packet()
    guard let codec = avcodec_find_encoder_by_name(name) else {
      throw MediaError(.unsupported, operation: "encode", reason: "this FFmpeg was built without \(name)")
    }
    pointer = try allocated(avcodec_alloc_context3(codec), "encode")
    // Everything is set from here on: what throws leads to `deinit`.
    configure(&pointer.pointee)
    pointer.pointee.thread_count = Int32(clamping: threads)
    pointer.pointee.flags |= Int32(bitPattern: UInt32(AV_CODEC_FLAG_GLOBAL_HEADER)) | AV_CODEC_FLAG_BITEXACT
    for (key, value) in options { av_opt_set(pointer, key, value, AV_OPT_SEARCH_CHILDREN) }
    try check(avcodec_open2(pointer, codec, nil), "open the encoder \(name)")
  }

  /// What a muxer has to know of it.
  func parameters() throws(MediaError) -> StreamParameters { try StreamParameters(pointer) }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
    avcodec_free_context(&pointer)
  }

  /// - Parameter frame: nil for the end.
  func encode(_ frame: VideoFrame?, _ receive: (EncodedPacket) throws(MediaError) -> Void) throws(MediaError)
  {
    try check(avcodec_send_frame(pointer, frame?.pointer), "encode")
    while true {
      let code = avcodec_receive_packet(pointer, packet.pointer)
      if code == wp_error(EAGAIN) || code == wp_error_eof { return }
      try check(code, "encode")
      try receive(EncodedPacket(packet))
      packet.unreference()
    }
  }
}
