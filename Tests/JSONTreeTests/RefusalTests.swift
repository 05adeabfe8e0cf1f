import JSONTree
import Testing

/// Texts that RFC 8259 forbids, and how they are refused.
@Suite struct RefusalTests {
  static let arrays = [
    "[1 true]", "[\"\": 1]", "[\"\"],", "[,1]", "[1,,2]", "[\"x\",,]", "[\"x\"]]", "[\"\",]", "[\"x\"", "[x",
    "[3[4]]",
    "[1:2]", "[1;2]", "[,]", "[-]", "[   , \"\"]", "[\"a\",\n4\n,1,", "[1,]", "[1,,]", "[\"\u{B}a\"\\f]",
    "[*]",
    "[\"\"", "[1,",
    "[1,\n1\n,1", "[{}", "[fals]", "[nul]", "[tru]", "123\0", "[1}", "[[1]",
  ]
  static let numbers = [
    "++1234", "+1", "+Inf", "-01", "-1.0.", "-2.", "-NaN", ".-1", ".2e-3", "0.1.2", "0.3e+", "0.3e", "0.e1",
    "0E+",
    "0E",
    "0e+", "0e", "1.0e+", "1.0e-", "1.0e", "1 000.0", "1eE2", "2.e+3", "2.e-3", "2.e3", "9.e+", "Inf", "NaN",
    "１",
    "1+2",
    "0x1", "0x42", "Infinity", "0e+-1", "-123.123foo", "-Infinity", "-foo", "- 1", "-012", "-.123", "-1x",
    "1ea",
    "1.",
    ".123", "1.2a-3", "1.8011670033376514H-308", "012", "-00.0", "-00e0", "00.0", "00e0", "00", "-", "--1",
    "1e",
    "1e1.5", "1_000",
    "1f", "0b1", "٣", "\u{2212}1", "1,5.", "0 1",
  ]
  static let objects = [
    "[\"x\", truth]", "{[: \"x\"}\n", "{\"x\", null}", "{\"x\"::\"b\"}", "{🇨🇭}", "{\"a\":\"a\" 123}",
    "{key: 'value'}",
    "{\"a\" b}", "{:\"b\"}", "{\"a\" \"b\"}", "{\"a\":", "{\"a\"", "{1:1}", "{9999E9999:1}",
    "{null:null,null:null}",
    "{\"id\":0,,,,,}", "{'a':0}", "{\"id\":0,}", "{\"a\":\"b\"}/**/", "{\"a\":\"b\"}/**//", "{\"a\":\"b\"}//",
    "{\"a\":\"b\"}/",
    "{\"a\":\"b\",,\"c\":\"d\"}", "{a: \"b\"}", "{\"a\":\"a", "{ \"foo\" : \"bar\", \"a\" }",
    "{\"a\":\"b\"}#",
    "{\"a\":1]", "{,}",
    "{\"a\":}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\"=1}",
  ]
  static let strings = [
    "[\"\\uD800\\\"]", "[\"\\uD800\\u\"]", "[\"\\uD800\\u1\"]", "[\"\\uD800\\u1x\"]", "[é]", "[\"\\\0\"]",
    "[\"\\x00\"]",
    "[\"\\\\\\\"]", "[\"\\\t\"]", "[\"\\🌀\"]", "[\"\\\"]", "[\"\\u00A\"]", "[\"\\uD834\\uDd\"]",
    "[\"\\uD800\\uD800\\x\"]",
    "[\"\\a\"]", "[\"\\uqqqq\"]", "[\\u0020\"asd\"]", "[\\n]", "\"", "['single quote']", "abc",
    "[\"\\", "[\"a\0a\"]",
    "[\"new\nline\"]", "[\"\t\"]", "\"\\UA66D\"", "\"\"x", "[\"\\u{61}\"]", "[\"\\u+061\"]", "[\"\\v\"]",
    "[\"\\0\"]", "[\"\\'\"]",
    "[\"\\U0041\"]", "[\"\u{1F}\"]", "[\"0123456\r89\"]", "\"a", "[\"\\u00G0\"]",
  ]
  static let structures = [
    "[\u{2060}]", "\u{FEFF}", "\u{FEFF}\u{FEFF}{}", "{}\u{FEFF}", "<.>", "[<null>]", "[1]x", "[1]]",
    "[\"asd]",
    "aå", "[True]",
    "[TRUE]", "[Null]", "1]", "{\"x\": true,", "[][]", "]", "}", ",", ":", "[", "", " ", "\n\n", "[\0]", "\0",
    "2@", "{}}",
    "{\"\":", "{\"a\":/*comment*/\"b\"}", "{\"a\": true} \"x\"", "['", "[,", "[{", "[\"a", "[\"a\"", "{",
    "{]",
    "{,", "{[", "{\"a",
    "{'a'", "[\"\\{[\"\\{[\"\\{[\"\\{", "*", "{\"a\":\"b\"}#{}", "[\\u000A\"\"]", "[1", "[ false, nul",
    "[ true, fals",
    "[ false, tru", "{\"asd\":\"asd\"", "å", "\u{2060}", "[\u{C}]", "\u{A0}1", "[\u{85}]", "[\u{2028}]",
    "\u{B}1",
    "truee", "true false", "nulll",
    "fals", "[nan]", "// c\n1", "#", "undefined", "1 2", "\"a\" \"b\"", "{} {}", "\u{1}",
  ]
  static let notUTF8: [[UInt8]] = [
    raw("[a", 0xE5, then: "]"), raw("[", 0xFF, then: "]"), raw("[123", 0xE5, then: "]"),
    raw("[1e1", 0xE5, then: "]"),
    raw("[0", 0xE5, then: "]\n"), raw("[1e", 0xE5, then: "]"), raw("{\"", 0xB9, then: "\":\"0\",}"),
    raw("[\"\\u", 0xE5, then: "\"]"), raw("[\"\\", 0xE5, then: "\"]"), raw("", 0xEF, 0xBB, then: "{}"),
    raw("", 0xE5),
    raw("", 0xE9), raw("[\"日ш", 0xFA, then: "\"]"), raw("[\"", 0xED, 0xA0, 0x80, then: "\"]"),
    raw("[\"", 0xFF, then: "\"]"),
    raw("[\"", 0xE9, then: "\"]"), raw("[\"", 0x81, then: "\"]"),
    raw("[\"", 0xF4, 0xBF, 0xBF, 0xBF, then: "\"]"),
    raw("[\"", 0xC0, 0xAF, then: "\"]"), raw("[\"", 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, then: "\"]"),
    raw("[\"", 0xFC, 0x80, 0x80, 0x80, 0x80, 0x80, then: "\"]"), raw("[\"", 0xE0, 0xFF, then: "\"]"),
    // UTF-16 in both orders, with and without a byte order mark; UTF-32.
    [0xFF, 0xFE, 0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D, 0], [0, 0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D],
    [0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D, 0], [0xFE, 0xFF, 0, 0x5B, 0, 0x5D], [0, 0, 0, 0x31],
    // Sequences that the text's end cuts off.
    raw("\"", 0xC3), raw("\"", 0xE2, 0x82), raw("\"", 0xF0, 0x9F, 0x98),
  ]

  @Test(arguments: arrays + numbers + numbers.map { "[\($0)]" } + objects + strings + structures)
  func refusesText(_ source: String) throws {
    let error = try #require(failure(source), "was read")
    #expect((0...source.utf8.count).contains(error.offset))
    #expect(!error.description.isEmpty)
  }

  @Test(arguments: notUTF8)
  func refusesBytesThatAreNotUTF8(_ source: [UInt8]) throws {
    let error = try #require(failure(source), "was read")
    #expect(error.offset <= source.count)
  }

  @Test(arguments: [UInt8(0x80)...0xBF, 0xC0...0xDF, 0xE0...0xEF, 0xF0...0xFF])
  func acceptsWellFormedSequencesOnly(_ leads: ClosedRange<UInt8>) {
    for lead in leads {
      for second: UInt8 in [0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
        for tail: [UInt8] in [[], [0x80], [0xBF, 0x80], [0x80, 0xBF, 0xBF], [0x7F, 0x80], [0x80, 0xC0]] {
          let content = [lead, second] + tail
          let isWellFormed = Array(String(decoding: content, as: UTF8.self).utf8) == content
          for padding in ["", "1234567", "        "] {
            let error = failure(Array("\"\(padding)".utf8) + content + Array("\"".utf8))
            #expect((error == nil) == isWellFormed, "\(content)")
            if let error { #expect(error.reason == .badUTF8, "\(content)") }
          }
        }
      }
    }
  }

  @Test func refusesEveryControlCharacterInStrings() {
    for byte in UInt8(0)..<0x20 {
      for lead in 0...9 {
        let source = raw("\"" + String(repeating: "x", count: lead), byte, then: "yyyyyyyyyy\"")
        #expect(failure(source)?.reason == .controlCharacter(byte))
        #expect(failure(source)?.offset == lead + 1)
      }
    }
  }

  @Test func acceptsOnlyTheFourWhiteSpaceCharacters() {
    for byte in UInt8.min...UInt8.max {
      let isSpace = [0x20, 0x09, 0x0A, 0x0D].contains(byte)
      #expect((failure(raw("[\"a\"", byte, then: ",0]")) == nil) == isSpace, "byte \(byte)")
    }
  }

  @Test func acceptsOnlyTheListedEscapes() {
    for byte in UInt8.min...0x7F {
      let isEscape = Array("\"\\/bfnrt".utf8).contains(byte)
      #expect((failure(raw("\"\\", byte, then: "\"")) == nil) == isEscape, "byte \(byte)")
    }
  }

  @Test func everyTextCutShortEndsTooEarly() {
    let source = Array(#" {"a\u00e9":[-1.5e+3,true,{"b":null,"c":""}],"d":"x\n","e":false,"f":[[],{}]}"#.utf8)
    #expect(failure(source) == nil)
    for count in 2..<source.count {
      let error = failure(Array(source.prefix(count)))
      guard case .truncated = error?.reason else {
        Issue.record("cut at \(count): \(String(describing: error))")
        continue
      }
      #expect(error?.offset == count)
      #expect(error?.position == JSONPosition(line: 1, column: count + 1))
    }
  }

  @Test func refusesNestingBeyondTheLimit() throws {
    let depth = 100_000
    for bytes in [
      [UInt8](repeating: UInt8(ascii: "["), count: depth),
      Array(String(repeating: "[{\"\":", count: depth / 2).utf8),
    ] {
      #expect(try #require(failure(bytes)).reason == .tooDeep(limit: 512))
    }
    let source = Array((String(repeating: "[", count: 513) + String(repeating: "]", count: 513)).utf8)
    let error = try #require(failure(source))
    #expect(error.reason == .tooDeep(limit: 512))
    #expect(error.offset == 512)
    #expect(error.position == JSONPosition(line: 1, column: 513))
    #expect(error.pointer.tokens == Array(repeating: "0", count: 512))
    #expect(failure(Array("[[[]]]".utf8), maximumDepth: 2)?.reason == .tooDeep(limit: 2))
    #expect(failure(Array("[]".utf8), maximumDepth: 0)?.reason == .tooDeep(limit: 0))
    #expect(failure(Array("1".utf8), maximumDepth: 0) == nil)
  }

  @Test func endlessNestingEndsAtOnce() throws {
    let source = [UInt8](repeating: UInt8(ascii: "["), count: 2_000_000)
    let time = ContinuousClock().measure { #expect(failure(source)?.reason == .tooDeep(limit: 512)) }
    #expect(time < .seconds(5))
    // Without a limit it is read to its end, on the heap.
    let error = try #require(failure(source, maximumDepth: .max))
    #expect(error.reason == .truncated(expected: "a value"))
    #expect(error.pointer.tokens.count == source.count)
  }
}
