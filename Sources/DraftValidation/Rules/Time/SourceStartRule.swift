import DraftModel

/// An in-point before the media's start, or absurdly far into it.
struct SourceStartRule: Rule {
  static let description = RuleDescription(
    "segment.sourceStart", .time, .warning, "a source in-point is negative or absurd",
    why: "the media has nothing there: the preview holds a picture, and the service may refuse the draft",
    help: "give it an in-point in milliseconds of the source, 0 or more",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "ss": -100, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "ss": 100, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.sourceStart) else { return }
      guard let time = draft.document.time(of: node) else {
        return report(Finding(node, "the in-point of \(segment) is beyond what a time can hold"))
      }
      guard time.isNegative || time > Time.longestPlausible else { return }
      let what = time.isNegative ? "before its media begins" : "more than a day into its media"
      report(
        Finding(
          node, "\(segment) plays from \(draft.milliseconds(node)), \(what)",
          values: ["sourceStart": .time(time)]))
    }
  }
}
