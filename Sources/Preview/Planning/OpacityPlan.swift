import DraftModel

/// How opaque a layer is, and when: `base`, times keyframes, times two linear ramps.
public struct OpacityPlan: Hashable, Sendable {
  /// 0...1. The track's where keyframes have taken the place of the segment's.
  public let base: Double
  public let curve: KeyframeCurve?
  public let fadeIn: Time
  public let fadeOut: Time

  /// Fades that together are longer than the segment are both scaled down.
  public init(
    base: Double, curve: KeyframeCurve? = nil, fadeIn: Time, fadeOut: Time, duration: Time
  ) {
    self.base = min(max(base, 0), 1)
    self.curve = curve
    (self.fadeIn, self.fadeOut) = Self.fitted(fadeIn, fadeOut, into: duration)
  }

  static func fitted(_ fadeIn: Time, _ fadeOut: Time, into duration: Time) -> (Time, Time) {
    let sum = fadeIn + fadeOut
    guard sum > duration, sum > .zero else { return (fadeIn, fadeOut) }
    let factor = duration.milliseconds / sum.milliseconds
    return (fadeIn * factor, fadeOut * factor)
  }

  /// 0...1 at a time of the timeline.
  public func value(at time: Time, in range: TimeRange) -> Double {
    var value = base * (curve?.value(at: time - range.start) ?? 1)
    if fadeIn > .zero { value *= min(1, ((time - range.start).milliseconds / fadeIn.milliseconds).double) }
    if fadeOut > .zero { value *= min(1, ((range.end - time).milliseconds / fadeOut.milliseconds).double) }
    return max(0, value)
  }

  /// Whether it is 1 over a whole stretch.
  func isOpaque(over stretch: TimeRange, of range: TimeRange) -> Bool {
    base == 1 && curve.map { $0.bounds.lowerBound == 1 } ?? true
      && (fadeIn == .zero || stretch.start >= range.start + fadeIn)
      && (fadeOut == .zero || stretch.end <= range.end - fadeOut)
  }
}
