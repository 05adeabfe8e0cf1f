import Media
import Synchronization

/// Renderers that nobody uses at the moment, with what they have open: the next stretch is rendered by
/// the one that stands where it begins.
final class RendererPool: Sendable {
  let memory: RenderMemory
  private let idle: IdleRenderers

  /// - Parameter budget: bytes of ``MemoryEstimate`` for all renderers of the pool.
  init(budget: Int) {
    let idle = IdleRenderers()
    self.idle = idle
    // Weakly: what is idle holds the memory that it was taken from.
    memory = RenderMemory(budget: budget) { [weak idle] in idle?.close() }
  }

  /// A renderer of a plan, best one that would go on at `frame`.
  func take(_ work: PlanWork, at frame: Int) -> ChunkRenderer {
    idle.take(work, at: frame) ?? ChunkRenderer(work, memory: memory)
  }

  func putBack(_ renderer: ChunkRenderer) { idle.add(renderer) }

  /// Closes what is idle where somebody waits for memory. For workers that have nothing to do.
  func yieldMemory() { if memory.isContested { idle.close() } }

  /// Has what is idle go on with another plan.
  func move(to work: PlanWork) { idle.move(to: work) }

  private final class IdleRenderers: Sendable {
    /// From the one that was used least recently.
    private let renderers = Mutex<[ChunkRenderer]>([])

    func take(_ work: PlanWork, at frame: Int) -> ChunkRenderer? {
      let renderer = renderers.withLock { renderers -> ChunkRenderer? in
        guard !renderers.isEmpty else { return nil }
        return renderers.remove(at: renderers.firstIndex { $0.position == frame } ?? 0)
      }
      // It was at work while its plan was replaced.
      if let renderer, renderer.work !== work { renderer.move(to: work) }
      return renderer
    }

    func move(to work: PlanWork) {
      let all = renderers.withLock { renderers in
        defer { renderers = [] }
        return renderers
      }
      for renderer in all {
        renderer.move(to: work)
        add(renderer)
      }
    }

    func add(_ renderer: ChunkRenderer) { renderers.withLock { $0.append(renderer) } }

    func close() {
      // What is closed gives memory back, which is not done under a lock.
      _ = renderers.withLock { renderers in
        defer { renderers = [] }
        return renderers
      }
    }
  }
}
