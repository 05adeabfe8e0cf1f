import DraftModel
import Preview
import Testing

@Suite struct TextFontsTests {
  private let renderer: TextRenderer

  init() throws { renderer = try TextRenderer() }

  @Test(arguments: ["Title", "مرحبا بالعالم", "你好，世界", "日本語のかな", "안녕하세요", "😀👍🏽❤️🇩🇪👩‍🚀"])
  func hasAGlyphForEveryCharacter(_ text: String) throws {
    let ink = try #require(try renderer.probe(text).box())
    #expect(ink.width > 50 && ink.height > 50)
    #expect(try renderer.missingCharacters(in: text, style: TextStyle()).isEmpty)
  }

  @Test func namesCharactersThatNoFontHas() throws {
    let text = "a\u{10FFFD}b\u{10FFFC}\u{10FFFD}"
    #expect(try renderer.missingCharacters(in: text, style: TextStyle()) == ["\u{10FFFD}", "\u{10FFFC}"])
    #expect(try renderer.probe("\u{10FFFD}").box() != nil)
  }

  @Test func doesNotMissWhatNeedsNoGlyph() throws {
    let text = "a\u{200D}\u{FE0F}\u{200B}\u{202A}b\u{202C}\u{FEFF}\u{AD}\t\n\u{2028}\u{0}\u{7}\u{E0001}"
    #expect(try renderer.missingCharacters(in: text, style: TextStyle()).isEmpty)
  }

  @Test func namesTheFontsInUse() throws {
    let latin = try renderer.fontsUsed(text: "Title", style: TextStyle())
    #expect(latin.count == 1)
    #expect(try renderer.fontsUsed(text: "Title", style: TextStyle(bold: true)) != latin)
    #expect(try renderer.fontsUsed(text: "Title 字", style: TextStyle()).count == 2)
    #expect(try renderer.fontsUsed(text: "", style: TextStyle()).isEmpty)
  }

  @Test func hanIsDrawnInTheLanguageOfItsLine() throws {
    let chinese = try renderer.fontsUsed(text: "直", style: TextStyle())
    let japanese = try renderer.fontsUsed(text: "直す", style: TextStyle())
    #expect(Set(chinese).isDisjoint(with: japanese))
    #expect(try Set(renderer.fontsUsed(text: "直\n直す", style: TextStyle())) == Set(chinese + japanese))
  }

  @Test func unknownFamilyFallsBack() throws {
    let style = TextStyle(family: "No Such Family 4711")
    #expect(try renderer.probe("Title", style).box() != nil)
    #expect(try renderer.missingCharacters(in: "Title", style: style).isEmpty)
  }
}
