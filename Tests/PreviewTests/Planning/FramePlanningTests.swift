import DraftModel
import Preview
import Testing

/// Which frames a film has, and which of them a segment is on.
@Suite struct FramePlanningTests {
  @Test(arguments: [
    (1000, 30), (1001, 31), (33, 1), (34, 2), (1, 1), (966, 29), (967, 30),
  ])
  func aFilmHasAsManyFramesAsBeginBeforeItsEnd(_ milliseconds: Int, _ frames: Int) throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "photo", "d": \#(milliseconds)}"#)
    #expect(plan.frames == 0..<frames)
    #expect(plan.duration == Time(milliseconds: milliseconds))
  }

  @Test func aSegmentIsOnFromItsStartToBeforeItsEnd() throws {
    // Frames 3 and 6 begin at 100 and 200 ms exactly; 133.3 ms is before 134.
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "s": 100, "d": 100}, {"u": "photo", "s": 201, "d": 66}, {"u": "photo", "s": 134, "d": 1}"#
    )
    #expect(plan.layers[0].frames == 3..<6)
    #expect(plan.layers[1].frames == 7..<9)
    #expect(plan.layers[2].frames.isEmpty)
  }

  @Test func fractionsOfMillisecondsDecide() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "s": 0, "d": 33.3333333333}, {"u": "photo", "s": 0, "d": 33.3333333334}"#)
    #expect(plan.layers[0].frames == 0..<1)
    #expect(plan.layers[1].frames == 0..<2)
  }

  @Test(arguments: [
    ("30", "30"), ("60", "30"), ("59.94", "2997/100"), ("60000/1001", "30000/1001"), ("120", "30"),
    ("50", "25"), ("24", "24"), ("30.5", "61/4"), ("12", "12"),
  ])
  func theRateIsHalvedUntilItIsAtMost30(_ canvas: String, _ expected: String) throws {
    let plan = try RenderPlan.of(
      #"{"tt": 0, "sg": [{"u": "photo", "d": 1000}]}"#, canvas: #""fps": "\#(canvas)""#)
    #expect(plan.frameRate == FrameRate(expected))
  }

  @Test func aRateThatIsAskedForIsTaken() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "d": 1000}"#, OutputSettings(frameRate: FrameRate("60")))
    #expect(plan.frames == 0..<60)
  }

  @Test func aRangeKeepsTheTimelinesFrames() throws {
    let segments = #"{"u": "clip", "d": 4000, "ss": 500}, {"u": "photo", "d": 4000}"#
    let whole = try RenderPlan.ofSegments(segments)
    let part = try RenderPlan.ofSegments(segments, .range(3010, 5000))
    // Frame 90 is at 3000 ms; the first that begins in the range is 91.
    #expect(part.frames == 91..<150)
    #expect(part.layers.map(\.frames) == whole.layers.map(\.frames))
    #expect(part.layers.map(\.range) == whole.layers.map(\.range))
    #expect(part.sound.samples == 91 * 1600..<150 * 1600)
    #expect(part.duration == whole.duration)
  }

  @Test func aRangeLeavesOutWhatIsNotInIt() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "d": 1000}, {"u": "other", "d": 1000}, {"u": "photo", "d": 1000}"#, .range(1000, 2000))
    #expect(plan.layers.map(\.segment) == [1])
    #expect(plan.frames == 30..<60)
  }

  @Test func aRangeEndsWithTheDraft() throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "photo", "d": 1000}"#, .range(500, 90_000))
    #expect(plan.frames == 15..<30)
  }

  @Test func whatCannotBeRenderedIsSaid() throws {
    func failure(_ segments: String, _ settings: OutputSettings = .init()) -> PlanningError? {
      #expect(throws: PlanningError.self) { try RenderPlan.ofSegments(segments, settings) }
    }
    #expect(failure("") == .nothingToRender)
    #expect(failure(#"{"u": "photo", "d": 0}, {"u": "photo", "d": -5}"#) == .nothingToRender)
    #expect(
      failure(#"{"u": "photo", "d": 1000}"#, .range(1000, 2000))
        == .rangeOutside(
          TimeRange(start: Time(milliseconds: 1000), end: Time(milliseconds: 2000)),
          duration: Time(milliseconds: 1000)))
    let days = Time(milliseconds: 172_800_000)
    #expect(failure(#"{"u": "photo", "d": 172800000}"#) == .tooLong(days, limit: Planner.longest))
  }

  @Test func aPartOfALongDraftIsRendered() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "d": 172800000}"#, .range(172_799_000, 172_800_000))
    #expect(plan.frames.count == 30)
  }
}
