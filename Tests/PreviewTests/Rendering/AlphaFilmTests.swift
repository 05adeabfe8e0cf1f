import DraftModel
import Media
import Preview
import TestSupport
import Testing

/// Films with an alpha channel.
@Suite struct AlphaFilmTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  /// Fifths that are clear, a quarter, half, three quarters and wholly opaque; from frame 15 on the
  /// other way round.
  private func addSteps() throws {
    try AlphaFilmMaker.write(width: 160, height: 80, count: 30, to: stage.folder.file("steps.webm")) {
      frame, x, _ in
      let step = frame < 15 ? x / 32 : 4 - x / 32
      return (.red, alpha: step * 255 / 4)
    }
  }

  private func expectSteps(_ pixels: Pixels, over below: Color, opacity: Double = 1, isReversed: Bool = false)
  {
    for step in 0..<5 {
      let alpha = Double((isReversed ? 4 - step : step) * 255 / 4) / 255 * opacity
      let expected = below.covered(by: .red, opacity: alpha)
      #expect(
        pixels.isNearly(expected, step * 32 + 16, 40, within: 8),
        "step \(step): \(pixels[step * 32 + 16, 40]), not \(expected)")
    }
  }

  @Test func letWhatIsBelowThrough() throws {
    try addSteps()
    let segment = #"{"u": "steps.webm", "d": 1000}"#
    try expectSteps(stage.picture(ofSegments: segment), over: Stage.background)
    try expectSteps(stage.picture(ofSegments: segment, at: 800), over: Stage.background, isReversed: true)
    try stage.addPhoto("below.png", width: 160, height: 80, .blue)
    try expectSteps(
      stage.picture(
        #"{"tt": 0, "sg": [{"u": "below.png", "d": 1000}]}, {"tt": 0, "sg": [\#(segment)]}"#, at: 100),
      over: .blue)
  }

  @Test func alphaAndOpacityMultiply() throws {
    try addSteps()
    try expectSteps(
      stage.picture(ofSegments: #"{"u": "steps.webm", "d": 1000, "o": 0.5}"#), over: Stage.background,
      opacity: 0.5)
  }

  @Test func areKnownByTheirFacts() throws {
    try addSteps()
    let picture = try #require(MediaProbe.facts(path: stage.folder.file("steps.webm")).picture)
    #expect(picture.hasAlpha)
    #expect(picture.codec == "vp9")
  }
}
