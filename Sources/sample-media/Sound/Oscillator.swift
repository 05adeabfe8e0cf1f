import Foundation

/// A sine that is turned on from sample to sample: many times faster than asking for each one's sine.
struct Oscillator {
  private var sine: Double
  private var cosine: Double
  private let stepSine: Double
  private let stepCosine: Double

  /// - Parameter phase: radians at the first sample.
  init(frequency: Double, phase: Double = 0) {
    let step = 2 * .pi * frequency / sampleRate
    sine = sin(phase)
    cosine = cos(phase)
    stepSine = sin(step)
    stepCosine = cos(step)
  }

  mutating func next() -> Double {
    let value = sine
    sine = value * stepCosine + cosine * stepSine
    cosine = cosine * stepCosine - value * stepSine
    return value
  }
}
