import DraftModel

/// A start before the film's, or absurdly late.
struct StartRule: Rule {
  static let description = RuleDescription(
    "segment.start", .time, .warning, "a segment's start is negative or absurd",
    why: "what lies before 0 is never shown, and a start a day away makes a film of that length",
    levels: "warning, error for what no time can hold",
    help: "give it a start in milliseconds, 0 or more",
    before: #"{"t": [{"tt": 0, "sg": [{"s": -500, "d": 2000, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.start) else { return }
      guard let time = draft.document.time(of: node) else {
        return report(
          Finding(node, "the start of \(segment) is beyond what a time can hold", severity: .error))
      }
      if time.isNegative {
        report(
          Finding(
            node, "\(segment) starts at \(draft.milliseconds(node)), before the film",
            values: ["start": .time(time)]))
      } else if time > Time.longestPlausible {
        report(
          Finding(
            node, "\(segment) starts at \(time), more than a day into the film",
            values: ["start": .time(time)],
            help: "starts are milliseconds; was it meant in another unit?"))
      }
    }
  }
}
