import DraftModel

/// What the delays of an animation's pictures say of its rate.
struct AnimationTiming {
  /// How long each picture is on, in ms.
  private let delays: [Int]

  init(_ delays: [Int]) { self.delays = delays }

  /// The unit of GIF, in which other rates than 10, 20, 25 and 50 are told by turns: 80, 90, 80 ms for 12.
  private static let unit = 10

  /// The slowest rate at which each picture is on for a whole number of frames; where delays differ by
  /// rounding only, that of their mean. Nil without delays.
  var rate: FrameRate? {
    // How long the last one is on says how long to wait before the next round.
    let steps = delays.count > 2 ? delays.dropLast() : delays[...]
    guard let shortest = steps.min(), let longest = steps.max(), shortest > 0 else { return nil }
    if shortest != longest, longest - shortest <= Self.unit, shortest > 2 * Self.unit {
      return meanRate(of: steps.count, in: steps.reduce(0, +))
    }
    let step = steps.reduce(0, Self.commonDivisor)
    return FrameRate(Rational(1000, Int128(step)))
  }

  /// The rate of pictures that take so many ms together: a whole one, where it is off by rounding only.
  private func meanRate(of count: Int, in sum: Int) -> FrameRate? {
    let whole = (count * 1000 + sum / 2) / sum
    let isWhole = abs(whole * sum - count * 1000) <= whole * Self.unit
    return FrameRate(isWhole ? Rational(whole) : Rational(Int128(count) * 1000, Int128(sum)))
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }
}
