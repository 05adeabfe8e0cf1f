import Foundation

/// Short sounds that go with a cut or a title.
enum SoundEffects {
  /// Something passes fast from left to right.
  static func whoosh() -> Stereo {
    let seconds = 1.2
    var mix = Stereo(seconds: seconds)
    for (side, pan) in [-0.9, 0.9].enumerated() {
      var noise = Noise(seed: UInt64(400 + side))
      var filter = Biquad.bandPass(400, q: 1.1)
      // The right side hears it later.
      let peak = 0.5 + 0.16 * Double(side)
      let air = render(seconds) { time in
        let near = exp(-pow((time - peak) / 0.2, 2))
        if Int(time * sampleRate) % 32 == 0 { filter.tune(.band, 300 + 2600 * near, q: 1.1) }
        return filter.process(noise.next()) * pow(near, 1.4)
      }
      mix.add(air, at: 0, gain: 0.8, pan: pan)
    }
    mix.finish(peak: -9, fadeIn: 0.02, fadeOut: 0.2)
    return mix
  }

  /// Three bells going up.
  static func chime() -> Stereo {
    var mix = Stereo(seconds: 2.4)
    for (index, note) in [76, 81, 88].enumerated() {
      let bell = render(1.9) { time in
        let phase = 2 * Double.pi * pitch(note) * time
        let ring =
          sin(phase) * exp(-time * 2.6) + 0.4 * sin(phase * 2.76) * exp(-time * 5) + 0.2 * sin(phase * 5.4)
          * exp(-time * 9)
        return ring * min(1, time / 0.003) * min(1, (1.9 - time) / 0.1)
      }
      mix.add(bell, at: 0.02 + Double(index) * 0.13, gain: 0.3, pan: Double(index - 1) * 0.4)
    }
    mix.addRoom(0.3)
    mix.finish(peak: -9, fadeIn: 0.005, fadeOut: 0.4)
    return mix
  }
}
