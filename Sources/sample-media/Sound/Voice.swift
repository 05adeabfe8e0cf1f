import Foundation

/// A voice that mumbles the talk: a buzzing throat and breath, through the resonances of a mouth.
enum Voice {
  /// The script as sound, in a room that is not quite silent.
  static func talk() -> [Float] {
    var mix = Stereo(seconds: TalkScript.duration)
    mix.add(speak(TalkScript.events, seconds: TalkScript.duration), at: 0)
    mix.addRoom(0.05, feedback: 0.68)
    mix.add(filteredNoise(TalkScript.duration, seed: 501, .lowPass(900)) { _ in 0.0016 }, at: 0)
    mix.finish(peak: -5, fadeIn: 0.05, fadeOut: 0.15)
    return mix.mono
  }

  /// What the mouth does at one moment, eased from sound to sound since flesh has weight.
  private struct Shape {
    var formants = SIMD3(500.0, 1500, 2500)
    var voice = 0.0
    var noise = 0.0
    var hiss = 4000.0
    var pitch = 1.0

    mutating func ease(toward event: TalkScript.Event?) {
      let phone = event?.phone
      formants += ((phone?.formants ?? formants) - formants) * 0.07
      voice += ((phone?.voice ?? 0) - voice) * 0.12
      noise += ((phone?.noise ?? 0) - noise) * 0.25
      hiss = phone.map { $0.noise > 0 ? $0.hiss : hiss } ?? hiss
      pitch += ((event?.pitch ?? pitch) - pitch) * 0.02
    }
  }

  private static let step = 48
  private static let basePitch = 192.0

  private static func speak(_ events: [TalkScript.Event], seconds: Double) -> [Float] {
    var shape = Shape()
    var mouth = [
      Biquad.bandPass(500, q: 6), .bandPass(1500, q: 10), .bandPass(2500, q: 12), .bandPass(3900, q: 12),
    ]
    var hiss = Biquad.bandPass(4000, q: 1.4)
    var noise = Noise(seed: 77)
    var tilt = Biquad.lowPass(5200)
    var phase = 0.0
    var next = 0
    return (0..<Int(seconds * sampleRate)).map { index in
      let time = Double(index) / sampleRate
      if index % step == 0 {
        while next < events.count, events[next].end <= time { next += 1 }
        let current = next < events.count && events[next].start <= time ? events[next] : nil
        shape.ease(toward: current)
        tune(&mouth, &hiss, shape)
      }
      let vibrato = 1 + 0.012 * sin(2 * .pi * 4.7 * time) + 0.006 * sin(2 * .pi * 11.3 * time)
      phase += basePitch * shape.pitch * vibrato / sampleRate
      phase -= phase.rounded(.down)
      let breath = noise.next()
      let source = tilt.process(glottis(phase)) * shape.voice + breath * 0.018 * shape.voice
      let gains = [1.0, 1.5, 1.7, 0.9]
      var sound = 0.0
      for formant in mouth.indices { sound += mouth[formant].process(source) * gains[formant] }
      return Float(sound + hiss.process(breath) * shape.noise * 0.3)
    }
  }

  private static func tune(_ mouth: inout [Biquad], _ hiss: inout Biquad, _ shape: Shape) {
    // A woman's mouth is shorter than the one that was measured.
    let scale = 1.14
    for formant in 0..<3 {
      mouth[formant].tune(.band, shape.formants[formant] * scale, q: [5, 9, 11][formant])
    }
    hiss.tune(.band, shape.hiss, q: 1.4)
  }

  /// The air that the vocal cords let through in one period (after Rosenberg), differentiated.
  private static func glottis(_ phase: Double) -> Double {
    let opening = 0.42
    let closing = 0.16
    if phase < opening { return 0.5 * sin(.pi * phase / opening) }
    if phase < opening + closing { return -1.3 * sin(.pi / 2 * (phase - opening) / closing) }
    let after = (phase - opening - closing) / (1 - opening - closing)
    return -1.3 * exp(-after * 14)
  }
}
