import DraftModel
import Preview
import Testing

/// What a segment becomes: layers, sounds, and what is said about it.
@Suite struct SegmentPlanningTests {
  private func entry(_ segment: String, track: String = #""tt": 0"#) throws -> FidelityEntry {
    let plan = try RenderPlan.of(#"{\#(track), "sg": [\#(segment)]}"#)
    return try #require(plan.fidelity.first)
  }

  @Test func missingMediaBecomeASlate() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "https://example.com/a/lost%20clip.mp4?key=secret", "d": 1000}"#)
    #expect(plan.layers.map(\.content) == [.slate(title: "missing", detail: "lost clip.mp4")])
    #expect(plan.layers[0].placement.box == PixelBox(x: 0, y: 0, width: 640, height: 360))
    #expect(plan.fidelity.map(\.status) == [.notDrawn])
    #expect(plan.fidelity[0].notes == ["lost clip.mp4: missing"])
    #expect(!plan.text.contains("secret"))
  }

  @Test func theSlateIsPlacedLikeThePicture() throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "absent", "d": 1000, "sc": 0.25, "x": 0.25, "y": 0.25}"#)
    #expect(plan.layers[0].placement.box == PixelBox(x: 80, y: 45, width: 160, height: 90))
  }

  @Test func aSegmentWithoutMediaIsASlate() throws {
    let plan = try RenderPlan.ofSegments(#"{"d": 1000, "m": {"title": "drone"}}"#)
    #expect(plan.layers.map(\.content) == [.slate(title: "no media", detail: "drone")])
    #expect(plan.fidelity[0].status == .notDrawn)
  }

  @Test func missingSoundIsSaidAndDrawsNothing() throws {
    let plan = try RenderPlan.of(#"{"tt": 1, "sg": [{"u": "absent", "d": 1000}]}"#)
    #expect(plan.layers.isEmpty)
    #expect(plan.sound.clips.isEmpty)
    #expect(plan.fidelity[0].status == .notDrawn)
  }

  @Test func allIsWellWhereNothingIsLost() throws {
    let first = try entry(
      """
      {"u": "clip", "d": 1000, "fi": 500, "fo": 500, "kf": [{"p": "x", "t": 0, "v": 0, "e": "ease-in"}],
       "fx": [{"k": "sepia"}, {"k": "Chroma Key", "c": "#00FF00"}], "an": {"i": {"k": "slide-left", "d": 100}}}
      """)
    #expect(first.status == .drawn)
    #expect(first.notes == [])
    #expect(first.pointer.description == "/t/0/sg/0")
  }

  @Test(arguments: [
    (#""tr": {"k": "crossfade", "d": 500}"#, "transition"),
    (#""kf": [{"p": "hue", "t": 0, "v": 0}]"#, "hue"),
    (#""kf": [{"p": "x", "t": 0}]"#, "no value"),
    (#""kf": [{"p": "x", "t": 0, "v": 0, "e": "bounce"}]"#, "bounce"),
    (#""fx": [{"k": "glitch", "a": 0.1}]"#, "glitch"), (#""fx": [{"k": "blur"}]"#, "no amount"),
    (#""fx": [{"k": "chromakey"}]"#, "no colour"), (#""an": {"i": {"k": "swirl", "d": 100}}"#, "swirl"),
    (#""an": {"o": {"k": "typewriter", "d": 100}}"#, "for texts"),
    (#""an": {"i": {"k": "fade", "d": 700}, "o": {"k": "fade", "d": 700}}"#, "faster"),
    (#""fi": 700, "fo": 700"#, "fades"), (#""sp": 0.05"#, "speed"), (#""sp": 17"#, "speed"),
    (#""v": 1000"#, "volume"), (#""ss": 9500"#, "ends"),
  ])
  func whatIsShownDifferentlyIsSaid(_ properties: String, _ word: String) throws {
    let entry = try entry(#"{"u": "clip", "d": 1000, \#(properties)}"#)
    #expect(entry.status == .approximated)
    #expect(entry.notes.contains { $0.contains(word) }, "\(entry.notes)")
  }

  @Test(arguments: [
    (#""tt": 5"#, #"{"u": "clip", "d": 1000}"#, "type 5"),
    (#""x": 1"#, #"{"u": "clip", "d": 1000}"#, "no type"),
    (#""tt": 7"#, #"{"d": 1000}"#, "no text"), (#""tt": 1"#, #"{"u": "photo", "d": 1000}"#, "no sound"),
  ])
  func whatIsNotDrawnIsSaid(_ track: String, _ segment: String, _ word: String) throws {
    let entry = try entry(segment, track: track)
    #expect(entry.status == .notDrawn)
    #expect(entry.notes.contains { $0.contains(word) }, "\(entry.notes)")
  }

  @Test(arguments: [
    (#""tt": 0, "hd": true"#, #"{"u": "clip", "d": 1000}"#, "hidden"),
    (#""tt": 7"#, #"{"tx": "a", "d": 1000, "hd": true}"#, "hidden"),
    (#""tt": 0"#, #"{"u": "clip", "d": 0}, {"u": "clip", "d": 1000}"#, "no length"),
  ])
  func whatTheDraftLeavesOutIsNoLoss(_ track: String, _ segment: String, _ word: String) throws {
    let entry = try entry(segment, track: track)
    #expect(entry.status == .omitted)
    #expect(entry.notes.contains { $0.contains(word) }, "\(entry.notes)")
  }

  @Test func whatIsHiddenIsHeardAndWhatIsMutedIsSeen() throws {
    let hidden = try RenderPlan.ofSegments(#"{"u": "clip", "d": 1000, "hd": true}"#)
    #expect(hidden.layers.isEmpty)
    #expect(hidden.sound.clips.count == 1)
    let muted = try RenderPlan.ofSegments(#"{"u": "clip", "d": 1000, "mu": true}"#)
    #expect(muted.layers.count == 1)
    #expect(muted.sound.clips.isEmpty)
    let track = try RenderPlan.of(#"{"tt": 0, "mu": true, "hd": true, "sg": [{"u": "clip", "d": 1000}]}"#)
    #expect(track.layers.isEmpty)
    #expect(track.sound.clips.isEmpty)
  }

  @Test(arguments: [
    ("0.01", "0.1"), ("0.1", "0.1"), ("2.5", "2.5"), ("16", "16"), ("99", "16"), ("-1", "1"), ("0", "1"),
  ])
  func speedIsHeldBetweenATenthAndSixteen(_ written: String, _ played: String) throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "other", "d": 1000, "sp": \#(written)}"#)
    #expect(plan.layers[0].media?.speed == Rational(decimal: played.utf8))
  }

  @Test func soundIsMutedAboveFourTimesTheSpeed() throws {
    let four = try RenderPlan.ofSegments(#"{"u": "clip", "d": 1000, "sp": 4}"#)
    #expect(four.sound.clips.map(\.speed) == [Rational(4)])
    #expect(four.fidelity[0].status == .drawn)
    let five = try RenderPlan.ofSegments(#"{"u": "clip", "d": 1000, "sp": 5}"#)
    #expect(five.sound.clips.isEmpty)
    #expect(five.fidelity[0].status == .approximated)
  }

  @Test func sourceTimeRunsFromTheInPointAtTheSpeed() throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "clip", "s": 500, "d": 1000, "ss": 250.5, "sp": 2}"#)
    let layer = plan.layers[0]
    #expect(
      layer.media?.sourceTime(at: Time(milliseconds: 800), from: layer.range.start)
        == Time(milliseconds: Rational(8505, 10)))
  }

  @Test func soundCountsInSamples() throws {
    let plan = try RenderPlan.of(
      #"{"tt": 1, "v": 0.5, "sg": [{"u": "song", "s": 250, "d": 1000.5, "v": 0.5, "fi": 100, "fo": 200}]}"#)
    let clip = try #require(plan.sound.clips.first)
    #expect(clip.samples == 12_000..<60_024)
    #expect(clip.gain == 0.25)
    #expect((clip.fadeIn, clip.fadeOut) == (4800, 9600))
  }

  @Test func fadesThatAreTooLongAreScaledDown() throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "clip", "d": 1000, "fi": 1500, "fo": 500}"#)
    let opacity = plan.layers[0].opacity
    #expect(opacity.fadeIn == Time(milliseconds: 750))
    #expect(opacity.fadeOut == Time(milliseconds: 250))
    #expect(plan.sound.clips[0].fadeIn == 36_000)
    let range = plan.layers[0].range
    #expect(opacity.value(at: Time(milliseconds: 375), in: range) == 0.5)
    #expect(opacity.value(at: Time(milliseconds: 750), in: range) == 1)
    #expect(opacity.value(at: Time(milliseconds: 900), in: range) == 0.4)
  }

  @Test func opacitiesOfTrackAndSegmentMultiply() throws {
    let plan = try RenderPlan.of(
      #"{"tt": 0, "o": 0.5, "sg": [{"u": "clip", "d": 1000, "o": 0.5}, {"u": "clip", "d": 1000, "o": 7}]}"#)
    #expect(plan.layers.map(\.opacity.base) == [0.25, 1])
  }

  @Test func animationsHaveNoEnd() throws {
    #expect(try entry(#"{"u": "gif", "d": 60000}"#).status == .drawn)
  }

  @Test func laterTracksLieAboveAndLaterSegmentsToo() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 7, "sg": [{"tx": "below", "d": 1000}]},
      {"tt": 0, "sg": [{"u": "cutout", "s": 0, "d": 1000}, {"u": "cutout", "s": 0, "d": 1000}]}
      """)
    #expect(plan.layers.map { [$0.track, $0.segment] } == [[0, 0], [1, 0], [1, 1]])
    #expect(plan.chunks.map(\.layers) == [[0, 1, 2]])
  }
}
