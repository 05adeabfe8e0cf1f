#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two of the equalities between values: of bytes, and of JSON.
extension JSONDocument {
  /// Whether two stretches of two texts hold the same bytes.
  public func hasSameBytes(_ range: Range<Int>, as other: Range<Int>, in document: JSONDocument) -> Bool {
    guard range.count == other.count else { return false }
    if range.isEmpty { return true }
    return storage.padded.withUnsafeBytes { mine in
      document.storage.padded.withUnsafeBytes { theirs in
        guard let a = mine.baseAddress, let b = theirs.baseAddress else { return false }
        return memcmp(a + range.lowerBound, b + other.lowerBound, range.count) == 0
      }
    }
  }

  /// Whether two values are spelled alike, byte for byte.
  public func isSpelled(_ node: JSONNodeID, like other: JSONNodeID, in document: JSONDocument) -> Bool {
    hasSameBytes(byteRange(of: node), as: document.byteRange(of: other), in: document)
  }

  /// Whether two values are equal as JSON: arrays in order, numbers by their exact value, strings by
  /// what they say, names in any order. Duplicate names have to hold the same values in the same order.
  public func isEqual(_ node: JSONNodeID, to other: JSONNodeID, in document: JSONDocument) -> Bool {
    if isSpelled(node, like: other, in: document) { return true }
    let kind = self.kind(of: node)
    guard kind == document.kind(of: other) else { return false }
    switch kind {
    case .null: return true
    case .bool: return bool(of: node) == document.bool(of: other)
    case .string: return key(of: node) == document.key(of: other)
    case .number: return ExactDecimal(source(of: node)) == ExactDecimal(document.source(of: other))
    case .array:
      var mine = elements(of: node)
      var theirs = document.elements(of: other)
      while let a = mine.next() {
        guard let b = theirs.next(), isEqual(a, to: b, in: document) else { return false }
      }
      return theirs.next() == nil
    case .object: return hasEqualMembers(node, other, in: document)
    }
  }

  private func hasEqualMembers(_ node: JSONNodeID, _ other: JSONNodeID, in document: JSONDocument) -> Bool {
    var theirs: [JSONKey: [JSONNodeID]] = [:]
    var count = 0
    for member in document.members(of: other) {
      theirs[document.key(of: member.name) ?? "", default: []].append(member.value)
      count += 1
    }
    var seen: [JSONKey: Int] = [:]
    for member in members(of: node) {
      let name = key(of: member.name) ?? ""
      let occurrence = seen[name, default: 0]
      seen[name] = occurrence + 1
      guard let values = theirs[name], occurrence < values.count,
        isEqual(member.value, to: values[occurrence], in: document)
      else { return false }
      count -= 1
    }
    return count == 0
  }
}

/// A decimal of any length, so that `1.0`, `1` and `10e-1` compare equal and nothing is rounded.
struct ExactDecimal: Hashable {
  /// Without leading and trailing zeros; empty for zero.
  private var digits: [UInt8] = []
  private var isNegative = false
  /// The value is `0.digits` times ten to this. A number whose exponent does not fit compares by its
  /// spelling.
  private var exponent = 0
  private var spelledExponent: [UInt8] = []

  init(_ text: some Collection<UInt8>) {
    var pointOffset: Int?
    var at = text.startIndex
    while at < text.endIndex {
      let byte = text[at]
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): pointOffset = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        var rest = text[text.index(after: at)...]
        if rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if let value = Int(String(decoding: rest, as: UTF8.self)), value.magnitude < 1 << 60 {
          exponent = value
        } else {
          spelledExponent = Array(rest)
        }
        at = text.endIndex
        continue
      default: digits.append(byte)
      }
      at = text.index(after: at)
    }
    exponent += pointOffset ?? digits.count
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.isEmpty {
      exponent = 0
      spelledExponent = []
      isNegative = false
    }
  }
}
