import Synchronization

/// Hands chunks to workers in runs: a worker goes on to the next chunk of its run, where its decoders
/// already stand, and one that has finished takes the back part of the longest run that is left.
final class ChunkQueue: Sendable {
  /// The chunks that are to be rendered, and the place of each among them.
  private let chunks: [Int]
  private let costs: [Double]
  private let runUps: [Double]
  private let runs: Mutex<[Range<Int>]>

  /// - Parameters:
  ///   - chunks: those to be rendered, in order.
  ///   - costs: of all chunks of the plan.
  init(chunks: [Int], costs: ChunkCosts, workers: Int) {
    self.chunks = chunks
    let (places, runUps) = (costs.costs, costs.runUps)
    self.costs = chunks.map { places[$0] }
    self.runUps = chunks.map { runUps[$0] }
    var runs: [Range<Int>] = []
    var rest = chunks.indices
    for left in stride(from: max(1, workers), to: 1, by: -1) {
      let border = Self.border(in: rest, share: 1 / Double(left), self.costs, self.runUps)
      runs.append(rest.lowerBound..<border)
      rest = border..<rest.upperBound
    }
    self.runs = Mutex(runs + [rest])
  }

  /// Where a run is best cut, so that its first part takes a share of it: rather at a place where
  /// decoders have to seek anyway.
  private static func border(
    in run: Range<Int>, share: Double, _ costs: [Double], _ runUps: [Double]
  ) -> Int {
    let target = costs[run].reduce(0, +) * share
    var best = (place: run.upperBound, miss: Double.infinity)
    var sum = 0.0
    for place in run {
      if place > run.lowerBound {
        let miss = abs(sum - target) + runUps[place]
        if miss < best.miss { best = (place, miss) }
      }
      sum += costs[place]
    }
    return best.place
  }

  /// The next chunk for a worker; nil when there are none left.
  func next(for worker: Int) -> Int? {
    runs.withLock { runs in
      if runs[worker].isEmpty, !refill(&runs, worker) { return nil }
      let place = runs[worker].lowerBound
      runs[worker] = place + 1..<runs[worker].upperBound
      return chunks[place]
    }
  }

  private func refill(_ runs: inout [Range<Int>], _ worker: Int) -> Bool {
    let remaining = runs.map { costs[$0].reduce(0, +) }
    guard let longest = runs.indices.max(by: { remaining[$0] < remaining[$1] }), runs[longest].count > 1
    else {
      return false
    }
    let run = runs[longest]
    let border = Self.border(in: run, share: 0.5, costs, runUps)
    // Not worth it where the way to the place costs more than is taken off the other's hands.
    guard border < run.upperBound, runUps[border] < remaining[longest] / 2 else { return false }
    runs[longest] = run.lowerBound..<border
    runs[worker] = border..<run.upperBound
    return true
  }
}
