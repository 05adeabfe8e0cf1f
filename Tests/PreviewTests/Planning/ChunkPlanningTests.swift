import DraftModel
import Preview
import TestSupport
import Testing

@Suite struct ChunkPlanningTests {
  /// Up to four seconds that are left are halved.
  @Test(arguments: [
    (5000, [0..<60, 60..<105, 105..<150]), (4000, [0..<60, 60..<120]), (3966, [0..<60, 60..<119]),
    (2500, [0..<38, 38..<75]), (2033, [0..<31, 31..<61]), (2000, [0..<60]),
  ])
  func aLongStretchIsCutEveryTwoSeconds(_ duration: Int, _ frames: [Range<Int>]) throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "photo", "d": \#(duration)}"#)
    #expect(plan.chunks.map(\.frames) == frames)
  }

  @Test func layersBeginChunks() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 0, "sg": [{"u": "clip", "d": 3000}, {"u": "other", "d": 2000}]},
      {"tt": 7, "sg": [{"tx": "Hello", "s": 1000, "d": 500}]}
      """)
    #expect(plan.chunks.map(\.frames) == [0..<30, 30..<45, 45..<90, 90..<150])
    #expect(plan.chunks.map(\.layers) == [[0], [0, 2], [0], [1]])
  }

  @Test func twoSecondsCountFromTheLastChange() throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "photo", "d": 500}, {"u": "other", "d": 3000}"#)
    #expect(plan.chunks.map(\.frames) == [0..<15, 15..<60, 60..<105])
  }

  @Test func noChunkIsASingleFrame() throws {
    // A change one frame after another goes along with what follows.
    let early = try RenderPlan.ofSegments(
      #"{"u": "photo", "d": 1000}, {"u": "other", "d": 33}, {"u": "clip", "d": 967}"#)
    #expect(early.chunks.map(\.frames) == [0..<30, 30..<60])
    #expect(early.chunks[1].layers == [1, 2])
    // At the end of the film, with what came before.
    let late = try RenderPlan.ofSegments(#"{"u": "photo", "d": 1000}, {"u": "other", "d": 33}"#)
    #expect(late.chunks.map(\.frames) == [0..<31])
  }

  @Test func aFilmOfOneFrameIsOneChunk() throws {
    #expect(try RenderPlan.ofSegments(#"{"u": "photo", "d": 20}"#).chunks.map(\.frames) == [0..<1])
  }

  @Test func gapsAreChunksOfBackground() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "s": 500, "d": 500}, {"u": "photo", "s": 1500, "d": 500}"#)
    #expect(plan.chunks.map(\.frames) == [0..<15, 15..<30, 30..<45, 45..<60])
    #expect(plan.chunks.map(\.layers) == [[], [0], [], [1]])
  }

  @Test func whatIsCoveredIsNotDrawn() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 0, "sg": [{"u": "clip", "d": 3000}]},
      {"tt": 0, "sg": [{"u": "other", "s": 1000, "d": 1000}]},
      {"tt": 7, "sg": [{"tx": "Hello", "d": 3000}]}
      """)
    #expect(plan.chunks.map(\.layers) == [[0, 2], [1, 2], [0, 2]])
  }

  @Test(arguments: [
    #"{"u": "other", "d": 1000, "o": 0.99}"#, #"{"u": "other", "d": 1000, "fi": 100}"#,
    #"{"u": "other", "d": 1000, "fo": 100}"#, #"{"u": "other", "d": 1000, "sc": 0.99}"#,
    #"{"u": "other", "d": 1000, "r": 180}"#, #"{"u": "other", "d": 1000, "x": 0.51}"#,
    #"{"u": "cutout", "d": 1000, "ft": "cover"}"#, #"{"u": "photo", "d": 1000}"#,
  ])
  func whatLetsSomethingThroughCoversNothing(_ segment: String) throws {
    let plan = try RenderPlan.of(
      #"{"tt": 0, "sg": [{"u": "clip", "d": 1000}]}, {"tt": 0, "sg": [\#(segment)]}"#)
    #expect(plan.chunks.map(\.layers) == [[0, 1]])
  }

  @Test(arguments: [
    #"{"u": "photo", "d": 1000, "ft": "cover"}"#, #"{"u": "photo", "d": 1000, "ft": "stretch"}"#,
    #"{"u": "other", "d": 1000, "sc": 2, "x": 0.9}"#, #"{"u": "photo", "d": 1000, "ft": "none", "sc": 2}"#,
  ])
  func whatFillsTheCanvasCoversWhatIsBelow(_ segment: String) throws {
    let plan = try RenderPlan.of(
      #"{"tt": 0, "sg": [{"u": "clip", "d": 1000}]}, {"tt": 0, "sg": [\#(segment)]}"#)
    #expect(plan.chunks.map(\.layers) == [[1]])
  }

  @Test func aFadeLetsThroughWhereItRunsOnly() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 0, "sg": [{"u": "clip", "d": 6000}]},
      {"tt": 0, "sg": [{"u": "other", "d": 6000, "fi": 500, "fo": 500}]}
      """)
    #expect(plan.chunks.map(\.frames) == [0..<60, 60..<120, 120..<180])
    #expect(plan.chunks.map(\.layers) == [[0, 1], [1], [0, 1]])
  }
}
