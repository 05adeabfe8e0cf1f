/// Turns the token of a string into what it says.
enum StringDecoder {
  static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  static func key(of entry: TapeEntry, in text: UnsafeBufferPointer<UInt8>) -> JSONKey {
    JSONKey(utf8: wtf8(of: entry, in: text))
  }

  /// The decoded string as WTF-8: surrogate escapes that form no pair stay as three bytes each.
  static func wtf8(of entry: TapeEntry, in text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let token = text[Int(entry.start) + 1..<Int(entry.end) - 1]
    guard entry.hasEscapes else { return Array(token) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(token.count)
    var at = token.startIndex
    while at < token.endIndex {
      guard token[at] == UInt8(ascii: "\\") else {
        bytes.append(token[at])
        at += 1
        continue
      }
      let escape = token[at + 1]
      at += 2
      switch escape {
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "u"):
        let unit = codeUnit(token, at)
        at += 4
        if unit & 0xFC00 == 0xD800, at + 6 <= token.endIndex, token[at] == UInt8(ascii: "\\"),
          token[at + 1] == UInt8(ascii: "u"), codeUnit(token, at + 2) & 0xFC00 == 0xDC00
        {
          let low = codeUnit(token, at + 2)
          at += 6
          append(0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(low & 0x3FF), to: &bytes)
        } else {
          append(UInt32(unit), to: &bytes)
        }
      default: bytes.append(escape)
      }
    }
    return bytes
  }

  /// WTF-8 as text: every lone surrogate, three bytes, becomes one U+FFFD.
  static func text(wtf8: [UInt8]) -> String {
    var bytes = wtf8
    for at in bytes.indices.dropLast(2) where bytes[at] == 0xED && (0xA0...0xBF).contains(bytes[at + 1]) {
      bytes.replaceSubrange(at..<at + 3, with: [0xEF, 0xBF, 0xBD])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func codeUnit(_ token: Slice<UnsafeBufferPointer<UInt8>>, _ at: Int) -> UInt16 {
    token[at..<at + 4].reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) }
  }

  /// Generalised UTF-8, surrogates included.
  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(value >> shift & 0x3F) }
    switch value {
    case 0..<0x80: bytes.append(UInt8(value))
    case 0x80..<0x800: bytes += [0xC0 | UInt8(value >> 6), tail(0)]
    case 0x800..<0x10000: bytes += [0xE0 | UInt8(value >> 12), tail(6), tail(0)]
    default: bytes += [0xF0 | UInt8(value >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
