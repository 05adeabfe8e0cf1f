import Synchronization

/// Hands chunks to workers in runs: a worker goes on to the next chunk of its run, where its decoders
/// already stand, and one that has finished takes the back half of the longest run that is left.
final class ChunkQueue: Sendable {
  private let runs: Mutex<[Range<Int>]>

  init(chunks: Int, workers: Int) {
    let workers = max(1, workers)
    runs = Mutex((0..<workers).map { chunks * $0 / workers..<chunks * ($0 + 1) / workers })
  }

  /// The next chunk for a worker; nil when there are none left.
  func next(for worker: Int) -> Int? {
    runs.withLock { runs in
      if runs[worker].isEmpty {
        guard let longest = runs.indices.max(by: { runs[$0].count < runs[$1].count }), runs[longest].count > 1
        else { return nil }
        let run = runs[longest]
        let middle = run.lowerBound + (run.count + 1) / 2
        runs[longest] = run.lowerBound..<middle
        runs[worker] = middle..<run.upperBound
      }
      let chunk = runs[worker].lowerBound
      runs[worker] = chunk + 1..<runs[worker].upperBound
      return chunk
    }
  }
}
