/// A secret as it may stand in a text: as it is, with any of its bytes escaped as JSON or a URL escapes them,
/// or cut off where an ellipsis stands for the rest.
struct Secret: Hashable, Sendable {
  let bytes: [UInt8]
  let ignoresCase: Bool

  /// The shortest beginning of a secret that is one, in bytes.
  private static let shortestPart = 8
  private static let ellipsis = Array("…".utf8)

  init(_ text: String, ignoresCase: Bool) {
    bytes = Array((ignoresCase ? text.lowercased() : text).utf8)
    self.ignoresCase = ignoresCase
  }

  /// Where the secret ends that begins at a place; nil where none does.
  func end(in text: [UInt8], from start: Int) -> Int? {
    guard let first = bytes.first,
      text[start] == UInt8(ascii: "%") || text[start] == UInt8(ascii: "\\")
        || isSame(text[start], first)
    else { return nil }
    // A byte that begins an escape may as well be meant as it is: both ways are gone.
    var ends = [start]
    for (count, byte) in bytes.enumerated() {
      var next: [Int] = []
      for at in ends where at < text.count {
        if isSame(text[at], byte) { next.append(at + 1) }
        if let (value, length) = Self.escape(in: text, at: at), isSame(value, byte) {
          next.append(at + length)
        }
      }
      guard !next.isEmpty else {
        return count < Self.shortestPart ? nil : ends.first { text[$0...].starts(with: Self.ellipsis) }
      }
      ends = next
    }
    return ends.max()
  }

  private func isSame(_ found: UInt8, _ byte: UInt8) -> Bool {
    found == byte || ignoresCase && found &- UInt8(ascii: "A") < 26 && found | 0x20 == byte
  }

  /// The byte that is escaped at a place, and the length of the escape.
  private static func escape(in text: [UInt8], at: Int) -> (UInt8, length: Int)? {
    switch text[at] {
    case UInt8(ascii: "%"): return hex(text, at + 1, digits: 2).map { ($0, 3) }
    case UInt8(ascii: "\\") where at + 1 < text.count:
      if text[at + 1] == UInt8(ascii: "u") { return hex(text, at + 2, digits: 4).map { ($0, 6) } }
      return "/\"\\".utf8.contains(text[at + 1]) ? (text[at + 1], 2) : nil
    default: return nil
    }
  }

  /// - Returns: nil for what is no number, or none of a byte.
  private static func hex(_ text: [UInt8], _ start: Int, digits: Int) -> UInt8? {
    guard start + digits <= text.count else { return nil }
    var value = 0
    for byte in text[start..<start + digits] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value * 16 + digit
    }
    return UInt8(exactly: value)
  }
}
