import JSONTree

/// How edits spell times.
extension Time {
  /// Milliseconds as an edit writes them: exactly, with as many places as that takes, where a decimal
  /// of at most ``Rational/maximumDigits`` digits is exact; rounded to nine places (a trillionth of
  /// a second) where none is, as for a frame of 1/30 s.
  var writtenMilliseconds: String { milliseconds.shortestDecimal }

  /// The time as it will be read again. Edits begin by taking this of the times that they are given,
  /// so that all that follows from them by sums is exact.
  var asWritten: Time { Rational(decimal: writtenMilliseconds.utf8).map(Time.init(milliseconds:)) ?? self }
}

extension Rational {
  /// The exact decimal, if it has at most ``maximumDigits`` digits, else the nearest of nine places.
  fileprivate var shortestDecimal: String {
    let divisor = denominator.magnitude
    var (whole, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
    let room = Self.maximumDigits - (whole == 0 ? 0 : String(whole).utf8.count)
    var digits: [UInt8] = []
    while remainder != 0, digits.count < max(room, 10) {
      let next = remainder.multipliedReportingOverflow(by: 10)
      guard !next.overflow else { break }
      digits.append(UInt8(next.partialValue / divisor))
      remainder = next.partialValue % divisor
    }
    if remainder != 0 || digits.count > max(room, 0) {
      whole += Self.round(&digits, places: 9)
    }
    while digits.last == 0 { digits.removeLast() }
    guard whole != 0 || !digits.isEmpty else { return "0" }
    let fraction = digits.map(String.init).joined()
    return (isNegative ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Rounds the digits of a fraction, halves away from zero.
  /// - Returns: what is carried to the whole.
  private static func round(_ digits: inout [UInt8], places: Int) -> UInt128 {
    guard digits.count > places else { return 0 }
    var carry: UInt8 = digits[places] >= 5 ? 1 : 0
    digits.removeSubrange(places...)
    for index in digits.indices.reversed() where carry == 1 {
      carry = digits[index] == 9 ? 1 : 0
      digits[index] = digits[index] == 9 ? 0 : digits[index] + 1
    }
    return UInt128(carry)
  }
}

extension JSONDocument {
  /// A time in the spelling of the value that it takes the place of: a string stays a string, and a
  /// number that had a decimal point keeps one.
  func literal(_ time: Time, like node: JSONNodeID) -> JSONLiteral {
    var text = time.writtenMilliseconds
    if source(of: node).contains(UInt8(ascii: ".")), !text.contains(".") { text += ".0" }
    return kind(of: node) == .string ? .string(text) : .number(text)
  }
}
