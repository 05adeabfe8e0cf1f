import DraftModel
import Preview
import Testing

@Suite struct SlateTests {
  private let renderer: TextRenderer

  init() throws { renderer = try TextRenderer() }

  private func slate(_ width: Int, _ height: Int, _ detail: String) throws -> PictureProbe {
    PictureProbe(
      picture: try renderer.slate(width: width, height: height, title: "missing", detail: detail))
  }

  @Test(arguments: [(192, 108), (640, 360), (360, 640), (33, 17), (1, 1), (1, 500)])
  func isOpaqueAndOfTheWantedSize(_ width: Int, _ height: Int) throws {
    let probe = try slate(width, height, "clip.mp4")
    #expect(probe.picture.width == width)
    #expect(probe.picture.height == height)
    #expect(probe.picture.originX == -(width / 2))
    #expect(probe.picture.originY == -(height / 2))
    #expect(probe.count { $0.alpha == 255 } == width * height)
  }

  @Test func longNamesFit() throws {
    let name = String(repeating: "very-long-name-", count: 40) + "end.mp4"
    for (width, height) in [(192, 108), (640, 360)] {
      let words = try #require(try slate(width, height, name).box { $0.isBright })
      #expect(words.width <= width * 9 / 10 + 1)
      #expect(abs(words.centerX) <= 2)
    }
  }

  @Test func namesMakeADifference() throws {
    #expect(try slate(640, 360, "a.mp4").picture != slate(640, 360, "b.mp4").picture)
  }

  @Test func oddNamesAreSafe() throws {
    for name in ["", "\u{0}\n\u{1B}[31m", "مرحبا.mp4", String(repeating: "\u{301}", count: 100_000)] {
      #expect(try slate(192, 108, name).picture.pixels.count == 192 * 108 * 4)
    }
  }

  @Test func refusesSizesThatMakeNoPicture() throws {
    #expect(throws: TextError.self) { try slate(0, 100, "a") }
    #expect(throws: TextError.self) { try slate(100_000, 100, "a") }
  }
}

extension RGBAColor {
  fileprivate var isBright: Bool { red > 140 && green > 140 && blue > 140 }
}
