/// SplitMix64: the same numbers on every machine for one seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// True once in `times`.
  mutating func chance(_ times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }

  mutating func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element {
    choices[choices.index(choices.startIndex, offsetBy: Int.random(in: 0..<choices.count, using: &self))]
  }
}

/// Writes random JSON texts in every spelling that RFC 8259 allows.
struct RandomText {
  enum Space: CaseIterable {
    /// None at all.
    case none
    /// Any of the four characters, anywhere.
    case wild
    /// One value a line, indented.
    case lines
  }

  var generator: SeededGenerator
  private var space = Space.none
  private var newline = "\n"
  private var unit = "  "
  private var out = ""

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func document() -> [UInt8] {
    space = generator.pick(Space.allCases)
    newline = generator.pick(["\n", "\r\n", "\r"])
    unit = generator.pick(["  ", "    ", "\t", ""])
    out = generator.chance(5) ? "\u{FEFF}" : ""
    gap()
    container(depth: 0, indent: "")
    gap()
    if generator.chance(2) { out += newline }
    return Array(out.utf8)
  }

  private mutating func value(depth: Int, indent: String) {
    if depth < 5, generator.chance(2) { return container(depth: depth, indent: indent) }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: out += generator.pick(["null", "true", "false"])
    case 1: out += string()
    default: out += number()
    }
  }

  private mutating func container(depth: Int, indent: String) {
    let isObject = generator.chance(2)
    let inner = indent + unit
    let count = generator.chance(5) ? 0 : Int.random(in: 1...5, using: &generator)
    out += isObject ? "{" : "["
    for index in 0..<count {
      if index > 0 {
        gap()
        out += ","
      }
      lineBreak(inner)
      if isObject {
        out += generator.chance(3) ? "\"a\"" : string()
        gap()
        out += space == .lines ? ": " : ":"
        gap()
      }
      value(depth: depth + 1, indent: inner)
    }
    if count > 0 { lineBreak(indent) } else { gap() }
    out += isObject ? "}" : "]"
  }

  private mutating func lineBreak(_ indent: String) {
    if space == .lines { out += newline + indent } else { gap() }
  }

  private mutating func gap() {
    guard space == .wild else { return }
    while !generator.chance(2) { out += generator.pick([" ", "\t", "\n", "\r", "\r\n", "  "]) }
  }

  mutating func number() -> String {
    let whole = generator.pick([
      "0", "7", "10", "99999999999999999999", "123456789012345678901234567890", "18446744073709551616",
    ])
    let fraction = generator.pick(["", "", ".0", ".50", ".00000000000000000001", ".1234567890123456789"])
    let exponent = generator.pick(["", "", "e3", "E3", "e+03", "E-7", "e-9999", "e+99999999999999999999"])
    return generator.pick(["", "-"]) + whole + fraction + exponent
  }

  mutating func string() -> String {
    var token = "\""
    while !generator.chance(5) {
      token += generator.pick([
        "a", "bc", " ", "/", "~", "'", "\u{7F}", "é", "ß", "漢", "€", "😀", "\u{FEFF}", "\u{2028}",
        "\u{10FFFD}",
        "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00e9", "\\u00E9",
        "\\uD83D\\uDE00",
        "\\ud800", "\\uDC00", "\\uffff", "plain text of more than eight bytes",
      ])
    }
    return token + "\""
  }
}
