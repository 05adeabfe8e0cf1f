import DraftModel
import Preview
import Testing

/// Where transitions lie, and what is said about them.
@Suite struct TransitionPlanningTests {
  private func transitions(_ segments: String) throws -> [TransitionPlan] {
    try RenderPlan.ofSegments(segments).transitions
  }

  private func range(_ start: Int, _ end: Int) -> TimeRange {
    TimeRange(start: Time(milliseconds: start), end: Time(milliseconds: end))
  }

  @Test(arguments: [(500, 750, 1250), (501, 750, 1251), (1, 1000, 1001), (2000, 0, 2000)])
  func liesAboutTheCut(_ duration: Int, _ start: Int, _ end: Int) throws {
    let found = try transitions(
      #"{"u": "other", "ss": 5000, "d": 1000, "tr": {"d": \#(duration)}}, {"u": "other", "d": 1000}"#)
    #expect(found.map(\.range) == [range(start, end)])
  }

  @Test func bothSidesAreOnAllAlong() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "other", "d": 1000, "tr": {"k": "WipeLeft", "d": 400}}, {"u": "clip", "d": 1000, "ss": 500}"#)
    #expect(plan.layers.map(\.frames) == [0..<36, 24..<60])
    #expect(plan.layers.map(\.range) == [range(0, 1000), range(1000, 2000)])
    #expect(plan.transitions.map(\.kind) == [.wipeLeft])
    #expect(plan.transitions.map(\.frames) == [24..<36])
    #expect(plan.transitions.map { [$0.outgoing, $0.incoming] } == [[[0], [1]]])
    // Chunks begin and end where it does.
    #expect(plan.chunks.map(\.frames) == [0..<24, 24..<36, 36..<60])
    #expect(plan.chunks.map(\.transitions) == [[], [0], []])
    #expect(plan.transitions[0].progress(at: Time(milliseconds: 900)) == 0.25)
    #expect(plan.fidelity.map(\.status) == [.drawn, .drawn])
  }

  @Test func sourcesGoOnBeyondTheCut() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "other", "d": 1000, "tr": {"d": 400}}, {"u": "clip", "d": 1000, "ss": 500, "sp": 2}"#)
    let incoming = plan.layers[1]
    #expect(
      incoming.media?.sourceTime(at: Time(milliseconds: 900), from: incoming.range.start)
        == Time(milliseconds: 300))
    // 200 ms before the cut are 400 ms of the source.
    #expect(plan.sound.clips.map(\.samples) == [38_400..<96_000])
    #expect(plan.sound.clips.map(\.sourceStart) == [Time(milliseconds: 100)])
  }

  @Test func backdropsAreOnTheirSide() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "ft": "blur", "d": 1000, "tr": {"d": 400}}, {"u": "photo", "ft": "blur", "d": 1000}"#)
    #expect(plan.transitions.map { [$0.outgoing, $0.incoming] } == [[[0, 1], [2, 3]]])
  }

  @Test func theOrderInTheArrayDoesNotMatter() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "s": 1000, "d": 1000}, {"u": "clip", "s": 0, "d": 1000, "tr": {"d": 400}}"#)
    #expect(plan.transitions.map { [$0.outgoing, $0.incoming] } == [[[1], [0]]])
  }

  @Test(arguments: [
    // Longer than what is beside it.
    (
      #"{"u": "other", "ss": 5000, "d": 1000, "tr": {"d": 9000}}, {"u": "other", "ss": 5000, "d": 2000}"#,
      [2000]
    ),
    // Two in one segment: both give way in proportion.
    (
      #"{"u": "other", "d": 3000, "tr": {"d": 1500}}, {"u": "other", "ss": 5000, "d": 500, "tr": {"d": 500}}, {"u": "other", "ss": 5000, "d": 3000}"#,
      [750, 250]
    ),
  ])
  func isShortenedForTheSegmentsBesideIt(_ segments: String, _ durations: [Int]) throws {
    let plan = try RenderPlan.ofSegments(segments)
    #expect(plan.transitions.map(\.range.duration) == durations.map { Time(milliseconds: $0) })
    #expect(plan.fidelity[0].status == .approximated)
    #expect(plan.fidelity[0].notes.contains { $0.contains("shortened") }, "\(plan.fidelity[0].notes)")
  }

  @Test func neverOverlapInASegment() throws {
    for (first, length, second) in [
      (1, 1, 1), (999, 333, 1001), (500, 7, 3), (2, 2000, 5000), (801, 700, 600),
    ] {
      let found = try transitions(
        """
        {"u": "other", "d": 4000, "tr": {"d": \(first)}}, {"u": "other", "d": \(length), "tr": {"d": \(second)}},
        {"u": "other", "d": 4000}
        """)
      for (a, b) in zip(found, found.dropFirst()) {
        #expect(a.range.end <= b.range.start, "\(first) \(length) \(second)")
      }
    }
  }

  @Test(arguments: [
    (#""k": "starburst", "d": 500"#, "starburst", true), (#""k": "crossfade""#, "no length", false),
    (#""d": 0"#, "no length", false), (#""d": -100"#, "no length", false),
  ])
  func saysWhatIsShownDifferently(_ transition: String, _ word: String, _ isShown: Bool) throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "other", "d": 1000, "tr": {\#(transition)}}, {"u": "other", "ss": 900, "d": 1000}"#)
    #expect(plan.transitions.map(\.kind) == (isShown ? [.crossfade] : []))
    #expect(plan.fidelity[0].notes.contains { $0.contains(word) }, "\(plan.fidelity[0].notes)")
  }

  @Test(arguments: [
    #"{"u": "other", "d": 1000, "tr": {"d": 100}}"#,
    #"{"u": "other", "d": 1000, "tr": {"d": 100}}, {"u": "other", "s": 1500, "d": 1000}"#,
    #"{"u": "other", "d": 1000, "tr": {"d": 100}}, {"u": "other", "s": 500, "d": 1000}"#,
  ])
  func leadsNowhereWithoutANeighbour(_ segments: String) throws {
    let plan = try RenderPlan.ofSegments(segments)
    #expect(plan.transitions.isEmpty)
    #expect(plan.fidelity[0].notes.contains { $0.contains("shown as a cut") })
  }

  @Test func fadesOnTheSharedEdgeAreLeftOutAndSaid() throws {
    let plan = try RenderPlan.ofSegments(
      """
      {"u": "other", "d": 1000, "fi": 100, "fo": 950, "tr": {"d": 100}},
      {"u": "clip", "ss": 900, "d": 1000, "fi": 300, "fo": 200}
      """)
    #expect(plan.layers.map(\.opacity.fadeIn) == [Time(milliseconds: 100), .zero])
    #expect(plan.layers.map(\.opacity.fadeOut) == [.zero, Time(milliseconds: 200)])
    #expect(plan.sound.clips.map(\.fadeIn) == [0])
    #expect(plan.fidelity[0].notes.filter { $0.contains("fade") }.count == 1)
    #expect(plan.fidelity[1].notes.filter { $0.contains("fade") }.count == 1)
  }

  @Test func heldEdgesAreSaid() throws {
    // 10 s of "clip": 250 ms are wanted beyond either end.
    let plan = try RenderPlan.ofSegments(
      #"{"u": "clip", "ss": 9000, "d": 1000, "tr": {"d": 500}}, {"u": "clip", "d": 1000}"#)
    #expect(plan.fidelity[0].notes.contains { $0.contains("ends 0.25s before its transition does") })
    #expect(plan.fidelity[1].notes.contains { $0.contains("begins 0.25s after the transition does") })
    let photos = try RenderPlan.ofSegments(
      #"{"u": "photo", "d": 1000, "tr": {"d": 500}}, {"u": "gif", "d": 1000}"#)
    #expect(photos.fidelity.map(\.status) == [.drawn, .drawn])
  }

  @Test func whatBothSidesCoverIsNotDrawn() throws {
    let below = #"{"tt": 0, "sg": [{"u": "photo", "d": 2000}]}"#
    let above = try RenderPlan.of(
      below
        + #", {"tt": 0, "sg": [{"u": "other", "d": 1000, "tr": {"d": 400}}, {"u": "clip", "ss": 900, "d": 1000}]}"#
    )
    #expect(above.chunks.map(\.layers) == [[1], [1, 2], [2]])
    let through = try RenderPlan.of(
      below
        + #", {"tt": 0, "sg": [{"u": "other", "d": 1000, "tr": {"d": 400}}, {"u": "photo", "d": 1000}]}"#)
    #expect(through.chunks.map(\.layers) == [[1], [0, 1, 2], [0, 2]])
  }

  @Test func bothSidesAreThereWhereOneLiesBelowWhatCovers() throws {
    // The second segment of the array covers all, and lies between the two sides.
    let plan = try RenderPlan.ofSegments(
      """
      {"u": "other", "s": 0, "d": 1000, "tr": {"d": 400}}, {"u": "other", "s": 0, "d": 2000},
      {"u": "clip", "s": 1000, "ss": 900, "d": 1000}
      """)
    #expect(plan.chunks.map(\.layers) == [[1], [0, 1, 2], [2]])
  }

  @Test func aPartOfTheFilmHasItsTransitions() throws {
    let segments = #"{"u": "other", "d": 1000, "tr": {"d": 400}}, {"u": "other", "ss": 900, "d": 1000}"#
    let cut = try RenderPlan.ofSegments(segments, .range(850, 950))
    #expect(cut.transitions.count == 1)
    #expect(cut.chunks.map(\.layers) == [[0, 1]])
    let after = try RenderPlan.ofSegments(segments, .range(1500, 2000))
    #expect(after.transitions.isEmpty)
    #expect(after.layers.count == 1)
  }
}
