import DraftModel
import Media
import TestSupport
import Testing

@testable import Preview

/// What is heard, measured in finished films: AAC keeps levels within a few hundredths.
@Suite struct SoundRenderingTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  /// The film's sound, all of it.
  private func sound(_ tracks: String, _ settings: OutputSettings = .init()) throws -> [Float] {
    let plan = try stage.plan(tracks, canvas: #""width": 32, "height": 32"#, settings)
    let reader = try SoundReader(path: stage.film(plan))
    return try reader.samples(from: .zero, count: plan.sound.samples.count)
  }

  private func track(_ segments: String, _ properties: String = "") -> String {
    #"{"tt": 1, \#(properties) "sg": [\#(segments)]}"#
  }

  /// Expects the level that a sine of this amplitude has.
  private func expectLevel(
    _ samples: [Float], _ range: Range<Int>, _ amplitude: Double,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let found = SoundMeter.level(samples, range) * 2.0.squareRoot()
    #expect(
      abs(found - amplitude) < 0.03 * amplitude + 0.002, "\(found), not \(amplitude)",
      sourceLocation: location)
  }

  @Test func levelsAreThoseOfTheDraft() throws {
    try stage.addSound("tone.wav", SoundMaker.tone(440, amplitude: 0.5, count: 60_000))
    let samples = try sound(
      track(#"{"u": "tone.wav", "d": 1000, "v": 0.5}, {"u": "tone.wav", "d": 500}"#, #""v": 0.8,"#))
    expectLevel(samples, 4000..<44_000, 0.5 * 0.5 * 0.8)
    expectLevel(samples, 52_000..<68_000, 0.5 * 0.8)
  }

  @Test func soundLastsAsLongAsThePicture() throws {
    try stage.addSound("tone.wav", SoundMaker.tone(440, count: 12_000))
    try stage.addPhoto("a.png", .red)
    let plan = try stage.plan(
      #"{"tt": 0, "sg": [{"u": "a.png", "d": 1010}]}, {"tt": 1, "sg": [{"u": "tone.wav", "d": 250}]}"#)
    #expect(plan.frames.count == 31)
    #expect(plan.sound.samples == 0..<49_600)
    let reader = try SoundReader(path: stage.film(plan))
    try reader.start(at: .zero)
    var samples: [Float] = []
    // Coded in blocks of 1024.
    let available = try reader.read(60_000, into: &samples)
    #expect((49_600..<49_600 + 1024).contains(available))
    expectLevel(samples, 2000..<10_000, 0.5)
    expectLevel(samples, 16_000..<48_000, 0)
  }

  @Test func silenceIsSoundToo() throws {
    try stage.addPhoto("a.png", .red)
    let samples = try sound(#"{"tt": 0, "sg": [{"u": "a.png", "d": 500}]}"#)
    #expect(samples.count == 48_000)
    #expect(SoundMeter.peak(samples) < 1e-4)
  }

  @Test func soundBeginsAtItsSample() throws {
    let noise = SoundMaker.noise(count: 72_000)
    try stage.addSound("noise.wav", noise)
    // From 200 ms of the file, at 250 ms of the film.
    let samples = try sound(track(#"{"u": "noise.wav", "s": 250, "ss": 200, "d": 750}"#))
    let expected = SoundMaker.silence(count: 12_000) + Array(noise[19_200..<91_200])
    #expect(SoundMeter.delay(of: samples, after: expected, over: 14_000..<18_000, atMost: 100) == 0)
    #expect(SoundMeter.delay(of: samples, after: expected, over: 40_000..<44_000, atMost: 100) == 0)
    expectLevel(samples, 0..<10_000, 0)
  }

  @Test func soundOfFilmsIsHeardInPlace() throws {
    let noise = SoundMaker.noise(count: 72_000)
    try FilmMaker(width: 32, height: 32).write(
      45, color: .red, sound: noise, to: stage.folder.file("film.mp4"))
    let samples = try sound(#"{"tt": 0, "sg": [{"u": "film.mp4", "ss": 250, "d": 1000}]}"#)
    let expected = Array(noise[24_000..<120_000])
    #expect(SoundMeter.delay(of: samples, after: expected, over: 8000..<12_000, atMost: 100) == 0)
  }

  @Test func aRangeSoundsLikeThatPartOfTheWhole() throws {
    let noise = SoundMaker.noise(count: 96_000)
    try stage.addSound("noise.wav", noise)
    let samples = try sound(track(#"{"u": "noise.wav", "d": 2000}"#), .range(1000, 1500))
    #expect(samples.count == 48_000)
    let expected = Array(noise[96_000..<144_000])
    #expect(SoundMeter.delay(of: samples, after: expected, over: 8000..<12_000, atMost: 100) == 0)
  }

  /// How a tempo is changed depends on all that was played: a part of a film begins where the whole does.
  @Test(arguments: ["0.7", "1.5"])
  func aRangeOfStretchedSoundIsThatOfTheWhole(_ speed: String) throws {
    try stage.addSound("noise.wav", SoundMaker.noise(count: 480_000))
    let tracks = track(#"{"u": "noise.wav", "d": 6000, "sp": \#(speed)}"#)
    func mixed(_ settings: OutputSettings = .init()) throws -> [Float] {
      let plan = try stage.plan(tracks, canvas: #""width": 32, "height": 32"#, settings)
      let mixer = try SoundMixer(plan.sound)
      var samples: [Float] = []
      while let block = try mixer.next() { samples += block }
      return samples
    }
    let (whole, part) = (try mixed(), try mixed(.range(3000, 4500)))
    #expect(part.count == 144_000)
    #expect(part == Array(whole[288_000..<432_000]))
  }

  /// The coder knows nothing of masking yet where a film begins.
  @Test func aToneThatBeginsWithTheFilmIsWhole() throws {
    let tone = SoundMaker.tone(1000, amplitude: 0.25, count: 48_000)
    try stage.addSound("tone.wav", tone)
    for start in [0, 300] {
      let samples = try sound(track(#"{"u": "tone.wav", "d": 1000}"#), .range(start, 1000))
      let worst = zip(samples, tone.dropFirst(start * 96)).prefix(9600).map { abs($0 - $1) }.max() ?? 1
      #expect(worst < 0.04, "from \(start) ms: \(worst)")
    }
  }

  /// A tone of which some packets hold anything.
  private func addDamagedTone(_ name: String) throws {
    let encoder = try AudioEncoder()
    var packets: [EncodedPacket] = []
    try encoder.encode(SoundMaker.tone(440, count: 96_000)) { packets.append($0) }
    try encoder.finish { packets.append($0) }
    let container = try OutputContainer(
      path: stage.folder.file(name), format: .m4a, streams: [encoder.parameters], comment: nil)
    for (index, packet) in packets.enumerated() {
      var packet = packet
      if (31..<51).contains(index) { packet.bytes = packet.bytes.map { _ in 0xA5 } }
      try container.write(packet, stream: 0)
    }
    try container.finish()
  }

  @Test func damagedSoundIsToldWhereItIsHeard() throws {
    try addDamagedTone("tone.m4a")
    func notes(_ segment: String) throws -> [String] {
      let plan = try stage.plan(track(segment), canvas: #""width": 32, "height": 32"#)
      let report = try PreviewRenderer(plan: plan, workers: 1).render(to: stage.folder.file("film.mp4")) {
        _ in
      }
      return report.fidelity.flatMap(\.notes)
    }
    #expect(try notes(#"{"u": "tone.m4a", "d": 2000}"#) == ["parts of the file's sound are damaged"])
    #expect(
      try notes(#"{"u": "tone.m4a", "ss": 800, "d": 600}"#) == ["parts of the file's sound are damaged"])
    // Neither before the damage nor after it.
    #expect(try notes(#"{"u": "tone.m4a", "d": 400}"#) == [])
    #expect(try notes(#"{"u": "tone.m4a", "ss": 1400, "d": 500}"#) == [])
  }

  @Test func fadesAreLinear() throws {
    try stage.addSound("tone.wav", SoundMaker.tone(1000, amplitude: 0.4, count: 96_000))
    let samples = try sound(track(#"{"u": "tone.wav", "d": 2000, "fi": 1000, "fo": 500}"#))
    let gains = [(12_000, 0.25), (24_000, 0.5), (36_000, 0.75), (60_000, 1), (84_000, 0.5), (90_000, 0.25)]
    for (center, gain) in gains { expectLevel(samples, center - 480..<center + 480, 0.4 * gain) }
  }

  @Test func soundsAddUp() throws {
    try stage.addSound("a.wav", SoundMaker.tone(440, amplitude: 0.3, count: 48_000))
    try stage.addSound("b.wav", SoundMaker.tone(990, amplitude: 0.3, count: 48_000))
    let samples = try sound(
      track(#"{"u": "a.wav", "d": 1000}"#) + ", " + track(#"{"u": "b.wav", "d": 1000}"#))
    expectLevel(samples, 4000..<44_000, 0.3 * 2.0.squareRoot())
  }

  @Test func theSumIsLimitedToFullScale() throws {
    try stage.addSound("tone.wav", SoundMaker.tone(440, amplitude: 0.9, count: 48_000))
    let loud = track(#"{"u": "tone.wav", "d": 1000}"#)
    let samples = try sound([loud, loud, loud].joined(separator: ", "))
    // Before coding nothing is above 1; the coder may add a little.
    #expect(SoundMeter.peak(samples) < 1.1)
    #expect(SoundMeter.level(samples, 10_000..<40_000) > 0.4)
  }

  @Test func nothingIsAboveFullScaleBeforeCoding() throws {
    // Bursts that begin and end at once, which is what is hardest to limit.
    let noise = SoundMaker.noise(amplitude: 0.9, count: 96_000)
    let bursts = noise.enumerated().map { $0.offset / 3000 % 3 == 0 ? $0.element : 0 }
    try stage.addSound("bursts.wav", bursts)
    try stage.addSound("tone.wav", SoundMaker.tone(50, amplitude: 0.9, count: 96_000))
    let plan = try stage.plan(
      [
        #"{"u": "bursts.wav", "d": 2000}"#, #"{"u": "bursts.wav", "s": 7, "d": 1900}"#,
        #"{"u": "tone.wav", "d": 2000}"#,
      ]
      .map { track($0, #""v": 3,"#) }.joined(separator: ", "))
    let mixer = try SoundMixer(plan.sound) { _, _ in
    } onFlaw: { _, _ in
    }
    var samples: [Float] = []
    while let block = try mixer.next() { samples += block }
    #expect(samples.count == 2 * plan.sound.samples.count)
    #expect(SoundMeter.peak(samples) <= 1)
    #expect(SoundMeter.peak(samples) > 0.9)
  }

  @Test func voicesDuckMusic() throws {
    try stage.addSound("tone.wav", SoundMaker.tone(440, amplitude: 0.5, count: 144_000))
    let samples = try sound(
      track(#"{"u": "tone.wav", "d": 3000}"#, #""dk": 12,"#) + ", "
        + track(#"{"u": "silence.wav", "s": 1000, "d": 1000}"#, #""rl": "voice","#))
    let ducked = 0.5 * 0.2512
    expectLevel(samples, 4000..<36_000, 0.5)
    expectLevel(samples, 50_000..<94_000, ducked)
    // Half of the decibels, in the middle of a ramp.
    expectLevel(samples, 43_200 - 240..<43_200 + 240, 0.5 * 0.5012)
    expectLevel(samples, 100_800 - 240..<100_800 + 240, 0.5 * 0.5012)
    expectLevel(samples, 108_000..<140_000, 0.5)
  }

  @Test func transitionsCrossfadeLinearly() throws {
    try stage.addSound("a.wav", SoundMaker.tone(440, amplitude: 0.4, count: 144_000))
    try stage.addSound("b.wav", SoundMaker.silence(count: 144_000))
    let samples = try sound(
      track(#"{"u": "a.wav", "d": 1000, "tr": {"d": 1000}}, {"u": "b.wav", "ss": 1000, "d": 1000}"#))
    for (center, gain) in [(20_000, 1.0), (36_000, 0.75), (48_000, 0.5), (60_000, 0.25), (80_000, 0)] {
      expectLevel(samples, center - 480..<center + 480, 0.4 * gain)
    }
    let back = try sound(
      track(#"{"u": "b.wav", "d": 1000, "tr": {"d": 1000}}, {"u": "a.wav", "ss": 1000, "d": 1000}"#))
    for (center, gain) in [(20_000, 0.0), (36_000, 0.25), (48_000, 0.5), (60_000, 0.75), (80_000, 1)] {
      expectLevel(back, center - 480..<center + 480, 0.4 * gain)
    }
  }

  @Test func volumesFollowTheirKeyframes() throws {
    try stage.addSound("tone.wav", SoundMaker.tone(1000, amplitude: 0.4, count: 96_000))
    let samples = try sound(
      track(
        """
        {"u": "tone.wav", "d": 2000, "v": 7, "kf": [{"p": "v", "t": 0, "v": 0}, {"p": "v", "t": 1000, "v": 1},
         {"p": "v", "t": 1500, "v": 0.5}]}
        """))
    for (center, gain) in [(24_000, 0.5), (48_000, 1.0), (60_000, 0.75), (84_000, 0.5)] {
      expectLevel(samples, center - 480..<center + 480, 0.4 * gain)
    }
  }

  @Test func soundBeforeItsFileIsSilent() throws {
    let noise = SoundMaker.noise(count: 72_000)
    try stage.addSound("noise.wav", noise)
    let samples = try sound(track(#"{"u": "noise.wav", "ss": -250, "d": 1000}"#))
    let expected = SoundMaker.silence(count: 12_000) + noise
    expectLevel(samples, 0..<11_000, 0)
    #expect(SoundMeter.delay(of: samples, after: expected, over: 14_000..<18_000, atMost: 100) == 0)
  }

  @Test(arguments: [
    ("0.25", 12.0), ("0.5", 10.0), ("0.75", 10.0), ("1.02", 8.0), ("1.1", 8.0), ("1.5", 8.0), ("2", 8.0),
  ])
  func stretchedSoundKeepsItsPlace(_ speed: String, _ tolerance: Double) throws {
    // Short bursts: the middle of each is known.
    let middles = stride(from: 14_000, to: 180_000, by: 23_456).map(\.self)
    var samples = SoundMaker.silence(count: 192_000)
    for middle in middles {
      for at in -240..<240 {
        let value = Float(at / 12 % 2 == 0 ? 0.6 : -0.6)
        samples[(middle + at) * 2] = value
        samples[(middle + at) * 2 + 1] = value
      }
    }
    try stage.addSound("bursts.wav", samples)
    let factor = try #require(Double(speed))
    let heard = SoundMaker.left(
      try sound(track(#"{"u": "bursts.wav", "d": \#(Int(3900 / factor)), "sp": \#(speed)}"#)))
    var offsets: [Double] = []
    for middle in middles {
      let expected = Double(middle) / factor
      let reach = 9000 / factor
      let range = max(0, Int(expected - reach))..<min(heard.count, Int(expected + reach))
      let weights = range.map { (place: Double($0), power: Double(heard[$0] * heard[$0])) }
      let power = weights.reduce(0) { $0 + $1.power }
      offsets.append((weights.reduce(0) { $0 + $1.place * $1.power } / power - expected) / 48)
    }
    #expect(abs(offsets.reduce(0, +) / Double(offsets.count)) <= tolerance, "\(offsets)")
  }

  @Test(arguments: [("0.25", 4000), ("0.5", 2000), ("2", 500), ("4", 250)])
  func stretchedSoundLastsToItsEnd(_ speed: String, _ milliseconds: Int) throws {
    try stage.addSound("tone.wav", SoundMaker.tone(440, count: 48_000))
    let samples = try sound(track(#"{"u": "tone.wav", "d": 5000, "sp": \#(speed)}"#))
    let end = milliseconds * 48
    expectLevel(samples, end / 2 - 4000..<end / 2 + 4000, 0.5)
    #expect(SoundMeter.level(samples, end - 2400..<end - 1200) > 0.3)
    expectLevel(samples, end + 2400..<end + 10_000, 0)
  }

  @Test(arguments: [#""mu": true"#, #""v": 0"#, #""sp": 5"#])
  func whatIsMutedIsNotHeard(_ properties: String) throws {
    try stage.addSound("tone.wav", SoundMaker.tone(440, count: 48_000))
    let samples = try sound(track(#"{"u": "tone.wav", "d": 200, \#(properties)}"#))
    #expect(SoundMeter.peak(samples) < 1e-4)
  }

  @Test func speedKeepsThePitch() throws {
    try stage.addSound("tone.wav", SoundMaker.tone(1000, count: 96_000))
    let samples = try sound(track(#"{"u": "tone.wav", "d": 1000, "sp": 2}"#))
    let left = SoundMaker.left(samples)
    let crossings = (12_000..<36_000).count { left[$0] < 0 && left[$0 + 1] >= 0 }
    #expect(abs(crossings - 500) <= 5)
    expectLevel(samples, 12_000..<36_000, 0.5)
  }
}
