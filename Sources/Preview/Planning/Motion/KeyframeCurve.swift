import DraftModel

/// A value over time, by its keyframes: eased between them, held before the first and after the last.
public struct KeyframeCurve: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    /// From the segment's start.
    public let time: Time
    public let value: Double
    /// Governs the way to the next point.
    public let easing: Easing
  }

  /// By time, at least one. Of two at one time, the later holds from there on.
  public let points: [Point]

  /// - Returns: nil without points.
  init?(_ points: [Point]) {
    guard !points.isEmpty else { return nil }
    let isSorted = zip(points, points.dropFirst()).allSatisfy { $0.time <= $1.time }
    self.points =
      isSorted
      ? points
      : points.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        .map(\.element)
  }

  /// - Parameter time: from the segment's start.
  public func value(at time: Time) -> Double {
    // The first point that is later.
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return points[0].value }
    let from = points[low - 1]
    guard low < points.count else { return from.value }
    let to = points[low]
    let progress = ((time - from.time).milliseconds / (to.time - from.time).milliseconds).double
    return from.value + (to.value - from.value) * from.easing.value(at: progress)
  }

  /// The least and the greatest value; no easing leaves the range between two points.
  public var bounds: ClosedRange<Double> {
    let values = points.map(\.value)
    let least = values.min() ?? 0
    return least...(values.max() ?? least)
  }
}

/// The keyframes of a segment, and what is to be said about them.
struct SegmentKeyframes {
  private(set) var curves: [KeyframeProperty: KeyframeCurve] = [:]
  private(set) var notes: [String] = []

  init(_ segment: Segment) {
    guard segment.node(.keyframes) != nil else { return }
    var points: [KeyframeProperty: [KeyframeCurve.Point]] = [:]
    for keyframe in segment.keyframes {
      let name = keyframe.string(.keyframeProperty) ?? ""
      guard let property = KeyframeProperty(word: name) else {
        note("keyframes of \"\(name.visible)\" are not known")
        continue
      }
      guard let value = keyframe.number(.keyframeValue) else {
        note("a keyframe of \(property.rawValue) has no value")
        continue
      }
      var easing = Easing.linear
      if let word = keyframe.string(.keyframeEasing) {
        if let known = Easing(word: word) {
          easing = known
        } else {
          note("the easing \"\(word.visible)\" is played as linear")
        }
      }
      points[property, default: []].append(
        .init(
          time: keyframe.time(.keyframeTime) ?? .zero, value: Self.bounded(value, property), easing: easing))
    }
    curves = points.compactMapValues(KeyframeCurve.init)
  }

  private mutating func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }

  /// A value as it can be drawn.
  private static func bounded(_ value: Double, _ property: KeyframeProperty) -> Double {
    switch property {
    case .x, .y: min(max(value, -100), 100)
    case .scale: min(max(value, 0), 100)
    case .rotation: min(max(value, -1e6), 1e6)
    case .opacity: min(max(value, 0), 1)
    case .volume: min(max(value, 0), SoundClip.loudest)
    }
  }
}
