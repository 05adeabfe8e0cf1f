import Foundation

/// Samples a second, everywhere here.
let sampleRate = 48000.0

/// Two channels that sounds are laid into.
struct Stereo: Sendable {
  private(set) var left: [Float]
  private(set) var right: [Float]

  init(seconds: Double) {
    let count = Int(seconds * sampleRate)
    left = [Float](repeating: 0, count: count)
    right = left
  }

  var count: Int { left.count }

  /// Adds a mono sound; what reaches beyond either end is dropped.
  /// - Parameter pan: -1 for left, 1 for right.
  mutating func add(_ sound: [Float], at seconds: Double, gain: Double = 1, pan: Double = 0) {
    let angle = (pan + 1) * .pi / 4
    let leftGain = Float(gain * cos(angle) * 2.0.squareRoot())
    let rightGain = Float(gain * sin(angle) * 2.0.squareRoot())
    let start = Int((seconds * sampleRate).rounded())
    for index in max(0, -start)..<max(0, -start, min(sound.count, count - start)) {
      left[start + index] += sound[index] * leftGain
      right[start + index] += sound[index] * rightGain
    }
  }

  /// Changes every pair of samples; the time is in seconds.
  mutating func map(_ change: (_ left: Double, _ right: Double, _ time: Double) -> (Double, Double)) {
    for index in 0..<count {
      let (newLeft, newRight) = change(Double(left[index]), Double(right[index]), Double(index) / sampleRate)
      left[index] = Float(newLeft)
      right[index] = Float(newRight)
    }
  }

  /// Removes any offset, sets the peak, and lets the ends come in and go out softly.
  /// - Parameter peak: dBFS.
  mutating func finish(peak: Double, fadeIn: Double, fadeOut: Double) {
    var leftBlock = Biquad.highPass(25)
    var rightBlock = Biquad.highPass(25)
    let end = Double(count) / sampleRate
    map { l, r, time in
      let fade = min(1, time / fadeIn) * smoothstep(0, 1, (end - time) / fadeOut)
      return (leftBlock.process(l) * fade, rightBlock.process(r) * fade)
    }
    let highest = max(left.lazy.map(abs).max() ?? 0, right.lazy.map(abs).max() ?? 0)
    guard highest > 0 else { return }
    let gain = pow(10, peak / 20) / Double(highest)
    map { l, r, _ in (l * gain, r * gain) }
  }

  var interleaved: [Float] {
    var samples = [Float](repeating: 0, count: count * 2)
    for index in 0..<count {
      samples[index * 2] = left[index]
      samples[index * 2 + 1] = right[index]
    }
    return samples
  }

  /// The mean of both channels.
  var mono: [Float] { zip(left, right).map { ($0 + $1) / 2 } }
}

/// A mono sound from a function of time in seconds.
func render(_ seconds: Double, _ body: (Double) -> Double) -> [Float] {
  (0..<Int(seconds * sampleRate)).map { Float(body(Double($0) / sampleRate)) }
}

/// The frequency of a MIDI note, Hz.
func pitch(_ note: Int) -> Double { 440 * pow(2, Double(note - 69) / 12) }
