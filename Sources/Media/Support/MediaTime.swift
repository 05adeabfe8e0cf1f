import CFFmpeg
import DraftModel

extension AVRational {
  var rational: Rational { Rational(Int128(num), Int128(den)) }
}

extension Time {
  /// A timestamp in a stream's units.
  init(timestamp: Int64, timeBase: AVRational) {
    self.init(seconds: Rational(Int128(timestamp) * Int128(timeBase.num), Int128(max(1, timeBase.den))))
  }

  /// The last whole unit of a stream that is not after this time.
  func timestamp(in timeBase: AVRational) -> Int64 {
    Int64(clamping: (seconds / timeBase.rational).floor)
  }
}

extension Time {
  init(microseconds: Int64) { self.init(seconds: Rational(Int128(microseconds), 1_000_000)) }
}
