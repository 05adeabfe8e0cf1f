/// A moment on the timeline, or a length of it, exactly. Drafts count milliseconds, with fractions.
public struct Time: Hashable, Comparable, Sendable {
  public var milliseconds: Rational

  public init(milliseconds: Rational) { self.milliseconds = milliseconds }
  public init(milliseconds: Int) { self.milliseconds = Rational(milliseconds) }
  public init(seconds: Rational) { milliseconds = seconds * Rational(1000) }

  /// The time that a frame begins at: `index / rate`.
  public init(frame index: Int, rate: FrameRate) { self.init(seconds: Rational(index) / rate.value) }

  public static let zero = Time(milliseconds: 0)

  public var seconds: Rational { milliseconds / Rational(1000) }
  public var isNegative: Bool { milliseconds.isNegative }

  public static func < (a: Time, b: Time) -> Bool { a.milliseconds < b.milliseconds }
  public static func + (a: Time, b: Time) -> Time { Time(milliseconds: a.milliseconds + b.milliseconds) }
  public static func - (a: Time, b: Time) -> Time { Time(milliseconds: a.milliseconds - b.milliseconds) }
  public static prefix func - (a: Time) -> Time { Time(milliseconds: -a.milliseconds) }
  public static func * (a: Time, b: Rational) -> Time { Time(milliseconds: a.milliseconds * b) }
  public static func / (a: Time, b: Rational) -> Time { Time(milliseconds: a.milliseconds / b) }
  public static func += (a: inout Time, b: Time) { a = a + b }
  public static func -= (a: inout Time, b: Time) { a = a - b }

  /// Frames that have begun before this time or begin at it, less one: the frame that shows it.
  public func frame(at rate: FrameRate) -> Int { (seconds * rate.value).floor }

  /// The number of frames that a film of this length has: `ceil(duration * rate)`.
  public func frameCount(at rate: FrameRate) -> Int { max(0, (seconds * rate.value).ceiling) }
}

extension Time: CustomStringConvertible {
  /// Seconds, with at most three places: `3s`, `2.5s`.
  public var description: String { seconds.decimal(places: 3) + "s" }
}

/// Frames a second, exactly: 30, 30000/1001.
public struct FrameRate: Hashable, Sendable, CustomStringConvertible {
  public let value: Rational

  /// - Returns: nil where the rate is not above 0 and at most 1000.
  public init?(_ value: Rational) {
    guard value > .zero, value <= Rational(1000) else { return nil }
    self.value = value
  }

  private init(unchecked value: Rational) { self.value = value }

  public static let thirty = FrameRate(unchecked: Rational(30))

  /// Reads `30`, `29.97` and `30000/1001`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Rational(decimal: $0.utf8) }
    guard numbers.count == parts.count, (1...2).contains(parts.count) else { return nil }
    self.init(parts.count == 1 ? numbers[0] : numbers[0] / numbers[1])
  }

  /// How long one frame is on.
  public var frameDuration: Time { Time(frame: 1, rate: self) }

  /// The rate halved until it is at most `limit`.
  public func halved(toAtMost limit: Rational) -> FrameRate {
    var rate = value
    while rate > limit { rate = rate / Rational(2) }
    return FrameRate(unchecked: rate)
  }

  /// `30`, or `30000/1001` where the rate is no integer.
  public var description: String {
    value.isInteger ? value.decimal() : "\(value.numerator)/\(value.denominator)"
  }
}

/// A stretch of time, half-open: it holds `start` and does not hold `end`.
public struct TimeRange: Hashable, Sendable, CustomStringConvertible {
  public var start: Time
  public var duration: Time

  public init(start: Time, duration: Time) {
    self.start = start
    self.duration = duration
  }

  public init(start: Time, end: Time) { self.init(start: start, duration: end - start) }

  public var end: Time { start + duration }
  public var isEmpty: Bool { duration <= .zero }

  public func contains(_ time: Time) -> Bool { start <= time && time < end }
  public func overlaps(_ other: TimeRange) -> Bool {
    !isEmpty && !other.isEmpty && start < other.end && other.start < end
  }

  /// What two ranges share; nil where that is nothing.
  public func intersection(_ other: TimeRange) -> TimeRange? {
    let common = TimeRange(start: max(start, other.start), end: min(end, other.end))
    return common.isEmpty ? nil : common
  }

  /// As the ecosystem writes ranges: `0-10s`, `1.5-3.25s`.
  public var description: String {
    "\(start.seconds.decimal(places: 2))-\(end.seconds.decimal(places: 2))s"
  }
}
