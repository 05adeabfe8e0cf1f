/// Who renders a plan: so many workers, whose decoders have so many threads.
///
/// Workers share the memory. Where it does not hold for each of them what is seen at once, they would
/// close decoders and open them again for each chunk; then fewer workers, whose decoders use the other
/// cores, are quicker. So they are where workers would decode much that nobody sees, to get at the key frames
/// of many films before their first chunks.
struct Crew {
  let workers: Int
  /// Of each decoder.
  let threads: Int

  /// Decoders of more threads hold many pictures, and gain little.
  private static let mostThreads = 4

  /// The quickest, as far as can be foreseen.
  /// - Parameters:
  ///   - costs: of the plan.
  ///   - cores: what there is to work with.
  ///   - budget: in bytes of ``MemoryEstimate``.
  init(for plan: RenderPlan, _ costs: ChunkCosts, cores: Int, budget: Int) {
    let room = PaintingOrder(plan).workers(for: Array(plan.chunks.indices), within: budget)
    let cores = max(1, cores)
    var workers = max(1, min(cores, room))
    var crews: [Crew] = []
    while workers > 0 {
      let threads = min(cores / workers, Self.mostThreads)
      crews += (threads > 1 ? [threads, 1] : [1]).map { Crew(workers: workers, threads: $0) }
      workers /= 2
    }
    let times = crews.map { crews.count > 1 ? $0.time(for: plan, costs, budget: budget) : 0 }
    self = zip(crews, times).min { $0.1 < $1.1 }?.0 ?? Crew(workers: 1, threads: 1)
  }

  private init(workers: Int, threads: Int) {
    self.workers = workers
    self.threads = threads
  }

  /// How long it takes, in the milliseconds of ``ChunkCosts``.
  private func time(for plan: RenderPlan, _ costs: ChunkCosts, budget: Int) -> Double {
    let order = PaintingOrder(plan, decoderThreads: threads)
    let part = budget / workers - MemoryEstimate.thread - MemoryEstimate.worker(plan.output)
    // Most chunks show what others show.
    var reopening: [[Int]: Double] = [:]
    let queue = ChunkQueue(chunks: Array(plan.chunks.indices), costs: costs, workers: workers)
    let begin = queue.runUp / Double(threads * workers)
    return plan.chunks.reduce(begin) { sum, chunk in
      let again: Double
      if let known = reopening[chunk.layers] {
        again = known
      } else {
        let passes = order.passes(of: chunk.layers, within: max(part, order.needs(of: chunk.layers).least))
        again = ChunkCosts.reopening(chunk.layers.filter { !passes.kept.contains($0) }, in: plan)
        reopening[chunk.layers] = again
      }
      let decoding = (ChunkCosts.decoding(of: chunk, in: plan) + again) / Double(threads)
      return sum + (decoding + ChunkCosts.painting(of: chunk, in: plan)) / Double(workers)
    }
  }
}
