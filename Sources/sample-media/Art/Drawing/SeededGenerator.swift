/// Numbers that look random and are the same on every machine: Vigna's xorshift64*.
///
/// The standard generators differ between runs, and the samples must not.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    // Spread, because small seeds would give similar first numbers, and zero would give only zeros.
    state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    if state == 0 { state = 0x9E37_79B9_7F4A_7C15 }
    for _ in 0..<4 { _ = next() }
  }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// A number in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// A number between the two.
  mutating func number(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// A whole number below the limit.
  mutating func index(_ limit: Int) -> Int { min(limit - 1, Int(unit() * Double(limit))) }
}
