import DraftModel
import Foundation
import Media
import TestSupport
import Testing

@Suite struct SoundReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func wav(_ samples: [Float], channels: Int = 2, rate: Int = 48_000) throws -> SoundReader {
    try SoundReader(
      path: folder.write(SoundMaker.wav(samples, channels: channels, sampleRate: rate), to: "sound.wav"))
  }

  private func expectClose(_ a: [Float], _ b: [Float], within tolerance: Float) {
    #expect(a.count == b.count)
    let worst = zip(a, b).map { abs($0 - $1) }.max() ?? 0
    #expect(worst <= tolerance)
  }

  @Test func aToneBeginsAtItsSample() throws {
    let onset = 12_345
    let reader = try wav(SoundMaker.silence(count: onset) + Array(repeating: 0.5, count: 20_000))
    for start in [0, 1, onset - 1, onset, 5000, 7777, 10_000] {
      let samples = try SoundMaker.left(reader.samples(from: Time(sample: start), count: 14_000))
      #expect(samples.firstIndex { $0 > 0.25 } == onset - start)
    }
  }

  @Test func everySampleIsWhereItWas() throws {
    let noise = SoundMaker.noise(count: 30_000)
    let reader = try wav(noise)
    for start in [0, 4321, 20_000] {
      let samples = try reader.samples(from: Time(sample: start), count: 8000)
      expectClose(samples, Array(noise[(start * 2)..<((start + 8000) * 2)]), within: 1e-4)
    }
  }

  @Test func readingGoesOnWhereItStopped() throws {
    let noise = SoundMaker.noise(count: 20_000)
    let reader = try wav(noise)
    try reader.start(at: .zero)
    var samples: [Float] = []
    for count in [1, 999, 7000, 12_000] { #expect(try reader.read(count, into: &samples) == count) }
    expectClose(samples, noise, within: 1e-4)
  }

  @Test func afterTheEndThereIsSilence() throws {
    let reader = try wav(Array(repeating: 0.5, count: 2000))
    try reader.start(at: Time(sample: 400))
    var samples: [Float] = []
    #expect(try reader.read(1000, into: &samples) == 600)
    #expect(samples.count == 2000)
    #expect(samples[1199] > 0.4)
    #expect(samples[1200...].allSatisfy { $0 == 0 })
    #expect(try reader.samples(from: Time(milliseconds: 9000), count: 100) == Array(repeating: 0, count: 200))
  }

  @Test func monoGoesToBothChannelsAt3Decibels() throws {
    let samples = try wav(Array(repeating: 0.5, count: 9000), channels: 1).samples(from: .zero, count: 9000)
    #expect(samples.allSatisfy { abs($0 - 0.35355) < 1e-3 })
  }

  @Test(arguments: [44_100, 22_050, 32_000, 96_000])
  func otherRatesAreResampledInPlace(_ rate: Int) throws {
    let reader = try wav(
      SoundMaker.tone(440, count: rate, sampleRate: rate), rate: rate)
    let ideal = SoundMaker.tone(440, count: 48_000)
    let samples = try reader.samples(from: .zero, count: 48_000)
    // The filter has no neighbours at the ends.
    expectClose(Array(samples[2000..<94_000]), Array(ideal[2000..<94_000]), within: 2e-3)
  }

  @Test func aMomentSoundsTheSameFromWhereverReadingBegan() throws {
    let reader = try wav(SoundMaker.noise(count: 88_200), rate: 44_100)
    let whole = try reader.samples(from: .zero, count: 90_000)
    for start in [1, 160, 12_345, 60_001] {
      let part = try reader.samples(from: Time(sample: start), count: 5000)
      expectClose(part, Array(whole[(start * 2)..<((start + 5000) * 2)]), within: 1e-6)
    }
  }

  @Test func codedSoundIsInPlaceFromTheStartAndAfterASeek() throws {
    let noise = SoundMaker.noise(count: 96_000)
    try FilmMaker().write(60, color: .blue, sound: noise, to: folder.file("film.mp4"))
    let reader = try SoundReader(path: folder.file("film.mp4"))
    for start in [0, 48_000, 31_337] {
      let samples = try reader.samples(from: Time(sample: start), count: 20_000)
      let original = Array(noise[(start * 2)..<((start + 20_000) * 2)])
      #expect(SoundMeter.delay(of: samples, after: original, over: 4000..<8000, atMost: 40) == 0)
      // The coder drops what is highest in noise.
      #expect(
        abs(SoundMeter.level(samples, 2000..<18_000) / SoundMeter.level(original, 2000..<18_000) - 1) < 0.25)
    }
  }

  @Test func theFactsAreThoseOfTheFile() throws {
    let path = try folder.write(
      SoundMaker.wav(Array(repeating: 0, count: 22_050), channels: 1, sampleRate: 44_100), to: "a.wav")
    let facts = try MediaProbe.facts(path: path)
    #expect(facts.picture == nil)
    #expect(facts.sound?.sampleRate == 44_100)
    #expect(facts.sound?.channels == 1)
    #expect(facts.duration == Time(milliseconds: 500))
  }

  @Test func whereASourceHasNothingThereIsSilence() throws {
    // A tone of two seconds, of which the packets from about 0.64 to 1.07 s are missing.
    let encoder = try AudioEncoder()
    var packets: [EncodedPacket] = []
    try encoder.encode(SoundMaker.tone(440, amplitude: 0.5, count: 96_000)) { packets.append($0) }
    try encoder.finish { packets.append($0) }
    let path = folder.file("hole.m4a")
    let container = try OutputContainer(
      path: path, format: .m4a, streams: [encoder.parameters], comment: nil)
    for (index, packet) in packets.enumerated() where !(31..<51).contains(index) {
      try container.write(packet, stream: 0)
    }
    try container.finish()
    func level(_ reader: SoundReader, _ milliseconds: Int) throws -> Float {
      let start = Time(milliseconds: milliseconds)
      return try SoundMaker.left(reader.samples(from: start, count: 2400)).map(abs).max() ?? 0
    }
    let reader = try SoundReader(path: path)
    for time in [100, 500, 1150, 1800] { #expect(try level(reader, time) > 0.4, "\(time)") }
    for time in [700, 850, 950] { #expect(try level(reader, time) < 0.001, "\(time)") }
    // From wherever reading began: the tone goes on where it would have been.
    for start in [0, 600, 900] {
      try reader.start(at: Time(milliseconds: start))
      var samples: [Float] = []
      _ = try reader.read((1500 - start) * 48, into: &samples)
      let rest = SoundMaker.left(samples).dropFirst((1200 - start) * 48)
      let expected = SoundMaker.left(SoundMaker.tone(440, amplitude: 0.5, count: 72_000)).dropFirst(1200 * 48)
      let worst = zip(rest, expected).map { abs($0 - $1) }.max() ?? 1
      #expect(worst < 0.05, "from \(start) ms: \(worst)")
    }
  }
}
