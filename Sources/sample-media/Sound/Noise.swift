/// White noise, -1...1.
struct Noise {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> Double { generator.unit() * 2 - 1 }
}

/// Noise through a filter, shaped by a loudness over time: wind, water, wheels, brushes.
func filteredNoise(
  _ seconds: Double, seed: UInt64, _ filter: Biquad, loudness: (Double) -> Double
) -> [Float] {
  var noise = Noise(seed: seed)
  var filter = filter
  return render(seconds) { filter.process(noise.next()) * loudness($0) }
}
