import Foundation

/// Twenty seconds of slow chords with a few bells: music that asks for nothing.
enum DriftMusic {
  static let duration = 20.0

  private static let chords: [[Int]] = [
    [41, 60, 64, 67, 69], [45, 59, 64, 67, 72], [38, 57, 65, 69, 72], [43, 59, 62, 67, 74],
    [41, 57, 60, 64, 72],
  ]

  static func make() -> Stereo {
    var mix = Stereo(seconds: duration)
    for (index, chord) in chords.enumerated() {
      let start = Double(index) * 3.9
      for (voice, note) in chord.enumerated() {
        let gain = voice == 0 ? 0.3 : 0.15
        mix.add(
          Instruments.pad(note, seconds: 5.2), at: start, gain: gain,
          pan: voice == 0 ? 0 : Double(voice) * 0.36 - 0.9)
      }
      for step in 0..<4 {
        let note = chord[1 + (step * 3) % 4] + 12
        let time = start + 0.5 + Double(step) * 0.95
        mix.add(Instruments.pluck(note, seconds: 1.8), at: time, gain: 0.2, pan: step % 2 == 0 ? -0.5 : 0.5)
      }
    }
    mix.addRoom(0.5, feedback: 0.84)
    mix.finish(peak: -5, fadeIn: 0.4, fadeOut: 2.5)
    return mix
  }
}
