import DraftModel

extension MediaDescription {
  /// What can be seen of a stream.
  public struct Picture: Hashable, Sendable {
    public var kind: MediaFacts.PictureKind
    /// Pixels, as coded: before any turning or stretching.
    public var codedWidth: Int
    public var codedHeight: Int
    /// Pixels, as shown: turned upright, with square pixels. What is wider than high is stretched in
    /// width, never shrunk in height.
    public var width: Int
    public var height: Int
    /// Degrees that the stream is turned by to be shown, counter-clockwise, as `ffprobe` counts:
    /// -90 for a phone held upright. -180...180; a display matrix may hold any angle.
    public var rotation: Int = 0
    /// The nearest quarter turn, with mirroring; from the display matrix, or from EXIF for stills.
    public var orientation = Orientation.upright
    /// Width of a pixel over its height.
    public var pixelAspect = Rational.one
    /// The shape that pixels claim to have where it is beyond anything that is shown so; they count as
    /// square then.
    public var ignoredPixelAspect: Rational?
    /// Frames a second: how many there are over how long it is.
    public var averageFrameRate: FrameRate?
    /// Frames a second: the rate at which all frames' times can be told.
    public var nominalFrameRate: FrameRate?
    /// Frames a second where none is missing, by the times of the frames; for an animation the slowest rate
    /// at which each of its pictures is on for a whole number of frames. Nil where nobody looked, where
    /// frames are too few to tell, and for stills.
    public var steadyFrameRate: FrameRate?
    /// Whether frames are on for different times; nil where nobody looked, and for stills.
    public var hasVariableFrameRate: Bool?
    /// FFmpeg's name: `yuv420p`, `yuv420p10le`; nil where the header does not say.
    public var pixelFormat: String?
    /// Bits of each component; nil where the header does not say.
    public var bitDepth: Int?
    public var color = ColorDescription()
    public var hdr: HDR?
    /// Whether any pixel can be transparent.
    public var hasAlpha = false
    public var fieldOrder: FieldOrder?
    /// Pictures that a decoder has to keep because others may refer to them; nil where the header does
    /// not say.
    public var referenceFrames: Int?
    /// How often an animation plays; 0 is for ever. Nil for what is no animation.
    public var loopCount: Int?
    /// Pictures of an animation; nil for what is none.
    public var frameCount: Int?

    public init(kind: MediaFacts.PictureKind, codedWidth: Int, codedHeight: Int) {
      self.kind = kind
      self.codedWidth = codedWidth
      self.codedHeight = codedHeight
      width = codedWidth
      height = codedHeight
    }

    /// Pixels as stored; of no use as a size in bytes before it is known to be small.
    public var pixelCount: Int { MediaLimits.pixelCount(width: codedWidth, height: codedHeight) }

    public var isInterlaced: Bool { fieldOrder.map { $0 != .progressive } ?? false }
  }

  /// Colour in FFmpeg's names (ITU-T H.273); nil where nothing says.
  public struct ColorDescription: Hashable, Sendable {
    /// `bt709`, `bt2020`.
    public var primaries: String?
    /// `bt709`, `smpte2084`, `arib-std-b67`.
    public var transfer: String?
    /// `bt709`, `bt2020nc`.
    public var matrix: String?
    /// `tv` (limited) or `pc` (full).
    public var range: String?
    /// Whether the file carries an ICC profile.
    public var hasProfile = false

    public init() {}
  }

  /// More than standard dynamic range.
  public struct HDR: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      /// Perceptual quantiser (SMPTE ST 2084): HDR10 and its kin.
      case pq
      /// Hybrid log-gamma (ARIB STD-B67).
      case hlg
      /// Dolby Vision over anything else.
      case dolbyVision
    }

    /// By transfer; Dolby Vision where that is neither PQ nor HLG.
    public var kind: Kind
    /// The profile of Dolby Vision (5, 7, 8...); nil without it.
    public var dolbyVisionProfile: Int?
    /// Luminance of the mastering display in cd/m² (SMPTE ST 2086), where it is in the header.
    public var masteringLuminance: ClosedRange<Double>?
    /// Greatest light level of a pixel, and of a frame's average, in cd/m² (CTA-861.3).
    public var contentLight: ContentLight?

    public init(kind: Kind) { self.kind = kind }
  }

  public struct ContentLight: Hashable, Sendable {
    public var pixelMaximum: Int
    public var frameAverageMaximum: Int

    public init(pixelMaximum: Int, frameAverageMaximum: Int) {
      self.pixelMaximum = pixelMaximum
      self.frameAverageMaximum = frameAverageMaximum
    }
  }

  /// How lines make a frame.
  public enum FieldOrder: String, Hashable, Sendable {
    case progressive
    /// Fields, the upper lines shown first.
    case topFirst = "top first"
    /// Fields, the lower lines shown first.
    case bottomFirst = "bottom first"
    /// Fields, and nothing says which is first.
    case unknown = "interlaced"
  }
}
