import CFFmpeg

/// AAC, or samples as they are.
public final class AudioEncoder {
  /// How FFmpeg's AAC encoder chooses the steps of its quantizers.
  public enum Coder: String, Sendable {
    /// Holds each tone's level, however loud it is.
    case twoLoop = "twoloop"
    /// In half the time, and of most sounds nearer to the original. It cuts up to 5 dB off tones above 0.45 of
    /// full scale that nothing else is heard beside; see ``PreviewSoundEncoder``.
    case fast
  }

  public enum Codec: Hashable, Sendable {
    /// Bits a second.
    case aac(bitRate: Int)
    /// FFmpeg's `-q:a`; at 1, of the order of 150,000 bits a second. It takes half the time of a bit rate,
    /// for which quiet frames are coded up to five times until they are large enough, and it keeps the level
    /// of noise to 0.7 dB instead of 1.6.
    case aacQuality(Double, Coder)
    /// Samples of 16 bits.
    case pcm16
    /// Samples of 24 bits.
    case pcm24
    /// Samples of 16 bits, packed without loss. At most two channels.
    case alac16
    /// Samples of 24 bits, likewise.
    case alac24

    var ffmpeg: (name: String, format: AVSampleFormat) {
      switch self {
      case .aac, .aacQuality: ("aac", AV_SAMPLE_FMT_FLTP)
      case .pcm16: ("pcm_s16le", AV_SAMPLE_FMT_S16)
      case .pcm24: ("pcm_s24le", AV_SAMPLE_FMT_S32)
      case .alac16: ("alac", AV_SAMPLE_FMT_S16P)
      case .alac24: ("alac", AV_SAMPLE_FMT_S32P)
      }
    }
  }

  public struct Settings: Hashable, Sendable {
    public var codec: Codec
    /// Samples a second.
    public var sampleRate: Int
    /// In FFmpeg's usual layout for the number.
    public var channels: Int

    public init(codec: Codec, sampleRate: Int, channels: Int) {
      self.codec = codec
      self.sampleRate = sampleRate
      self.channels = channels
    }
  }

  private let encoder: Encoder
  public let parameters: StreamParameters
  private var pending: [Float] = []
  private var position = 0

  /// AAC in stereo at 48 kHz, of any levels.
  public convenience init() throws(MediaError) {
    try self.init(Settings(codec: .aacQuality(1, .twoLoop), sampleRate: 48_000, channels: 2))
  }

  /// AAC in stereo at 48 kHz.
  /// - Parameter bitRate: bits a second.
  public convenience init(bitRate: Int) throws(MediaError) {
    try self.init(Settings(codec: .aac(bitRate: bitRate), sampleRate: 48_000, channels: 2))
  }

  public init(_ settings: Settings) throws(MediaError) {
    let (name, format) = settings.codec.ffmpeg
    let coder: [(String, String)] =
      switch settings.codec {
      case .aac: [("aac_coder", Coder.twoLoop.rawValue)]
      case .aacQuality(_, .twoLoop): [("aac_coder", Coder.twoLoop.rawValue)]
      // Intensity stereo gives both sides the same phase, and levels in steps of 1.5 dB. Temporal noise shaping
      // takes a tenth of the time, and gains nothing that was measured.
      case .aacQuality(_, .fast): [("aac_coder", Coder.fast.rawValue), ("aac_is", "0"), ("aac_tns", "0")]
      case .pcm16, .pcm24, .alac16, .alac24: []
      }
    encoder = try Encoder(name, options: coder) { context in
      context.sample_fmt = format
      if settings.codec == .alac24 { context.bits_per_raw_sample = 24 }
      context.sample_rate = Int32(clamping: settings.sampleRate)
      if case .aac(let bitRate) = settings.codec { context.bit_rate = Int64(bitRate) }
      if case .aacQuality(let quality, _) = settings.codec {
        context.flags |= AV_CODEC_FLAG_QSCALE
        context.global_quality = Int32((Double(FF_QP2LAMBDA) * min(max(quality, 0.1), 10)).rounded())
      }
      context.time_base = AVRational(num: 1, den: Int32(clamping: settings.sampleRate))
      av_channel_layout_default(&context.ch_layout, Int32(clamping: settings.channels))
    }
    parameters = try StreamParameters(encoder.pointer)
    if encoder.pointer.pointee.codec_id == AV_CODEC_ID_AAC {
      position = -Self.runUp
      pending = [Float](repeating: 0, count: Self.runUp * 2)
    }
  }

  /// Silence that AAC codes before the first sample, one frame: the coder knows the first frame's masking
  /// only from what came before it, and of a tone that begins at once it leaves a quarter out otherwise.
  /// The edit list hides it, as it does the coder's own priming.
  private static let runUp = 1024

  /// Samples in each frame that ``encode(frame:_:)`` takes, the last one excepted; 0 for any number.
  var frameSize: Int { Int(encoder.pointer.pointee.frame_size) }

  /// Encodes a frame of sound that is in the encoder's format already; nil ends.
  func encode(
    frame: VideoFrame?, _ receive: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    try encoder.encode(frame, receive)
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
