import DraftModel
import Preview
import Testing

@Suite struct TextDrawingTests {
  private let renderer: TextRenderer
  private let orange = RGBAColor(red: 250, green: 130, blue: 7)
  private let blue = RGBAColor(red: 0, green: 0, blue: 255)

  init() throws { renderer = try TextRenderer() }

  /// U+2588 is a solid block.
  private func style(_ change: (inout TextStyle) -> Void = { _ in }) -> TextStyle {
    var style = TextStyle(size: 0.2, color: orange)
    change(&style)
    return style
  }

  @Test func solidInkHasExactlyTheColour() throws {
    let probe = try renderer.probe("\u{2588}\u{2588}", style())
    #expect(probe.count { $0 == orange } > 10_000)
  }

  @Test func translucentInkIsPremultiplied() throws {
    let probe = try renderer.probe("\u{2588}\u{2588}", style { $0.color.alpha = 51 })
    let expected = RGBAColor(red: 50, green: 26, blue: 1, alpha: 51)
    #expect(probe.count { $0 == expected } > 10_000)
  }

  @Test func strokeGrowsTheInkByItsWidth() throws {
    let plain = try #require(try renderer.probe("H", style()).box())
    let probe = try renderer.probe("H", style { ($0.strokeColor, $0.strokeWidth) = (blue, 0.01) })
    let stroked = try #require(probe.box())
    for grown in [
      plain.left - stroked.left, stroked.right - plain.right, plain.top - stroked.top,
      stroked.bottom - plain.bottom,
    ] { #expect((10...12).contains(grown)) }
    #expect(probe.box { $0 == blue } != nil)
    let fill = try #require(probe.box { $0 == orange })
    #expect(abs(fill.width - plain.width) <= 2)
  }

  @Test func strokeWithoutColourIsNotDrawn() throws {
    let stroked = try renderer.probe("H", style { $0.strokeWidth = 0.05 })
    #expect(try stroked.picture == renderer.probe("H", style()).picture)
  }

  @Test func boxSurroundsTheLogicalRectangle() throws {
    let boxed = style { $0.boxColor = blue }
    let measure = try renderer.measure(text: "Hg", style: boxed, canvasWidth: 1920, canvasHeight: 1080)
    let probe = try renderer.probe("Hg", boxed)
    let box = try #require(probe.box())
    #expect(abs(Double(box.width) - measure.width - 0.5 * 216) <= 2)
    #expect(abs(Double(box.height) - measure.height - 0.2 * 216) <= 2)
    #expect(probe[box.left + 2, box.top + 2] == blue)
    #expect(probe.box { $0 == orange } != nil)
  }

  @Test func boxRadiusRoundsTheCorners() throws {
    let probe = try renderer.probe("Hg", style { ($0.boxColor, $0.boxRadius) = (blue, 0.03) })
    let box = try #require(probe.box())
    #expect(probe[box.left + 2, box.top + 2].alpha == 0)
    #expect(probe[box.right - 3, box.bottom - 3].alpha == 0)
    #expect(probe[box.left + 2, Int(box.centerY)] == blue)
  }

  @Test func sharpShadowIsAMovedCopy() throws {
    let plain = try #require(try renderer.probe("H", style()).box())
    let shadow = TextStyle.Shadow(x: 50 / 1080, y: 100 / 1080, color: blue)
    let probe = try renderer.probe("H", style { $0.shadow = shadow })
    let copy = try #require(probe.box { $0.blue >= 128 && $0.red < 10 })
    #expect(abs(copy.right - plain.right - 50) <= 1)
    #expect(abs(copy.bottom - plain.bottom - 100) <= 1)
    #expect(
      try #require(probe.box { $0 == orange }).left
        == #require(
          try renderer.probe("H", style()).box { $0 == orange }
        ).left)
  }

  @Test func blurredShadowSpreadsEvenly() throws {
    let plain = try #require(try renderer.probe("\u{2588}", style()).box { $0.alpha > 0 })
    let shadow = TextStyle.Shadow(x: 0, y: 0, blur: 40 / 1080, color: blue)
    let probe = try renderer.probe("\u{2588}", style { $0.shadow = shadow })
    let spread = try #require(probe.box { $0.alpha > 0 })
    #expect(abs((plain.left - spread.left) - (spread.right - plain.right)) <= 1)
    // Three boxes for sigma 20 are 38, 38 and 39 long and reach 57 pixels, nearly 0 at the end.
    #expect((40...58).contains(plain.left - spread.left))
    // At an edge a Gaussian has half its height.
    let edge = probe[plain.left - 1, Int(plain.centerY)]
    #expect((110...128).contains(edge.alpha))
    #expect(edge.red == 0)
  }

  @Test func shadowIncludesTheStroke() throws {
    let shadow = TextStyle.Shadow(x: 0, y: 0.3, color: .black)
    let plain = try #require(try renderer.probe("H", style { $0.shadow = shadow }).box { $0.isBlack })
    let stroked = try #require(
      try renderer.probe(
        "H",
        style {
          $0.shadow = shadow
          ($0.strokeColor, $0.strokeWidth) = (blue, 0.01)
        }
      ).box { $0.isBlack })
    #expect(stroked.bottom - plain.bottom >= 10)
  }

  @Test func emojiKeepTheirColours() throws {
    // A strawberry: red and green whatever the text's colour.
    let probe = try renderer.probe("\u{1F353}", style { $0.color = blue })
    #expect(probe.count { $0.red > 150 && $0.green < 100 && $0.blue < 110 } > 500)
    #expect(probe.count { $0.green > 90 && $0.red < $0.green && $0.blue < $0.green } > 100)
    #expect(probe.count { $0 == blue } == 0)
  }

  @Test func emojiFadeWithTheTextAndHaveAShadow() throws {
    let faded = try renderer.probe("\u{1F353}", style { $0.color.alpha = 100 })
    #expect(faded.count { $0.alpha > 101 } == 0)
    #expect(faded.count { $0.alpha == 100 } > 500)
    let shadow = TextStyle.Shadow(x: 0, y: 0.3, color: blue)
    let shadowed = try renderer.probe("\u{1F353}", style { $0.shadow = shadow })
    #expect(shadowed.count { $0 == blue } > 500)
  }

  @Test func hiddenCharactersKeepTheirRoom() throws {
    let whole = try renderer.probe("HHH")
    let typed = try renderer.probe("HHH", shown: 1)
    #expect(typed.picture.width == whole.picture.width)
    #expect(typed.picture.originX == whole.picture.originX)
    let (first, all) = (try #require(typed.box()), try #require(whole.box()))
    #expect(first.left == all.left)
    #expect(first.width * 3 < all.width + 30)
    #expect(try renderer.probe("HHH", shown: 0).box() == nil)
    #expect(try renderer.probe("HHH", shown: 3).picture == whole.picture)
  }
}

extension RGBAColor {
  fileprivate var isBlack: Bool { self == .black }
}
