import DraftModel

/// What changed of the source that a segment shows, and of how long it is on.
extension ChangeBuilder {
  mutating func compareContent(_ i: Int, _ j: Int) {
    guard spans[i] == nil else { return }
    spans[i] = addContent(old.facts[i], new.facts[j], i, j)
  }

  /// What was done to the parts of a split beside cutting.
  mutating func compareParts() {
    for (whole, parts) in matching.splits.sorted(by: { $0.key < $1.key }) {
      for part in parts {
        guard let piece = matching.pieces[part] else { continue }
        partSpans[part] = addContent(piece, new.facts[part], whole, part)
      }
    }
  }

  private mutating func addContent(_ a: SegmentFacts, _ b: SegmentFacts, _ i: Int, _ j: Int) -> Int? {
    if a.media != b.media, a.file != b.file || a.media == 0 || b.media == 0 {
      return addContent(.segmentReplaced, i, j)
    }
    if a.speed != b.speed { return addContent(.segmentRetimed, i, j) }
    if a.hasClock || b.hasClock {
      let head = !isNear(a.sourceIn, b.sourceIn)
      let tail = !isNear(a.sourceOut, b.sourceOut)
      let isSameLength = isNear(a.duration, b.duration)
      if head, tail, isSameLength { return addContent(.segmentSlipped, i, j) }
      guard head || tail else { return nil }
      let index = addContent(.segmentTrimmed, i, j)
      changes[index].edges = Set((head ? [.head] : []) + (tail ? [.tail] : []))
      return index
    }
    // Which end it was shows only beside its neighbours.
    return isNear(a.duration, b.duration) ? nil : addContent(.segmentTrimmed, i, j)
  }

  private mutating func addContent(_ kind: Change.Kind, _ i: Int, _ j: Int) -> Int {
    var change = Change(kind: kind)
    change.segments = [pair(i, j)]
    change.piece = piece(j)
    place(&change, i, j)
    return add(change)
  }
}
