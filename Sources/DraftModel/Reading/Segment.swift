import JSONTree

/// A segment of a track: a view, as cheap to copy as the draft.
public struct Segment: Sendable {
  public let draft: Draft
  /// Its place among all segments of the draft, in document order.
  let ordinal: Int

  private var entry: DraftStorage.SegmentEntry { draft.storage.segments[ordinal] }
  public var node: JSONNodeID { entry.node }
  public var track: Track { Track(draft: draft, index: entry.track) }
  /// Its place in its track's array, from 0.
  public var index: Int { ordinal - draft.storage.tracks[entry.track].segments.lowerBound }

  /// Where a property stands in the document; nil where it has its default.
  public func node(_ property: DraftProperty) -> JSONNodeID? {
    let count = draft.storage.segmentSlotCount
    return draft.storage.node(
      property, in: draft.storage.segmentSlots[ordinal * count..<(ordinal + 1) * count])
  }

  private func number(_ property: DraftProperty) -> Double? {
    node(property).flatMap(draft.document.finiteDouble)
  }
  private func string(_ property: DraftProperty) -> String? { node(property).flatMap(draft.document.string) }
  private func bool(_ property: DraftProperty) -> Bool {
    node(property).flatMap(draft.document.bool) ?? false
  }
  private func time(_ property: DraftProperty) -> Time {
    node(property).flatMap(draft.document.time) ?? .zero
  }

  /// From the draft, whatever its wrapper: `/t/0/sg/3`.
  public var pointer: JSONPointer { track.segmentsPointer?.appending(index) ?? draft.pointer(of: node) }

  // MARK: Time

  /// When it begins: as written, or where the segment before it in the array ends.
  public var start: Time { entry.start }
  /// How long it is on; zero where the draft does not say or says less than zero.
  public var duration: Time { entry.duration }
  public var end: Time { entry.start + entry.duration }
  /// The stretch of the timeline that it is on.
  public var rangeInParent: TimeRange { TimeRange(start: start, duration: duration) }
  public var isStartWritten: Bool { node(.start) != nil }

  /// Where in its media it begins.
  public var sourceStart: Time { time(.sourceStart) }
  /// Source time for each unit of timeline time; 1 where the draft says nothing above 0.
  public var speed: Rational {
    node(.speed).flatMap(draft.document.rational).flatMap { $0 > .zero ? $0 : nil } ?? .one
  }
  /// The stretch of its media that it plays: from ``sourceStart``, `duration * speed` long.
  public var sourceRange: TimeRange { TimeRange(start: sourceStart, duration: duration * speed) }

  public var fadeIn: Time { max(.zero, time(.fadeIn)) }
  public var fadeOut: Time { max(.zero, time(.fadeOut)) }

  // MARK: Content

  public var identifier: String? {
    node(.segmentID).flatMap { draft.document.string(of: $0) ?? draft.document.numberSpelling(of: $0) }
  }
  /// A path, file name or URL, as written.
  public var media: String? { string(.media) }
  public var text: String? { string(.text) }
  /// The title that the draft gives it, else its media's file name without path, query and extension.
  public var title: String? { string(.title) ?? media.map(MediaName.title) }

  /// Linear; 1 is unchanged. The track's volume comes on top.
  public var volume: Double { number(.volume) ?? 1 }
  public var isMuted: Bool { bool(.muted) }
  public var isHidden: Bool { bool(.hidden) }

  // MARK: Picture

  /// The centre, as a fraction of the canvas from its left.
  public var x: Double { number(.x) ?? 0.5 }
  /// The centre, as a fraction of the canvas from its top.
  public var y: Double { number(.y) ?? 0.5 }
  /// Ratio of the fitted size.
  public var scale: Double { number(.scale) ?? 1 }
  /// Degrees clockwise.
  public var rotation: Double { number(.rotation) ?? 0 }
  /// 0...1. The track's opacity comes on top.
  public var opacity: Double { number(.opacity) ?? 1 }
  public var fit: FitMode { string(.fit).flatMap { FitMode(rawValue: $0.lowercased()) } ?? .contain }
  public var flip: Flip { Flip(string(.flip) ?? "") }
  public var crop: Crop { node(.crop).map { Crop(draft.object($0, .crop)) } ?? .none }
  public var textStyle: TextStyle {
    node(.textStyle).map { TextStyle(draft.object($0, .textStyle)) } ?? TextStyle()
  }
}

extension Segment {
  /// The keyframes that are objects.
  public var keyframes: [DraftObject] { objects(.keyframes, .keyframe) }

  /// The objects in a property that is an array.
  public func objects(_ property: DraftProperty, _ scope: DraftScope) -> [DraftObject] {
    guard let array = node(property) else { return [] }
    return draft.document.elements(of: array).compactMap {
      draft.document.kind(of: $0) == .object ? draft.object($0, scope) : nil
    }
  }
}

/// How a picture is brought to the size of the canvas.
public enum FitMode: String, Sendable, CaseIterable {
  /// All of the picture, as large as fits.
  case contain
  /// As small as fills the canvas; what hangs over is not cut off before scale and move.
  case cover
  /// The canvas's size, whatever that does to the picture.
  case stretch
  /// A source pixel is a canvas pixel.
  case none
  /// `contain`, over a blurred `cover` of the same picture.
  case blur
}

/// Mirroring, before the picture is fitted.
public struct Flip: Hashable, Sendable {
  public var horizontal: Bool
  public var vertical: Bool

  public init(horizontal: Bool = false, vertical: Bool = false) {
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// `h`, `v`, `hv`, in any case and order.
  init(_ text: String) {
    let text = text.lowercased()
    self.init(horizontal: text.contains("h"), vertical: text.contains("v"))
  }
}

/// Fractions of a picture that are cut off its sides.
public struct Crop: Hashable, Sendable {
  public var left: Double
  public var top: Double
  public var right: Double
  public var bottom: Double

  public init(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  public static let none = Crop()

  init(_ object: DraftObject) {
    func side(_ property: DraftProperty) -> Double { min(max(object.number(property) ?? 0, 0), 1) }
    self.init(
      left: side(.cropLeft), top: side(.cropTop), right: side(.cropRight), bottom: side(.cropBottom))
  }
}
