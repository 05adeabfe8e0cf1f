import CFFmpeg
import DraftModel

extension VideoEncoder {
  /// How a film that is to be kept is encoded, where a preview's chunk is encoded for speed.
  public struct Delivery: Hashable, Sendable {
    public enum RateControl: Hashable, Sendable {
      /// x264's constant rate factor, 0...51: lower is better and larger.
      case quality(Double)
      /// The first of two passes, in bits a second: nothing is kept but the statistics.
      case firstPass(bitRate: Int, statistics: String)
      /// The second, with the first one's statistics.
      case secondPass(bitRate: Int, statistics: String)
    }

    public var frameRate: FrameRate
    public var rate: RateControl
    /// Width of a pixel over its height.
    public var pixelAspect: Rational
    /// x264's name for how long it looks for savings: `medium`, `slow`.
    public var preset: String
    public var threads: Int

    public init(
      frameRate: FrameRate, rate: RateControl, pixelAspect: Rational = .one, preset: String = "slow",
      threads: Int = 1
    ) {
      self.frameRate = frameRate
      self.rate = rate
      self.pixelAspect = pixelAspect
      self.preset = preset
      self.threads = threads
    }
  }

  /// What x264 appends to the statistics' path for files of its own.
  public static let statisticsSuffixes = [".temp", ".mbtree", ".mbtree.temp"]

  /// An encoder for pictures like `frame`: of its size, its layout and its colours.
  public convenience init(_ delivery: Delivery, like frame: VideoFrame) throws(MediaError) {
    let rate = AVRational(
      num: Int32(clamping: delivery.frameRate.value.numerator),
      den: Int32(clamping: delivery.frameRate.value.denominator))
    let encoder = try Encoder(
      "libx264", options: Self.options(delivery, like: frame), threads: delivery.threads
    ) { context in
      context.width = Int32(frame.width)
      context.height = Int32(frame.height)
      context.pix_fmt = frame.format
      context.time_base = av_inv_q(rate)
      context.framerate = rate
      context.sample_aspect_ratio = AVRational(
        num: Int32(clamping: delivery.pixelAspect.numerator),
        den: Int32(clamping: delivery.pixelAspect.denominator))
      context.colorspace = frame.pointer.pointee.colorspace
      context.color_primaries = frame.pointer.pointee.color_primaries
      context.color_trc = frame.pointer.pointee.color_trc
      context.color_range = frame.pointer.pointee.color_range
      context.chroma_sample_location = frame.pointer.pointee.chroma_location
      switch delivery.rate {
      case .quality: break
      case .firstPass(let bitRate, _):
        context.bit_rate = Int64(bitRate)
        context.flags |= AV_CODEC_FLAG_PASS1
      case .secondPass(let bitRate, _):
        context.bit_rate = Int64(bitRate)
        context.flags |= AV_CODEC_FLAG_PASS2
      }
    }
    try self.init(encoder)
  }

  private static func options(_ delivery: Delivery, like frame: VideoFrame) -> [(String, String)] {
    var options = [("preset", delivery.preset)]
    switch delivery.rate {
    case .quality(let factor): options.append(("crf", "\(factor)"))
    case .firstPass(_, let path), .secondPass(_, let path): options.append(("stats", path))
    }
    // x264 keeps this many pictures to look ahead at: 50 of 2160 lines would be 600 MB.
    let picture = max(1, frame.width * frame.height * 3 / 2)
    let affordable = lookaheadMemory / picture
    if affordable < 50 { options.append(("rc-lookahead", String(max(8, affordable)))) }
    return options
  }

  private static let lookaheadMemory = 160_000_000
}
