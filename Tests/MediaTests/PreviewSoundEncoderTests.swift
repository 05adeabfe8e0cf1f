import DraftModel
import Media
import TestSupport
import Testing

@Suite struct PreviewSoundEncoderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// - Parameter block: samples given at once.
  private func packets(_ samples: [Float], block: Int = 98_304) throws -> [EncodedPacket] {
    let encoder = try PreviewSoundEncoder()
    var packets: [EncodedPacket] = []
    for start in stride(from: 0, to: samples.count, by: block * 2) {
      try encoder.encode(Array(samples[start..<min(start + block * 2, samples.count)])) { packets.append($0) }
    }
    try encoder.finish { packets.append($0) }
    return packets
  }

  /// The left channel, coded and decoded.
  private func heard(_ samples: [Float]) throws -> [Float] {
    let path = folder.file("sound.m4a")
    let container = try OutputContainer(
      path: path, format: .m4a, streams: [try PreviewSoundEncoder().parameters], comment: nil)
    for packet in try packets(samples) { try container.write(packet, stream: 0) }
    try container.finish()
    return SoundMaker.left(try SoundReader(path: path).samples(from: .zero, count: samples.count / 2))
  }

  /// Errors of a quarter of a window each, as root mean squares.
  private func errors(_ samples: [Float]) throws -> [Float] {
    let errors = zip(try heard(samples), SoundMaker.left(samples)).map { $0 - $1 }
    return stride(from: 0, to: errors.count - 511, by: 512).map { start in
      (errors[start..<start + 512].reduce(0) { $0 + $1 * $1 } / 512).squareRoot()
    }
  }

  /// Tones that are loud for two seconds and a half, and quieter for as long.
  private func steps(seconds: Int) -> [Float] {
    let count = seconds * 48_000
    let low = SoundMaker.tone(440, amplitude: 0.6, count: count)
    let high = SoundMaker.tone(1760, amplitude: 0.35, count: count)
    return low.indices.map { place in
      let isLoud = place / 240_000 % 2 == 0
      return isLoud ? low[place] + high[place] : 0.4 * low[place] + 0.1 * high[place]
    }
  }

  @Test(arguments: [60.0, 440, 3000, 12_000]) func loudTonesKeepTheirLevel(_ frequency: Double) throws {
    let tone = SoundMaker.tone(frequency, amplitude: 0.95, count: 96_000)
    let ratio =
      SoundMeter.level(try heard(tone).flatMap { [$0, $0] }, 10_000..<90_000)
      / SoundMeter.level(tone, 10_000..<90_000)
    // Half a decibel.
    #expect(abs(ratio - 1) < 0.057)
  }

  @Test func otherSoundIsNearTheOriginal() throws {
    let tones = zip(
      SoundMaker.tone(330, amplitude: 0.2, count: 96_000), SoundMaker.tone(1250, amplitude: 0.15, count: 96_000))
    let errors = try errors(tones.map { $0 + $1 })
    #expect(errors.dropFirst(8).dropLast(8).allSatisfy { $0 < 0.001 })
  }

  @Test func nothingIsHeardWhereCodersChange() throws {
    let errors = try errors(steps(seconds: 12))
    // But for the steps themselves, which are no tones.
    let places = errors.indices.filter { place in
      let moment = place * 512
      return moment > 4096 && moment < 11 * 48_000 && (moment + 6144) % 120_000 > 12_288
    }
    let worst = places.max { errors[$0] < errors[$1] }
    let error = worst.map { errors[$0] } ?? 1
    #expect(error < 0.02, "at \((worst ?? 0) * 512)")
  }

  /// Those of packets without a hole; the coder's priming and a silent frame lie before the sound.
  private func times(_ count: Int) -> [Int64] { (0..<count).map { Int64($0 * 1024 - 2048) } }

  @Test func packetsDoNotDependOnCalls() throws {
    let sound = Array(steps(seconds: 6).dropLast(700))
    let whole = try packets(sound)
    #expect(whole.map(\.presentation) == times(whole.count))
    let frames = (sound.count / 2 + 1023) / 1024
    #expect((frames...frames + 3).contains(whole.count))
    for block in [1000, 1024, 70_001] {
      let parts = try packets(sound, block: block)
      #expect(parts.map(\.bytes) == whole.map(\.bytes), "in blocks of \(block)")
    }
  }

  @Test(arguments: [0, 1, 1024, 49_152, 51_199, 51_200, 51_201]) func anyLengthIsCoded(_ count: Int) throws {
    let sound = SoundMaker.tone(440, amplitude: 0.3, count: count)
    let packets = try packets(sound)
    #expect(packets.map(\.presentation) == times(packets.count))
    #expect(packets.count >= (count + 1023) / 1024)
  }
}
