import JSONTree

/// The parts of URLs that are not shown, in texts that are shown as they are spelled: queries and
/// fragments, which may hold a signature, and user and password. What ``MediaName/shown(_:)`` leaves out
/// of a value.
enum PrivateParts {
  /// - Parameter bytes: what stands between a string's quotes.
  /// - Returns: the stretches, in order; none where the string is no URL.
  static func ranges(inString bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    guard let authority = startOfAuthority(in: bytes) else { return [] }
    let tail = bytes[authority...].indices.first { isMark(bytes[$0...]) } ?? bytes.endIndex
    let host = bytes[authority..<tail].prefix { $0 != UInt8(ascii: "/") }
    let user = host.lastIndex(of: UInt8(ascii: "@")).map { authority..<$0 + 1 }
    return [user, tail..<bytes.endIndex].compactMap(\.self).filter { !$0.isEmpty }
  }

  /// The text without them.
  static func removed(from bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest = bytes.startIndex
    var kept: [UInt8] = []
    for range in ranges(inString: bytes) {
      kept += bytes[rest..<range.lowerBound]
      rest = range.upperBound
    }
    return kept + bytes[rest...]
  }

  /// What comes after `https://`, the slashes of which may be escaped.
  private static func startOfAuthority(in bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    guard let first = rest.popFirst(), isLetter(first) else { return nil }
    while let byte = rest.first, isLetter(byte) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte) {
      rest.removeFirst()
    }
    guard rest.popFirst() == UInt8(ascii: ":") else { return nil }
    for _ in 0..<2 {
      if rest.first == UInt8(ascii: "\\") { rest.removeFirst() }
      guard rest.popFirst() == UInt8(ascii: "/") else { return nil }
    }
    return rest.startIndex
  }

  /// Whether `?` or `#` comes next, as it is or as an escape.
  private static func isMark(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.first {
    case UInt8(ascii: "?"), UInt8(ascii: "#"): true
    case UInt8(ascii: "\\"):
      ["\\u003f", "\\u003F", "\\u0023"].contains { $0.utf8.elementsEqual(bytes.prefix(6)) }
    default: false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}

extension PrivateParts {
  /// - Parameter line: of a text that may be no JSON: whatever begins like a URL after a quote counts as a
  ///   string, to the next quote.
  static func ranges(inLine line: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = line.startIndex
    while let quote = line[at...].firstIndex(of: UInt8(ascii: "\"")) {
      at = quote + 1
      guard startOfAuthority(in: line[at...]) != nil else { continue }
      var end = at
      while end < line.endIndex, line[end] != UInt8(ascii: "\"") {
        end += line[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      end = min(end, line.endIndex)
      found += ranges(inString: line[at..<end])
      at = end
    }
    return found
  }
}

extension JSONLiteral {
  /// The value as it may be shown: URLs without their query, and without user and password.
  public var withoutPrivateParts: JSONLiteral {
    switch self {
    case .null, .bool, .number: self
    case .string(let text): .string(MediaName.shown(text))
    case .stringToken(let token):
      .stringToken(
        [UInt8(ascii: "\"")] + PrivateParts.removed(from: token.dropFirst().dropLast()) + [UInt8(ascii: "\"")]
      )
    case .array(let values): .array(values.map(\.withoutPrivateParts))
    case .object(let members):
      .object(members.map { .init(name: $0.name.withoutPrivateParts, value: $0.value.withoutPrivateParts) })
    }
  }
}
