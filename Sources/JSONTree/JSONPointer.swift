/// A JSON Pointer (RFC 6901): the names and positions that lead from the root to a value.
///
/// Where names are duplicated in an object, a name leads to the last of them, as in nearly every
/// reader of JSON.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  public var tokens: [JSONKey]

  /// The whole document.
  public static let root = JSONPointer(tokens: [])

  public init(tokens: [JSONKey]) { self.tokens = tokens }

  /// Reads the string form: `""`, `/t/0/sg/3`, with `~0` for `~` and `~1` for `/`.
  /// - Returns: nil where the text is neither empty nor starts with `/`, or has another `~`.
  public init?(_ text: String) {
    guard !text.isEmpty else {
      self = .root
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [JSONKey] = []
    for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let token = Self.unescape(part) else { return nil }
      tokens.append(JSONKey(utf8: token))
    }
    self.tokens = tokens
  }

  private static func unescape(_ part: Substring.UTF8View) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = part
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return bytes
  }

  public func appending(_ key: JSONKey) -> JSONPointer { JSONPointer(tokens: tokens + [key]) }
  public func appending(_ index: Int) -> JSONPointer { appending(JSONKey(String(index))) }
  public func appending(_ other: JSONPointer) -> JSONPointer {
    JSONPointer(tokens: tokens + other.tokens)
  }

  /// The string form; empty for the root.
  public var description: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
        case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
        default: bytes.append(byte)
        }
      }
    }
    return StringDecoder.text(wtf8: bytes)
  }
}

extension JSONKey {
  /// The token as an array position: digits without a leading zero, as RFC 6901 wants it.
  public var arrayIndex: Int? {
    guard let first = utf8.first, utf8.count <= 10, utf8.count == 1 || first != UInt8(ascii: "0")
    else { return nil }
    var value = 0
    for byte in utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
