import Foundation

/// The instruments of the music, one note or stroke at a time, about full scale.
enum Instruments {
  /// An electric piano: two sines, one bending the other, and the tine's short ring.
  static func piano(_ note: Int, seconds: Double, velocity: Double) -> [Float] {
    let step = 2 * Double.pi * pitch(note)
    return render(seconds) { time in
      // A worn tape: the pitch sways by a few cents.
      let wow = 0.0016 * sin(2 * .pi * 0.7 * time + Double(note))
      let phase = step * (time + wow * 0.4)
      let bend = 1.3 * velocity * exp(-time * 3.2)
      let body = sin(phase + bend * sin(phase)) * exp(-time * 1.5)
      let tine = 0.13 * velocity * sin(phase * 7) * exp(-time * 14)
      return (body + tine) * min(1, time / 0.006) * min(1, (seconds - time) / 0.06) * velocity
    }
  }

  static func bass(_ note: Int, seconds: Double) -> [Float] {
    let step = 2 * Double.pi * pitch(note)
    return render(seconds) { time in
      let tone =
        sin(step * time) + 0.32 * sin(2 * step * time) * exp(-time * 5) + 0.1 * sin(3 * step * time)
        * exp(-time * 9)
      return tanh(1.2 * tone) * exp(-time * 0.9) * min(1, time / 0.012) * min(1, (seconds - time) / 0.05)
    }
  }

  /// A plucked string with a soft top, for melodies.
  static func pluck(_ note: Int, seconds: Double) -> [Float] {
    var partials = (1...5).map { Oscillator(frequency: pitch(note) * Double($0)) }
    return render(seconds) { time in
      let decay = exp(-time * 2.6)
      var fading = exp(-time * 2.2)
      var tone = 0.0
      for index in partials.indices {
        let number = Double(index + 1)
        fading *= decay
        tone += partials[index].next() * fading / (number * number)
      }
      return tone * min(1, time / 0.003) * min(1, (seconds - time) / 0.05)
    }
  }

  /// Three voices, slightly out of tune, that swell and go.
  static func pad(_ note: Int, seconds: Double) -> [Float] {
    var voices: [(Oscillator, gain: Double)] = []
    for voice in -1...1 {
      let frequency = pitch(note) * (1 + 0.0028 * Double(voice))
      let phase = Double(voice)
      voices.append((Oscillator(frequency: frequency, phase: phase), 1))
      voices.append((Oscillator(frequency: frequency * 2, phase: 2 * phase + 0.6), 0.35))
      voices.append((Oscillator(frequency: frequency * 3, phase: 3 * phase), 0.14))
    }
    var breathing = Oscillator(frequency: 0.31)
    return render(seconds) { time in
      var tone = 0.0
      for index in voices.indices { tone += voices[index].0.next() * voices[index].gain }
      let swell = smoothstep(0, 1.1, time) * smoothstep(0, 1.4, seconds - time)
      return tone / 4 * swell * (0.85 + 0.15 * breathing.next())
    }
  }

  static func kick() -> [Float] {
    render(0.32) { time in
      // The integral of a pitch that falls from 118 to 46 Hz.
      let phase = 2 * Double.pi * (46 * time + 72 * (1 - exp(-time * 26)) / 26)
      return sin(phase) * exp(-time * 9.5) * min(1, time / 0.003)
    }
  }

  /// A brush on the snare's head: mostly air.
  static func brush(seed: UInt64) -> [Float] {
    let air = filteredNoise(0.3, seed: seed, .bandPass(2600, q: 0.6)) { min(1, $0 / 0.012) * exp(-$0 * 15) }
    let skin = render(0.3) { 0.22 * sin(2 * .pi * 186 * $0) * exp(-$0 * 26) }
    return zip(air, skin).map { $0 * 1.5 + $1 }
  }

  static func hat(seed: UInt64, open: Bool) -> [Float] {
    filteredNoise(0.22, seed: seed, .highPass(6800)) { min(1, $0 / 0.002) * exp(-$0 * (open ? 22 : 60)) }
  }
}
