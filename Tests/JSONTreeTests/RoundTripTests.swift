import JSONTree
import Testing

@Suite struct RoundTripTests {
  static let seeds = Array(UInt64(0)..<400)

  @Test func generatorCoversWhatTheTestsAreAbout() {
    let all = Self.seeds.map { seed -> String in
      var random = RandomText(seed: seed)
      return String(decoding: random.document(), as: UTF8.self)
    }
    for part in ["\r\n", "\t", "\u{FEFF}{", "\\ud800", "e+99999999999999999999", "[]", "😀"] {
      #expect(
        all.contains { $0.utf8.count > 20 && $0.unicodeScalars.contains(part.unicodeScalars) }, "\(part)")
    }
    #expect(Set(all).count > 350)
  }

  @Test func unchangedDocumentsKeepTheirBytes() throws {
    for seed in Self.seeds {
      var random = RandomText(seed: seed)
      let source = random.document()
      let document = try JSONDocument(parsing: source)
      #expect(Array(document.bytes) == source, "seed \(seed)")
      #expect(try Array(document.applying([]).bytes) == source, "seed \(seed)")
    }
  }

  @Test func byteRangesCutValuesOutWhole() throws {
    for seed in Self.seeds.prefix(100) {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      for (node, _, parent) in document.walk() {
        let alone = try JSONDocument(parsing: Array(document.source(of: node)))
        #expect(alone.byteRange(of: alone.root) == 0..<document.byteRange(of: node).count)
        #expect(alone.literal(of: alone.root) == document.literal(of: node), "seed \(seed)")
        guard let parent else { continue }
        #expect(document.subtree(of: parent).contains(node))
        let (inner, outer) = (document.byteRange(of: node), document.byteRange(of: parent))
        #expect(outer.lowerBound < inner.lowerBound && inner.upperBound < outer.upperBound)
      }
    }
  }

  @Test(arguments: [
    JSONStyle.compact, .pretty,
    JSONStyle(indentUnit: [0x09], newline: [0x0D, 0x0A], colon: Array(" : ".utf8), commaSpace: []),
    JSONStyle(indentUnit: nil, newline: [0x0A], colon: Array(": ".utf8), commaSpace: [0x20]),
  ])
  func literalsWrittenInAnyStyleReadTheSame(_ style: JSONStyle) throws {
    for seed in Self.seeds {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      let literal = document.literal(of: document.root)
      let written = try JSONDocument(writing: literal, style: style)
      #expect(written.literal(of: written.root) == literal, "seed \(seed)")
      #expect(written.walk().count == document.walk().count)
    }
  }

  @Test func compactStyleWritesTheTextWithoutWhiteSpace() throws {
    for seed in Self.seeds {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      var expected: [UInt8] = []
      var (inString, escaped) = (false, false)
      for byte in document.bytes[document.byteRange(of: document.root)] {
        if inString || ![0x20, 0x09, 0x0A, 0x0D].contains(byte) { expected.append(byte) }
        if escaped {
          escaped = false
        } else if byte == 0x5C {
          escaped = true
        } else if byte == 0x22 {
          inString.toggle()
        }
      }
      let written = try JSONDocument(writing: document.literal(of: document.root))
      #expect(Array(written.bytes) == expected, "seed \(seed)")
    }
  }

  @Test func prettyStyleLaysOutAsExpected() throws {
    let literal: JSONLiteral = .object([
      "name": .string("a\"\\\n\u{1}é/"),
      "list": .array([.int(-3), .array([]), .object([:]), .bool(true), .null]),
      "inner": .object(["n": .number("1.0e+00")]),
    ])
    let expected = #"""
      {
        "name": "a\"\\\n\u0001é/",
        "list": [
          -3,
          [],
          {},
          true,
          null
        ],
        "inner": {
          "n": 1.0e+00
        }
      }
      """#
    #expect(try text(JSONDocument(writing: literal, style: .pretty)) == expected)
  }

  @Test func writtenStringsSayWhatTheySaid() throws {
    let all =
      String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init))) + "\u{2028}😀\u{10FFFD}"
    let document = try JSONDocument(writing: .object([.init(all, .string(all))]))
    let member = try #require(document.members(of: document.root).first { _ in true })
    #expect(document.string(of: member.value).map { Array($0.utf8) } == Array(all.utf8))
    #expect(document.key(of: member.name) == JSONKey(all))
  }

  @Test(arguments: [
    JSONLiteral.number("01"), .number(""), .number("NaN"), .stringToken(Array("x".utf8)),
    .stringToken([0x22, 0xFF, 0x22]),
    .object([.init(name: .int(1), value: .null)]),
  ])
  func refusesLiteralsThatAreNotJSON(_ literal: JSONLiteral) {
    #expect(throws: JSONSyntaxError.self) { try JSONDocument(writing: literal) }
  }

  @Test func stylesAreReadFromDocuments() throws {
    let tabs = try JSONDocument(parsing: "{\r\n\t\"a\" : [1,2, 3]\r\n}\r\n").style
    #expect(
      tabs == JSONStyle(indentUnit: [0x09], newline: [0x0D, 0x0A], colon: Array(" : ".utf8), commaSpace: []))
    let spaces = try JSONDocument(parsing: "[\n   {\"a\": 1,  \"b\":2}\n]").style
    #expect(
      spaces
        == JSONStyle(
          indentUnit: Array("   ".utf8), newline: [0x0A], colon: Array(": ".utf8),
          commaSpace: Array("  ".utf8)))
    // Only what a line is indented by beyond the one that its container begins on.
    #expect(try JSONDocument(parsing: "  [\n     1\n  ]").style.indentUnit == Array("   ".utf8))
    #expect(try JSONDocument(parsing: "{}").style == .compact)
    #expect(try JSONDocument(parsing: "[1, 2]").style.commaSpace == [0x20])
  }
}

extension RoundTripTests {
  @Test func hazardsAreEscapedOnRequest() throws {
    let text = "a\u{7F}\u{85}ü\u{200E}–\u{2028}字\u{061C}\u{2067}😀"
    var token: [UInt8] = []
    JSONStyle.compact.write(.string(text), to: &token)
    let literal = JSONLiteral.array([.string(text), .stringToken(token)])
    var style = JSONStyle.compact
    #expect(literal.text(style: style).unicodeScalars.contains("\u{85}"))
    style.escapesHazards = true
    let answer = literal.text(style: style)
    #expect(!answer.unicodeScalars.contains { $0.isHazardous })
    #expect(answer.contains(#""a\u007F\u0085ü\u200E–\u2028字\u061C\u2067😀""#))
    let document = try JSONDocument(parsing: answer)
    #expect(document.elements(of: document.root).allSatisfy { document.string(of: $0) == text })
  }

  @Test func stringsAreFoundByTheirPlace() throws {
    let document = try JSONDocument(parsing: #"{"ab": ["cd", 1, {"ef": "gh"}], "ij": 2}"#)
    func strings(_ range: Range<Int>) -> [String?] { document.strings(in: range).map(document.string) }
    #expect(strings(0..<40) == ["ab", "cd", "ef", "gh", "ij"])
    #expect(strings(0..<1) == [])
    #expect(strings(3..<4) == ["ab"])
    #expect(strings(4..<9) == ["ab", "cd"])
    #expect(strings(14..<16) == [])
  }
}
