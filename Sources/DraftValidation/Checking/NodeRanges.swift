import JSONTree

/// Values of a document with all that they hold, to ask whether another lies in one of them.
struct NodeRanges {
  /// The outermost, in document order.
  private let outermost: [Range<JSONNodeID>]

  init(_ ranges: some Sequence<Range<JSONNodeID>>) {
    var outermost: [Range<JSONNodeID>] = []
    for range in ranges.sorted(by: { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }) {
      // Of two values the one lies in the other, or they have nothing in common.
      if let last = outermost.last, range.lowerBound < last.upperBound { continue }
      outermost.append(range)
    }
    self.outermost = outermost
  }

  /// The outermost of the values that a node lies in.
  func range(around node: JSONNodeID) -> Range<JSONNodeID>? {
    var (low, high) = (0, outermost.count)
    while low < high {
      let middle = (low + high) / 2
      if outermost[middle].upperBound <= node { low = middle + 1 } else { high = middle }
    }
    return low < outermost.count && outermost[low].contains(node) ? outermost[low] : nil
  }

  func contains(_ node: JSONNodeID) -> Bool { range(around: node) != nil }
}
