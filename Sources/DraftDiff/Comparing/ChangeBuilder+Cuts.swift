import DraftModel

/// Tells as one thing what was done at a cut: a tail and the head after it trimmed by the same, with
/// nothing between them (a roll) or with segments that moved by as much (a slide).
///
///     before  |----- A -----|-- B --|----- C -----|
///     roll    |---- A ---|--- B ----|----- C -----|
///     slide   |---- A ---|-- B --|------ C -------|
extension ChangeBuilder {
  mutating func joinCuts(_ pair: Int) {
    let partner = Dictionary(uniqueKeysWithValues: order.segments[pair].inPlace)
    var open: Cut?
    for i in old.order[order.trackPairs[pair].0] {
      guard let j = partner[i] else {
        if oldFate[i] != nil { open = nil }
        continue
      }
      let times = PairTimes(i, j, self)
      let (head, tail) = (times.newStart - times.oldStart, times.newEnd - times.oldEnd)
      if let cut = open, isNear(times.oldStart, cut.oldEnd), isNear(times.newStart, cut.newEnd) {
        if let span = spans[i], changes[span].kind == .segmentTrimmed, isNear(head, cut.base + cut.offset),
          isNear(tail, cut.base)
        {
          close(cut, with: span, i, j)
          open = nil
          continue
        }
        if spans[i] == nil, isNear(head, cut.base + cut.offset) {
          open?.between.append((i, j))
          open?.oldEnd = times.oldEnd
          open?.newEnd = times.newEnd
          continue
        }
      }
      open = nil
      if let span = spans[i], changes[span].kind == .segmentTrimmed, changes[span].edges == [.tail] {
        open = Cut(
          change: span, base: head, offset: tail - head, oldEnd: times.oldEnd, newEnd: times.newEnd)
      }
    }
  }

  private struct Cut {
    let change: Int
    /// How far its segment was moved before.
    let base: Int
    let offset: Int
    var oldEnd: Int
    var newEnd: Int
    var between: [(Int, Int)] = []
  }

  private mutating func close(_ cut: Cut, with span: Int, _ i: Int, _ j: Int) {
    let own = changes[cut.change].track
    for change in [cut.change, span] {
      guard let shift = changes[change].shift else { continue }
      // What was moved on other tracks too was no matter of this cut alone.
      guard shift.tracks.allSatisfy({ $0 == own }) else { return }
    }
    changes[cut.change].edges = [.head, .tail]
    changes[cut.change].shift = nil
    changes[span].shift = nil
    for (k, l) in cut.between + [(i, j)] { changes[cut.change].segments.append(self.pair(k, l)) }
    mergedAway.insert(span)
    spans[i] = cut.change
    if starts[i] == span { starts[i] = cut.change }
    for (k, owner) in starts where owner == span { starts[k] = cut.change }
  }
}
