import DraftModel
import Media
import Preview
import TestSupport
import Testing

/// What two segments look like on their way into each other, on 160x80 pixels at 20 frames a second.
@Suite struct TransitionRenderingTests {
  private let stage: Stage
  private static let canvas = Stage.canvas + #", "fps": 20"#
  private typealias Picture = @Sendable (_ x: Int, _ y: Int) -> Color

  /// Four quarters, and four bands from the left.
  private static let first: Picture = { x, y in y < 40 ? (x < 80 ? .red : .green) : (x < 80 ? .blue : .yellow)
  }
  private static let second: Picture = { x, _ in [Color.white, .blue, .black, .red][min(max(x, 0) / 40, 3)] }

  init() throws {
    stage = try Stage()
    try stage.addPhoto("first.png", width: 160, height: 80, Self.first)
    try stage.addPhoto("second.png", width: 160, height: 80, Self.second)
  }

  /// - Parameter progress: in twentieths.
  private func picture(_ kind: String, progress: Int) throws -> Pixels {
    try stage.picture(
      """
      {"tt": 0, "sg": [{"u": "first.png", "d": 1000, "tr": {"k": "\(kind)", "d": 1000}},
                       {"u": "second.png", "d": 1000}]}
      """, at: 500 + progress * 50, canvas: Self.canvas)
  }

  /// Compares where no edge is near: colours are halved in resolution.
  private func expect(_ pixels: Pixels, _ kind: String, _ expected: (_ x: Int, _ y: Int) -> Color) {
    var compared = 0
    for y in stride(from: 2, to: 80, by: 5) {
      for x in stride(from: 2, to: 160, by: 5) {
        let color = expected(x, y)
        let isFlat = [(-3, 0), (3, 0), (0, -3), (0, 3)].allSatisfy { expected(x + $0.0, y + $0.1) == color }
        guard isFlat else { continue }
        compared += 1
        #expect(pixels[x, y].distance(to: color) <= 4, "\(kind) (\(x), \(y)): \(pixels[x, y]), not \(color)")
      }
    }
    #expect(compared > 250)
  }

  @Test(arguments: [0, 5, 10, 16]) func crossfadesMix(_ progress: Int) throws {
    expect(try picture("crossfade", progress: progress), "crossfade") { x, y in
      Self.first(x, y).covered(by: Self.second(x, y), opacity: Double(progress) / 20)
    }
  }

  @Test(arguments: [("fadeblack", Color.black), ("fadewhite", .white)])
  func fadesGoOutAndThenIn(_ kind: String, _ color: Color) throws {
    expect(try picture(kind, progress: 5), kind) { Self.first($0, $1).covered(by: color, opacity: 0.5) }
    expect(try picture(kind, progress: 10), kind) { _, _ in color }
    expect(try picture(kind, progress: 14), kind) { Self.second($0, $1).covered(by: color, opacity: 0.6) }
  }

  @Test(arguments: ["wipeleft", "wiperight", "wipeup", "wipedown"])
  func wipesUncoverBehindAnEdge(_ kind: String) throws {
    expect(try picture(kind, progress: 5), kind) { x, y in
      let isUncovered =
        switch kind {
        case "wipeleft": x >= 120
        case "wiperight": x < 40
        case "wipeup": y >= 60
        default: y < 20
        }
      return isUncovered ? Self.second(x, y) : Self.first(x, y)
    }
  }

  @Test(arguments: [("left", 1, 0), ("right", -1, 0), ("up", 0, 1), ("down", 0, -1)])
  func slidesMoveOverAndPushesMoveBoth(_ direction: String, _ x: Int, _ y: Int) throws {
    // Three quarters of the way are left.
    let (awayX, awayY) = (x * 120, y * 60)
    func isInside(_ x: Int, _ y: Int) -> Bool { (0..<160).contains(x) && (0..<80).contains(y) }
    expect(try picture("slide" + direction, progress: 5), "slide" + direction) { column, row in
      isInside(column - awayX, row - awayY)
        ? Self.second(column - awayX, row - awayY) : Self.first(column, row)
    }
    expect(try picture("push" + direction, progress: 5), "push" + direction) { column, row in
      isInside(column - awayX, row - awayY)
        ? Self.second(column - awayX, row - awayY) : Self.first(column + x * 40, row + y * 20)
    }
  }

  @Test(arguments: ["wiperight", "slideright", "pushright"])
  func edgesLieOnTheNearestPixel(_ kind: String) throws {
    try stage.addPhoto("first.png", width: 160, height: 80, .black)
    try stage.addPhoto("second.png", width: 160, height: 80, .white)
    // 220 ms of a second on the way: 35.2 of 160 pixels.
    let pixels = try stage.picture(
      """
      {"tt": 0, "sg": [{"u": "first.png", "d": 1000, "tr": {"k": "\(kind)", "d": 1000}},
                       {"u": "second.png", "d": 1000}]}
      """, at: 720, canvas: Stage.canvas + #", "fps": 25"#)
    #expect(pixels[34, 40].distance(to: .white) <= 4)
    #expect(pixels[35, 40].distance(to: .black) <= 4)
  }

  @Test func circlesOpenFromTheMiddle() throws {
    // Half of the way to the corners: 44.7 pixels.
    expect(try picture("circle", progress: 10), "circle") { x, y in
      let (dx, dy) = (Double(x) - 79.5, Double(y) - 39.5)
      return (dx * dx + dy * dy).squareRoot() < 44.72 ? Self.second(x, y) : Self.first(x, y)
    }
  }

  @Test func zoomsEnlargeWhatGoes() throws {
    expect(try picture("zoom", progress: 5), "zoom") { x, y in
      let (dx, dy) = ((Double(x) - 79.5) / 1.25, (Double(y) - 39.5) / 1.25)
      let shown = Self.first(Int((79.5 + dx).rounded()), Int((39.5 + dy).rounded()))
      return shown.covered(by: Self.second(x, y), opacity: 0.25)
    }
  }

  @Test func blursMeetInTheMiddle() throws {
    try stage.addPhoto("first.png", width: 160, height: 80) { x, _ in x < 80 ? .black : .white }
    try stage.addPhoto("second.png", width: 160, height: 80, .black)
    let pixels = try picture("blur", progress: 10)
    // Flat far from the edge, and soft at it, by a standard deviation of 2.4 pixels.
    for (x, share) in [(40, 0.0), (77, 0.1488), (79, 0.4175), (80, 0.5825), (82, 0.8512), (120, 1)] {
      #expect(abs(Double(pixels[x, 40].green) - 127.5 * share) <= 8, "\(x): \(pixels[x, 40])")
    }
    #expect(try picture("blur", progress: 0).isNearly(.black, 77, 40))
  }

  @Test func bothSidesAreBlendedBeforeWhatIsBelow() throws {
    try stage.addPhoto("below.png", width: 160, height: 80, .yellow)
    // Two squares beside each other, each at half of its opacity.
    let pixels = try stage.picture(
      """
      {"tt": 0, "sg": [{"u": "below.png", "d": 2000}]},
      {"tt": 0, "o": 0.5, "sg": [
        {"u": "second.png", "cr": {"r": 0.75}, "x": 0.25, "sc": 0.5, "d": 1000, "tr": {"d": 1000}},
        {"u": "second.png", "cr": {"l": 0.75}, "x": 0.75, "sc": 0.5, "d": 1000}]}
      """, at: 1000, canvas: Self.canvas)
    #expect(pixels.isNearly(Color.yellow.covered(by: .white, opacity: 0.25), 40, 40))
    #expect(pixels.isNearly(Color.yellow.covered(by: .red, opacity: 0.25), 120, 40))
    #expect(pixels.isNearly(.yellow, 80, 40))
  }

  @Test func slatesAndTextsHaveTransitionsToo() throws {
    let tracks = """
      {"tt": 7, "sg": [{"tx": "██", "d": 1000, "x": 0.25, "ts": {"z": 0.3}, "tr": {"k": "pushleft", "d": 1000}},
                       {"tx": "██", "d": 1000, "x": 0.75, "ts": {"z": 0.3}}]}
      """
    // Half of the way: the first has left, the second is where it will be, less half a canvas.
    let pixels = try stage.picture(tracks, at: 1250, canvas: Self.canvas)
    #expect(pixels.isNearly(.white, 160, 40, within: 10) || pixels.isNearly(.white, 157, 40, within: 10))
    #expect(pixels.isNearly(Stage.background, 40, 40))
  }

  @Test func heldEdgesShowTheLastAndTheFirstPicture() throws {
    try FilmMaker(width: 160, height: 80, keyInterval: 15).writeNumbered(
      60, to: stage.folder.file("film.mp4"))
    // Wiped upwards: row 0.1 is the first's to the end, row 0.9 the second's from the beginning.
    let plan = try stage.plan(
      """
      {"tt": 0, "sg": [{"u": "film.mp4", "ss": 1000, "d": 1000, "tr": {"k": "wipeup", "d": 1000}},
                       {"u": "film.mp4", "d": 1000}]}
      """)
    let frame = try stage.frame(of: plan, at: 1200)
    #expect(FrameCode.read(frame, row: 0.1) == 59)
    #expect(FrameCode.read(frame, row: 0.9) == 6)
    let before = try stage.frame(of: plan, at: 700)
    #expect(FrameCode.read(before, row: 0.1) == 51)
    #expect(FrameCode.read(before, row: 0.9) == 0)
  }
}
