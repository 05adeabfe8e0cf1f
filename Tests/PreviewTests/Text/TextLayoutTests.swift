import DraftModel
import Preview
import Testing

@Suite struct TextLayoutTests {
  private let renderer: TextRenderer

  init() throws { renderer = try TextRenderer() }

  private static let long =
    "The lines of a title break at the same words at every output size, however small it is drawn."

  @Test func linesBreakAlikeAtEveryScale() throws {
    var sizes: [(Double, Double)] = []
    for scale in [0.1, 1.0 / 3, 0.5, 1, 2] {
      let ink = try #require(try renderer.probe(Self.long, scale: scale).box())
      sizes.append((Double(ink.width) / scale, Double(ink.height) / scale))
    }
    let (width, height) = try #require(sizes.last)
    for size in sizes {
      #expect(abs(size.0 - width) < 21)
      #expect(abs(size.1 - height) < 21)
    }
  }

  @Test func breaksBetweenWords() throws {
    let lines = try renderer.lines(Self.long, TextStyle(size: 0.1))
    #expect(lines.count > 1)
    #expect(lines.joined() == Self.long)
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix(" ") })
  }

  @Test func breaksWithinAWordThatIsTooLong() throws {
    let word = String(repeating: "m", count: 100)
    let lines = try renderer.lines(word, TextStyle(size: 0.1))
    #expect(lines.count > 1)
    #expect(lines.joined() == word)
  }

  @Test func honoursLineBreaksOfEveryKind() throws {
    let lines = try renderer.lines("a\nb\r\nc\rd\u{2028}e\u{2029}f\u{85}g")
    #expect(lines == ["a", "b", "c", "d", "e", "f", "g"])
  }

  @Test(arguments: [0.2, 0.5, 0.9])
  func staysWithinTheMaximumWidth(_ maxWidth: Double) throws {
    let style = TextStyle(size: 0.08, maxWidth: maxWidth)
    let measure = try renderer.measure(
      text: Self.long, style: style, canvasWidth: 1920, canvasHeight: 1080)
    #expect(measure.width <= 1920 * maxWidth)
    let ink = try #require(try renderer.probe(Self.long, style).box())
    #expect(Double(ink.width) <= 1920 * maxWidth + 4)
  }

  @Test func blockIsAsWideAsItsLongestLine() throws {
    func width(_ text: String) throws -> Double {
      try renderer.measure(text: text, style: TextStyle(), canvasWidth: 1920, canvasHeight: 1080).width
    }
    #expect(try width("short\na longer line") == width("a longer line"))
  }

  @Test func anchorIsTheCentre() throws {
    for scale in [1.0 / 3, 1] {
      let ink = try #require(try renderer.probe("HHH", scale: scale).box())
      #expect(abs(ink.centerX) <= 1)
    }
    let style = TextStyle(size: 0.1, boxColor: .black)
    let box = try #require(try renderer.probe("HHH", style).box())
    #expect(abs(box.centerY) <= 1)
  }

  @Test func letterSpacingKeepsTheCentre() throws {
    let plain = try #require(try renderer.probe("HHH").box())
    let spaced = try #require(try renderer.probe("HHH", TextStyle(size: 0.1, letterSpacing: 0.05)).box())
    #expect(abs(spaced.width - plain.width - 108) <= 2)
    #expect(abs(spaced.centerX) <= 1)
  }

  @Test func letterSpacingLeavesJoinedScriptsAlone() throws {
    let spaced = try #require(try renderer.probe("سلام", TextStyle(size: 0.1, letterSpacing: 0.05)).box())
    let plain = try #require(try renderer.probe("سلام").box())
    #expect(spaced == plain)
  }

  @Test func lineHeightMovesLinesApart() throws {
    func height(_ factor: Double) throws -> Double {
      try renderer.measure(
        text: "a\nb\nc", style: TextStyle(lineHeight: factor), canvasWidth: 1920, canvasHeight: 1080
      ).height
    }
    #expect(try abs(height(2) - 2 * height(1)) < 3)
    #expect(try abs(height(0.5) - height(1) / 2) < 3)
  }

  @Test(arguments: TextStyle.Alignment.allCases)
  func alignsRightToLeftTextByItsVisualSide(_ alignment: TextStyle.Alignment) throws {
    // The third line is short, the others are equally long in either direction.
    let style = TextStyle(size: 0.1, alignment: alignment)
    let probe = try renderer.probe("HHHHHHHHHHHHHHHHHHHH\nسلام", style)
    let whole = try #require(probe.box())
    let arabic = try #require(try renderer.probe("سلام", style).box())
    let lower = probe.lowerHalf
    switch alignment {
    case .left: #expect(abs(lower.left - whole.left) < 20)
    case .center: #expect(abs(lower.centerX - whole.centerX) < 20)
    case .right: #expect(abs(lower.right - whole.right) < 20)
    }
    #expect(abs(lower.width - arabic.width) <= 2)
  }

  @Test func anchorFractionMovesTheInk() throws {
    let style = TextStyle(size: 0.1)
    let still = try renderer.probe("H", style)
    let moved = try renderer.probe("H", style, anchor: (0.5, 0.5))
    #expect(still.picture != moved.picture)
    #expect(abs(still.meanX + 0.5 - moved.meanX) < 0.05)
  }
}

extension PictureProbe {
  /// The ink below the anchor.
  fileprivate var lowerHalf: Box {
    var half = Box(left: .max, top: 0, right: .min, bottom: 0)
    for y in 0..<max(0, picture.originY + picture.height) {
      for x in picture.originX..<picture.originX + picture.width where self[x, y].alpha >= 128 {
        half.left = min(half.left, x)
        half.right = max(half.right, x + 1)
      }
    }
    return half
  }

  /// The mean of the columns, weighted by coverage.
  fileprivate var meanX: Double {
    var (sum, weight) = (0.0, 0.0)
    for y in picture.originY..<picture.originY + picture.height {
      for x in picture.originX..<picture.originX + picture.width {
        let alpha = Double(self[x, y].alpha)
        sum += alpha * (Double(x) + 0.5)
        weight += alpha
      }
    }
    return sum / weight
  }
}
