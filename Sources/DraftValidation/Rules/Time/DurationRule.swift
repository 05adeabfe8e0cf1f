import DraftModel

/// A segment whose length is no length.
struct DurationRule: Rule {
  static let description = RuleDescription(
    "segment.duration", .time, .error, "a segment's length is not above zero, or absurd",
    why: "a segment without a length is neither seen nor heard, and the service may refuse the draft",
    levels: "error, warning for more than a day",
    help: "give it a length in milliseconds, or take the segment away",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": -500, "u": "a.mp4"}, {"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.duration) else { return }
      guard let time = draft.document.time(of: node) else {
        return report(Finding(node, "the length of \(segment) is beyond what a time can hold"))
      }
      if time <= .zero {
        report(
          Finding(
            node, "the length of \(segment) is \(draft.milliseconds(node))", values: ["duration": .time(time)]
          ))
      } else if time > Time.longestPlausible {
        report(
          Finding(
            node, "\(segment) is \(time) long, more than a day", values: ["duration": .time(time)],
            severity: .warning, help: "lengths are milliseconds; was it meant in another unit?"))
      }
    }
  }
}

extension Time {
  /// A day: nothing that a draft says is longer, unless its unit is wrong.
  static let longestPlausible = Time(milliseconds: 86_400_000)
}
