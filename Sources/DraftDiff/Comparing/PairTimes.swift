import DraftModel

/// When a segment, or a part of what was split, is on before and after; what was joined taken as one.
struct PairTimes {
  let oldStart: Int
  let oldEnd: Int
  let newStart: Int
  let newEnd: Int
  /// How far the segment may be said to have moved: by its start; by what it shows, or its end, where
  /// its head was trimmed.
  let offsets: [Int]

  init(_ i: Int, _ j: Int, _ builder: ChangeBuilder) {
    let a = builder.matching.pieces[j] ?? builder.old.facts[i]
    let oldEnd = builder.matching.joins[j]?.last.map { builder.old.facts[$0].end } ?? a.end
    self.init(a, until: oldEnd, builder.new.facts[j], builder.partSpans[j] ?? builder.spans[i], builder)
  }

  private init(
    _ a: SegmentFacts, until end: Int, _ b: SegmentFacts, _ span: Int?, _ builder: ChangeBuilder
  ) {
    (oldStart, oldEnd) = (a.start, end)
    (newStart, newEnd) = (b.start, b.end)
    let start = newStart - oldStart
    guard newEnd - oldEnd != start else {
      offsets = [start]
      return
    }
    if let span, builder.changes[span].edges.contains(.head) {
      let trimmed = Rational(b.sourceIn - a.sourceIn) / a.speed
      offsets = [start, start - trimmed.rounded]
    } else if let span, builder.changes[span].edges.contains(.tail) {
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
  /// - Parameter offset: how far the segment was moved as a whole.
  mutating func nameEdges(of i: Int, _ j: Int, movedBy offset: Int, startsMoved: Bool, _ times: PairTimes) {
    guard let span = partSpans[j] ?? spans[i], changes[span].kind == .segmentTrimmed,
      changes[span].edges.isEmpty
    else {
      return
    }
    if startsMoved {
      changes[span].edges = isNear(times.newEnd, times.oldEnd + offset) ? [.head] : [.head, .tail]
    } else {
      changes[span].edges = [.tail]
    }
  }
}
