import CFFmpeg

/// AAC, stereo, 48 kHz, by FFmpeg's two-loop coder. Its fast one takes half the time, and takes up to
/// 2 dB off loud tones: a preview is listened to for its levels.
public final class AudioEncoder {
  private let encoder: Encoder
  public let parameters: StreamParameters
  private var pending: [Float] = []
  private var position = 0

  /// - Parameter bitRate: bits a second.
  public init(bitRate: Int = 128_000) throws(MediaError) {
    encoder = try Encoder("aac", options: [("aac_coder", "twoloop")]) { context in
      context.sample_fmt = AV_SAMPLE_FMT_FLTP
      context.sample_rate = 48_000
      context.bit_rate = Int64(bitRate)
      context.time_base = AVRational(num: 1, den: 48_000)
      wp_stereo(&context.ch_layout)
    }
    parameters = try StreamParameters(encoder.pointer)
  }

  /// - Parameter samples: interleaved stereo.
  public func encode(
    _ samples: [Float], _ receive: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    pending += samples
    var at = 0
    let size = Int(encoder.pointer.pointee.frame_size)
    while (pending.count - at) / 2 >= size {
      try send(pending[at..<at + size * 2], receive)
      at += size * 2
    }
    pending.removeFirst(at)
  }

  public func finish(_ receive: (EncodedPacket) throws(MediaError) -> Void) throws(MediaError) {
    if !pending.isEmpty { try send(pending[...], receive) }
    pending = []
    try encoder.encode(nil, receive)
  }

  private func send(
    _ samples: ArraySlice<Float>, _ receive: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    let frame = try VideoFrame()
    let count = samples.count / 2
    frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    frame.pointer.pointee.nb_samples = Int32(count)
    frame.pointer.pointee.sample_rate = 48_000
    wp_stereo(&frame.pointer.pointee.ch_layout)
    try check(av_frame_get_buffer(frame.pointer, 0), "encode sound")
    for channel in 0..<2 {
      guard let plane = frame.plane(channel) else { continue }
      plane.bytes.withMemoryRebound(to: Float.self, capacity: count) { out in
        for index in 0..<count { out[index] = samples[samples.startIndex + index * 2 + channel] }
      }
    }
    frame.pointer.pointee.pts = Int64(position)
    position += count
    try encoder.encode(frame, receive)
  }
}
