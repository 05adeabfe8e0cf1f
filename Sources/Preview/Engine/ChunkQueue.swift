/// Chunks that are to be rendered, handed to workers in runs: a worker goes on to the next chunk of its
/// run, where its decoders already stand. One that has finished takes a run that nobody has begun, or
/// else the back part of the longest run that is left.
///
/// Two workers begin with two runs, or with three, of which the one that is done first takes the last: with two
/// cuts to choose, both can lie where key frames are near, and the parts be even all the same.
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
    last = Array(repeating: nil, count: workers)
    if workers == 2, let (first, second) = Self.cuts(in: chunks[...], costs) {
      runs = [chunks[..<first], chunks[first..<second]]
      untouched = [chunks[second...]]
      return
    }
    runs = []
    var rest = chunks[...]
    for left in stride(from: workers, to: 1, by: -1) {
      let border = Self.border(in: rest, others: left - 1, costs)
      runs.append(rest[..<border])
      rest = rest[border...]
    }
    runs.append(rest)
  }

  /// What it takes all workers together to get at the first chunks of their runs.
  var runUp: Double { (runs + untouched).reduce(0) { $0 + ($1.first.map(costs.runUp) ?? 0) } }

  /// The part of the time between two workers' ends that is lost. The rest is shared out once more, when one of
  /// them is done.
  private static let costOfUnevenness = 0.5

  /// When all is done: what it takes, shared out, and what it costs that the two sides are uneven.
  private static func end(_ own: Double, _ rest: Double, others: Int = 1) -> Double {
    (own + rest) / Double(others + 1) + costOfUnevenness * abs(own - rest / Double(others)) / 2
  }

  /// What two cuts have to gain over one, of its time: less is within what costs are wrong by.
  private static let gainOfTwoCuts = 0.03

  /// In films of more chunks, what is lost between two workers is little, and pairs of places are many.
  private static let mostChunksForTwoCuts = 400

  /// Where a run is best cut twice, so that one of two workers has what lies between, and the other the rest.
  /// - Returns: nil where one cut is as good.
  private static func cuts(in run: ArraySlice<Int>, _ costs: ChunkCosts) -> (first: Int, second: Int)? {
    guard (3...mostChunksForTwoCuts).contains(run.count) else { return nil }
    var sums = [0.0]
    for chunk in run { sums.append(sums[sums.count - 1] + costs.costs[chunk]) }
    let all = sums[run.count]
    var known: [Int: Double] = [:]
    func runUp(_ place: Int) -> Double {
      if let runUp = known[place] { return runUp }
      let runUp = costs.runUp(run[run.startIndex + place])
      known[place] = runUp
      return runUp
    }
    let once = border(in: run, others: 1, costs) - run.startIndex
    var least = once < run.count ? end(sums[once], all - sums[once] + runUp(once)) : all
    least *= 1 - gainOfTwoCuts
    var best: (first: Int, second: Int)?
    for first in 1..<(run.count - 1) {
      for second in (first + 1)..<run.count {
        let between = sums[second] - sums[first]
        // The way to most places need not be asked for.
        guard end(all - between, between) < least else { continue }
        let end = end(all - between + runUp(second), between + runUp(first))
        if end < least { (least, best) = (end, (run.startIndex + first, run.startIndex + second)) }
      }
    }
    return best
  }

  /// Where a run is best cut, so that one worker and those that take the rest end soonest. It costs these what
  /// lies between the place and the key frames before it.
  /// - Parameters:
  ///   - ahead: what the one worker has to do before, where it is at work already; then all may be taken.
  ///   - others: how many share the rest.
  /// - Returns: the run's end where nothing is gained.
  private static func border(
    in run: ArraySlice<Int>, ahead: Double? = nil, others: Int, _ costs: ChunkCosts
  ) -> Int {
    let all = run.reduce(0) { $0 + costs.costs[$1] }
    var sum = 0.0
    var places: [(place: Int, own: Double, rest: Double)] = []
    for place in run.indices {
      if place > run.startIndex || ahead != nil { places.append((place, sum, all - sum)) }
      sum += costs.costs[run[place]]
    }
    func end(_ own: Double, _ rest: Double, _ runUp: Double = 0) -> Double {
      Self.end((ahead ?? 0) + own, rest + runUp, others: others)
    }
    var best = (place: run.endIndex, end: (ahead ?? 0) + all)
    // The most even ones first: most places are worse whatever the way to them costs, which is not asked then.
    for (place, own, rest) in places.sorted(by: { end($0.own, $0.rest) < end($1.own, $1.rest) }) {
      guard end(own, rest) < best.end else { break }
      let end = end(own, rest, costs.runUp(run[place]))
      if end < best.end { best = (place, end) }
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
    // The one it is taken from has half of a chunk before it still. One that has not come yet may never come.
    let border =
      last[longest].map { Self.border(in: run, ahead: costs.costs[$0] / 2, others: 1, costs) }
      ?? run.startIndex
    guard border < run.endIndex else { return false }
    runs[longest] = run[..<border]
    runs[worker] = run[border...]
    return true
  }
}
