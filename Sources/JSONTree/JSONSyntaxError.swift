/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// There is nothing but white space.
    case empty
    /// The text ends where `expected` had to come.
    case truncated(expected: String)
    /// `found` stands where `expected` had to come.
    case unexpected(found: String, expected: String)
    /// A byte below 0x20 inside a string; it has to be written as an escape.
    case controlCharacter(UInt8)
    /// A backslash that is followed by something other than RFC 8259 lists.
    case badEscape(String)
    /// Bytes that are not UTF-8.
    case badUTF8
    /// A number that the grammar does not allow, and the rule that it breaks.
    case badNumber(String)
    /// More than `limit` arrays and objects inside one another.
    case tooDeep(limit: Int)
    /// Longer than 4 GiB, the most that positions can count.
    case tooLarge
  }

  public let reason: Reason
  /// Where the fault is, counted from 1.
  public let position: JSONPosition
  /// Bytes before the fault.
  public let offset: Int
  /// The innermost value that was being read.
  public let pointer: JSONPointer
  /// The line that the fault is on, at most ``longestLine`` bytes of it.
  public let line: String

  public static let longestLine = 4096
}

extension JSONSyntaxError: CustomStringConvertible {
  /// What is wrong, without the place.
  public var description: String {
    switch reason {
    case .empty: "the text is empty, expected a JSON value"
    case .truncated(let expected): "the text ends too early, expected \(expected)"
    case .unexpected(let found, let expected): "found \(found), expected \(expected)"
    case .controlCharacter(let byte):
      "control character U+\(hex(UInt32(byte), digits: 4)) inside a string, expected an escape such as \\n"
    case .badEscape(let found):
      "found \(found) in a string, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
    case .badUTF8: "found bytes that are not UTF-8"
    case .badNumber(let rule): "bad number: \(rule)"
    case .tooDeep(let limit): "more than \(limit) arrays and objects inside one another"
    case .tooLarge: "the text is longer than 4 GiB"
    }
  }
}

func hex(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
