/// Finds what two sequences have in common, in order.
enum SequenceAlignment {
  /// Pairs of positions with equal keys, rising on both sides, as many as a longest common subsequence
  /// has wherever that can be told in reasonable time: small gaps exactly, large ones by the keys that
  /// are there once on both sides. Time grows as n log n.
  static func pairs(_ a: [Int], _ b: [Int]) -> [(Int, Int)] {
    var result: [(Int, Int)] = []
    align(a, a.indices, b, b.indices, &result)
    return result
  }

  private static func align(
    _ a: [Int], _ inA: Range<Int>, _ b: [Int], _ inB: Range<Int>, _ result: inout [(Int, Int)]
  ) {
    var (a0, a1, b0, b1) = (inA.lowerBound, inA.upperBound, inB.lowerBound, inB.upperBound)
    while a0 < a1, b0 < b1, a[a0] == b[b0] {
      result.append((a0, b0))
      (a0, b0) = (a0 + 1, b0 + 1)
    }
    var tail: [(Int, Int)] = []
    while a0 < a1, b0 < b1, a[a1 - 1] == b[b1 - 1] {
      (a1, b1) = (a1 - 1, b1 - 1)
      tail.append((a1, b1))
    }
    if a0 < a1, b0 < b1 {
      if (a1 - a0) * (b1 - b0) <= 40_000 {
        exact(a, a0..<a1, b, b0..<b1, &result)
      } else {
        let anchors = uniqueAnchors(a, a0..<a1, b, b0..<b1)
        if anchors.isEmpty {
          result += byOccurrence(a, a0..<a1, b, b0..<b1)
        } else {
          for anchor in anchors + [(a1, b1)] {
            align(a, a0..<anchor.0, b, b0..<anchor.1, &result)
            if anchor.0 < a1 { result.append(anchor) }
            (a0, b0) = (anchor.0 + 1, anchor.1 + 1)
          }
        }
      }
    }
    result += tail.reversed()
  }

  /// The longest common subsequence, by the table of all prefixes.
  private static func exact(
    _ a: [Int], _ inA: Range<Int>, _ b: [Int], _ inB: Range<Int>, _ result: inout [(Int, Int)]
  ) {
    let width = inB.count + 1
    var length = [Int32](repeating: 0, count: (inA.count + 1) * width)
    for i in stride(from: inA.count - 1, through: 0, by: -1) {
      for j in stride(from: inB.count - 1, through: 0, by: -1) {
        length[i * width + j] =
          a[inA.lowerBound + i] == b[inB.lowerBound + j]
          ? length[(i + 1) * width + j + 1] + 1
          : max(length[(i + 1) * width + j], length[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < inA.count, j < inB.count {
      if a[inA.lowerBound + i] == b[inB.lowerBound + j] {
        result.append((inA.lowerBound + i, inB.lowerBound + j))
        (i, j) = (i + 1, j + 1)
      } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
  }

  private static func uniqueAnchors(_ a: [Int], _ inA: Range<Int>, _ b: [Int], _ inB: Range<Int>) -> [(
    Int, Int
  )] {
    func places(_ keys: [Int], _ range: Range<Int>) -> [Int: Int] {
      var places: [Int: Int] = [:]
      for at in range { places[keys[at]] = places[keys[at]] == nil ? at : -1 }
      return places
    }
    let inOther = places(b, inB)
    let own = places(a, inA)
    var pairs: [(Int, Int)] = []
    for at in inA where own[a[at]] == at {
      if let other = inOther[a[at]], other >= 0 { pairs.append((at, other)) }
    }
    return rising(pairs)
  }

  /// The first of a key with the first of that key, and so on; then the most that rise.
  private static func byOccurrence(_ a: [Int], _ inA: Range<Int>, _ b: [Int], _ inB: Range<Int>) -> [(
    Int, Int
  )] {
    var queues: [Int: (places: [Int], next: Int)] = [:]
    for at in inB { queues[b[at], default: ([], 0)].places.append(at) }
    var pairs: [(Int, Int)] = []
    for at in inA {
      guard let queue = queues[a[at]], queue.next < queue.places.count else { continue }
      queues[a[at]]?.next += 1
      pairs.append((at, queue.places[queue.next]))
    }
    return rising(pairs)
  }

  /// Of pairs that rise on the left, the most that rise on the right too; of as many, those that weigh
  /// most together, and then the last. Time grows as n log n.
  /// - Parameter weight: of a pair, 0...1023.
  static func rising(_ pairs: [(Int, Int)], weight: ((Int, Int)) -> Int) -> [(Int, Int)] {
    if zip(pairs, pairs.dropFirst()).allSatisfy({ $0.1 < $1.1 }) { return pairs }
    let ranks = Dictionary(
      uniqueKeysWithValues: pairs.map(\.1).sorted().enumerated().map { ($0.element, $0.offset + 1) })
    // The best chain that ends at or below each rank, in a Fenwick tree of maxima.
    var best = [(weight: Int, at: Int)](repeating: (0, -1), count: pairs.count + 1)
    var previous = [Int](repeating: -1, count: pairs.count)
    var last = (weight: 0, at: -1)
    for (index, pair) in pairs.enumerated() {
      let rank = ranks[pair.1] ?? 1
      var before = (weight: 0, at: -1)
      var at = rank - 1
      while at > 0 {
        if (best[at].weight, best[at].at) > (before.weight, before.at) { before = best[at] }
        at &= at - 1
      }
      previous[index] = before.at
      let chain = (weight: before.weight + (1 << 32) + weight(pair), at: index)
      if chain.weight >= last.weight { last = chain }
      at = rank
      while at < best.count {
        if chain.weight >= best[at].weight { best[at] = chain }
        at += at & -at
      }
    }
    var result: [(Int, Int)] = []
    var at = last.at
    while at >= 0 {
      result.append(pairs[at])
      at = previous[at]
    }
    return result.reversed()
  }

  /// Of pairs that rise on the left, the most that rise on the right too.
  static func rising(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    if zip(pairs, pairs.dropFirst()).allSatisfy({ $0.1 < $1.1 }) { return pairs }
    var ends: [Int] = []
    var previous = [Int](repeating: -1, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var low = 0
      var high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
      }
      if low > 0 { previous[index] = ends[low - 1] }
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var result: [(Int, Int)] = []
    var at = ends.last ?? -1
    while at >= 0 {
      result.append(pairs[at])
      at = previous[at]
    }
    return result.reversed()
  }
}
