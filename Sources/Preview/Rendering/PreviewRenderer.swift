import DraftModel
import Media
import Synchronization

/// Renders a plan to a film.
public struct PreviewRenderer: Sendable {
  /// The tag that a preview carries, so that it may be overwritten by the next.
  public static let tag = "Workprint preview"

  /// How far a render has come.
  public struct Progress: Sendable {
    public let framesDone: Int
    public let frameCount: Int
  }

  /// What a render came to.
  public struct Outcome: Sendable {
    public let fidelity: [FidelityEntry]
    /// Chunks that were rendered, and not taken from the cache.
    public let chunksRendered: Int
    public let soundRendered: Bool
  }

  public let plan: RenderPlan
  public let workers: Int
  public let cache: RenderCache?
  private let memoryBudget: Int

  /// - Parameters:
  ///   - workers: threads that render pictures.
  ///   - cache: what earlier renders kept; what this one makes is kept there too. The film is the
  ///     same with and without.
  public init(plan: RenderPlan, workers: Int, cache: RenderCache? = nil) {
    self.init(plan: plan, workers: workers, cache: cache, memoryBudget: RenderMemory.standard)
  }

  /// - Parameter memoryBudget: in bytes of ``MemoryEstimate``. The film is the same with any.
  init(plan: RenderPlan, workers: Int, cache: RenderCache?, memoryBudget: Int) {
    self.plan = plan
    self.workers = max(1, workers)
    self.cache = cache
    self.memoryBudget = memoryBudget
  }

  /// Renders to a file, which appears when it is complete.
  /// - Parameters:
  ///   - strict: no film, where it turns out that a segment cannot be drawn.
  ///   - comment: what the film says of itself, by which a preview may be written over; nil for a film that
  ///     is none.
  ///   - progress: called from any thread, after each few frames.
  public func render(
    to path: String, strict: Bool = false, comment: String? = tag,
    progress: @escaping @Sendable (Progress) -> Void
  ) throws(MediaError) -> Outcome {
    let file = try AtomicFile(path: path)
    let planWork = PlanWork(plan, cache: cache, workers: workers, memoryBudget: memoryBudget)
    let work = try FilmWork(planWork, progress: progress)
    let missing = try work.takeFromCache()
    let pool = RendererPool(budget: memoryBudget)
    let workers = missing.isEmpty ? 0 : planWork.workers
    let sharing = StretchSharing()
    let scheduler = RenderScheduler(
      ChunkQueue(chunks: missing, costs: planWork.costs, workers: workers),
      background: Dictionary(uniqueKeysWithValues: missing.map { ($0, work.task(for: $0, pool, sharing)) }),
      endsWhenEmpty: true, onIdle: { pool.yieldMemory() })
    var works: [@Sendable () -> Void] = (0..<workers).map { worker in
      {
        sharing.begin()
        scheduler.work(worker)
        work.help(pool, sharing)
      }
    }
    let needsSound = work.needsSound
    if needsSound { works.append { work.attempt { () throws(MediaError) in try work.renderSound() } } }
    // One alone need not wait for a thread.
    if works.count == 1 { works[0]() } else { WorkerThreads.run(works) }
    try work.throwFirstError()
    let fidelity = work.notes.report(for: plan)
    let outcome = Outcome(fidelity: fidelity, chunksRendered: missing.count, soundRendered: needsSound)
    if strict, fidelity.contains(where: { $0.status == .notDrawn }) { return outcome }
    let result = try work.result()
    try file.write { path throws(MediaError) in
      try FilmWriter(plan: plan, comment: comment).write(result, to: path)
    }
    try file.commit()
    cache?.trim()
    return outcome
  }
}
