/// A value to be written into a document.
///
/// Numbers and strings may come with their own spelling, so that a value taken from one document
/// is written into another without a change of digits or escapes.
public indirect enum JSONLiteral: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is to be spelled. It has to follow RFC 8259.
  case number(String)
  case string(String)
  /// A string's token as it is to be spelled, quotes included.
  case stringToken([UInt8])
  case array([JSONLiteral])
  case object([Member])

  public struct Member: Hashable, Sendable {
    /// A `string` or a `stringToken`.
    public let name: JSONLiteral
    public let value: JSONLiteral

    public init(_ name: String, _ value: JSONLiteral) { self.init(name: .string(name), value: value) }

    public init(name: JSONLiteral, value: JSONLiteral) {
      self.name = name
      self.value = value
    }
  }

  public static func int(_ value: Int) -> JSONLiteral { .number(String(value)) }

  public static func object(_ members: KeyValuePairs<String, JSONLiteral>) -> JSONLiteral {
    .object(members.map { Member($0.key, $0.value) })
  }
}

extension JSONDocument {
  /// A value as a literal with the same names, order, duplicates and spellings.
  public func literal(of node: JSONNodeID) -> JSONLiteral {
    switch kind(of: node) {
    case .null: .null
    case .bool: .bool(bool(of: node) ?? false)
    case .number: .number(numberSpelling(of: node) ?? "0")
    case .string: .stringToken(Array(source(of: node)))
    case .array: .array(elements(of: node).map(literal))
    case .object:
      .object(members(of: node).map { .init(name: literal(of: $0.name), value: literal(of: $0.value)) })
    }
  }

  /// Writes a literal as a document of its own.
  /// - Parameter style: how to lay it out; compact unless said.
  public init(writing literal: JSONLiteral, style: JSONStyle = .compact) throws(JSONSyntaxError) {
    var bytes: [UInt8] = []
    style.write(literal, indent: [], to: &bytes)
    try self.init(parsing: bytes)
  }
}

extension JSONLiteral {
  /// The shortest decimal of a double; null where it has none. Whole numbers come without a point.
  public static func decimal(_ value: Double) -> JSONLiteral {
    guard value.isFinite else { return .null }
    return value == value.rounded() && value.magnitude < 1e15 ? .int(Int(value)) : .number("\(value)")
  }
}

extension JSONLiteral {
  /// The literal as a text of its own.
  /// - Parameter style: how to lay it out; compact unless said.
  public func text(style: JSONStyle = .compact) -> String {
    var bytes: [UInt8] = []
    style.write(self, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The literal as a text that may be shown, wherever its strings came from: what acts on a terminal, or
  /// ends a line for some readers, is escaped. It means the same.
  ///
  /// Those are DEL, C1, the line and paragraph separators and the controls of the bidirectional algorithm
  /// (UAX 9, table 2); C0 is always escaped. Outside of strings JSON has none of them.
  public func shownText(style: JSONStyle = .compact) -> String {
    let text = self.text(style: style)
    guard text.unicodeScalars.contains(where: Self.actsOnTerminal) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if Self.actsOnTerminal(scalar) {
        shown.append(contentsOf: "\\u\(hex(scalar.value, digits: 4))".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  private static func actsOnTerminal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
