import JSONTree

extension JSONDocument {
  /// A number's exact value; nil for other kinds and beyond `Rational.maximumDigits`.
  public func rational(of node: JSONNodeID) -> Rational? {
    guard kind(of: node) == .number else { return nil }
    return Rational(decimal: source(of: node))
  }

  /// Milliseconds written as a number, or as a string that spells one (`"1000"`).
  public func time(of node: JSONNodeID) -> Time? {
    switch kind(of: node) {
    case .number: Rational(decimal: source(of: node)).map(Time.init(milliseconds:))
    case .string: Rational(decimal: source(of: node).dropFirst().dropLast()).map(Time.init(milliseconds:))
    default: nil
    }
  }

  /// A number's nearest double; nil for other kinds, and for numbers larger than any double.
  public func finiteDouble(of node: JSONNodeID) -> Double? {
    double(of: node).flatMap { $0.isFinite ? $0 : nil }
  }

  /// A frame rate written as a number or as a string.
  public func frameRate(of node: JSONNodeID) -> FrameRate? {
    rational(of: node).flatMap(FrameRate.init) ?? string(of: node).flatMap(FrameRate.init)
  }
}
