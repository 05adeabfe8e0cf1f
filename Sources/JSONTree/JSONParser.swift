/// Reads a text into a tape of entries, to the letter of RFC 8259, without recursion.
///
/// The text has to be followed by at least eight zero bytes, so that a scan may look ahead without
/// asking for the end: a zero byte is allowed nowhere in JSON and stops every loop.
struct JSONParser {
  /// Zero bytes that have to follow the text.
  static let padding = 8

  let text: UnsafePointer<UInt8>
  let count: Int
  let maximumDepth: Int
  var at: Int
  var tape: ContiguousArray<TapeEntry> = []
  /// The open containers, outermost first.
  private var open: [Frame] = []

  private struct Frame {
    let entry: Int
    let isObject: Bool
    var children = 0
    /// The entry of the last name read.
    var name = 0
  }

  struct Fault: Error {
    var reason: JSONSyntaxError.Reason
    var offset: Int
  }

  init(text: UnsafePointer<UInt8>, count: Int, maximumDepth: Int) {
    self.text = text
    self.count = count
    self.maximumDepth = maximumDepth
    at = count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    // Room that is not used is never touched; growing would copy.
    tape.reserveCapacity(min(count / 4 + 4, 1 << 26))
  }

  mutating func parse() throws(Fault) {
    skipSpace()
    guard at < count else { throw Fault(reason: .empty, offset: at) }
    try value()
    while let frame = open.last {
      if frame.isObject { try nextMember(frame) } else { try nextElement(frame) }
    }
    skipSpace()
    guard at == count else { throw unexpected(expected: "the end of the text") }
  }

  /// Where the parser stood when it met a fault, as a pointer.
  func pathOfOpenContainers() -> JSONPointer {
    var pointer = JSONPointer.root
    for frame in open {
      if frame.isObject {
        guard frame.children > 0 else { break }
        pointer.tokens.append(
          StringDecoder.key(of: tape[frame.name], in: UnsafeBufferPointer(start: text, count: count)))
      } else {
        pointer.tokens.append(JSONKey(String(max(0, frame.children - 1))))
      }
    }
    return pointer
  }

  // MARK: Structure

  private mutating func nextElement(_ frame: Frame) throws(Fault) {
    skipSpace()
    if text[at] == UInt8(ascii: "]") { return close() }
    if frame.children > 0 {
      guard text[at] == UInt8(ascii: ",") else { throw unexpected(expected: "`,` or `]`") }
      at += 1
      skipSpace()
    }
    open[open.count - 1].children += 1
    try value()
  }

  private mutating func nextMember(_ frame: Frame) throws(Fault) {
    skipSpace()
    if text[at] == UInt8(ascii: "}") { return close() }
    if frame.children > 0 {
      guard text[at] == UInt8(ascii: ",") else { throw unexpected(expected: "`,` or `}`") }
      at += 1
      skipSpace()
    }
    guard text[at] == UInt8(ascii: "\"") else {
      throw unexpected(
        expected: frame.children > 0 ? "a member's name in quotes" : "a member's name in quotes or `}`")
    }
    let name = tape.count
    try string()
    open[open.count - 1].children += 1
    open[open.count - 1].name = name
    skipSpace()
    guard text[at] == UInt8(ascii: ":") else { throw unexpected(expected: "`:`") }
    at += 1
    skipSpace()
    try value()
  }

  private mutating func close() {
    at += 1
    let frame = open.removeLast()
    tape[frame.entry].end = UInt32(truncatingIfNeeded: at)
    tape[frame.entry].next = UInt32(truncatingIfNeeded: tape.count)
  }

  private mutating func value() throws(Fault) {
    switch text[at] {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "{"): try container(.object)
    case UInt8(ascii: "["): try container(.array)
    case UInt8(ascii: "t"): try word("true", .bool)
    case UInt8(ascii: "f"): try word("false", .bool)
    case UInt8(ascii: "n"): try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw unexpected(expected: "a value")
    }
  }

  private mutating func container(_ kind: JSONKind) throws(Fault) {
    guard open.count < maximumDepth else {
      throw Fault(reason: .tooDeep(limit: maximumDepth), offset: at)
    }
    open.append(Frame(entry: tape.count, isObject: kind == .object))
    append(kind, from: at, to: at + 1)
    at += 1
  }

  private mutating func word(_ word: StaticString, _ kind: JSONKind) throws(Fault) {
    let start = at
    for index in 0..<word.utf8CodeUnitCount {
      guard text[at] == word.utf8Start[index] else {
        throw Fault(
          reason: at >= count
            ? .truncated(expected: "`\(word)`") : .unexpected(found: found(start), expected: "`\(word)`"),
          offset: at >= count ? at : start)
      }
      at += 1
    }
    append(kind, from: start, to: at)
  }

  @inline(__always)
  private mutating func append(_ kind: JSONKind, from start: Int, to end: Int, escapes: Bool = false) {
    tape.append(
      TapeEntry(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        next: UInt32(truncatingIfNeeded: tape.count + 1), kind: kind, hasEscapes: escapes))
  }

  @inline(__always)
  private mutating func skipSpace() {
    while true {
      switch text[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  // MARK: Numbers

  private mutating func number() throws(Fault) {
    let start = at
    if text[at] == UInt8(ascii: "-") { at += 1 }
    if text[at] == UInt8(ascii: "0") {
      at += 1
      if isDigit(text[at]) { throw badNumber("a leading zero") }
    } else {
      try digits(missing: "a digit has to follow `-`")
    }
    if text[at] == UInt8(ascii: ".") {
      at += 1
      try digits(missing: "a digit has to follow the decimal point")
    }
    if text[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
      try digits(missing: "a digit has to follow the exponent's sign")
    }
    append(.number, from: start, to: at)
  }

  private mutating func digits(missing: String) throws(Fault) {
    guard isDigit(text[at]) else { throw badNumber(missing) }
    while isDigit(text[at]) { at += 1 }
  }

  private func badNumber(_ rule: String) -> Fault {
    Fault(reason: at >= count ? .truncated(expected: "a digit") : .badNumber(rule), offset: at)
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  // MARK: Strings

  private mutating func string() throws(Fault) {
    let start = at
    var escapes = false
    at += 1
    while true {
      skipPlain()
      let byte = text[at]
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        append(.string, from: start, to: at, escapes: escapes)
        return
      case UInt8(ascii: "\\"):
        escapes = true
        try escape()
      case 0..<0x20:
        if at >= count { throw Fault(reason: .truncated(expected: "the string's closing quote"), offset: at) }
        throw Fault(reason: .controlCharacter(byte), offset: at)
      case 0x80...: try multibyte()
      default: at += 1
      }
    }
  }

  /// Passes over bytes that need no look, eight at a time: all in 0x20...0x7F but `"` and `\`.
  @inline(__always)
  private mutating func skipPlain() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while at + 8 <= count {
      let word = UnsafeRawPointer(text + at).loadUnaligned(as: UInt64.self)
      let quotes = word ^ (ones &* 0x22)
      let slashes = word ^ (ones &* 0x5C)
      let stops =
        ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | ((word &- ones &* 0x20) & ~word)
        | word
      let hit = stops & highs
      if hit != 0 {
        at += hit.trailingZeroBitCount >> 3
        return
      }
      at += 8
    }
  }

  private mutating func escape() throws(Fault) {
    let start = at
    at += 1
    switch text[at] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 1
    case UInt8(ascii: "u"):
      at += 1
      for _ in 0..<4 {
        guard StringDecoder.hexDigit(text[at]) != nil else {
          if at >= count { throw Fault(reason: .truncated(expected: "four hexadecimal digits"), offset: at) }
          throw Fault(reason: .badEscape("`\\u` without four hexadecimal digits"), offset: start)
        }
        at += 1
      }
    default:
      if at >= count { throw Fault(reason: .truncated(expected: "an escape"), offset: at) }
      throw Fault(reason: .badEscape("a backslash before \(found(at))"), offset: start)
    }
  }

  /// Checks one scalar of two to four bytes against the well-formed sequences of Unicode 15,
  /// table 3-7.
  private mutating func multibyte() throws(Fault) {
    let lead = text[at]
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw Fault(reason: .badUTF8, offset: at)
    }
    guard at + length <= count, second.contains(text[at + 1]),
      length < 3 || text[at + 2] & 0xC0 == 0x80, length < 4 || text[at + 3] & 0xC0 == 0x80
    else { throw Fault(reason: .badUTF8, offset: at) }
    at += length
  }

  // MARK: Faults

  private func unexpected(expected: String) -> Fault {
    at >= count
      ? Fault(reason: .truncated(expected: expected), offset: count)
      : Fault(reason: .unexpected(found: found(at), expected: expected), offset: at)
  }

  /// What stands at `offset`, in words that are safe to print.
  private func found(_ offset: Int) -> String {
    let byte = text[offset]
    switch byte {
    case UInt8(ascii: "`"): return "a backquote"
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      var end = offset
      while end < count, end - offset < 20, isWordByte(text[end]) { end += 1 }
      return
        "`\(String(decoding: UnsafeBufferPointer(start: text + offset, count: end - offset), as: UTF8.self))`"
    case 0x21...0x7E: return "`\(Character(UnicodeScalar(byte)))`"
    case 0x80...:
      let rest = UnsafeBufferPointer(start: text + offset, count: min(4, count - offset))
      let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD
      return scalar == 0xFFFD ? "byte 0x\(hex(UInt32(byte), digits: 2))" : "U+\(hex(scalar, digits: 4))"
    default: return "byte 0x\(hex(UInt32(byte), digits: 2))"
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}
