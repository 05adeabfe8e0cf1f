import DraftModel
import Media
import Preview
import Synchronization
import TestSupport
import Testing

/// Whole films.
@Suite struct FilmRenderingTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  /// 3.4 s in chunks of every kind: a film from an in-point and turned, fades, a title, a gap, sound.
  private func plan(_ settings: OutputSettings = .init()) throws -> RenderPlan {
    try FilmMaker(width: 80, height: 40, keyInterval: 12).writeNumbered(
      60, sound: SoundMaker.tone(440, count: 96_000), to: stage.folder.file("film.mp4"))
    try stage.addQuarters("a.png")
    return try stage.plan(
      """
      {"tt": 0, "sg": [
        {"u": "film.mp4", "d": 1200, "ss": 300}, {"u": "film.mp4", "d": 800, "sp": 1.5, "r": 10},
        {"u": "a.png", "s": 2600, "d": 800}
      ]},
      {"tt": 0, "sg": [{"u": "a.png", "s": 400, "d": 2000, "sc": 0.4, "x": 0.3, "fi": 300, "fo": 300}]},
      {"tt": 7, "sg": [{"tx": "Words", "s": 900, "d": 1500, "ts": {"z": 0.2}}]}
      """, settings)
  }

  @Test func aFilmIsTheSameBytesEveryTime() throws {
    let plan = try plan()
    try stage.film(plan, to: "first.mp4")
    try stage.film(plan, to: "second.mp4")
    let isEqual = try stage.folder.bytes(of: "first.mp4") == stage.folder.bytes(of: "second.mp4")
    #expect(isEqual)
  }

  @Test func theNumberOfWorkersDoesNotShow() throws {
    let plan = try plan()
    #expect(plan.chunks.count > 4)
    try stage.film(plan, workers: 1, to: "one.mp4")
    let one = try stage.folder.bytes(of: "one.mp4")
    for workers in [2, 3, 100] {
      try stage.film(plan, workers: workers, to: "more.mp4")
      let isEqual = try stage.folder.bytes(of: "more.mp4") == one
      #expect(isEqual, "\(workers)")
    }
  }

  @Test func aRangeShowsWhatTheWholeShows() throws {
    let whole = try plan()
    let part = try plan(.range(1000, 2000))
    for milliseconds in [1000, 1500, 1966] {
      let first = try Pixels(film: stage.frame(of: whole, at: milliseconds))
      let second = try Pixels(film: stage.frame(of: part, at: milliseconds))
      for y in stride(from: 0, to: 80, by: 3) {
        let differing = stride(from: 0, to: 160, by: 3).filter { first[$0, y] != second[$0, y] }
        #expect(differing == [], "row \(y) at \(milliseconds)")
      }
    }
  }

  @Test func everyFrameIsInTheFilm() throws {
    try FilmMaker(width: 160, height: 80).writeNumbered(100, to: stage.folder.file("film.mp4"))
    // Borders of chunks at 1 s and 2 s.
    let plan = try stage.plan(
      #"""
      {"tt": 0, "sg": [{"u": "film.mp4", "d": 3334}]},
      {"tt": 7, "sg": [{"tx": ".", "s": 1000, "d": 1000, "y": 0.9}]}
      """#, OutputSettings(quality: 20))
    #expect(plan.frames.count == 101)
    #expect(plan.chunks.count == 3)
    let reader = try VideoReader(path: stage.film(plan))
    for frame in 0..<100 {
      let picture = try reader.picture(at: Time(frame: frame, rate: .thirty)).frame
      #expect(FrameCode.read(picture) == frame)
      #expect(picture.time == Time(frame: frame, rate: .thirty))
    }
  }

  @Test func aFilmSaysWhatItIs() throws {
    let path = try stage.film(plan())
    #expect(MediaTag.comment(of: path) == PreviewRenderer.tag)
    let facts = try MediaProbe.facts(path: path)
    #expect(facts.picture?.width == 160)
    #expect(facts.picture?.height == 80)
    #expect(facts.picture?.frameRate == .thirty)
    #expect(facts.sound?.sampleRate == 48_000)
    let duration = try #require(facts.duration)
    #expect((3400...3434).contains(duration.milliseconds.rounded))
  }

  @Test func progressEndsWithTheLastFrame() throws {
    let plan = try plan()
    let seen = Mutex<[Int]>([])
    _ = try PreviewRenderer(plan: plan, workers: 2).render(to: stage.folder.file("out.mp4")) { progress in
      seen.withLock { $0.append(progress.framesDone) }
    }
    let counts = seen.withLock { $0 }
    #expect(counts.max() == plan.frames.count)
    #expect(counts.count > 5)
  }

  @Test func aFilmThatCannotBeWrittenIsAnErrorWithItsName() throws {
    let plan = try plan()
    let path = stage.folder.file("gone/film.mp4")
    let error = try #require(throws: MediaError.self) {
      try PreviewRenderer(plan: plan, workers: 2).render(to: path) { _ in }
    }
    #expect(error.file == path)
  }

  @Test func strictLeavesNoFilmWhereMediaFail() throws {
    try stage.addPhoto("a.png", .red)
    let plan = try stage.plan(#"{"tt": 0, "sg": [{"u": "a.png", "d": 200}]}"#)
    try stage.folder.write("gone bad", to: "a.png")
    let report = try PreviewRenderer(plan: plan, workers: 1).render(
      to: stage.folder.file("film.mp4"), strict: true
    ) { _ in }
    #expect(report.fidelity.map(\.status) == [.notDrawn])
    #expect(try stage.folder.names() == ["a.png"])
  }
}
