import DraftModel

/// When a segment is on before and after, the parts of what was split or joined taken as one.
struct PairTimes {
  let oldStart: Int
  let oldEnd: Int
  let newStart: Int
  let newEnd: Int
  /// How far the segment may be said to have moved: by its start; by what it shows, or its end, where
  /// its head was trimmed.
  let offsets: [Int]

  init(_ i: Int, _ j: Int, _ builder: ChangeBuilder) {
    let (a, b) = (builder.old.facts[i], builder.new.facts[j])
    oldStart = a.start
    newStart = b.start
    oldEnd = builder.matching.joins[j]?.last.map { builder.old.facts[$0].end } ?? a.end
    newEnd = builder.matching.splits[i]?.last.map { builder.new.facts[$0].end } ?? b.end
    let start = newStart - oldStart
    guard newEnd - oldEnd != start else {
      offsets = [start]
      return
    }
    if let span = builder.spans[i], builder.changes[span].edges.contains(.head) {
      let trimmed = Rational(b.sourceIn - a.sourceIn) / a.speed
      offsets = [start, start - trimmed.rounded]
    } else if let span = builder.spans[i], builder.changes[span].edges.contains(.tail) {
      offsets = [start]
    } else {
      offsets = [start, newEnd - oldEnd]
    }
  }

  var changesLength: Bool { !isNear(newEnd - newStart, oldEnd - oldStart) }

  /// Whether both ends moved towards each other, or away from each other, beside what moved it whole.
  func isTrimmedAround(_ offset: Int) -> Bool {
    let head = newStart - oldStart - offset
    let tail = newEnd - oldEnd - offset
    return (head > 0 && tail < 0) || (head < 0 && tail > 0)
  }
}

extension ChangeBuilder {
  /// Says which ends of a text or a still picture were trimmed: the one that did not stay.
  mutating func nameEdges(of i: Int, startsMoved: Bool, _ times: PairTimes) {
    guard let span = spans[i], changes[span].kind == .segmentTrimmed, changes[span].edges.isEmpty else {
      return
    }
    let length = times.newEnd - times.newStart - (times.oldEnd - times.oldStart)
    let head = times.newStart - times.oldStart
    if startsMoved {
      changes[span].edges =
        isNear(head, -length) || isNear(times.newEnd, times.oldEnd) ? [.head] : [.head, .tail]
    } else {
      changes[span].edges = [.tail]
    }
  }
}
