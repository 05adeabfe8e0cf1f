/// How a document lays its values out: what new values have to follow so that an edit looks like
/// the rest.
public struct JSONStyle: Hashable, Sendable {
  /// What one level is indented by; nil where values stand on one line.
  public var indentUnit: [UInt8]?
  public var newline: [UInt8]
  /// Between a name and its value, the colon included.
  public var colon: [UInt8]
  /// After a comma on one line.
  public var commaSpace: [UInt8]
  /// Whether characters that act on a terminal are written as escapes, which have the same value.
  public var escapesHazards = false

  public init(indentUnit: [UInt8]?, newline: [UInt8], colon: [UInt8], commaSpace: [UInt8]) {
    self.indentUnit = indentUnit
    self.newline = newline
    self.colon = colon
    self.commaSpace = commaSpace
  }

  /// `{"a":1,"b":2}`
  public static let compact = JSONStyle(
    indentUnit: nil, newline: [0x0A], colon: Array(":".utf8), commaSpace: [])

  /// Two spaces a level, `"a": 1`.
  public static let pretty = JSONStyle(
    indentUnit: Array("  ".utf8), newline: [0x0A], colon: Array(": ".utf8), commaSpace: [0x20])

  /// As ``pretty``, for programs' answers: they hold texts from anywhere, and people look at them too.
  public static let answer = pretty.escapingHazards

  /// As ``answer``, in one line.
  public static let answerLine = compact.escapingHazards

  private var escapingHazards: JSONStyle {
    var style = self
    style.escapesHazards = true
    return style
  }

  /// Adds a literal to a text.
  public func write(_ literal: JSONLiteral, to bytes: inout [UInt8]) {
    write(literal, indent: [], to: &bytes)
  }

  func write(_ literal: JSONLiteral, indent: [UInt8], to bytes: inout [UInt8]) {
    switch literal {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let spelling): bytes += spelling.utf8
    case .string(let text):
      let start = bytes.count
      Self.writeQuoted(text, to: &bytes)
      if escapesHazards { Self.escapeHazards(in: &bytes, from: start) }
    case .stringToken(let token):
      let start = bytes.count
      bytes += token
      if escapesHazards { Self.escapeHazards(in: &bytes, from: start) }
    case .array(let values):
      writeContainer("[", "]", values, indent: indent, to: &bytes) { value, inner, bytes in
        write(value, indent: inner, to: &bytes)
      }
    case .object(let members):
      writeContainer("{", "}", members, indent: indent, to: &bytes) { member, inner, bytes in
        write(member.name, indent: inner, to: &bytes)
        bytes += colon
        write(member.value, indent: inner, to: &bytes)
      }
    }
  }

  private func writeContainer<Item>(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ items: [Item], indent: [UInt8],
    to bytes: inout [UInt8], _ writeItem: (Item, [UInt8], inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    let inner = indent + (indentUnit ?? [])
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if indentUnit != nil {
        bytes += newline + inner
      } else if index > 0 {
        bytes += commaSpace
      }
      writeItem(item, inner, &bytes)
    }
    if indentUnit != nil, !items.isEmpty { bytes += newline + indent }
    bytes.append(UInt8(ascii: close))
  }

  /// The shortest spelling: only quotes, backslashes and control characters are escaped.
  static func writeQuoted(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case ..<0x20: bytes += "\\u\(hex(UInt32(byte), digits: 4))".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes the hazards of a string's token anew. All of them lie in the plane that one escape reaches.
  private static func escapeHazards(in bytes: inout [UInt8], from start: Int) {
    // What their UTF-8 begins with; most texts have none.
    let isClean = bytes[start...].allSatisfy { $0 != 0x7F && $0 != 0xC2 && $0 != 0xD8 && $0 != 0xE2 }
    guard !isClean else { return }
    let token = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    for scalar in token.unicodeScalars {
      bytes += scalar.isHazardous ? Array("\\u\(hex(scalar.value, digits: 4))".utf8) : Array(scalar.utf8)
    }
  }
}

extension JSONDocument {
  /// The layout that the document shows: taken from its first value that lies on a line of its own,
  /// its first colon and its first comma inside a line.
  public var style: JSONStyle {
    let bytes = self.bytes
    var style = JSONStyle.compact
    var sawColon = false
    var sawComma = false
    var sawIndent = false
    func space(before offset: Int) -> ArraySlice<UInt8> {
      var start = offset
      while start > 0, isSpace(bytes[start - 1]) { start -= 1 }
      return bytes[start..<offset]
    }
    for index in storage.tape.indices.prefix(4096) {
      let entry = storage.tape[index]
      let node = JSONNodeID(index: UInt32(index))
      guard entry.kind == .array || entry.kind == .object else { continue }
      var first = true
      let starts =
        entry.kind == .array
        ? elements(of: node).prefix(3).map { byteRange(of: $0).lowerBound }
        : members(of: node).prefix(3).map { byteRange(of: $0.name).lowerBound }
      for start in starts {
        let lead = space(before: start)
        if let lineEnd = lead.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
          if !sawIndent {
            sawIndent = true
            let own = lead[(lineEnd + 1)...]
            let parent = indentation(ofLineAt: Int(entry.start))
            style.indentUnit = Array(own.starts(with: parent) ? own.dropFirst(parent.count) : own)
            style.newline = newline(endingAt: lineEnd)
          }
        } else if !first, !sawComma {
          sawComma = true
          style.commaSpace = Array(lead)
        }
        first = false
      }
      if !sawColon, let member = members(of: node).first(where: { _ in true }) {
        sawColon = true
        style.colon = Array(
          bytes[byteRange(of: member.name).upperBound..<byteRange(of: member.value).lowerBound])
      }
      if sawIndent, sawColon, sawComma { break }
    }
    return style
  }

  private func newline(endingAt index: Int) -> [UInt8] {
    bytes[index] == 0x0A && index > 0 && bytes[index - 1] == 0x0D ? [0x0D, 0x0A] : [bytes[index]]
  }

  /// The white space that the line of a byte begins with.
  func indentation(ofLineAt offset: Int) -> ArraySlice<UInt8> {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }
  }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
