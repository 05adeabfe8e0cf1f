/// Chunks that are to be rendered, handed to workers in runs: a worker goes on to the next chunk of its
/// run, where its decoders already stand. One that has finished takes a run that nobody has begun, or
/// else the back part of the longest run that is left.
struct ChunkQueue {
  private let costs: ChunkCosts
  /// What each worker has before it.
  private var runs: [ArraySlice<Int>]
  /// What each worker was given last.
  private var last: [Int?]
  /// Runs that nobody has begun, in the order in which they came.
  private var untouched: [ArraySlice<Int>] = []

  /// - Parameter chunks: in order; parted among the workers by what they cost.
  init(chunks: [Int] = [], costs: ChunkCosts, workers: Int) {
    self.costs = costs
    let workers = max(1, workers)
    runs = []
    last = Array(repeating: nil, count: workers)
    var rest = chunks[...]
    for left in stride(from: workers, to: 1, by: -1) {
      let border = Self.border(in: rest, share: 1 / Double(left), costs)
      runs.append(rest[..<border])
      rest = rest[border...]
    }
    runs.append(rest)
  }

  /// Where a run is best cut, so that its first part takes a share of it: rather at a place where
  /// decoders have to seek anyway.
  private static func border(in run: ArraySlice<Int>, share: Double, _ costs: ChunkCosts) -> Int {
    let target = run.reduce(0) { $0 + costs.costs[$1] } * share
    var best = (place: run.endIndex, miss: Double.infinity)
    var sum = 0.0
    for place in run.indices {
      if place > run.startIndex {
        let miss = abs(sum - target) + costs.runUps[run[place]]
        if miss < best.miss { best = (place, miss) }
      }
      sum += costs.costs[run[place]]
    }
    return best.place
  }

  /// Adds a chunk, to the end of the run that leads to it where there is one.
  mutating func add(_ chunk: Int) {
    for worker in runs.indices where (runs[worker].last ?? last[worker]) == chunk - 1 {
      runs[worker].append(chunk)
      return
    }
    if let run = untouched.firstIndex(where: { $0.last == chunk - 1 }) {
      untouched[run].append(chunk)
    } else {
      untouched.append([chunk])
    }
  }

  mutating func remove(_ chunk: Int) {
    for worker in runs.indices { runs[worker].removeAll { $0 == chunk } }
    for run in untouched.indices { untouched[run].removeAll { $0 == chunk } }
    untouched.removeAll { $0.isEmpty }
  }

  /// The next chunk for a worker; nil when there are none left for it.
  mutating func next(for worker: Int) -> Int? {
    if runs[worker].isEmpty {
      if untouched.isEmpty {
        guard refill(worker) else { return nil }
      } else {
        runs[worker] = untouched.removeFirst()
      }
    }
    last[worker] = runs[worker].popFirst()
    return last[worker]
  }

  private mutating func refill(_ worker: Int) -> Bool {
    let remaining = runs.map { $0.reduce(0) { $0 + costs.costs[$1] } }
    guard let longest = runs.indices.max(by: { remaining[$0] < remaining[$1] }), !runs[longest].isEmpty
    else {
      return false
    }
    let run = runs[longest]
    // The one it is taken from has half of a chunk before it still.
    let begun = (last[longest].map { costs.costs[$0] } ?? 0) / 2
    let share = (remaining[longest] - begun) / 2 / max(remaining[longest], .leastNonzeroMagnitude)
    var border = Self.border(in: run, share: max(0, share), costs)
    // All of it, where that is nearer.
    if share * remaining[longest] < costs.costs[run[run.startIndex]] / 2 { border = run.startIndex }
    // Not worth it where the way to the place costs more than is taken off the other's hands.
    guard border < run.endIndex, costs.runUps[run[border]] < max(begun, remaining[longest] / 2) else {
      return false
    }
    runs[longest] = run[..<border]
    runs[worker] = run[border...]
    return true
  }
}
