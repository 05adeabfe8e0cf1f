import DraftModel
import JSONTree

/// Everything that decides what a preview shows, as a value: made without any I/O from a draft, the
/// facts of its media and the settings; printed by `workprint plan`, and carried out by the renderer.
public struct RenderPlan: Hashable, Sendable {
  public let canvas: Canvas
  public let output: OutputGeometry
  public let frameRate: FrameRate
  /// The draft's duration.
  public let duration: Time
  /// The frames of the film, counted on the timeline's grid: frame `n` shows time `n / frameRate`.
  public let frames: Range<Int>
  /// From the lowest to the topmost.
  public let layers: [LayerPlan]
  /// Pairs of layers that turn into each other, by track and time.
  public let transitions: [TransitionPlan]
  /// In order, without holes: together they are ``frames``.
  public let chunks: [ChunkPlan]
  public let sound: SoundPlan
  public let fidelity: [FidelityEntry]
  public let quality: Int
}

/// A stretch of the film that is one closed group of pictures.
public struct ChunkPlan: Hashable, Sendable {
  public let frames: Range<Int>
  /// Indices of the layers that are visible in it, from the lowest to the topmost. What something
  /// opaque covers all along is not among them.
  public let layers: [Int]
  /// Indices of the transitions that are on in it.
  public let transitions: [Int]
}

/// A picture in the film, for as long as its segment is on.
public struct LayerPlan: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case media(MediaLayer)
    case text(TextLayer)
    /// In place of media that are not there.
    case slate(title: String, detail: String)
  }

  public let track: Int
  public let segment: Int
  public let pointer: JSONPointer
  public let label: String
  /// When its segment is on.
  public let range: TimeRange
  /// The frames that it is on, in transitions beyond its segment's range too.
  public let frames: Range<Int>
  public let content: Content
  /// Where it is, but for what ``motion`` and ``animation`` do.
  public let placement: Placement
  public let opacity: OpacityPlan
  /// Nil where no keyframe moves it.
  public let motion: MotionPlan?
  public let animation: AnimationPlan?
  public let effects: [EffectPlan]
}

extension LayerPlan {
  /// Source pixels for each shown one, along the side that is reduced less, at the moment when keyframes
  /// make the layer largest; nil where that is not known.
  func reduction(of media: MediaLayer) -> Double? {
    guard let picture = media.facts.picture, placement.width > 0, placement.height > 0 else { return nil }
    let crop = media.crop
    let width = Double(picture.width) * (1 - crop.left - crop.right)
    let height = Double(picture.height) * (1 - crop.top - crop.bottom)
    return min(width / placement.width, height / placement.height) / (motion?.largestFactor ?? 1)
  }
}

/// A media file as a layer's content.
public struct MediaLayer: Hashable, Sendable {
  public let path: String
  public let facts: MediaFacts
  public let sourceStart: Time
  public let speed: Rational
  public let crop: Crop
  public let flip: Flip
  /// The layer's backdrop under `fit: blur`: standard deviation of the blur in output pixels.
  public let blur: Double?

  /// The source time that is shown when the timeline is at `time`.
  public func sourceTime(at time: Time, from start: Time) -> Time { sourceStart + (time - start) * speed }
}

/// A text as a layer's content.
public struct TextLayer: Hashable, Sendable {
  public let text: String
  public let style: TextStyle
  /// Scale of the text on top of the output's.
  public let scale: Double
}

/// Where a picture goes, in output pixels, before any rounding.
public struct Placement: Hashable, Sendable {
  public internal(set) var centerX: Double
  public internal(set) var centerY: Double
  /// Zero for text, whose size follows from its layout.
  public internal(set) var width: Double
  public internal(set) var height: Double
  /// Degrees clockwise, in 0..<360.
  public internal(set) var rotation: Double

  /// An angle as degrees in 0..<360; 0 for what is none.
  static func normalized(_ degrees: Double) -> Double {
    guard degrees.isFinite else { return 0 }
    let rest = degrees.truncatingRemainder(dividingBy: 360)
    // What is too little to be less than 360 is nothing.
    return rest < 0 ? (rest + 360).truncatingRemainder(dividingBy: 360) : rest
  }

  /// The box of an upright picture: its edges at the nearest pixels, at least one pixel large.
  public var box: PixelBox {
    let left = Int((centerX - width / 2).rounded())
    let top = Int((centerY - height / 2).rounded())
    let right = Int((centerX + width / 2).rounded())
    let bottom = Int((centerY + height / 2).rounded())
    return PixelBox(x: left, y: top, width: max(1, right - left), height: max(1, bottom - top))
  }
}

/// A rectangle of whole pixels.
public struct PixelBox: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public func contains(_ other: PixelBox) -> Bool {
    x <= other.x && y <= other.y && x + width >= other.x + other.width && y + height >= other.y + other.height
  }
}

/// How faithfully a segment is shown.
public struct FidelityEntry: Hashable, Sendable {
  public enum Status: String, Sendable {
    case drawn, approximated, notDrawn
    /// Not drawn because the draft says so: hidden, or without a length.
    case omitted
  }

  public let track: Int
  public let segment: Int
  public let pointer: JSONPointer
  public let label: String
  public var status: Status
  /// How it is approximated, or why it is not drawn.
  public var notes: [String]
}
