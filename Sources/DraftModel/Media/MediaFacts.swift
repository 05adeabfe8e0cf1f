/// What planning a preview needs to know of a media file.
public struct MediaFacts: Hashable, Sendable {
  public enum PictureKind: Hashable, Sendable {
    /// Frames in time, played once.
    case video
    /// One picture.
    case still
    /// Pictures in time, played for ever: GIF, APNG, animated WebP.
    case animation
  }

  public struct Picture: Hashable, Sendable {
    public var kind: PictureKind
    /// As shown: turned upright, with square pixels.
    public var width: Int
    public var height: Int
    /// Whether any pixel can be transparent.
    public var hasAlpha: Bool
    /// Transfer of HDR pictures (PQ, HLG).
    public var isHDR: Bool
    public var isInterlaced: Bool
    /// Frames a second on average; nil for stills.
    public var frameRate: FrameRate?
    public var codec: String
    /// Pictures that a decoder has to keep because others may refer to them; nil where the file's header
    /// does not say.
    public var referenceFrames: Int?
    /// Bits a second of the stream; nil where the file does not say.
    public var bitRate: Int?

    public init(
      kind: PictureKind, width: Int, height: Int, hasAlpha: Bool = false, isHDR: Bool = false,
      isInterlaced: Bool = false, frameRate: FrameRate? = nil, codec: String = "",
      referenceFrames: Int? = nil, bitRate: Int? = nil
    ) {
      self.kind = kind
      self.width = width
      self.height = height
      self.hasAlpha = hasAlpha
      self.isHDR = isHDR
      self.isInterlaced = isInterlaced
      self.frameRate = frameRate
      self.codec = codec
      self.referenceFrames = referenceFrames
      self.bitRate = bitRate
    }
  }

  public struct Sound: Hashable, Sendable {
    public var sampleRate: Int
    public var channels: Int
    public var codec: String

    public init(sampleRate: Int, channels: Int, codec: String = "") {
      self.sampleRate = sampleRate
      self.channels = channels
      self.codec = codec
    }
  }

  public var picture: Picture?
  public var sound: Sound?
  /// How long it plays; nil for stills, and where the file does not say.
  public var duration: Time?

  public init(picture: Picture? = nil, sound: Sound? = nil, duration: Time? = nil) {
    self.picture = picture
    self.sound = sound
    self.duration = duration
  }
}
