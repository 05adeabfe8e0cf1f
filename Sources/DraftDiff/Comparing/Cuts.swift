import DraftModel

/// Where a segment was cut into parts, and what was taken out of it there.
struct Cuts {
  /// Where parts meet, on the timeline of the whole.
  private(set) var meeting: [Time] = []
  /// What lies between parts that do not meet.
  private(set) var missing: [TimeRange] = []

  init(of whole: SegmentFacts, in parts: [SegmentFacts]) {
    var at = whole.start
    for (part, next) in zip(parts, parts.dropFirst()) {
      at += part.duration
      let left = whole.hasClock ? (Rational(next.sourceIn - part.sourceOut) / whole.speed).rounded : 0
      if isNear(left, 0) {
        meeting.append(Time(microseconds: at))
      } else {
        missing.append(TimeRange(start: Time(microseconds: at), end: Time(microseconds: at + left)))
        at += left
      }
    }
  }
}

extension ChangeBuilder {
  func note(_ cuts: Cuts, in change: inout Change) {
    change.cuts = cuts.meeting
    change.cutOut = cuts.missing
  }
}
