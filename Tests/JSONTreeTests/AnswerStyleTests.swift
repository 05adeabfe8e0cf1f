import JSONTree
import Testing

@Suite struct AnswerStyleTests {
  @Test func whatActsOnATerminalIsEscapedAndMeansTheSame() throws {
    let hazards = "\u{7F}\u{85}\u{9B}\u{61C}\u{200E}\u{200F}\u{2028}\u{2029}\u{202A}\u{202E}\u{2066}\u{2069}"
    let source = try JSONDocument(parsing: Array("{\"é\u{9B}\":\"a\(hazards)😀\"}".utf8))
    let literal = JSONLiteral.object([
      .init("made", .string("b" + hazards)), .init("read", source.literal(of: source.root)),
    ])
    for style in [JSONStyle.answer, .answerLine] {
      let text = literal.text(style: style)
      #expect(!text.unicodeScalars.contains { hazards.unicodeScalars.contains($0) })
      #expect(text.contains("é") && text.contains("😀") && text.contains("\\u202E"))
      let read = try JSONDocument(parsing: Array(text.utf8))
      #expect(read.value(of: "made", in: read.root).flatMap(read.string) == "b" + hazards)
      let inner = try #require(read.value(of: "read", in: read.root))
      #expect(read.value(of: JSONKey("é\u{9B}"), in: inner).flatMap(read.string) == "a\(hazards)😀")
    }
  }

  @Test func plainTextIsAsItIs() {
    let literal = JSONLiteral.object(["a": .string("ünïcode 视频\n")])
    #expect(literal.text(style: .answer) == literal.text(style: .pretty))
  }
}
