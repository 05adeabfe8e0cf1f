import DraftModel
import Foundation
import Media
import Preview
import TestSupport
import Testing

/// Layers that move, pixel by pixel.
@Suite struct MotionRenderingTests {
  private let stage: Stage
  private static let black = #""width": 160, "height": 80, "fps": 20"#

  init() throws {
    stage = try Stage()
    try stage.addPhoto("dot.png", width: 20, height: 20, .white)
  }

  /// The columns and rows that are white.
  private func extent(_ pixels: Pixels) -> (columns: [Int], rows: [Int]) {
    let columns = (0..<160).filter { x in (0..<80).contains { pixels[x, $0].green > 127 } }
    let rows = (0..<80).filter { y in (0..<160).contains { pixels[$0, y].green > 127 } }
    return ([columns.first, columns.last].compactMap(\.self), [rows.first, rows.last].compactMap(\.self))
  }

  private func dot(_ segment: String, at milliseconds: Int) throws -> (columns: [Int], rows: [Int]) {
    extent(
      try stage.picture(
        #"{"tt": 0, "sg": [{"u": "dot.png", "d": 2000, "ft": "none", \#(segment)}]}"#, at: milliseconds,
        canvas: Self.black))
  }

  @Test(arguments: [(0, 30), (500, 51), (1000, 72), (1700, 72)])
  func movesToThePixel(_ time: Int, _ left: Int) throws {
    // The middle from 40 to 82.
    let found = try dot(
      #""kf": [{"p": "x", "t": 0, "v": 0.25}, {"p": "x", "t": 1000, "v": 0.5125}]"#, at: time)
    #expect(found.columns == [left, left + 19])
    #expect(found.rows == [30, 49])
  }

  @Test func growsAboutItsMiddle() throws {
    let found = try dot(#""kf": [{"p": "sc", "t": 0, "v": 1}, {"p": "sc", "t": 1000, "v": 3}]"#, at: 500)
    #expect(found.columns == [60, 99])
    #expect(found.rows == [20, 59])
  }

  /// A large photo is reduced once, and scaled from there: to the same place, and in the same colours.
  @Test(arguments: [0, 450, 900, 1500])
  func largePhotosGrowAsTheyWouldFromAllTheirPixels(_ time: Int) throws {
    let factor = 1 + Double(min(time, 1000)) / 1000
    func picture(_ look: String, _ photo: (Int, Int) -> Color) throws -> Pixels {
      try stage.folder.write(PictureMaker.jpeg(width: 1281, height: 641, photo), to: "photo.jpg")
      return try stage.picture(ofSegments: #"{"u": "photo.jpg", "d": 2000, \#(look)}"#, at: time)
    }
    let keyframes = #""kf": [{"p": "sc", "t": 0, "v": 1}, {"p": "sc", "t": 1000, "v": 2}]"#
    func square(_ x: Int, _ y: Int) -> Color {
      (320..<960).contains(x) && (160..<480).contains(y) ? .white : Color(0, 0, 60)
    }
    let found = try extent(picture(keyframes, square))
    // The square's edges, at a quarter and at three quarters of the photo.
    for (edges, length) in [(found.columns, 160.0), (found.rows, 80.0)] {
      #expect(abs(Double(edges[0]) - length / 2 * (1 - factor / 2)) <= 1)
      #expect(abs(Double(edges[1]) + 1 - length / 2 * (1 + factor / 2)) <= 1)
    }

    func waves(_ x: Double, _ y: Double) -> Color {
      Color(128 + Int(100 * sin(x / 200)), 128 + Int(100 * cos(y / 160)), 128)
    }
    let grown = try picture(keyframes) { waves(Double($0), Double($1)) }
    for (x, y) in (0..<160).flatMap({ x in (0..<80).map { (x, $0) } }) {
      // What the photo has under a pixel's middle.
      func place(_ pixel: Int, _ length: Double, of photo: Double) -> Double {
        ((Double(pixel) + 0.5 - length / 2) / (length * factor) + 0.5) * photo - 0.5
      }
      let expected = waves(place(x, 160, of: 1281), place(y, 80, of: 641))
      let distance = grown[x, y].distance(to: expected)
      #expect(distance <= 6, "\(grown[x, y]), not \(expected), at \(x), \(y)")
    }
  }

  @Test func turnsAboutItsMiddle() throws {
    let keyframes = #""sc": 2, "kf": [{"p": "r", "t": 0, "v": 0}, {"p": "r", "t": 1000, "v": 90}]"#
    #expect(try dot(keyframes, at: 0).columns == [60, 99])
    // At 45 degrees its corners reach 28.3 pixels.
    let turned = try dot(keyframes, at: 500)
    #expect(abs(turned.columns[0] - 52) <= 1 && abs(turned.columns[1] - 107) <= 1)
    #expect(abs(turned.rows[0] - 12) <= 1 && abs(turned.rows[1] - 67) <= 1)
    #expect(try dot(keyframes, at: 1000).columns == [60, 99])
  }

  @Test func rotationKeepsPlacesBetweenPixels() throws {
    // A bar of 100x2 at 30 degrees about (80, 40): its middle line is known at every column.
    try stage.addPhoto("bar.png", width: 100, height: 4, .white)
    let pixels = try stage.picture(
      #"{"tt": 0, "sg": [{"u": "bar.png", "d": 1000, "ft": "none", "r": 30}]}"#, canvas: Self.black)
    for x in stride(from: 45, to: 116, by: 10) {
      let weights = (0..<80).map { Double(pixels[x, $0].green) }
      let moment: Double = weights.enumerated().reduce(0) { $0 + $1.element * (Double($1.offset) + 0.5) }
      let middle = moment / weights.reduce(0, +)
      let expected = 40 + (Double(x) + 0.5 - 80) * 0.57735
      #expect(abs(middle - expected) < 0.35, "\(x): \(middle), not \(expected)")
    }
  }

  @Test func slidesAndPopsMoveThePicture() throws {
    #expect(try dot(#""an": {"i": {"k": "slideright", "d": 500}}"#, at: 0).columns.isEmpty)
    #expect(try dot(#""an": {"i": {"k": "slideright", "d": 500}}"#, at: 500).columns == [70, 89])
    #expect(try dot(#""an": {"o": {"k": "slidedown", "d": 500}}"#, at: 1950).rows.first ?? 80 > 60)
    #expect(try dot(#""an": {"i": {"k": "pop", "d": 500}}"#, at: 300).columns.first ?? 80 < 70)
  }

  @Test func keyframedOpacityIsSeen() throws {
    let pixels = try stage.picture(
      """
      {"tt": 0, "sg": [{"u": "dot.png", "d": 2000, "ft": "none",
       "kf": [{"p": "o", "t": 0, "v": 0}, {"p": "o", "t": 1000, "v": 1}]}]}
      """, at: 250, canvas: Self.black)
    #expect(abs(pixels[80, 40].green - 64) <= 3)
  }

  @Test func textIsTypedInPlace() throws {
    func picture(at time: Int) throws -> Pixels {
      try stage.picture(
        """
        {"tt": 7, "sg": [{"tx": "██████", "d": 2000, "ts": {"z": 0.2},
         "an": {"i": {"k": "typewriter", "d": 1200}}}]}
        """, at: time, canvas: Self.black)
    }
    let (half, whole) = try (extent(picture(at: 600)), extent(picture(at: 1500)))
    #expect(half.columns.first == whole.columns.first)
    let widths = [half, whole].map { ($0.columns.last ?? 0) - ($0.columns.first ?? 0) + 1 }
    #expect(abs(Double(widths[0]) - Double(widths[1]) / 2) <= 1)
    #expect(extent(try picture(at: 0)).columns.isEmpty)
  }

  @Test func aPartOfTheFilmMovesAsTheWholeDoes() throws {
    try stage.addQuarters("quarters.png")
    let tracks = """
      {"tt": 0, "sg": [
        {"u": "quarters.png", "d": 1000, "ft": "cover", "tr": {"k": "zoom", "d": 600}, "fx": [{"k": "vignette"}]},
        {"u": "dot.png", "d": 1000, "kf": [{"p": "r", "t": 0, "v": 0}, {"p": "r", "t": 900, "v": 50}]}]},
      {"tt": 7, "sg": [{"tx": "One two three", "d": 2000, "an": {"i": {"k": "words", "d": 2000}}}]}
      """
    let whole = try stage.plan(tracks)
    let part = try stage.plan(tracks, .range(900, 1500))
    for time in [900, 1100, 1400] {
      let (first, second) = try (stage.frame(of: whole, at: time), stage.frame(of: part, at: time))
      #expect(Pixels(film: first) == Pixels(film: second), "\(time)")
    }
  }

  @Test func whatMovesIsTheSameInWhateverOrder() throws {
    try stage.addQuarters("quarters.png")
    let plan = try stage.plan(
      """
      {"tt": 0, "sg": [{"u": "quarters.png", "d": 2000, "kf": [{"p": "x", "t": 0, "v": 0},
        {"p": "x", "t": 2000, "v": 1}, {"p": "r", "t": 1000, "v": 0}, {"p": "r", "t": 2000, "v": 77}]}]}
      """)
    let renderer = try FrameRenderer(plan: plan)
    for index in [50, 3, 4, 51, 3, 30, 29] {
      let fresh = try FrameRenderer(plan: plan).frame(index, layers: [0])
      let kept = try renderer.frame(index, layers: [0])
      #expect(Pixels(film: kept) == Pixels(film: fresh), "\(index)")
    }
  }
}
