import DraftModel

/// What changed of the source that a segment shows, and of how long it is on.
extension ChangeBuilder {
  mutating func compareContent(_ i: Int, _ j: Int) {
    guard spans[i] == nil else { return }
    let (a, b) = (old.facts[i], new.facts[j])
    if a.media != b.media, a.file != b.file || a.media == 0 || b.media == 0 {
      spans[i] = addContent(.segmentReplaced, i, j)
    } else if a.speed != b.speed {
      spans[i] = addContent(.segmentRetimed, i, j)
    } else if a.hasClock || b.hasClock {
      let head = !isNear(a.sourceIn, b.sourceIn)
      let tail = !isNear(a.sourceOut, b.sourceOut)
      let isSameLength = isNear(a.duration, b.duration)
      if head, tail, isSameLength {
        spans[i] = addContent(.segmentSlipped, i, j)
      } else if head || tail {
        spans[i] = addContent(.segmentTrimmed, i, j)
        changes[changes.count - 1].edges = Set((head ? [.head] : []) + (tail ? [.tail] : []))
      }
    } else if !isNear(a.duration, b.duration) {
      // Which end it was shows only beside its neighbours.
      spans[i] = addContent(.segmentTrimmed, i, j)
    }
  }

  private mutating func addContent(_ kind: Change.Kind, _ i: Int, _ j: Int) -> Int {
    var change = Change(kind: kind)
    change.segments = [pair(i, j)]
    place(&change, i, j)
    return add(change)
  }
}
