import DraftModel

/// What a reader will be asked for, told beforehand, so that it need not make what nobody sees: at a
/// 60 fps source shown at 30, every other frame; after a seek, the frames before the first wanted one.
public struct PictureDemand: Hashable, Sendable {
  /// The first source time that will be asked for, counted from the container's start.
  public var start: Time
  /// From each time that is asked for to the next; above zero.
  public var step: Time

  /// The source times `start`, `start + step`, `start + 2 step`, and so on without an end.
  /// - Returns: nil where the step is not above zero.
  public init?(start: Time, step: Time) {
    guard step > .zero else { return nil }
    self.start = start
    self.step = step
  }

  /// Whether a time is one of those that were told.
  public func covers(_ time: Time) -> Bool {
    time >= start && ((time - start).milliseconds / step.milliseconds).isInteger
  }

  /// Whether one of the times lies in `first..<end`.
  func hits(_ first: Time, _ end: Time) -> Bool {
    guard end > start else { return false }
    guard first > start else { return true }
    let next = ((first - start).milliseconds / step.milliseconds).ceiling
    return start + step * Rational(next) < end
  }

  /// The same times, later by `offset`.
  func moved(by offset: Time) -> PictureDemand {
    var moved = self
    moved.start = start + offset
    return moved
  }
}
