import DraftModel
import Preview
import Testing

/// How loud clips are when.
@Suite struct GainPlanningTests {
  private func points(_ curve: GainCurve?) -> [[Double]] {
    (curve?.points ?? []).map { [Double($0.sample), $0.value] }
  }

  private func ducking(_ voices: String, music: String = #"{"u": "song", "d": 10000}"#) throws -> [GainCurve]
  {
    let plan = try RenderPlan.of(
      #"{"tt": 1, "dk": 12, "sg": [\#(music)]}, {"tt": 1, "rl": "voice", "sg": [\#(voices)]}"#)
    return plan.sound.clips[0].curves
  }

  @Test func musicStepsBackWhileAVoiceIsOn() throws {
    let curves = try ducking(#"{"u": "song", "s": 2000, "d": 1000}"#)
    #expect(curves.map(\.scale) == [.decibels])
    // Ramps of 200 ms outside.
    #expect(points(curves.first) == [[86_400, 0], [96_000, -12], [144_000, -12], [153_600, 0]])
  }

  @Test func rampsThatMeetTurnBackEarly() throws {
    let curves = try ducking(#"{"u": "song", "s": 2000, "d": 1000}, {"u": "song", "s": 3200, "d": 800}"#)
    #expect(
      points(curves.first) == [
        [86_400, 0], [96_000, -12], [144_000, -12], [148_800, -6], [153_600, -12], [192_000, -12],
        [201_600, 0],
      ])
  }

  @Test func voicesThatOverlapAreOne() throws {
    let curves = try ducking(#"{"u": "song", "s": 2000, "d": 1000}, {"u": "song", "s": 2500, "d": 1500}"#)
    #expect(points(curves.first) == [[86_400, 0], [96_000, -12], [192_000, -12], [201_600, 0]])
  }

  @Test func timesCountFromTheClip() throws {
    let curves = try ducking(
      #"{"u": "song", "s": 2000, "d": 1000}"#, music: #"{"u": "song", "s": 2500, "d": 5000}"#)
    #expect(points(curves.first) == [[-33_600, 0], [-24_000, -12], [24_000, -12], [33_600, 0]])
  }

  @Test(arguments: [
    #"{"tt": 0, "rl": "voice", "sg": [{"u": "clip", "d": 1000}]}"#,
    #"{"tt": 1, "rl": "sfx", "sg": [{"u": "song", "d": 1000}]}"#,
    #"{"tt": 1, "rl": "voice", "mu": true, "sg": [{"u": "song", "d": 1000}]}"#,
    #"{"tt": 1, "rl": "voice", "sg": [{"u": "song", "d": 1000, "mu": true}]}"#,
  ])
  func nothingElseDucks(_ track: String) throws {
    let plan = try RenderPlan.of(#"{"tt": 1, "dk": 12, "sg": [{"u": "song", "d": 5000}]}, \#(track)"#)
    #expect(plan.sound.clips[0].curves == [])
  }

  @Test func onlyMusicIsDucked() throws {
    let voice = #"{"tt": 1, "rl": "voice", "sg": [{"u": "song", "d": 1000}]}"#
    for track in [#""tt": 1, "rl": "sfx""#, #""tt": 0"#] {
      let plan = try RenderPlan.of(#"{\#(track), "dk": 12, "sg": [{"u": "clip", "d": 5000}]}, \#(voice)"#)
      #expect(plan.sound.clips[0].curves == [])
      #expect(plan.fidelity[0].notes.contains { $0.contains("not ducked") })
    }
  }

  @Test func keyframesReplaceTheVolume() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 1, "v": 0.5, "sg": [{"u": "song", "s": 1000, "d": 2000, "v": 0,
       "kf": [{"p": "v", "t": 0, "v": 0}, {"p": "v", "t": 500, "v": 2, "e": "hold"}, {"p": "v", "t": 1000, "v": 1}]}]}
      """)
    let clip = try #require(plan.sound.clips.first)
    #expect(clip.gain == 0.5)
    #expect(points(clip.curves.first) == [[0, 0], [24_000, 2], [48_000, 2], [48_000, 1]])
  }

  @Test func easedVolumesFollowTheirCurve() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 1, "sg": [{"u": "song", "d": 2000,
       "kf": [{"p": "v", "t": 0, "v": 0, "e": "ease-in"}, {"p": "v", "t": 1000, "v": 1}]}]}
      """)
    let curve = try #require(plan.sound.clips.first?.curves.first)
    #expect(curve.points.count >= 100)
    let middle = try #require(curve.points.first { $0.sample >= 24_000 })
    #expect(abs(middle.value - Easing.easeIn.value(at: Double(middle.sample) / 48_000)) < 1e-3)
  }

  @Test func transitionsCrossfadeSound() throws {
    func curves(_ kind: String) throws -> [[GainCurve]] {
      let plan = try RenderPlan.of(
        """
        {"tt": 1, "sg": [{"u": "song", "d": 1000, "tr": {"k": "\(kind)", "d": 400}},
                         {"u": "song", "d": 1000, "ss": 900}]}
        """)
      return plan.sound.clips.map(\.curves)
    }
    let cross = try curves("crossfade")
    #expect(points(cross[0].first) == [[38_400, 1], [57_600, 0]])
    #expect(points(cross[1].first) == [[0, 0], [19_200, 1]])
    // Out, then in.
    let black = try curves("fadeblack")
    #expect(points(black[0].first) == [[38_400, 1], [48_000, 0]])
    #expect(points(black[1].first) == [[9600, 0], [19_200, 1]])
  }
}
