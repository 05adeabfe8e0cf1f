extension Time {
  /// Reads a time as people type it: `3s`, `3.5s`, `250ms`, `1:02.5`, `1:00:00`, `75f`. A bare
  /// number counts seconds.
  /// - Parameter rate: what frame numbers count in.
  /// - Returns: nil for anything else, negative times included.
  public init?(typed text: String, rate: FrameRate) {
    let bytes = Array(text.utf8)
    func number(_ part: some Collection<UInt8>) -> Rational? {
      guard
        part.allSatisfy({ $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
      else { return nil }
      return Rational(decimal: part)
    }
    if text.hasSuffix("ms"), let value = number(bytes.dropLast(2)) {
      self.init(milliseconds: value)
    } else if text.hasSuffix("s"), let value = number(bytes.dropLast()) {
      self.init(seconds: value)
    } else if text.hasSuffix("f"), let value = number(bytes.dropLast()), value.isInteger {
      self.init(seconds: value / rate.value)
    } else {
      let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      let values = parts.compactMap(number)
      guard values.count == parts.count, (1...3).contains(parts.count),
        values.dropLast().allSatisfy(\.isInteger), values.dropFirst().allSatisfy({ $0 < Rational(60) })
      else { return nil }
      self.init(seconds: values.reduce(.zero) { $0 * Rational(60) + $1 })
    }
  }
}
