import DraftModel
import Preview
import Testing

@Suite struct TextRobustnessTests {
  private let renderer: TextRenderer

  init() throws { renderer = try TextRenderer() }

  @Test func emptyTextGivesAnEmptyPicture() throws {
    let picture = try renderer.probe("", TextStyle(boxColor: .black)).picture
    #expect(picture.isEmpty)
    #expect(picture.pixels.isEmpty)
    let measure = try renderer.measure(text: "", style: TextStyle(), canvasWidth: 1920, canvasHeight: 1080)
    #expect(measure.lineCount == 0)
    #expect(measure.width == 0)
  }

  @Test func spacesHaveNoInk() throws {
    #expect(try renderer.probe(" \t\n ").picture.isEmpty)
  }

  @Test func controlCharactersAreShown() throws {
    let shown = try renderer.lines("a\u{0}b\u{1B}c\u{7F}d\u{9B}e")
    #expect(shown == ["a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"])
    #expect(try renderer.probe("\u{0}").box() != nil)
  }

  @Test(arguments: ["word ", "a", "漢", "\u{301}", "\n", "ب", "\u{202B}a", "字a\u{301} "])
  func megabyteIsCutAndFast(_ unit: String) throws {
    let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    let clock = ContinuousClock()
    let elapsed = try clock.measure {
      let measure = try renderer.measure(
        text: text, style: TextStyle(size: 0.02), canvasWidth: 1920, canvasHeight: 1080)
      #expect(measure.isTruncated)
      _ = try? renderer.probe(text, TextStyle(size: 0.02), scale: 1.0 / 3)
    }
    // Seconds at worst; the rest is for slow machines and tests beside this one.
    #expect(elapsed < .seconds(30))
  }

  @Test func longTextIsDrawnUpToTheLimit() throws {
    let text = String(repeating: "word ", count: TextRenderer.maximumScalars / 5)
    let small = TextStyle(size: 0.02)
    #expect(try !renderer.probe(text, small, scale: 0.3).picture.isTruncated)
    #expect(try renderer.probe(text + "x", small, scale: 0.3).picture.isTruncated)
  }

  @Test func refusesPicturesThatAreTooLarge() throws {
    let text = String(repeating: "line\n", count: 2000)
    #expect { try renderer.probe(text) } throws: { error in
      guard case .pictureTooLarge(_, let height)? = error as? TextError else { return false }
      return height > TextPicture.maximumSide
    }
  }

  @Test(arguments: [(0, 1080, 1.0), (1920, -1, 1), (20_000, 1080, 1), (1920, 1080, 0), (1920, 1080, .nan)])
  func refusesBadCanvases(_ width: Int, _ height: Int, _ scale: Double) throws {
    #expect(throws: TextError.self) {
      try renderer.picture(
        text: "a", style: TextStyle(), canvasWidth: width, canvasHeight: height, outputScale: scale)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, -1, 1e300])
  func bringsSenselessLengthsIntoRange(_ value: Double) throws {
    let style = TextStyle(
      family: "a\u{0}b,", size: value, strokeColor: .black, strokeWidth: value, boxColor: .black,
      boxRadius: value, shadow: .init(x: value, y: value, blur: value), letterSpacing: value,
      lineHeight: value, maxWidth: value)
    let picture = try renderer.probe("ab", style, scale: 0.1, anchor: (value, value)).picture
    #expect(!picture.isEmpty)
    #expect(picture.pixels.count == picture.width * picture.height * 4)
  }

  @Test func sameTextGivesTheSameBytes() throws {
    let first = try Self.samples(TextRenderer())
    #expect(try Self.samples(TextRenderer()) == first)
    _ = try renderer.probe("something else")
    #expect(try Self.samples(renderer) == first)
  }

  @Test func renderersOfTwoThreadsGiveTheSameBytes() async throws {
    async let first = Task.detached { try Self.samples(TextRenderer()) }.value
    async let second = Task.detached { try Self.samples(TextRenderer()) }.value
    let pictures = try await (first, second)
    #expect(pictures.0 == pictures.1)
  }

  private static func samples(_ renderer: TextRenderer) throws -> [TextPicture] {
    let style = TextStyle(
      bold: true, strokeColor: .black, strokeWidth: 0.005, boxColor: RGBAColor(red: 9, green: 8, blue: 7),
      boxRadius: 0.01, shadow: .init(x: 0.01, y: 0.01, blur: 0.02))
    return try ["Title", "مرحبا", "你好 😀"].map { try renderer.probe($0, style, scale: 1.0 / 3).picture }
  }
}
