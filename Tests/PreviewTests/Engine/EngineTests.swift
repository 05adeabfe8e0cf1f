import DraftModel
import Media
import Synchronization
import TestSupport
import Testing

@testable import Preview

/// Parts of a film, asked for in any order.
@Suite(.timeLimit(.minutes(2))) struct EngineTests {
  private let stage: Stage
  private let cacheFolder: TemporaryFolder

  /// 400 numbered frames, made once for all tests.
  private static let film = Result {
    let folder = try TemporaryFolder()
    try FilmMaker(width: 160, height: 80, keyInterval: 15).writeNumbered(400, to: folder.file("film.mp4"))
    return try folder.bytes(of: "film.mp4")
  }

  init() throws {
    stage = try Stage()
    cacheFolder = try TemporaryFolder()
    try stage.folder.write(try Self.film.get(), to: "film.mp4")
    try stage.addQuarters("a.png")
  }

  /// 13 s in eight chunks: a film, a turned picture over it from 1 s to 5 s, a title from 7 s to 8 s.
  private func plan(title: String = "Hi") throws -> RenderPlan {
    try stage.plan(
      #"""
      {"tt": 0, "sg": [{"u": "film.mp4", "ss": 200, "d": 13000}]},
      {"tt": 0, "sg": [{"u": "a.png", "s": 1000, "d": 4000, "sc": 0.4, "r": 30, "fi": 500}]},
      {"tt": 7, "sg": [{"tx": "\#(title)", "s": 7000, "d": 1000, "y": 0.9}]}
      """#)
  }

  /// A film that has its number on every frame.
  private func numbered() throws -> RenderPlan {
    try stage.plan(
      #"""
      {"tt": 0, "sg": [{"u": "film.mp4", "d": 13000}]},
      {"tt": 7, "sg": [{"tx": ".", "s": 1000, "d": 1000, "y": 0.9}]}
      """#, OutputSettings(quality: 18))
  }

  private func cache(_ name: String = "cache") throws -> RenderCache {
    RenderCache(store: try #require(CacheStore(folder: cacheFolder.file(name))))
  }

  /// The packets of each chunk, as they are in a film.
  private func packets(ofFilm plan: RenderPlan) throws -> [[[UInt8]]] {
    let cache = try cache("film")
    try stage.film(plan, workers: 1, cache: cache)
    let work = PlanWork(plan, cache: cache)
    return try plan.chunks.map { try #require(try work.kept($0)).packets.map(\.bytes) }
  }

  // MARK: Pictures

  @Test(arguments: [(1, Int.max), (3, Int.max), (2, 1)])
  func chunksInAnyOrderAreTheFilms(_ workers: Int, _ budget: Int) async throws {
    let plan = try plan()
    let film = try packets(ofFilm: plan)
    #expect(film.count == 8)
    let engine = try PreviewEngine(plan: plan, workers: workers, cache: nil, memoryBudget: budget)
    var random = SeededGenerator(seed: 5)
    let order = (Array(film.indices) + Array(film.indices)).shuffled(using: &random)
    try await withThrowingTaskGroup(of: (Int, CodedFragment).self) { group in
      for (number, index) in order.enumerated() {
        group.addTask {
          (index, try await engine.chunk(index, priority: number % 3 == 0 ? .urgent : .background))
        }
      }
      for try await (index, chunk) in group {
        #expect(chunk.packets.map(\.bytes) == film[index], "\(index)")
        #expect(chunk.frames == plan.chunks[index].frames)
      }
    }
  }

  @Test func fragmentsShowTheirFrames() async throws {
    let plan = try numbered()
    let engine = try PreviewEngine(plan: plan, workers: 2)
    // Within a chunk, across the title's borders, at the end, backwards in time.
    for frames in [200..<210, 25..<65, 352..<360, 3..<5, 0..<1] {
      let fragment = try await engine.fragment(frames)
      #expect(fragment.frames == frames)
      #expect(fragment.packets.map(\.isKey) == [true] + Array(repeating: false, count: frames.count - 1))
      let path = stage.folder.file("fragment.mp4")
      let container = try OutputContainer(
        path: path, streams: [try engine.pictureParameters()], comment: nil)
      for packet in fragment.packets { try container.write(packet, stream: 0) }
      try container.finish()
      let reader = try VideoReader(path: path)
      for place in 0..<frames.count {
        let picture = try reader.picture(at: Time(frame: place, rate: .thirty)).frame
        #expect(FrameCode.read(picture) == (frames.lowerBound + place) % 256)
      }
    }
  }

  @Test func aFragmentThatIsAChunkIsTheChunk() async throws {
    let plan = try plan()
    let engine = try PreviewEngine(plan: plan, workers: 1)
    let fragment = try await engine.fragment(plan.chunks[3].frames)
    #expect(try await engine.chunk(3).packets.map(\.bytes) == fragment.packets.map(\.bytes))
  }

  @Test func picturesAreTheFilms() async throws {
    let plan = try plan()
    let engine = try PreviewEngine(plan: plan, workers: 2)
    for frame in [300, 0, 35, 215, 34, 359] {
      let layers = try #require(plan.chunks.first { $0.frames.contains(frame) }).layers
      let expected = try PictureFile.png(FrameRenderer(plan: plan).frame(frame, layers: layers))
      let picture = try PictureFile.png(try await engine.picture(at: frame).picture)
      #expect(picture == expected, "\(frame)")
    }
  }

  @Test func notesComeAlong() async throws {
    let plan = try stage.plan(#"{"tt": 7, "sg": [{"tx": "\uDBFF\uDFFD", "d": 1000}]}"#)
    let engine = try PreviewEngine(plan: plan, workers: 1, cache: try cache())
    for _ in 0..<2 {
      #expect(try await engine.chunk(0).notes.map(\.segment) == [0])
      #expect(try await engine.fragment(3..<9).notes.map(\.segment) == [0])
    }
    #expect(try await engine.picture(at: 3).notes.first?.note.contains("U+10FFFD") == true)
  }

  @Test func whatIsNotThereIsAnError() async throws {
    let plan = try plan()
    let engine = try PreviewEngine(plan: plan, workers: 1)
    await #expect(throws: PreviewEngine.Failure.noSuchChunk(8, count: 8)) { try await engine.chunk(8) }
    await #expect(throws: PreviewEngine.Failure.noSuchChunk(-1, count: 8)) { try await engine.chunk(-1) }
    for frames in [5..<5, 350..<391, -1..<3, Int.max - 1..<Int.max] {
      await #expect(throws: PreviewEngine.Failure.framesOutside(frames, film: 0..<390)) {
        try await engine.fragment(frames)
      }
    }
    for frame in [390, -1, Int.max, Int.min] {
      await #expect(throws: PreviewEngine.Failure.self) { try await engine.picture(at: frame) }
    }
    let film = plan.sound.samples
    for samples in [-1..<5, 0..<0, film.upperBound - 1..<film.upperBound + 1, 0..<Int.max] {
      await #expect(throws: PreviewEngine.Failure.samplesOutside(samples, film: film)) {
        try await engine.sound(samples)
      }
    }
  }

  // MARK: Scheduling

  /// An engine with one worker that stops after some frames, with all chunks asked for in the background.
  private func stopped(
    _ plan: RenderPlan, at stops: [Int] = [3], asking: Range<Int> = 0..<8
  ) async throws -> (PreviewEngine, Gate, [Task<CodedFragment, any Error>]) {
    let gate = Gate(stops)
    let engine = try PreviewEngine(plan: plan, workers: 1) { gate.pass($0) }
    var tasks: [Task<CodedFragment, any Error>] = []
    for index in asking {
      let pending = try engine.request(index, .background)
      tasks.append(Task { try await pending.value() })
    }
    await gate.reached(stops[0])
    return (engine, gate, tasks)
  }

  @Test func anUrgentChunkPassesThoseInTheBackground() async throws {
    let plan = try plan()
    // The second stop is after the urgent chunk's 45 frames, and within the one that was begun first.
    let (engine, gate, tasks) = try await stopped(plan, at: [3, 55], asking: 0..<7)
    let urgent = try engine.request(7, .urgent)
    gate.open()
    #expect(try await urgent.value().frames == plan.chunks[7].frames)
    await gate.reached(55)
    #expect(engine.requestCount == 7)
    gate.open()
    for (index, task) in tasks.enumerated() {
      #expect(try await task.value.frames == plan.chunks[index].frames)
    }
    #expect(engine.framesPainted == plan.frames.count)
  }

  @Test func aChunkInTheBackgroundBecomesUrgentWithItsRequest() async throws {
    let plan = try plan()
    let (engine, gate, tasks) = try await stopped(plan, at: [3, 55])
    let urgent = try engine.request(7, .urgent)
    gate.open()
    #expect(try await urgent.value().frames == plan.chunks[7].frames)
    await gate.reached(55)
    gate.open()
    for task in tasks { _ = try await task.value }
    // Nothing was rendered twice.
    #expect(engine.framesPainted == plan.frames.count)
  }

  @Test func severalRequestsShareOneRender() async throws {
    let plan = try plan()
    let (engine, gate, tasks) = try await stopped(plan, asking: 2..<3)
    let others = try [.urgent, .background, .urgent].map { try engine.request(2, $0) }
    gate.open()
    let first = try #require(tasks.first)
    let packets = try await first.value.packets.map(\.bytes)
    for other in others { #expect(try await other.value().packets.map(\.bytes) == packets) }
    #expect(engine.framesPainted == plan.chunks[2].frames.count)
  }

  @Test func whatNobodyWaitsForIsGivenUp() async throws {
    let plan = try plan()
    let (engine, gate, tasks) = try await stopped(plan)
    tasks.forEach { $0.cancel() }
    // Who is cancelled does not wait for the worker, which stands still.
    for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
    gate.open()
    // What was given up can be asked for again.
    let film = try packets(ofFilm: plan)
    #expect(try await engine.chunk(5).packets.map(\.bytes) == film[5])
    #expect(engine.framesPainted == 3 + plan.chunks[5].frames.count)
  }

  @Test func oneCancelledRequestLeavesTheOthers() async throws {
    let plan = try plan()
    let (engine, gate, tasks) = try await stopped(plan, asking: 6..<7)
    let second = try engine.request(6, .background)
    tasks.forEach { $0.cancel() }
    for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
    gate.open()
    #expect(try await second.value().packets.count == plan.chunks[6].frames.count)
    #expect(engine.framesPainted == plan.chunks[6].frames.count)
  }

  @Test func whatWasAskedForIsKept() async throws {
    let (plan, cache) = (try plan(), try cache())
    let engine = try PreviewEngine(plan: plan, workers: 2, cache: cache)
    for _ in 0..<2 {
      for index in plan.chunks.indices { _ = try await engine.chunk(index) }
      _ = try await engine.fragment(305..<320)
      #expect(engine.framesPainted == plan.frames.count + 15)
    }
    // A film takes it all from there.
    let outcome = try PreviewRenderer(plan: plan, workers: 2, cache: cache)
      .render(to: stage.folder.file("film.out.mp4")) { _ in }
    #expect(outcome.chunksRendered == 0)
  }

  @Test func anotherPlanKeepsWhatIsEqual() async throws {
    let (plan, edited) = (try plan(), try self.plan(title: "Other"))
    let engine = try PreviewEngine(plan: plan, workers: 2, cache: try cache())
    for index in plan.chunks.indices { _ = try await engine.chunk(index) }
    let before = engine.framesPainted
    engine.replacePlan(edited)
    #expect(engine.plan == edited)
    let film = try packets(ofFilm: edited)
    for index in edited.chunks.indices {
      #expect(try await engine.chunk(index).packets.map(\.bytes) == film[index])
    }
    #expect(engine.framesPainted == before + 30)
  }

  @Test func whatWasNotBegunEndsWithItsPlan() async throws {
    let (engine, gate, tasks) = try await stopped(try plan())
    engine.replacePlan(try plan(title: "Other"))
    gate.open()
    var dropped = 0
    for task in tasks {
      do { _ = try await task.value } catch PreviewEngine.Failure.planReplaced { dropped += 1 }
    }
    #expect(dropped == 7)
  }

  @Test func anEndedEngineSaysSo() async throws {
    let (engine, gate, tasks) = try await stopped(try plan())
    engine.end()
    gate.open()
    for task in tasks {
      await #expect(throws: PreviewEngine.Failure.ended) { try await task.value }
    }
    await #expect(throws: PreviewEngine.Failure.ended) { try await engine.picture(at: 3) }
    await #expect(throws: PreviewEngine.Failure.ended) { try await engine.chunk(0, priority: .background) }
    #expect(engine.framesPainted == 3)
  }

  @Test func threadsEndWithTheEngine() async throws {
    weak var scheduler: RenderScheduler?
    do {
      let made = RenderScheduler(
        ChunkQueue(costs: ChunkCosts(try plan()), workers: 3), endsWhenEmpty: false, onIdle: {})
      scheduler = made
      #expect(WorkerThreads.start((0..<3).map { worker in { made.work(worker) } }) == 3)
      try await Task.sleep(for: .milliseconds(20))
      made.end()
    }
    // The threads hold it as long as they run.
    for _ in 0..<200 where scheduler != nil { try await Task.sleep(for: .milliseconds(10)) }
    #expect(scheduler == nil)
  }

  // MARK: Sound

  /// 40 s: a tone that fades, slow and quick clips, a stretch that is far too loud, silence after it.
  private func soundPlan(_ settings: OutputSettings = .init()) throws -> RenderPlan {
    try stage.addSound("tone.wav", SoundMaker.tone(330, count: 1_920_000))
    try FilmMaker().writeNumbered(
      900, sound: SoundMaker.tone(210, count: 1_440_000), to: stage.folder.file("sound.mp4"))
    return try stage.plan(
      """
      {"tt": 1, "sg": [{"u": "tone.wav", "d": 38000, "v": 0.5, "fi": 3000, "fo": 9000}]},
      {"tt": 1, "sg": [{"u": "sound.mp4", "s": 700, "d": 16000, "sp": 0.8, "ss": 300},
        {"u": "tone.wav", "s": 17000, "d": 18000, "sp": 1.3, "v": 0.3}]},
      {"tt": 1, "sg": [{"u": "tone.wav", "s": 9000, "d": 15000, "v": 3}]}
      """, settings)
  }

  @Test func anyRangeOfSoundIsTheFilms() async throws {
    for settings in [OutputSettings(), .range(2500, 33_000)] {
      let plan = try soundPlan(settings)
      let mixer = try SoundMixer(plan.sound)
      var film: [Float] = []
      while let more = try mixer.next() { film += more }
      let samples = plan.sound.samples
      #expect(film.count == samples.count * 2)
      #expect(film.contains { abs($0) > 0.9 })
      let engine = try PreviewEngine(plan: plan, workers: 2)
      var random = SeededGenerator(seed: 9)
      let starts = (0..<12).map { _ in
        Int.random(in: samples.lowerBound..<samples.upperBound - 30_000, using: &random)
      }
      // At random, and each with the stretch that follows, a little of the one before included.
      for start in starts {
        for range in [start..<start + 24_000, start + 20_000..<start + 30_000] {
          let played = try await engine.sound(range)
          let expected = film[
            (range.lowerBound - samples.lowerBound) * 2..<(range.upperBound - samples.lowerBound) * 2]
          let isEqual = played.elementsEqual(expected)
          #expect(isEqual, "\(range)")
        }
      }
      #expect(try await engine.sound(samples.upperBound - 10..<samples.upperBound) == Array(film.suffix(20)))
    }
  }
}

/// Lets a worker's thread stand still after some frames.
private final class Gate: Sendable {
  private let state: Monitor<State>

  private struct State {
    var stops: [Int]
    /// Where a thread stands.
    var standing: Int?
  }

  init(_ stops: [Int]) { state = Monitor(State(stops: stops)) }

  func pass(_ frame: Int) {
    let stops = state.withLock { state in
      guard state.stops.first == frame else { return false }
      state.standing = frame
      return true
    }
    if stops { state.wait { $0.standing == nil ? () : nil } }
  }

  func reached(_ frame: Int) async {
    while state.withLock({ $0.standing }) != frame { try? await Task.sleep(for: .milliseconds(2)) }
  }

  func open() {
    state.withLock { state in
      state.standing = nil
      state.stops.removeFirst()
    }
  }
}
