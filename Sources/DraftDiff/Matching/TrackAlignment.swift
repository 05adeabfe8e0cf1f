/// The segments of one track before and after, in the order of time, and which of them stand in for
/// which: found by one key after another, each only between what the keys before it found.
struct TrackAlignment {
  let old: [Int]
  let new: [Int]
  /// Places in `old` and `new`, rising on both sides.
  private(set) var anchors: [(Int, Int)] = []

  /// A stretch between two anchors, as places that nothing has matched yet, and when it begins.
  struct Gap {
    let old: [Int]
    let new: [Int]
    let oldBase: Int
    let newBase: Int
  }

  init(old: [Int], new: [Int]) {
    self.old = old
    self.new = new
  }

  /// - Parameter matching: asked for the segments that something else has matched.
  func gaps(_ matching: DraftMatching) -> [Gap] {
    var gaps: [Gap] = []
    var (i, j) = (0, 0)
    var (oldBase, newBase) = (0, 0)
    for anchor in anchors + [(old.count, new.count)] {
      if i < anchor.0, j < anchor.1 {
        let olds = (i..<anchor.0).filter { matching.isFree(old: old[$0]) }
        let news = (j..<anchor.1).filter { matching.isFree(new: new[$0]) }
        if !olds.isEmpty, !news.isEmpty {
          gaps.append(Gap(old: olds, new: news, oldBase: oldBase, newBase: newBase))
        }
      }
      (i, j) = (anchor.0 + 1, anchor.1 + 1)
      guard anchor.0 < old.count else { break }
      // Of what was split or joined, the end of the last part.
      oldBase = matching.old.facts[matching.joins[new[anchor.1]]?.last ?? old[anchor.0]].end
      newBase = matching.new.facts[matching.splits[old[anchor.0]]?.last ?? new[anchor.1]].end
    }
    return gaps
  }

  /// Matches in every gap what has the same key, in order.
  /// - Parameters:
  ///   - key: of a segment, given the end of the last match before it; 0 matches nothing.
  ///   - accept: whether two with the same key are one.
  mutating func align(
    _ matching: inout DraftMatching, by key: (SegmentFacts, _ base: Int) -> Int,
    where accept: (SegmentFacts, SegmentFacts) -> Bool = { _, _ in true }
  ) {
    var found: [(Int, Int)] = []
    for gap in gaps(matching) {
      // Keys of 0 become different on both sides.
      let a = gap.old.enumerated().map { offset, at in
        let value = key(matching.old.facts[old[at]], gap.oldBase)
        return value == 0 ? -2 * offset - 1 : value
      }
      let b = gap.new.enumerated().map { offset, at in
        let value = key(matching.new.facts[new[at]], gap.newBase)
        return value == 0 ? -2 * offset - 2 : value
      }
      for (x, y) in SequenceAlignment.pairs(a, b) {
        let (i, j) = (gap.old[x], gap.new[y])
        guard accept(matching.old.facts[old[i]], matching.new.facts[new[j]]) else { continue }
        found.append((i, j))
      }
    }
    add(found, &matching)
  }

  mutating func add(_ found: [(Int, Int)], _ matching: inout DraftMatching) {
    guard !found.isEmpty else { return }
    for (i, j) in found { matching.match(old[i], new[j]) }
    anchors = (anchors + found).sorted { $0.0 < $1.0 }
  }
}
