import DraftModel
import Media
import TestSupport
import Testing

@Suite struct SoundFilterTests {
  private func limited(_ samples: [Float], block: Int = 10_000) throws -> [Float] {
    let limiter = try LimiterFilter()
    var output: [Float] = []
    for start in stride(from: 0, to: samples.count, by: block * 2) {
      try limiter.process(Array(samples[start..<min(start + block * 2, samples.count)]), into: &output)
    }
    try limiter.process([], into: &output)
    return output
  }

  @Test func nothingIsAboveFullScale() throws {
    let sum = zip(
      SoundMaker.tone(440, amplitude: 0.9, count: 48_000), SoundMaker.tone(990, amplitude: 0.9, count: 48_000)
    )
    .map { $0 + $1 }
    #expect(SoundMeter.peak(sum) > 1.7)
    let output = try limited(sum)
    #expect(SoundMeter.peak(output) <= 1)
    #expect(SoundMeter.level(output, 10_000..<40_000) > 0.4)
  }

  @Test func whatDoesNotClipPassesUnchanged() throws {
    let noise = SoundMaker.noise(amplitude: 0.9, count: 30_000)
    let output = try limited(noise)
    #expect(output.count == noise.count)
    #expect(zip(output, noise).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func itsDelayIsMadeUpFor() throws {
    var sound = SoundMaker.silence(count: 20_000)
    for index in 10_000..<10_100 { (sound[index * 2], sound[index * 2 + 1]) = (1.5, 1.5) }
    let left = SoundMaker.left(try limited(sound))
    #expect(left.count == 20_000)
    #expect(left.firstIndex { $0 > 0.5 } == 10_000)
    #expect(left.lastIndex { $0 > 0.5 } == 10_099)
  }

  @Test(arguments: [(Rational(2), 24_000), (Rational(1, 2), 96_000), (Rational(1, 4), 192_000)])
  func speedChangesTheLengthAndKeepsThePitch(_ speed: Rational, _ length: Int) throws {
    let filter = try TempoFilter(speed: speed)
    var output: [Float] = []
    _ = try filter.process(SoundMaker.tone(1000, count: 48_000), into: &output)
    #expect(try !filter.process([], into: &output))
    #expect(abs(output.count / 2 - length) < 4000)
    let left = SoundMaker.left(output)
    let crossings = (4000..<16_000).count { left[$0] < 0 && left[$0 + 1] >= 0 }
    // A quarter of a second of 1 kHz.
    #expect(abs(crossings - 250) <= 5)
  }

  @Test func speedMovesAMomentToItsPlace() throws {
    let filter = try TempoFilter(speed: Rational(2))
    var output: [Float] = []
    let sound = SoundMaker.silence(count: 24_000) + SoundMaker.tone(1000, count: 24_000)
    _ = try filter.process(sound, into: &output)
    _ = try filter.process([], into: &output)
    let onset = try #require(SoundMaker.left(output).firstIndex { $0 > 0.25 })
    // Stretching works in windows of a twenty-fourth of a second.
    #expect(abs(onset - 12_000) < 2000)
  }
}
