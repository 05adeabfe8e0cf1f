import DraftModel

/// A scale of nothing, less, or absurdly much.
struct ScaleRule: Rule {
  static let description = RuleDescription(
    "segment.scale", .content, .warning, "a scale is out of range",
    why: "a scale is a ratio of the fitted size: at 0 nothing is seen, and 100 is nearly always a percentage",
    help: "give it a scale above 0, 20 at most; 1 is the fitted size",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "sc": 100, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "sc": 1, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let range = RangeCheck(
      name: "scale", range: 0...20, effect: "it is above 0 and 20 at most", isLowerBoundExcluded: true)
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.scale) else { return }
      if let finding = range.finding(node, in: draft, of: "\(segment)") { report(finding) }
    }
  }
}
