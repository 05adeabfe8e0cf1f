/// An exact fraction. Draft times are sums and products of such numbers, and a rounding of one
/// millionth is enough to show the wrong frame, so nothing here is a `Double`.
///
/// Always in lowest terms with a positive denominator. Where a result needs more than 127 bits (no
/// draft that a service writes gets there) it is rounded to the nearest millionth, and where even
/// that is too large, held at ``greatestMagnitude``; nothing traps.
public struct Rational: Hashable, Sendable {
  public let numerator: Int128
  public let denominator: Int128

  public static let zero = Rational(0)
  public static let one = Rational(1)
  /// What sums and products are held at: far beyond any time or size with a meaning.
  public static let greatestMagnitude: Int128 = 1_000_000_000_000_000_000_000_000

  public init(_ value: Int) {
    numerator = Int128(value)
    denominator = 1
  }

  /// - Parameter denominator: not zero; a zero counts as one.
  public init(_ numerator: Int128, _ denominator: Int128) {
    if denominator == 1 || denominator == 0 {
      self.numerator = numerator
      self.denominator = 1
      return
    }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * (numerator / Int128(divisor))
    self.denominator = sign * (denominator / Int128(divisor))
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  /// The nearest double.
  public var double: Double { Self.double(numerator) / Self.double(denominator) }

  /// The library's own conversion of 128 bits takes a thousand times as long; few numbers need it.
  private static func double(_ value: Int128) -> Double {
    let low = Int64(truncatingIfNeeded: value)
    return Int128(low) == value ? Double(low) : Double(value)
  }

  /// The largest integer that is not above.
  public var floor: Int { Int(clamping: floorDivision) }

  /// The smallest integer that is not below.
  public var ceiling: Int { Int(clamping: -(-self).floorDivision) }

  /// The nearest integer; halves go up.
  public var rounded: Int { (self + Rational(1, 2)).floor }

  private var floorDivision: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  public var isInteger: Bool { denominator == 1 }
  public var isNegative: Bool { numerator < 0 }
  public var magnitude: Rational { isNegative ? -self : self }

  // MARK: Arithmetic

  public static prefix func - (a: Rational) -> Rational { Rational(-a.numerator, a.denominator) }

  public static func + (a: Rational, b: Rational) -> Rational {
    if a.denominator == 1, b.denominator == 1 {
      return checked(a.numerator.addingReportingOverflow(b.numerator), 1) { a.double + b.double }
    }
    let left = a.numerator.multipliedReportingOverflow(by: b.denominator)
    let right = b.numerator.multipliedReportingOverflow(by: a.denominator)
    let sum = left.partialValue.addingReportingOverflow(right.partialValue)
    let denominator = a.denominator.multipliedReportingOverflow(by: b.denominator)
    let overflow = left.overflow || right.overflow || sum.overflow || denominator.overflow
    return checked((sum.partialValue, overflow), denominator.partialValue) { a.double + b.double }
  }

  public static func - (a: Rational, b: Rational) -> Rational { a + -b }

  public static func * (a: Rational, b: Rational) -> Rational {
    let numerator = a.numerator.multipliedReportingOverflow(by: b.numerator)
    let denominator = a.denominator.multipliedReportingOverflow(by: b.denominator)
    return checked(
      (numerator.partialValue, numerator.overflow || denominator.overflow), denominator.partialValue
    ) { a.double * b.double }
  }

  /// - Parameter b: not zero; a quotient by zero is zero.
  public static func / (a: Rational, b: Rational) -> Rational {
    b.numerator == 0 ? .zero : a * Rational(b.denominator, b.numerator)
  }

  public static func += (a: inout Rational, b: Rational) { a = a + b }
  public static func -= (a: inout Rational, b: Rational) { a = a - b }

  private static func checked(
    _ numerator: (partialValue: Int128, overflow: Bool), _ denominator: Int128, approximately: () -> Double
  ) -> Rational {
    if !numerator.overflow, numerator.partialValue.magnitude < UInt128(1) << 126 {
      let exact = Rational(numerator.partialValue, denominator)
      if exact.denominator < Int128(1) << 62 || exact.denominator == 1 { return exact }
    }
    let limit = Double(greatestMagnitude)
    let millionths = (min(max(approximately(), -limit), limit) * 1e6).rounded()
    return Rational(millionths.isFinite ? Int128(millionths) : 0, 1_000_000)
  }
}

extension Rational: Comparable {
  public static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    let left = a.numerator.multipliedReportingOverflow(by: b.denominator)
    let right = b.numerator.multipliedReportingOverflow(by: a.denominator)
    return left.overflow || right.overflow ? a.double < b.double : left.partialValue < right.partialValue
  }
}

extension Rational {
  /// Reads a decimal: `12`, `-0.5`, `1e3`, `33.333333333333336`. The value is exact up to
  /// ``maximumDigits`` digits and exponents of that size; beyond that there is no value.
  public init?(decimal text: some Collection<UInt8>) {
    if let whole = Self.wholeNumber(text) {
      self.init(whole)
      return
    }
    var value: Int128 = 0
    var digits = 0
    var scale = 0
    var negative = false
    var sawPoint = false
    var sawDigit = false
    var at = text.startIndex
    if at < text.endIndex, text[at] == UInt8(ascii: "-") {
      negative = true
      at = text.index(after: at)
    }
    scan: while at < text.endIndex {
      switch text[at] {
      case let digit where digit &- UInt8(ascii: "0") < 10:
        sawDigit = true
        if value != 0 || digit != UInt8(ascii: "0") { digits += 1 }
        guard digits <= Self.maximumDigits else { return nil }
        value = value * 10 + Int128(digit &- UInt8(ascii: "0"))
        if sawPoint { scale += 1 }
      case UInt8(ascii: ".") where !sawPoint && sawDigit: sawPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard sawDigit, let exponent = Int(String(decoding: text[text.index(after: at)...], as: UTF8.self))
        else { return nil }
        if value == 0 { break scan }
        guard exponent.magnitude <= 1000 else { return nil }
        scale -= exponent
        break scan
      default: return nil
      }
      at = text.index(after: at)
    }
    guard sawDigit else { return nil }
    while scale > 0, value % 10 == 0, value != 0 { (value, scale) = (value / 10, scale - 1) }
    guard value == 0 || (scale.magnitude <= Self.maximumDigits && digits - scale <= Self.maximumDigits)
    else { return nil }
    let signed = negative ? -value : value
    func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { result, _ in result * 10 } }
    if value == 0 {
      self = .zero
    } else if scale > 0 {
      self.init(signed, power(scale))
    } else {
      self.init(signed * power(-scale), 1)
    }
  }

  /// Most numbers of a draft by far: up to 18 digits and nothing else.
  private static func wholeNumber(_ text: some Collection<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var value = 0
    for byte in text {
      guard byte &- UInt8(ascii: "0") < 10 else { return nil }
      value = value * 10 + Int(byte &- UInt8(ascii: "0"))
    }
    return value
  }

  /// Digits that a decimal may have to be read.
  public static let maximumDigits = 30

  /// The shortest decimal, where there is one of at most `places` places; otherwise rounded to that.
  public func decimal(places: Int = 9) -> String {
    // Scaling a large integer would leave the range in which sums are exact.
    guard !isInteger else { return String(numerator) }
    let scale = (0..<places).reduce(Int128(1)) { result, _ in result * 10 }
    let scaled = self * Rational(scale, 1)
    var value = scaled.isInteger ? scaled.numerator : (scaled + Rational(1, 2)).floorDivision
    let sign = value < 0 ? "-" : ""
    value = Int128(value.magnitude)
    var fraction = String(value % scale)
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let whole = String(value / scale)
    return fraction.isEmpty || places == 0 ? sign + whole : sign + whole + "." + fraction
  }
}

extension Rational: CustomStringConvertible {
  public var description: String { decimal() }
}
