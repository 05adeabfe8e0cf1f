import CFFmpeg
import DraftModel

/// H.264 by x264: for one chunk of a preview, a closed group of pictures that starts with a key frame,
/// or for a film to be kept (``Delivery``).
///
/// Every chunk has an encoder of its own; with equal settings they write equal headers, so that
/// their packets can be put into one film.
public final class VideoEncoder {
  public struct Settings: Hashable, Sendable {
    public var width: Int
    public var height: Int
    public var frameRate: FrameRate
    /// On the scale of x264's rate factors, 0...51: lower is better and larger.
    public var quality: Int

    public init(width: Int, height: Int, frameRate: FrameRate, quality: Int = 28) {
      self.width = width
      self.height = height
      self.frameRate = frameRate
      self.quality = quality
    }

    /// The quantizer of P-frames, the same for all. To find one for each, as a rate factor has it, x264 searches
    /// every picture for motion twice, once at half the size: a quarter of its time. At 28, cuts, talk and moving
    /// stills take a tenth to a third more bits than at that rate factor. A trailer and a hand-held film, the latter
    /// in 2.5 times the bits, have an SSIM of 0.972 at least to what was coded, where the rate factor leaves 0.94.
    /// Noise takes as many bits as it has.
    fileprivate var quantizer: Int { min(max(quality - 5, 1), 51) }
  }

  private let encoder: Encoder
  public let parameters: StreamParameters

  init(_ encoder: Encoder) throws(MediaError) {
    self.encoder = encoder
    parameters = try StreamParameters(encoder.pointer)
  }

  public convenience init(_ settings: Settings) throws(MediaError) {
    let rate = AVRational(
      num: Int32(clamping: settings.frameRate.value.numerator),
      den: Int32(clamping: settings.frameRate.value.denominator))
    let encoder = try Encoder(
      "libx264", options: [("preset", "ultrafast"), ("qp", String(settings.quantizer))]
    ) { context in
      context.width = Int32(settings.width)
      context.height = Int32(settings.height)
      context.pix_fmt = AV_PIX_FMT_YUV420P
      context.time_base = av_inv_q(rate)
      context.framerate = rate
      context.gop_size = 100_000
      context.max_b_frames = 0
      context.sample_aspect_ratio = AVRational(num: 1, den: 1)
      context.colorspace = AVCOL_SPC_BT709
      context.color_primaries = AVCOL_PRI_BT709
      context.color_trc = AVCOL_TRC_BT709
      context.color_range = AVCOL_RANGE_MPEG
    }
    try self.init(encoder)
  }

  /// - Parameters:
  ///   - frame: YUV 4:2:0 of the encoder's size.
  ///   - index: the frame's place in the film, growing.
  public func encode(
    _ frame: VideoFrame, index: Int, _ receive: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    frame.pointer.pointee.pts = Int64(index)
    frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE  // x264 decides; only the first is a key frame
    try encoder.encode(frame) { packet throws(MediaError) in try receive(Self.lastingOneFrame(packet)) }
  }

  /// x264 gives packets no duration; without one, the film would end where its last frame begins.
  private static func lastingOneFrame(_ packet: EncodedPacket) -> EncodedPacket {
    var packet = packet
    packet.duration = 1
    return packet
  }

  public func finish(_ receive: (EncodedPacket) throws(MediaError) -> Void) throws(MediaError) {
    try encoder.encode(nil) { packet throws(MediaError) in try receive(Self.lastingOneFrame(packet)) }
  }
}
