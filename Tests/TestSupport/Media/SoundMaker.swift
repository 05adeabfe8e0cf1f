import Foundation
import Media

/// Sounds that a test knows, sample by sample.
public enum SoundMaker {
  /// A sine on both channels: interleaved stereo.
  public static func tone(
    _ frequency: Double, amplitude: Double = 0.5, count: Int, sampleRate: Int = 48_000
  ) -> [Float] {
    (0..<count).flatMap { index in
      let value = Float(amplitude * sin(2 * .pi * frequency * Double(index) / Double(sampleRate)))
      return [value, value]
    }
  }

  /// Noise on both channels, the same for a seed: it is like itself at one place only.
  public static func noise(amplitude: Float = 0.3, count: Int, seed: UInt64 = 1) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    var samples: [Float] = []
    samples.reserveCapacity(count * 2)
    for _ in 0..<count {
      let value = (Float(generator.next() >> 40) / Float(1 << 23) - 1) * amplitude
      samples.append(value)
      samples.append(value)
    }
    return samples
  }

  public static func silence(count: Int) -> [Float] { Array(repeating: 0, count: count * 2) }

  /// One channel of interleaved stereo.
  public static func left(_ samples: [Float]) -> [Float] {
    stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
  }

  /// A WAV file of 16 bits: exact but for a 65536th.
  /// - Parameter samples: the channels in turn.
  public static func wav(_ samples: [Float], channels: Int, sampleRate: Int) -> [UInt8] {
    func little(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let data = samples.flatMap { little(Int(($0 * 32767).rounded()), 2) }
    let format =
      little(1, 2) + little(channels, 2) + little(sampleRate, 4) + little(sampleRate * channels * 2, 4)
      + little(channels * 2, 2) + little(16, 2)
    return Array("RIFF".utf8) + little(36 + data.count, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + format
      + Array("data".utf8) + little(data.count, 4) + data
  }
}

/// Measures interleaved stereo.
public enum SoundMeter {
  /// The mean of the squares of the left channel, as its root, over a stretch of samples.
  public static func level(_ samples: [Float], _ range: Range<Int>) -> Double {
    let sum = range.reduce(0.0) { $0 + Double(samples[$1 * 2]) * Double(samples[$1 * 2]) }
    return (sum / Double(max(1, range.count))).squareRoot()
  }

  public static func peak(_ samples: [Float]) -> Float { samples.reduce(0) { max($0, abs($1)) } }

  /// By how many samples `sound` comes later than `original`: where the two agree best.
  public static func delay(
    of sound: [Float], after original: [Float], over range: Range<Int>, atMost reach: Int
  ) -> Int {
    func agreement(_ delay: Int) -> Double {
      range.reduce(0.0) { sum, at in
        guard original.indices.contains(at * 2), sound.indices.contains((at + delay) * 2) else { return sum }
        return sum + Double(original[at * 2]) * Double(sound[(at + delay) * 2])
      }
    }
    return (-reach...reach).max { agreement($0) < agreement($1) } ?? 0
  }
}
