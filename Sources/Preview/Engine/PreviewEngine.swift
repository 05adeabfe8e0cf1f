import DraftModel
import Media
import Synchronization

/// Renders any part of a plan at any time: chunks, fragments, single pictures, sound.
///
/// It has threads of its own, and decoders that keep their places. What is asked for is taken from the
/// cache where it is there, and put into it. Chunks and sound are those that ``PreviewRenderer`` puts
/// into a film, bit for bit. A task that is cancelled gets a `CancellationError` at once; the work for it
/// ends within a frame unless somebody else waits for the same.
///
///     let engine = try PreviewEngine(plan: plan, workers: 2, cache: cache)
///     async let film = engine.chunk(7, priority: .background)
///     let first = try await engine.fragment(210..<222)
public final class PreviewEngine: Sendable {
  public enum Priority: Sendable {
    /// Somebody looks at it: goes before all that is in the background, which pauses meanwhile.
    case urgent
    case background
  }

  /// Why something is not rendered.
  public enum Failure: Error, Hashable, Sendable {
    /// The plan has no such chunk; how many it has.
    case noSuchChunk(Int, count: Int)
    /// Frames beyond the film's, or none.
    case framesOutside(Range<Int>, film: Range<Int>)
    /// Samples beyond the film's, none, or more than ``longestSound``.
    case samplesOutside(Range<Int>, film: Range<Int>)
    /// Nobody had begun with it when the plan was replaced.
    case planReplaced
    case ended
  }

  /// The most samples that are given at a time: a minute.
  public static let longestSound = 60 * SoundPlan.sampleRate

  private struct State {
    var work: PlanWork
    var chunks: [Int: Request] = [:]
    var player: SoundPlayer?
  }

  /// A chunk that is waited for.
  private struct Request: Sendable {
    let pending: PendingRender<CodedFragment>
    let task: RenderTask
  }

  /// What threads share with the engine, and not the engine itself: it ends when nobody has it.
  private final class Shared: Sendable {
    let state: Mutex<State>
    let lanes: Lanes
    /// Frames that were painted for chunks and fragments so far, and who is told after each.
    let framesPainted = Atomic(0)
    let onFrame: @Sendable (Int) -> Void

    init(_ work: PlanWork, _ lanes: Lanes, onFrame: @escaping @Sendable (Int) -> Void) {
      state = Mutex(State(work: work))
      self.lanes = lanes
      self.onFrame = onFrame
    }

    func countFrame() { onFrame(framesPainted.add(1, ordering: .relaxed).newValue) }

    func forget(_ index: Int, _ pending: PendingRender<CodedFragment>) {
      state.withLock { if $0.chunks[index]?.pending === pending { $0.chunks[index] = nil } }
    }
  }

  /// Renderers by what is at hand. Each lane has memory of its own: what is urgent never waits for what
  /// pauses.
  private struct Lanes {
    let urgent: RendererPool
    let background: RendererPool

    /// The urgent lane's part: room for two layers of 1080p. The rest has room for two workers with one
    /// each.
    private static let urgentShare = 0.47

    init(budget: Int) {
      let part = Int(Double(budget) * Self.urgentShare)
      (urgent, background) = (RendererPool(budget: part), RendererPool(budget: budget - part))
    }

    func withRenderer<Output>(
      of work: PlanWork, at frame: Int, isUrgent: Bool,
      _ body: (ChunkRenderer) throws(MediaError) -> Output
    ) throws(MediaError) -> Output {
      let pool = isUrgent ? urgent : background
      let renderer = pool.take(work, at: frame)
      defer {
        pool.putBack(renderer)
        // A thread that goes on with what pauses does not come here again soon.
        if isUrgent { pool.yieldMemory() }
      }
      return try body(renderer)
    }

    func yieldMemory() {
      urgent.yieldMemory()
      background.yieldMemory()
    }

    func move(to work: PlanWork) {
      urgent.move(to: work)
      background.move(to: work)
    }
  }

  private let shared: Shared
  private let scheduler: RenderScheduler
  private let workers: Int
  /// What was asked for.
  private let threads: Int
  private let memoryBudget: Int
  private let cache: RenderCache?

  /// - Parameters:
  ///   - workers: threads that render.
  ///   - cache: what renders keep for each other.
  /// - Throws: where there is no thread to be had.
  public convenience init(plan: RenderPlan, workers: Int, cache: RenderCache? = nil) throws(MediaError) {
    try self.init(plan: plan, workers: workers, cache: cache, memoryBudget: RenderMemory.standard)
  }

  /// - Parameters:
  ///   - memoryBudget: in bytes of ``MemoryEstimate``. What is rendered is the same with any.
  ///   - onFrame: called by the thread that has painted a frame, with how many there are so far.
  init(
    plan: RenderPlan, workers: Int, cache: RenderCache? = nil, memoryBudget: Int = RenderMemory.standard,
    onFrame: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(MediaError) {
    let work = PlanWork(plan, cache: cache, workers: workers, memoryBudget: memoryBudget)
    let threads = workers
    let workers = work.workers
    let lanes = Lanes(budget: memoryBudget)
    let scheduler = RenderScheduler(
      ChunkQueue(costs: work.costs, workers: workers), endsWhenEmpty: false
    ) { lanes.yieldMemory() }
    self.workers = workers
    (self.threads, self.memoryBudget) = (threads, memoryBudget)
    self.cache = cache
    self.scheduler = scheduler
    shared = Shared(work, lanes, onFrame: onFrame)
    let started = WorkerThreads.start((0..<workers).map { worker in { scheduler.work(worker) } })
    guard started > 0 else {
      throw MediaError(.library, operation: "render", reason: "the system gives no thread")
    }
  }

  deinit { scheduler.end() }

  /// Frames that were painted for chunks and fragments so far, and not taken from the cache.
  var framesPainted: Int { shared.framesPainted.load(ordering: .relaxed) }
  /// Chunks that are waited for.
  var requestCount: Int { shared.state.withLock { $0.chunks.count } }

  /// Ends its threads, at their next frame. What is asked for from now on, and what nobody has begun
  /// with, fails with ``Failure/ended``.
  public func end() { scheduler.end() }

  // MARK: The plan

  public var plan: RenderPlan { shared.state.withLock { $0.work.plan } }

  /// Goes on with another plan, such as an edited draft's. What is at work is finished and kept; what
  /// nobody has begun with fails with ``Failure/planReplaced``. Parts that are equal in both come from
  /// the cache; files that the new one uses as well stay open.
  public func replacePlan(_ plan: RenderPlan) {
    let work = PlanWork(plan, cache: cache, workers: threads, memoryBudget: memoryBudget)
    shared.state.withLock { state in
      // Whose sound is another makes a player of its own.
      state = State(work: work, player: state.player)
      scheduler.replace(ChunkQueue(costs: work.costs, workers: workers))
    }
    shared.lanes.move(to: work)
  }

  /// What a muxer has to know of the pictures: the same for all chunks and fragments of the plan.
  /// - Throws: where the encoder cannot be set up.
  public func pictureParameters() throws(MediaError) -> StreamParameters {
    try VideoEncoder(plan.encoderSettings).parameters
  }

  // MARK: Pictures

  /// A chunk of the film.
  /// - Parameter index: its place among the plan's chunks.
  /// - Throws: ``Failure``, `MediaError`, `CancellationError`.
  public func chunk(_ index: Int, priority: Priority = .urgent) async throws -> CodedFragment {
    try await request(index, priority).value()
  }

  /// Any frames in a row as one closed group, a few of them for the first moments after a seek. It is
  /// urgent. One that is put beside another in a film has at least two frames: decoders take two key
  /// frames in a row for one.
  /// - Throws: ``Failure``, `MediaError`, `CancellationError`.
  public func fragment(_ frames: Range<Int>) async throws -> CodedFragment {
    let work = shared.state.withLock { $0.work }
    let film = work.plan.frames
    guard !frames.isEmpty, frames.lowerBound >= film.lowerBound, frames.upperBound <= film.upperBound else {
      throw Failure.framesOutside(frames, film: film)
    }
    let parts = work.plan.parts(of: frames)
    if parts.count == 1, let index = work.plan.chunk(at: frames.lowerBound),
      work.plan.chunks[index].frames == frames
    {
      return try await chunk(index)
    }
    let shared = shared
    return try await urgently { goesOn throws(MediaError) in
      if parts.count == 1 { return try Self.render(parts[0], of: work, shared, isUrgent: true, goesOn) }
      let coded = try shared.lanes.withRenderer(of: work, at: frames.lowerBound, isUrgent: true) {
        renderer throws(MediaError) in
        try renderer.render(parts, compositeKey: nil, isWanted: goesOn) {
          shared.countFrame()
        }
      }
      return coded.map { coded in
        CodedFragment(
          frames: frames, packets: coded.packets,
          notes: zip(coded.notes, parts).flatMap { work.notes($0, of: $1) })
      }
    }
  }

  /// One picture, before it is coded. It is urgent.
  /// - Parameter frame: on the timeline's grid.
  /// - Throws: ``Failure``, `MediaError`, `CancellationError`.
  public func picture(at frame: Int) async throws -> RenderedPicture {
    let work = shared.state.withLock { $0.work }
    guard let index = work.plan.chunk(at: frame) else {
      throw Failure.framesOutside(frame..<max(frame, frame &+ 1), film: work.plan.frames)
    }
    let chunk = work.plan.chunks[index]
    let shared = shared
    return try await urgently { _ throws(MediaError) in
      try shared.lanes.withRenderer(of: work, at: frame, isUrgent: true) { renderer throws(MediaError) in
        let (picture, notes) = try renderer.picture(at: frame, of: chunk)
        return RenderedPicture(picture: picture, notes: work.notes(notes, of: chunk))
      }
    }
  }

  /// Asks for a chunk. The request stands until its value was waited for.
  func request(_ index: Int, _ priority: Priority) throws -> PendingRender<CodedFragment> {
    let (shared, scheduler) = (shared, scheduler)
    return try shared.state.withLock { state in
      let (work, count) = (state.work, state.work.plan.chunks.count)
      guard work.plan.chunks.indices.contains(index) else { throw Failure.noSuchChunk(index, count: count) }
      if let request = state.chunks[index], request.pending.join() {
        if priority == .urgent { scheduler.hurry(request.task, chunk: index) }
        return request.pending
      }
      let pending = PendingRender<CodedFragment> { scheduler.lookAgain() }
      _ = pending.join()
      let task = RenderTask(
        isWanted: { pending.isWanted }, drop: { pending.resolve(.failure($0)) }
      ) { isUrgent, goesOn in
        pending.resolve(
          Self.result {
            try Self.render(work.plan.chunks[index], of: work, shared, isUrgent: isUrgent, goesOn)
          })
        shared.forget(index, pending)
      }
      state.chunks[index] = Request(pending: pending, task: task)
      switch priority {
      case .urgent: scheduler.addUrgent(task)
      case .background: scheduler.add(task, chunk: index)
      }
      return pending
    }
  }

  /// A chunk, or a part of one: from the cache, or rendered.
  private static func render(
    _ stretch: ChunkPlan, of work: PlanWork, _ shared: Shared, isUrgent: Bool, _ goesOn: () -> Bool
  ) throws(MediaError) -> CodedFragment? {
    var coded = try work.kept(stretch)
    if coded == nil {
      coded = try shared.lanes.withRenderer(of: work, at: stretch.frames.lowerBound, isUrgent: isUrgent) {
        renderer throws(MediaError) in
        try work.render(stretch, with: renderer, isWanted: goesOn) {
          shared.countFrame()
        }
      }
    }
    return coded.map {
      CodedFragment(frames: stretch.frames, packets: $0.packets, notes: work.notes($0.notes, of: stretch))
    }
  }

  // MARK: Sound

  /// The film's sound: float samples at 48 kHz, both channels in turn. It is urgent. Ranges that follow
  /// each other are quickest.
  /// - Parameter samples: on the timeline, within ``SoundPlan/samples``.
  /// - Throws: ``Failure``, `MediaError`, `CancellationError`. Clips that cannot be read are silent.
  public func sound(_ samples: Range<Int>) async throws -> [Float] {
    let shared = shared
    let plan = shared.state.withLock { $0.work.plan.sound }
    guard !samples.isEmpty, samples.count <= Self.longestSound, samples.lowerBound >= plan.samples.lowerBound,
      samples.upperBound <= plan.samples.upperBound
    else { throw Failure.samplesOutside(samples, film: plan.samples) }
    return try await urgently { goesOn throws(MediaError) in
      // Whoever plays on takes the player along; others make their own.
      let idle = shared.state.withLock { state in
        defer { state.player = nil }
        return state.player
      }
      let player: SoundPlayer
      if let idle, idle.plan == plan, idle.reaches(samples) {
        player = idle
      } else {
        player = try SoundPlayer(plan, at: samples.lowerBound)
      }
      let played = try player.play(samples, isWanted: goesOn)
      shared.state.withLock { $0.player = player }
      return played
    }
  }

  /// What a muxer has to know of the film's sound, as AAC.
  /// - Throws: where the encoder cannot be set up.
  public func soundParameters() throws(MediaError) -> StreamParameters {
    try PreviewSoundEncoder().parameters
  }

  // MARK: Tasks

  private func urgently<Output: Sendable>(
    _ body: @escaping @Sendable (_ goesOn: () -> Bool) throws(MediaError) -> Output?
  ) async throws -> Output {
    let scheduler = scheduler
    let pending = PendingRender<Output> { scheduler.lookAgain() }
    _ = pending.join()
    scheduler.addUrgent(
      RenderTask(isWanted: { pending.isWanted }, drop: { pending.resolve(.failure($0)) }) { _, goesOn in
        pending.resolve(Self.result { try body(goesOn) })
      })
    return try await pending.value()
  }

  /// What came of a task; nothing came of it when the engine ended, or nobody waits any more.
  private static func result<Output: Sendable>(
    _ body: () throws -> Output?
  ) -> Result<Output, any Error> {
    Result {
      guard let output = try body() else { throw Failure.ended }
      return output
    }
  }
}
