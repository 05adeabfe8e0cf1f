import DraftModel
import Media
import Preview
import TestSupport
import Testing

/// Where pictures come to lie, pixel by pixel.
@Suite struct PlacementRenderingTests {
  private let stage: Stage
  private let background = Stage.background

  init() throws { stage = try Stage() }

  private func expect(
    _ pixels: Pixels, _ expected: [(Int, Int, Color)], _ location: SourceLocation = #_sourceLocation
  ) {
    for (x, y, color) in expected {
      let found = pixels[x, y]
      #expect(
        found.distance(to: color) <= 4, "(\(x), \(y)) is \(found), not \(color)", sourceLocation: location)
    }
  }

  /// Four bands, from above: red, green, blue, yellow.
  private func addBands(_ name: String) throws {
    try stage.addPhoto(name) { _, y in [.red, .green, .blue, .yellow][y / 10] }
  }

  @Test func gapsShowTheBackground() throws {
    try stage.addPhoto("a.png", width: 160, height: 80, .red)
    let segments = #"{"u": "a.png", "d": 500}, {"u": "a.png", "s": 1000, "d": 500}"#
    for (time, color) in [(0, Color.red), (466, .red), (500, background), (966, background), (1000, .red)] {
      let pixels = try stage.picture(ofSegments: segments, at: time)
      expect(pixels, [(0, 0, color), (80, 40, color), (159, 79, color)])
    }
  }

  @Test func containShowsAllOfThePicture() throws {
    try stage.addQuarters("a.png")
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000}"#)
    expect(
      pixels,
      [
        (38, 40, background), (40, 0, .red), (40, 79, .blue), (70, 30, .red), (90, 30, .green),
        (70, 50, .blue), (119, 79, .yellow), (120, 40, background),
      ])
  }

  @Test func coverFillsTheCanvas() throws {
    try addBands("a.png")
    // 160x160: its upper and lower quarters hang over.
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000, "ft": "cover"}"#)
    expect(pixels, [(0, 14, .green), (159, 26, .green), (0, 54, .blue), (159, 65, .blue)])
  }

  @Test func whatHangsOverComesInWhenItIsMoved() throws {
    try addBands("a.png")
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000, "ft": "cover", "y": 1}"#)
    expect(pixels, [(80, 2, .red), (80, 26, .red), (80, 54, .green), (80, 65, .green)])
  }

  /// Their chroma lies where the canvas has its own: the picture on it is the same.
  @Test(arguments: [(1, 0), (0, 1), (1, 1)])
  func whatCoversTheCanvasMayBeginOnOddPixels(_ dx: Int, _ dy: Int) throws {
    /// Blocks of colours with edges on even pixels of the canvas, over which 20 and 10 pixels hang, or more.
    func picture(_ dx: Int, _ dy: Int) throws -> Pixels {
      let name = "\(dx)\(dy).png"
      try stage.addPhoto(name, width: 200 + 2 * dx, height: 100 + 2 * dy) { x, y in
        [.red, .green, .blue, .yellow][((x - dx + 4) / 6 + 2 * ((y - dy + 4) / 6)) % 4]
      }
      return try stage.picture(ofSegments: #"{"u": "\#(name)", "d": 1000, "ft": "none"}"#)
    }
    let (even, odd) = (try picture(0, 0), try picture(dx, dy))
    var largest = 0
    for y in 0..<80 { for x in 0..<160 { largest = max(largest, odd[x, y].distance(to: even[x, y])) } }
    #expect(largest <= 4)
  }

  /// A picture of which most hangs over is not scaled whole: what shows lies where it would.
  @Test(arguments: ["\"x\": 0.5", "\"x\": 0.31, \"h\": 1", "\"y\": 0.4, \"sc\": 1.3"])
  func whatHangsOverDoesNotMoveTheRest(_ fields: String) throws {
    // A ramp that begins anew every 64 pixels: a pixel off is three or four steps.
    try stage.addPhoto("a.png", width: 1430, height: 170) { x, _ in
      Color(x % 64 * 4, x % 64 * 4, x % 64 * 4)
    }
    let segment = #"{"u": "a.png", "d": 1000, "ft": "cover", \#(fields)}"#
    let part = try stage.picture(ofSegments: segment)
    // A picture under an effect is made whole.
    let whole = try stage.picture(ofSegments: segment.dropLast() + #", "fx": [{"k": "saturation", "a": 1}]}"#)
    var (sum, count, largest) = (0, 0, 0)
    for x in 0..<160 {
      let difference = part[x, 40].green - whole[x, 40].green
      sum += difference
      count += 1
      largest = max(largest, abs(difference))
    }
    #expect(largest <= 24, "where the ramp begins anew, at most")
    #expect(abs(Double(sum) / Double(count)) < 0.6, "a quarter of a pixel is one step")
  }

  @Test func stretchIsTheCanvas() throws {
    try stage.addQuarters("a.png")
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000, "ft": "stretch"}"#)
    expect(
      pixels,
      [
        (0, 0, .red), (159, 0, .green), (0, 79, .blue), (159, 79, .yellow), (60, 30, .red),
        (100, 50, .yellow),
      ])
  }

  @Test func noneKeepsThePixels() throws {
    try stage.addQuarters("a.png")
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000, "ft": "none"}"#)
    expect(
      pixels,
      [
        (59, 40, background), (60, 20, .red), (75, 35, .red), (84, 35, .green), (75, 44, .blue),
        (99, 59, .yellow), (100, 40, background), (80, 19, background), (80, 60, background),
      ])
  }

  @Test func blurFillsTheRestWithThePicture() throws {
    try stage.addPhoto("a.png", .red)
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000, "ft": "blur"}"#)
    expect(pixels, [(2, 2, .red), (80, 40, .red), (157, 77, .red)])
  }

  @Test func scaleAndPlace() throws {
    try stage.addQuarters("a.png")
    // 40x40 about (40, 60).
    let pixels = try stage.picture(
      ofSegments: #"{"u": "a.png", "d": 1000, "sc": 0.5, "x": 0.25, "y": 0.75}"#)
    expect(
      pixels,
      [
        (19, 60, background), (20, 40, .red), (35, 55, .red), (44, 64, .yellow), (59, 79, .yellow),
        (60, 60, background), (40, 39, background),
      ])
  }

  @Test func oddPlacesAreKeptToThePixel() throws {
    try stage.addPhoto("a.png", .white)
    // 40x40 from (21, 21) on; brightness has every pixel.
    let pixels = try stage.picture(
      #"{"tt": 0, "sg": [{"u": "a.png", "d": 1000, "sc": 0.5, "x": 0.25625, "y": 0.5125}]}"#,
      canvas: #""width": 160, "height": 80"#)
    expect(
      pixels,
      [
        (20, 40, .black), (21, 40, .white), (60, 40, .white), (61, 40, .black), (40, 20, .black),
        (40, 21, .white), (40, 60, .white), (40, 61, .black),
      ])
  }

  @Test func cropCutsBeforeTheFit() throws {
    try stage.addQuarters("a.png")
    let pixels = try stage.picture(
      ofSegments: #"{"u": "a.png", "d": 1000, "ft": "stretch", "cr": {"l": 0.5, "t": 0.25}}"#)
    // The right half, from a quarter down: a third green, two thirds yellow.
    expect(pixels, [(0, 2, .green), (159, 14, .green), (0, 40, .yellow), (159, 79, .yellow)])
  }

  @Test(arguments: [
    ("h", [Color.green, .red, .yellow, .blue]), ("v", [.blue, .yellow, .red, .green]),
    ("hv", [.yellow, .blue, .green, .red]),
  ])
  func flipMirrors(_ flip: String, _ corners: [Color]) throws {
    try stage.addQuarters("a.png", width: 80, height: 40)
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000, "fl": "\#(flip)"}"#)
    expect(pixels, [(4, 4, corners[0]), (155, 4, corners[1]), (4, 75, corners[2]), (155, 75, corners[3])])
  }

  @Test(arguments: [
    (90, [Color.blue, .red, .yellow, .green]), (180, [.yellow, .blue, .green, .red]),
    (270, [.green, .yellow, .red, .blue]), (-90, [.green, .yellow, .red, .blue]),
  ])
  func quarterTurnsAreClockwise(_ degrees: Int, _ corners: [Color]) throws {
    try stage.addQuarters("a.png", width: 40, height: 20)
    // 80x40, or 40x80 when it stands, about the middle.
    let pixels = try stage.picture(
      ofSegments: #"{"u": "a.png", "d": 1000, "ft": "none", "sc": 2, "r": \#(degrees)}"#)
    let (w, h) = degrees == 180 ? (40, 20) : (20, 40)
    let (left, right, top, bottom) = (80 - w + 2, 80 + w - 3, 40 - h + 2, 40 + h - 3)
    expect(
      pixels,
      [
        (left, top, corners[0]), (right, top, corners[1]), (left, bottom, corners[2]),
        (right, bottom, corners[3]), (80 - w - 2, 40, background), (80 + w + 1, 40, background),
      ])
  }

  @Test func anEighthTurnStandsOnItsCorner() throws {
    try stage.addQuarters("a.png")
    // A square of 40, whose corners reach 28 pixels from the middle.
    let pixels = try stage.picture(ofSegments: #"{"u": "a.png", "d": 1000, "ft": "none", "r": 45}"#)
    expect(
      pixels,
      [
        (80, 22, .red), (98, 40, .green), (62, 40, .blue), (80, 58, .yellow), (80, 9, background),
        (80, 70, background), (50, 40, background), (110, 40, background),
        // Where its corners would be, were it upright.
        (62, 22, background), (98, 22, background), (62, 58, background), (98, 58, background),
      ])
  }

  @Test func anotherShapeHasBlackBars() throws {
    try stage.addPhoto("a.png", .red)
    let pixels = try stage.picture(
      #"{"tt": 0, "sg": [{"u": "a.png", "d": 1000, "sc": 3}]}"#,
      OutputSettings(size: .exact(width: 160, height: 160)))
    // The canvas is 160x80 in the middle; nothing of a layer lies outside it.
    expect(
      pixels,
      [
        (80, 20, .black), (80, 38, .black), (80, 42, .red), (80, 117, .red), (80, 121, .black),
      ])
  }

  @Test func aSmallerFilmIsTheSamePicture() throws {
    try stage.addQuarters("a.png")
    let pixels = try stage.picture(
      #"{"tt": 0, "sg": [{"u": "a.png", "d": 1000}]}"#, OutputSettings(size: .shortSide(40)))
    #expect((pixels.width, pixels.height) == (80, 40))
    expect(
      pixels,
      [
        (18, 20, background), (22, 2, .red), (57, 2, .green), (22, 37, .blue), (57, 37, .yellow),
        (62, 20, background),
      ])
  }

  /// Behind a tall picture lies its middle, wide and blurred: as a blur in full size would be.
  @Test func backdropsAreBlurredEvenly() throws {
    func color(_ x: Int, _ y: Int) -> Color {
      // Alike in each four pixels, whose colour 4:2:0 keeps.
      let (dx, dy) = (x / 2 * 2 - 28, y / 2 * 2 - 100)
      let isInside = dx * dx + dy * dy < 160
      return isInside ? .yellow : Color(40 + x / 2 * 2, (x / 16 + y / 16) % 2 * 160 + 40, 200 - x / 2 * 2)
    }
    try stage.addPhoto("a.png", width: 96, height: 218, color)
    let plan = try stage.plan(
      #"{"tt": 0, "sg": [{"u": "a.png", "d": 1000, "ft": "blur"}]}"#, canvas: #""width": 640, "height": 360"#)
    let frame = try stage.frame(of: plan, at: 0)
    let middle = try PictureMaker.film(width: 96, height: 54) { color($0, $1 + 82) }
    let expected = try PictureFilter("gblur=sigma=10.8").apply(
      PictureScaler().scale(middle, width: 640, height: 360, format: .yuv420p))
    for index in 0..<3 {
      let (a, b) = (try #require(expected.plane(index)), try #require(frame.plane(index)))
      let step = index == 0 ? 1 : 2
      var (worst, sum, count) = (0, 0, 0)
      for y in 0..<360 / step {
        for x in 0..<640 / step where !(228 / step..<412 / step).contains(x) {
          let difference = Int(a.bytes[y * a.stride + x]) - Int(b.bytes[y * b.stride + x])
          (worst, sum, count) = (max(worst, abs(difference)), sum + abs(difference), count + 1)
        }
      }
      #expect(worst <= 6, "plane \(index)")
      #expect(Double(sum) / Double(count) <= 1, "plane \(index)")
    }
  }
}
