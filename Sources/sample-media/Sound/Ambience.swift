import Foundation

/// What the places in the clips sound like, in time with what is seen there.
enum Ambience {
  /// Two waves that run up the sand, wind, and gulls.
  static func waves() -> Stereo {
    let seconds = BeachClip.duration
    var mix = Stereo(seconds: seconds)
    for (side, pan) in [-0.8, 0.8].enumerated() {
      let seed = UInt64(200 + side)
      mix.add(
        filteredNoise(seconds, seed: seed, .lowPass(420)) { 0.5 + 0.9 * swell($0 + 0.15 * Double(side)) },
        at: 0, gain: 0.5, pan: pan)
      mix.add(
        filteredNoise(seconds, seed: seed + 10, .bandPass(1900, q: 0.5)) { pow(swell($0 - 0.25), 2) }, at: 0,
        gain: 0.25, pan: pan)
      mix.add(
        filteredNoise(seconds, seed: seed + 20, .highPass(4800)) { pow(swell($0 - 0.5), 3) }, at: 0,
        gain: 0.05, pan: -pan)
    }
    for (time, height, pan) in [
      (1.5, 1.0, -0.4), (1.85, 0.94, -0.3), (4.1, 1.12, 0.4), (4.4, 1.04, 0.5), (4.7, 0.97, 0.55),
    ] {
      mix.add(gull(height), at: time, gain: 0.05, pan: pan)
    }
    mix.finish(peak: -8, fadeIn: 0.1, fadeOut: 0.3)
    return mix
  }

  /// The water is highest as the picture shows it, every three seconds.
  private static func swell(_ time: Double) -> Double { 0.5 + 0.5 * sin(2 * .pi * time / 3) }

  private static func gull(_ height: Double) -> [Float] {
    render(0.28) { time in
      let part = time / 0.28
      let frequency = height * (1250 + 900 * sin(.pi * part))
      let phase = 2 * .pi * frequency * time
      return (sin(phase) + 0.4 * sin(2 * phase)) * pow(sin(.pi * part), 1.5)
    }
  }

  /// Traffic that thins out, a horn far away, and crickets when night has come.
  static func street() -> Stereo {
    let seconds = SkylineClip.duration
    var mix = Stereo(seconds: seconds)
    for (side, pan) in [-0.7, 0.7].enumerated() {
      mix.add(
        filteredNoise(seconds, seed: UInt64(230 + side), .lowPass(190)) { 1 - 0.06 * $0 }, at: 0, gain: 0.7,
        pan: pan)
      mix.add(
        filteredNoise(seconds, seed: UInt64(240 + side), .bandPass(520, q: 0.5)) { 0.5 - 0.04 * $0 }, at: 0,
        gain: 0.16, pan: pan)
    }
    for (index, time) in [0.2, 1.1, 2.3, 3.0, 4.4, 5.9].enumerated() {
      let away = index % 2 == 0
      let car = filteredNoise(1.5, seed: UInt64(260 + index), .bandPass(away ? 780 : 980, q: 0.7)) {
        exp(-pow(($0 - 0.7) / 0.3, 2))
      }
      mix.add(car, at: time, gain: 0.3, pan: away ? -0.5 : 0.5)
    }
    let horn = render(0.42) {
      (sin(2 * .pi * 349 * $0) + sin(2 * .pi * 440 * $0)) * hump(0, 0.42, ramp: 0.06, $0)
    }
    mix.add(horn, at: 1.9, gain: 0.025, pan: -0.6)
    let crickets = render(seconds) { time in
      let chirp = max(0, sin(2 * .pi * 17 * time)) * (wrap(time, 0.72) < 0.42 ? 1 : 0)
      return sin(2 * .pi * 4300 * time) * chirp * smoothstep(4.6, 6.4, time)
    }
    mix.add(crickets, at: 0, gain: 0.035, pan: 0.35)
    mix.addRoom(0.15)
    mix.finish(peak: -8, fadeIn: 0.1, fadeOut: 0.3)
    return mix
  }

  /// The train rolls by from left to right over the joints of its rails; birds before and after.
  static func railway() -> Stereo {
    let seconds = TrainClip.duration
    var mix = Stereo(seconds: seconds)
    func near(_ time: Double) -> Double { exp(-pow((time - 2.5) / 1.15, 2)) }
    let rumble = filteredNoise(seconds, seed: 301, .lowPass(230)) { 0.1 + near($0) }
    let rush = filteredNoise(seconds, seed: 302, .bandPass(1300, q: 0.5)) { 0.03 + pow(near($0), 2) }
    for (sound, gain) in [(rumble, 0.9), (rush, 0.3)] {
      mix.add(
        sound.enumerated().map { $1 * Float(1 - Double($0) / sampleRate / seconds) }, at: 0, gain: gain,
        pan: -0.8)
      mix.add(
        sound.enumerated().map { $1 * Float(Double($0) / sampleRate / seconds) }, at: 0, gain: gain, pan: 0.8)
    }
    for axle in 0..<11 {
      for half in [0.0, 0.11] {
        let time = 0.45 + Double(axle) * 0.39 + half
        let clack = filteredNoise(0.09, seed: UInt64(320 + axle), .bandPass(half == 0 ? 720 : 880, q: 2.2)) {
          exp(-$0 * 60)
        }
        mix.add(clack, at: time, gain: 1.3 * near(time), pan: clamp(time / 2.5 - 1, -1, 1) * 0.7)
      }
    }
    for (index, time) in [0.1, 0.32, 4.35, 4.6].enumerated() {
      let bird = render(0.12) {
        sin(2 * .pi * (3100 + 9000 * $0 + 250 * Double(index)) * $0) * sin(.pi * $0 / 0.12)
      }
      mix.add(bird, at: time, gain: 0.05, pan: 0.5)
    }
    mix.finish(peak: -8, fadeIn: 0.1, fadeOut: 0.3)
    return mix
  }

  /// A glass that fills: the air above the coffee gets shorter, and its tone higher.
  static func pour() -> Stereo {
    let seconds = PourClip.duration
    var mix = Stereo(seconds: seconds)
    var noise = Noise(seed: 340)
    var generator = SeededGenerator(seed: 341)
    var air = Biquad.bandPass(600, q: 4)
    var splash = Biquad.bandPass(3000, q: 0.7)
    let water = render(seconds) { time in
      if Int(time * sampleRate) % 64 == 0 {
        air.tune(.band, lerp(520, 1500, smoothstep(0.3, 3.7, time)), q: 4)
      }
      let gurgle = 0.7 + 0.3 * sin(2 * .pi * 7.3 * time) * sin(2 * .pi * 3.1 * time)
      let input = noise.next() * hump(0.25, 3.85, ramp: 0.15, time)
      return air.process(input) * 0.9 * gurgle + splash.process(input) * 0.22
    }
    mix.add(water, at: 0, gain: 0.5)
    for _ in 0..<70 {
      let time = generator.number(0.35, 3.7)
      let frequency = generator.number(500, 1100) * (1 + 0.25 * time)
      let bubble = render(0.045) { sin(2 * .pi * frequency * (1 + 5 * $0) * $0) * exp(-$0 * 70) }
      mix.add(bubble, at: time, gain: generator.number(0.02, 0.09), pan: generator.number(-0.4, 0.4))
    }
    mix.addRoom(0.12)
    mix.finish(peak: -10, fadeIn: 0.05, fadeOut: 0.2)
    return mix
  }
}
