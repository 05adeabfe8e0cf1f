import DraftModel
import Media
import Preview
import TestSupport
import Testing

/// What is seen through what.
@Suite struct BlendingRenderingTests {
  private let stage: Stage

  init() throws {
    stage = try Stage()
    try stage.addPhoto("red.png", width: 160, height: 80, .red)
    try stage.addPhoto("blue.png", width: 160, height: 80, .blue)
  }

  private func expect(
    _ pixels: Pixels, _ x: Int, _ y: Int, _ color: Color, _ location: SourceLocation = #_sourceLocation
  ) {
    let found = pixels[x, y]
    #expect(
      found.distance(to: color) <= 3, "(\(x), \(y)) is \(found), not \(color)", sourceLocation: location)
  }

  private func overBlue(_ segment: String, at milliseconds: Int = 0, track: String = "") throws -> Pixels {
    try stage.picture(
      #"{"tt": 0, "sg": [{"u": "blue.png", "d": 2000}]}, {"tt": 0, \#(track) "sg": [\#(segment)]}"#,
      at: milliseconds)
  }

  @Test(arguments: [0.5, 0.25, 0.9]) func opacityLetsWhatIsBelowThrough(_ opacity: Double) throws {
    let pixels = try overBlue(#"{"u": "red.png", "d": 2000, "o": \#(opacity)}"#)
    expect(pixels, 80, 40, Color.blue.covered(by: .red, opacity: opacity))
  }

  @Test func opacityOfTheTrackMultiplies() throws {
    let pixels = try overBlue(#"{"u": "red.png", "d": 2000, "o": 0.5}"#, track: #""o": 0.5,"#)
    expect(pixels, 80, 40, Color.blue.covered(by: .red, opacity: 0.25))
  }

  @Test func nothingIsSeenOfWhatHasNoOpacity() throws {
    expect(try overBlue(#"{"u": "red.png", "d": 2000, "o": 0}"#), 80, 40, .blue)
  }

  // Times of frames: every 100 ms is one.
  @Test(arguments: [(0, 0.0), (200, 0.2), (500, 0.5), (1000, 1), (1500, 1), (1700, 0.6), (1900, 0.2)])
  func fadesAreLinear(_ time: Int, _ opacity: Double) throws {
    let pixels = try overBlue(#"{"u": "red.png", "d": 2000, "fi": 1000, "fo": 500}"#, at: time)
    expect(pixels, 80, 40, Color.blue.covered(by: .red, opacity: opacity))
  }

  @Test func whatFadesAloneFadesIntoTheBackground() throws {
    let pixels = try stage.picture(ofSegments: #"{"u": "red.png", "d": 2000, "fi": 1000}"#, at: 500)
    expect(pixels, 80, 40, Stage.background.covered(by: .red, opacity: 0.5))
  }

  @Test func alphaOfPicturesIsBlended() throws {
    // From clear on the left to solid on the right, in steps of 32 pixels.
    try stage.folder.write(
      PictureMaker.png(width: 160, height: 80) { x, _ in (.red, alpha: x / 32 * 255 / 4) }, to: "steps.png")
    let pixels = try overBlue(#"{"u": "steps.png", "d": 2000}"#)
    for step in 0...4 {
      let alpha = Double(step * 255 / 4) / 255
      expect(pixels, step * 32 + 16, 40, Color.blue.covered(by: .red, opacity: alpha))
    }
  }

  @Test func alphaAndOpacityMultiply() throws {
    try stage.folder.write(
      PictureMaker.png(width: 160, height: 80) { _, _ in (.red, alpha: 128) }, to: "half.png")
    let pixels = try overBlue(#"{"u": "half.png", "d": 2000, "o": 0.5}"#)
    expect(pixels, 80, 40, Color.blue.covered(by: .red, opacity: 0.251))
  }

  @Test func theColourOfWhatIsClearDoesNotBleed() throws {
    // Red stripes between stripes of green that nobody may see.
    try stage.folder.write(
      PictureMaker.png(width: 320, height: 160) { x, _ in
        x / 4 % 2 == 0 ? (.red, alpha: 255) : (.green, alpha: 0)
      }, to: "stripes.png")
    let pixels = try overBlue(#"{"u": "stripes.png", "d": 2000}"#)
    for x in 8..<152 {
      // Nothing between blue and red is greener than the greener of the two.
      #expect(pixels[x, 40].green <= max(Color.blue.green, Color.red.green) + 6, "\(x) is \(pixels[x, 40])")
    }
  }

  @Test func laterTracksLieAbove() throws {
    let pixels = try stage.picture(
      """
      {"tt": 0, "sg": [{"u": "red.png", "d": 1000}]},
      {"tt": 0, "sg": [{"u": "blue.png", "d": 1000, "sc": 0.5}]},
      {"tt": 0, "sg": [{"u": "red.png", "d": 1000, "sc": 0.25, "o": 0.5}]}
      """)
    expect(pixels, 4, 4, .red)
    expect(pixels, 44, 24, .blue)
    expect(pixels, 80, 40, Color.blue.covered(by: .red, opacity: 0.5))
  }

  @Test func layersOnOddPixelsAreBlendedInPlace() throws {
    try stage.addPhoto("dot.png", width: 20, height: 20, .white)
    // From (71, 31) to (91, 51).
    let pixels = try overBlue(
      #"{"u": "dot.png", "d": 2000, "ft": "none", "x": 0.50625, "y": 0.5125, "o": 0.5}"#)
    let half = Color.blue.covered(by: .white, opacity: 0.5)
    expect(pixels, 73, 40, half)
    expect(pixels, 88, 40, half)
    expect(pixels, 68, 40, .blue)
    expect(pixels, 94, 40, .blue)
    #expect(pixels[71, 40].green > pixels[70, 40].green + 40)
    #expect(pixels[90, 40].green > pixels[91, 40].green + 40)
  }
}
