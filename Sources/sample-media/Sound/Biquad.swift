import Foundation

/// A second-order filter, with the coefficients of Robert Bristow-Johnson's cookbook.
struct Biquad: Sendable {
  private var b0 = 1.0
  private var b1 = 0.0
  private var b2 = 0.0
  private var a1 = 0.0
  private var a2 = 0.0
  private var z1 = 0.0
  private var z2 = 0.0

  enum Shape { case low, high, band }

  init(_ shape: Shape, _ frequency: Double, q: Double = 0.707) {
    tune(shape, frequency, q: q)
  }

  static func lowPass(_ frequency: Double, q: Double = 0.707) -> Biquad { Biquad(.low, frequency, q: q) }
  static func highPass(_ frequency: Double, q: Double = 0.707) -> Biquad { Biquad(.high, frequency, q: q) }
  /// 0 dB at the middle.
  static func bandPass(_ frequency: Double, q: Double) -> Biquad { Biquad(.band, frequency, q: q) }

  /// Sets another frequency without a click: the state stays.
  mutating func tune(_ shape: Shape, _ frequency: Double, q: Double) {
    let angle = 2 * .pi * min(max(frequency, 10), sampleRate * 0.45) / sampleRate
    let alpha = sin(angle) / (2 * q)
    let cosine = cos(angle)
    let scale = 1 / (1 + alpha)
    switch shape {
    case .low:
      b1 = (1 - cosine) * scale
      b0 = b1 / 2
      b2 = b0
    case .high:
      b1 = -(1 + cosine) * scale
      b0 = -b1 / 2
      b2 = b0
    case .band:
      b0 = alpha * scale
      b1 = 0
      b2 = -b0
    }
    a1 = -2 * cosine * scale
    a2 = (1 - alpha) * scale
  }

  mutating func process(_ input: Double) -> Double {
    let output = b0 * input + z1
    z1 = b1 * input - a1 * output + z2
    z2 = b2 * input - a2 * output
    return output
  }
}
