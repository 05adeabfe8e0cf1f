import Foundation

/// Ten slow bars: electric piano, bass, brushes, and a melody that comes and goes.
enum LofiMusic {
  static let duration = 30.0
  private static let bar = 3.0
  private static let beat = 0.75

  private struct Chord {
    let notes: [Int]
    let root: Int
  }

  private static let two = Chord(notes: [53, 57, 60, 64], root: 38)
  private static let five = Chord(notes: [53, 57, 59, 64], root: 43)
  private static let one = Chord(notes: [52, 55, 59, 62], root: 36)
  private static let six = Chord(notes: [52, 55, 59, 60], root: 45)
  private static let bars = [two, five, one, six, two, five, one, six, two, one]

  /// Bar, beat, note.
  private static let melody: [(Int, Double, Int)] = [
    (2, 0, 76), (2, 1.5, 74), (2, 2.5, 71), (3, 0, 72), (3, 1.5, 67), (4, 0.5, 69), (4, 1.5, 72), (4, 2, 74),
    (4, 3, 77),
    (5, 0, 76), (5, 2, 74), (5, 3.5, 71), (6, 0, 72), (6, 1.5, 74), (6, 2.5, 79), (7, 0, 76), (7, 2, 72),
    (8, 0, 69),
    (8, 1.5, 72), (8, 2.5, 76), (9, 0, 74),
  ]

  static func make() -> Stereo {
    var keys = Stereo(seconds: duration)
    for (index, chord) in bars.enumerated() { add(chord, bar: index, to: &keys) }
    for (index, beats, note) in melody {
      keys.add(
        Instruments.pluck(note, seconds: 1.3), at: Double(index) * bar + swung(beats), gain: 0.4,
        pan: 0.3 * sin(Double(note)))
    }
    keys.addRoom(0.26)
    var mix = soften(keys)
    addRhythm(to: &mix)
    addCrackle(to: &mix)
    mix.finish(peak: -4, fadeIn: 0.02, fadeOut: 2.6)
    return mix
  }

  /// Beats to seconds; the second half of a beat comes late.
  private static func swung(_ beats: Double) -> Double {
    let whole = beats.rounded(.down)
    return (whole + (beats - whole) * (beats - whole == 0.5 ? 1.2 : 1)) * beat
  }

  private static func add(_ chord: Chord, bar index: Int, to mix: inout Stereo) {
    let start = Double(index) * bar
    let last = index == bars.count - 1
    let hits: [(Double, Double, Double)] =
      last ? [(0, 3, 0.8)] : [(0, 1.5, 0.85), (1.5, 1.1, 0.55), (3, 0.6, 0.42)]
    for (beats, seconds, velocity) in hits {
      for (voice, note) in chord.notes.enumerated() {
        // The notes of a chord are struck one just after another.
        let time = start + swung(beats) + 0.014 * Double(voice)
        let sound = Instruments.piano(note, seconds: seconds, velocity: velocity)
        mix.add(sound, at: time, gain: 0.2, pan: Double(voice) * 0.22 - 0.33)
      }
    }
    let low: [(Double, Double, Int)] = last ? [(0, 2.8, 0)] : [(0, 1.3, 0), (2, 0.55, 0), (3.5, 0.35, 7)]
    for (beats, seconds, interval) in low {
      mix.add(Instruments.bass(chord.root + interval, seconds: seconds), at: start + swung(beats), gain: 0.27)
    }
  }

  /// Takes the top off, as an old record player does, and moves the sound slowly from side to side.
  private static func soften(_ keys: Stereo) -> Stereo {
    var result = keys
    var leftTop = Biquad.lowPass(5200)
    var rightTop = Biquad.lowPass(5200)
    result.map { l, r, time in
      let sway = 0.09 * sin(2 * .pi * 2.667 * time)
      return (leftTop.process(l) * (1 + sway), rightTop.process(r) * (1 - sway))
    }
    return result
  }

  private static func addRhythm(to mix: inout Stereo) {
    let kick = Instruments.kick()
    for index in 1..<(bars.count - 1) {
      let start = Double(index) * bar
      for beats in [0, 2.5] { mix.add(kick, at: start + swung(beats), gain: beats == 0 ? 0.5 : 0.38) }
      for beats in [1.0, 3] {
        mix.add(
          Instruments.brush(seed: UInt64(index * 8) + UInt64(beats)), at: start + swung(beats) + 0.012,
          gain: 0.3, pan: 0.08)
      }
      for eighth in 0..<8 {
        let beats = Double(eighth) / 2
        let hat = Instruments.hat(seed: UInt64(index * 16 + eighth + 500), open: eighth == 7)
        mix.add(hat, at: start + swung(beats), gain: eighth % 2 == 0 ? 0.06 : 0.1, pan: -0.3)
      }
    }
  }

  private static func addCrackle(to mix: inout Stereo) {
    var generator = SeededGenerator(seed: 99)
    let hiss = filteredNoise(duration, seed: 98, .bandPass(1800, q: 0.4)) { _ in 0.004 }
    mix.add(hiss, at: 0)
    for index in 0..<150 {
      let click = filteredNoise(0.012, seed: UInt64(1000 + index), .bandPass(3400, q: 1)) { exp(-$0 * 520) }
      mix.add(
        click, at: generator.number(0.1, 28), gain: generator.number(0.01, 0.07),
        pan: generator.number(-0.7, 0.7))
    }
  }
}
