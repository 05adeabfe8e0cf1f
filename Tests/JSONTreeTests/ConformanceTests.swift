import JSONTree
import Testing

/// Texts that RFC 8259 allows, and what is read from them.
@Suite struct ConformanceTests {
  static let arrays = [
    "[[]   ]", "[\"\"]", "[]", "[\"a\"]", "[false]", "[null, 1, \"1\", {}]", "[null]", "[1\n]", " [1]",
    "[1,null,null,null,2]", "[2] ", "[true]", " [] ", "[\"a\"]\n", "[ ]",
    "\t\r\n [\t\r\n 1\t\r\n ,\t\r\n 2\t\r\n ]\t\r\n ",
    "[[[[[[[[[[]]]]]]]]]]", "[{},[],{},[[]]]",
  ]
  static let numbers = [
    "123e65", "0e+1", "0e1", "4",
    "-0.000000000000000000000000000000000000000000000000000000000000000000000000000001",
    "20e1", "-0", "-123", "-1", "1E22", "1E-2", "1E+2", "123e45", "123.456e78", "1e-2", "1e+2", "123",
    "123.456789", "0", "0.0", "-0.0", "-0e-0", "1.0", "1e00", "10", "0E+00", "12345678901234567890",
    // Beyond what a double or an integer can hold.
    "123.456e-789", "0.4e00669999999999999999999999999999999999999999999999999969999999006", "-1e+9999",
    "1.5e+9999",
    "-123123e100000", "123123e100000", "123e-10000000", "-123123123123123123123123123123",
    "100000000000000000000", "-237462374673276894279832749832423479823246327846",
  ]
  static let objects = [
    "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"asd\":\"sdf\"}", "{\"a\":\"b\",\"a\":\"c\"}",
    "{\"a\":\"b\",\"a\":\"b\"}", "{}",
    "{\"\":0}", "{\"foo\\u0000bar\": 42}", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }",
    "{\"x\":[{\"id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}], \"id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}",
    "{\"a\":[]}", "{\"title\":\"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430\"}", "{\n\"a\": \"b\"\n}",
    "{ }",
    "{\"\\uDFAA\":0}", "{\"a\":{\"a\":{\"a\":{}}}}",
  ]
  /// A character by its number, for those that a literal cannot spell.
  static func character(_ number: UInt32) -> String { Unicode.Scalar(number).map { String($0) } ?? "" }

  /// A string's token without its quotes, and what it says.
  static let strings: [(token: String, says: String)] = [
    ("\\u0060\\u012a\\u12AB", "`Īካ"), ("\\uD801\\udc37", "𐐷"), ("\\ud83d\\ude39\\ud83d\\udc8d", "😹💍"),
    ("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\u{8}\u{C}\n\r\t"), ("\\\\u0000", "\\u0000"), ("\\\"", "\""),
    ("a/*b*/c/*d//e", "a/*b*/c/*d//e"), ("\\\\a", "\\a"), ("\\\\n", "\\n"), ("\\u0012", "\u{12}"),
    ("\\uFFFF", character(0xFFFF)), ("asd", "asd"), ("\\uDBFF\\uDFFF", character(0x10FFFF)),
    ("new\\u00A0line", "new\u{A0}line"),
    (character(0x10FFFF), character(0x10FFFF)), (character(0xFFFF), character(0xFFFF)), ("\\u0000", "\0"),
    ("\\u002c", ","), ("π", "π"),
    ("\u{1BFFF}", "\u{1BFFF}"), ("asd ", "asd "), (" ", " "), ("\\uD834\\uDd1e", "𝄞"), ("\\u0821", "\u{821}"),
    ("\\u0123", "ģ"), ("\u{2028}", "\u{2028}"), ("\u{2029}", "\u{2029}"),
    ("\\u0061\\u30af\\u30EA\\u30b9", "aクリス"),
    ("new\\u000Aline", "new\nline"), ("\u{7F}", "\u{7F}"), ("\\uA66D", "\u{A66D}"), ("\\u005C", "\\"),
    ("⍂㈴⍂", "⍂㈴⍂"),
    ("\\uDBFF\\uDFFE", character(0x10FFFE)), ("\\uD83F\\uDFFE", character(0x1FFFE)), ("\\u200B", "\u{200B}"),
    ("\\u2064", "\u{2064}"),
    ("\\uFDD0", character(0xFDD0)), ("\\uFFFE", character(0xFFFE)), ("\\u0022", "\""), ("€𝄞", "€𝄞"),
    ("a\u{7F}a", "a\u{7F}a"),
    ("", ""), ("0123456\\n89abcde\\tf", "0123456\n89abcde\tf"), ("\u{FEFF}", "\u{FEFF}"),
    ("\u{80}", "\u{80}"),
    // Surrogates without a partner say U+FFFD, one for each.
    ("\\uDADA", "\u{FFFD}"), ("\\uD888\\u1234", "\u{FFFD}\u{1234}"), ("\\uD800\\n", "\u{FFFD}\n"),
    ("\\uDd1ea", "\u{FFFD}a"), ("\\uD800\\uD800\\n", "\u{FFFD}\u{FFFD}\n"), ("\\ud800", "\u{FFFD}"),
    ("\\ud800abc", "\u{FFFD}abc"), ("\\uDd1e\\uD834", "\u{FFFD}\u{FFFD}"), ("\\uDFAA", "\u{FFFD}"),
    ("\\uD800\\uD83D\\uDE00", "\u{FFFD}😀"), ("\\uD83D\\\\uDE00", "\u{FFFD}\\uDE00"),
    ("\\uDBFFé", "\u{FFFD}é"),
  ]
  static let lonelyValues = ["false", "42", "-0.1", "null", "\"asd\"", "true", "\"\"", " 1 ", "\n\"x\"\n"]

  @Test(arguments: arrays + objects + lonelyValues)
  func readsTextAndKeepsItsBytes(_ source: String) throws {
    let document = try JSONDocument(parsing: source)
    #expect(text(document) == source)
    let value = source.drop { " \t\r\n".unicodeScalars.contains($0.unicodeScalars.first ?? "x") }
    let expected: JSONKind =
      switch value.utf8.first {
      case UInt8(ascii: "["): .array
      case UInt8(ascii: "{"): .object
      case UInt8(ascii: "\""): .string
      case UInt8(ascii: "n"): .null
      case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
      default: .number
      }
    #expect(document.kind(of: document.root) == expected)
  }

  @Test(arguments: numbers)
  func readsNumberAndKeepsItsSpelling(_ spelling: String) throws {
    for source in [spelling, "[\(spelling)]", "[ \(spelling) ]", "{\"n\":\(spelling)}"] {
      let document = try JSONDocument(parsing: source)
      let number = try #require(document.walk().last?.node)
      #expect(document.numberSpelling(of: number) == spelling)
      #expect(document.double(of: number) == Double(spelling))
      #expect(text(document) == source)
    }
  }

  @Test(arguments: strings)
  func readsStringAndSaysWhatItMeans(_ token: String, _ says: String) throws {
    let document = try JSONDocument(parsing: "[\"\(token)\",{\"\(token)\":0}]")
    let element = try document.find("/0")
    // Compared by scalars, because strings compare by canonical equivalence.
    #expect(document.string(of: element).map { Array($0.unicodeScalars) } == Array(says.unicodeScalars))
    #expect(Array(document.source(of: element)) == Array("\"\(token)\"".utf8))
    let member = try #require(document.members(of: document.find("/1")).first { _ in true })
    #expect(document.key(of: member.name) == document.key(of: element))
    #expect(
      document.key(of: element).map { Array($0.description.unicodeScalars) } == Array(says.unicodeScalars))
  }

  @Test func keepsByteOrderMark() throws {
    let source: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("{}".utf8)
    let document = try JSONDocument(parsing: source)
    #expect(Array(document.bytes) == source)
    #expect(document.byteRange(of: document.root) == 3..<5)
  }

  @Test func loneSurrogatesAreDistinctNames() throws {
    let document = try JSONDocument(parsing: #"{"\ud800":1,"\ud801":2,"\ufffd":3,"\uD800":4}"#)
    let values = Array(document.members(of: document.root))
    let names = values.compactMap { document.key(of: $0.name) }
    #expect(Set(names).count == 3)
    #expect(document.value(of: names[0], in: document.root) == values[3].value)
    #expect(document.value(of: "\u{FFFD}", in: document.root) == values[2].value)
    #expect(names[0].utf8 == [0xED, 0xA0, 0x80])
  }

  @Test func differentSpellingsOfOneNameAreEqual() throws {
    let document = try JSONDocument(parsing: #"{"\u0064\ud83d\ude00":1}"#)
    #expect(try document.value(of: "d😀", in: document.root) == document.find("/d😀"))
    #expect(document.value(of: "d", in: document.root) == nil)
  }

  @Test func keepsDuplicateNamesAndReadsTheLast() throws {
    let document = try JSONDocument(parsing: #"{"a":1,"b":2,"a":3}"#)
    #expect(
      document.members(of: document.root).compactMap { document.string(of: $0.name) } == ["a", "b", "a"])
    let last = try #require(document.value(of: "a", in: document.root))
    #expect(document.numberSpelling(of: last) == "3")
  }

  @Test func accessorsGiveNothingForOtherKinds() throws {
    let document = try JSONDocument(parsing: #"[null,true,0,"s",[1],{"a":1}]"#)
    let nodes = Array(document.elements(of: document.root))
    #expect(nodes.map(document.kind) == JSONKind.allCases)
    #expect(nodes.map { document.bool(of: $0) } == [nil, true, nil, nil, nil, nil])
    #expect(nodes.map { document.double(of: $0) } == [nil, nil, 0, nil, nil, nil])
    #expect(nodes.map { document.numberSpelling(of: $0) } == [nil, nil, "0", nil, nil, nil])
    #expect(nodes.map { document.string(of: $0) } == [nil, nil, nil, "s", nil, nil])
    #expect(nodes.map { document.key(of: $0) } == [nil, nil, nil, "s", nil, nil])
    #expect(nodes.map { Array(document.elements(of: $0)).count } == [0, 0, 0, 0, 1, 0])
    #expect(nodes.map { Array(document.members(of: $0)).count } == [0, 0, 0, 0, 0, 1])
  }

  @Test func numbersBeyondDoubleAreInfiniteOrZero() throws {
    let document = try JSONDocument(parsing: "[1e400,-1e400,1e-400]")
    #expect(
      document.elements(of: document.root).map { document.double(of: $0) } == [.infinity, -.infinity, 0])
  }

  @Test func forEachMemberGivesDecodedNamesInOrder() throws {
    let document = try JSONDocument(parsing: #"{"a":1,"\u0062":[2,3],"a":{},"é":null}"#)
    var names: [JSONKey] = []
    var kinds: [JSONKind] = []
    document.forEachMember(of: document.root) { name, id, value, kind in
      names.append(JSONKey(utf8: Array(name)))
      kinds.append(kind)
      #expect(document.key(of: id) == names.last)
      #expect(document.kind(of: value) == kind)
    }
    #expect(names == ["a", "b", "a", "é"])
    #expect(kinds == [.number, .array, .object, .null])
    document.forEachMember(of: try document.find("/b")) { _, _, _, _ in
      Issue.record("an array has no members")
    }
  }

  @Test func nestsAsDeepAsTheLimit() throws {
    for (depth, limit) in [(500, 512), (512, 512), (3, 3), (2000, 2000)] {
      let source = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let document = try JSONDocument(parsing: Array(source.utf8), maximumDepth: limit)
      #expect(text(document) == source)
    }
    let objects = String(repeating: "{\"a\":", count: 512) + "1" + String(repeating: "}", count: 512)
    let document = try JSONDocument(parsing: objects)
    #expect(try JSONDocument(writing: document.literal(of: document.root)).bytes == document.bytes)
  }
}
