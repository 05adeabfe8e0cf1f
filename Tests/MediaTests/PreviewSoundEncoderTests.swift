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

  @Test(arguments: [60.0, 440, 3000, 12_000]) func loudTonesKeepTheirLevel(_ frequency: Double) throws {
    let tone = SoundMaker.tone(frequency, amplitude: 0.95, count: 96_000)
    let ratio =
      SoundMeter.level(try heard(tone).flatMap { [$0, $0] }, 10_000..<90_000)
      / SoundMeter.level(tone, 10_000..<90_000)
    // 0.15 dB.
    #expect(abs(ratio - 1) < 0.017)
  }

  @Test func otherSoundIsNearTheOriginal() throws {
    let tones = zip(
      SoundMaker.tone(330, amplitude: 0.2, count: 96_000),
      SoundMaker.tone(1250, amplitude: 0.15, count: 96_000))
    let sound = tones.map { $0 + $1 }
    let errors = zip(try heard(sound), SoundMaker.left(sound)).map { abs($0 - $1) }
    #expect(errors.dropFirst(4096).dropLast(4096).allSatisfy { $0 < 0.002 })
  }

  /// Sides of other levels and phases, up where coders like to store but one of them.
  @Test(arguments: [(8000.0, 1.0), (12_000, 0.6), (7000, -0.9)])
  func sidesKeepTheirLevelsAndPhases(_ frequency: Double, _ side: Float) throws {
    var sound = SoundMaker.tone(frequency, amplitude: 0.4, count: 96_000)
    for place in sound.indices where place % 2 == 1 { sound[place] *= side * 0.92 }
    let right = try heard(sound.indices.map { sound[$0 ^ 1] })
    let errors = zip(right, SoundMaker.left(sound.indices.map { sound[$0 ^ 1] })).map { abs($0 - $1) }
    #expect(errors.dropFirst(4096).dropLast(4096).allSatisfy { $0 < 0.01 })
  }

  @Test(arguments: [60.0, 220, 440]) func squareWavesKeepTheirLevel(_ frequency: Double) throws {
    let square = SoundMaker.tone(frequency, amplitude: 1, count: 96_000).map { $0 < 0 ? Float(-0.5) : 0.5 }
    let heard = try heard(square).flatMap { [$0, $0] }
    for start in stride(from: 9600, to: 84_000, by: 2400) {
      let ratio =
        SoundMeter.level(heard, start..<start + 2400) / SoundMeter.level(square, start..<start + 2400)
      // Half a decibel.
      #expect(abs(ratio - 1) < 0.056, "at \(start)")
    }
  }

  /// What is mixed into a loud channel comes into no other, and not into what is quiet.
  @Test func silenceStaysSilent() throws {
    var sound = SoundMaker.tone(440, amplitude: 0.9, count: 96_000)
    for place in sound.indices where place % 2 == 0 || place > 96_000 { sound[place] = 0 }
    let left = try heard(sound)
    #expect(left.allSatisfy { $0 == 0 })
    let swapped = sound.indices.map { sound[$0 ^ 1] }
    #expect(try heard(swapped).dropFirst(52_000).allSatisfy { $0 == 0 })
  }

  /// Those of packets without a hole; the coder's priming and a silent frame lie before the sound.
  private func times(_ count: Int) -> [Int64] { (0..<count).map { Int64($0 * 1024 - 2048) } }

  @Test func packetsDoNotDependOnCalls() throws {
    let tone = SoundMaker.tone(440, amplitude: 0.9, count: 100_000)
    let sound = tone + SoundMaker.noise(count: 100_300)
    let whole = try packets(sound)
    #expect(whole.map(\.presentation) == times(whole.count))
    let frames = (sound.count / 2 + 1023) / 1024
    #expect((frames...frames + 3).contains(whole.count))
    for block in [1000, 1024, 70_001] {
      let parts = try packets(sound, block: block)
      #expect(parts.map(\.bytes) == whole.map(\.bytes), "in blocks of \(block)")
    }
  }

  @Test(arguments: [0, 1, 1023, 1024, 1025, 50_000]) func anyLengthIsCoded(_ count: Int) throws {
    let sound = SoundMaker.tone(440, amplitude: 0.3, count: count)
    let packets = try packets(sound)
    #expect(packets.map(\.presentation) == times(packets.count))
    #expect(packets.count >= (count + 1023) / 1024)
  }
}
