import DraftModel
import Preview
import Testing

/// Keyframes and animations as the plan works them out.
@Suite struct MotionPlanningTests {
  private func look(_ segment: String, at milliseconds: Int) throws -> LayerLook {
    let plan = try RenderPlan.ofSegments(#"{"u": "other", "s": 500, "d": 2000, \#(segment)}"#)
    return plan.layers[0].look(at: Time(milliseconds: 500 + milliseconds))
  }

  private func text(_ segment: String, at milliseconds: Int) throws -> LayerLook {
    let plan = try RenderPlan.of(
      #"{"tt": 7, "sg": [{"tx": "One two\nthree", "s": 500, "d": 2000, \#(segment)}]}"#)
    return plan.layers[0].look(at: Time(milliseconds: 500 + milliseconds))
  }

  @Test(arguments: [(0, 64.0), (500, 64), (750, 192), (1000, 320), (1900, 320)])
  func valuesRunFromKeyframeToKeyframeAndAreHeldOutside(_ time: Int, _ x: Double) throws {
    let keyframes = #""x": 0.9, "kf": [{"p": "x", "t": 1000, "v": 0.5}, {"p": "x", "t": 500, "v": 0.1}]"#
    #expect(abs(try look(keyframes, at: time).placement.centerX - x) < 1e-9)
  }

  // Of CSS's curves, by cubic-bezier.com to four places.
  @Test(arguments: [
    ("linear", 0.25), ("ease-in", 0.0935), ("ease-out", 0.3782), ("ease-in-out", 0.1292), ("hold", 0),
    ("EaseInOut", 0.1292),
  ])
  func easingsAreThoseOfCSS(_ easing: String, _ value: Double) throws {
    let keyframes =
      #""kf": [{"p": "o", "t": 0, "v": 0, "e": "\#(easing)"}, {"p": "o", "t": 2000, "v": 1}]"#
    #expect(abs(try look(keyframes, at: 500).opacity - value) < 1e-4)
  }

  @Test func easingsBeginAndEndWhereTheyShould() {
    for easing in Easing.allCases {
      #expect(easing.value(at: 0) == 0)
      #expect(easing.value(at: 1) == 1)
    }
    #expect(abs(Easing.easeInOut.value(at: 0.5) - 0.5) < 1e-12)
  }

  @Test func scaleAndRotationReplaceTheStaticOnes() throws {
    let still = try look(#""sc": 0.5"#, at: 0)
    let moved = try look(
      #""sc": 0.25, "r": 45, "kf": [{"p": "sc", "t": 0, "v": 0.5}, {"p": "r", "t": 0, "v": -90}]"#, at: 700)
    #expect(moved.placement.width == still.placement.width)
    #expect(moved.placement.height == still.placement.height)
    #expect(moved.placement.rotation == 270)
    #expect(try !look(#""kf": [{"p": "sc", "t": 0, "v": 0}]"#, at: 0).isVisible)
  }

  @Test func opacityOfTheTrackFadesAndAnimationsMultiply() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 0, "o": 0.5, "sg": [{"u": "other", "d": 2000, "o": 0.1, "fi": 1000,
       "kf": [{"p": "o", "t": 0, "v": 0.8}], "an": {"i": {"k": "fade", "d": 1000}}}]}
      """)
    #expect(abs(plan.layers[0].look(at: Time(milliseconds: 500)).opacity - 0.5 * 0.8 * 0.5 * 0.5) < 1e-12)
  }

  @Test func slidesComeFromOutsideTheCanvas() throws {
    // Moving to the left: from the right.
    let slide = #""an": {"i": {"k": "slideleft", "d": 500}, "o": {"k": "slideup", "d": 500}}"#
    #expect(try look(slide, at: 0).placement.centerX == 320 + 640)
    let middle = try look(slide, at: 250).placement.centerX
    #expect(abs(middle - (320 + 640 * (1 - 0.6846))) < 0.1)
    #expect(try look(slide, at: 500).placement.centerX == 320)
    let leaving = try look(slide, at: 1750).placement
    #expect(leaving.centerX == 320)
    #expect(abs(leaving.centerY - (180 - 360 * 0.3154)) < 0.1)
  }

  @Test func popsGrowBeyondTheirSizeAndSettle() throws {
    let pop = #""an": {"i": {"k": "pop", "d": 1000}}"#
    #expect(try !look(pop, at: 0).isVisible)
    #expect(try look(pop, at: 600).scale > 1.05)
    #expect(try look(pop, at: 1000).scale == 1)
  }

  // 13 characters, three words that end at 3, 7 and 13.
  @Test(arguments: [
    ("typewriter", 0, 0), ("typewriter", 500, 6), ("typewriter", 999, 12), ("words", 0, 0), ("words", 334, 3),
    ("word by word", 700, 7), ("words", 999, 7),
  ])
  func textsAreTyped(_ kind: String, _ time: Int, _ characters: Int) throws {
    let look = try text(#""an": {"i": {"k": "\#(kind)", "d": 1000}}"#, at: time)
    #expect(look.shownCharacters == characters)
    #expect(look.isVisible == (characters > 0))
    #expect(try text(#""an": {"i": {"k": "\#(kind)", "d": 1000}}"#, at: 1000).shownCharacters == nil)
  }

  @Test func movingLayersCoverWhatTheyAlwaysCover() throws {
    func layers(_ keyframes: String) throws -> [[Int]] {
      try RenderPlan.of(
        """
        {"tt": 0, "sg": [{"u": "clip", "d": 1000}]},
        {"tt": 0, "sg": [{"u": "other", "d": 1000, "kf": [\(keyframes)]}]}
        """
      ).chunks.map(\.layers)
    }
    #expect(try layers(#"{"p": "sc", "t": 0, "v": 1}, {"p": "sc", "t": 900, "v": 1.3}"#) == [[1]])
    #expect(try layers(#"{"p": "sc", "t": 0, "v": 1}, {"p": "sc", "t": 900, "v": 0.9}"#) == [[0, 1]])
    #expect(try layers(#"{"p": "x", "t": 0, "v": 0.5}, {"p": "x", "t": 900, "v": 0.6}"#) == [[0, 1]])
    #expect(try layers(#"{"p": "o", "t": 0, "v": 1}"#) == [[1]])
    #expect(try layers(#"{"p": "o", "t": 0, "v": 1}, {"p": "o", "t": 900, "v": 0.5}"#) == [[0, 1]])
    #expect(try layers(#"{"p": "r", "t": 0, "v": 5}"#) == [[0, 1]])
  }

  @Test func numbersBeyondAllMeasureDoNoHarm() throws {
    for value in ["1e300", "-1e300", "1e24", "-1e24"] {
      let plan = try RenderPlan.ofSegments(
        """
        {"u": "clip", "d": 1000, "ss": \(value), "kf": [{"p": "x", "t": \(value), "v": \(value)},
         {"p": "r", "t": 0, "v": \(value)}, {"p": "sc", "t": 100, "v": \(value)}, {"p": "v", "t": 0, "v": 1},
         {"p": "v", "t": \(value), "v": \(value), "e": "ease-in"}],
         "fx": [{"k": "blur", "a": \(value)}], "an": {"i": {"k": "pop", "d": \(value)}},
         "tr": {"d": \(value)}}, {"u": "clip", "d": 1000}
        """)
      for time in [0, 500, 999] { _ = plan.layers[0].look(at: Time(milliseconds: time)).placement.box }
    }
  }
}
