import DraftModel
import Media

extension SoundReader {
  /// So many samples from a source time on: interleaved stereo.
  public func samples(from time: Time, count: Int) throws -> [Float] {
    try start(at: time)
    var samples: [Float] = []
    _ = try read(count, into: &samples)
    return samples
  }
}

extension Time {
  /// The time of a sample at 48 kHz.
  public init(sample: Int) { self.init(seconds: Rational(Int128(sample), 48_000)) }
}
