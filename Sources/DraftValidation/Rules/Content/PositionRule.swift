import DraftModel

/// A place far off the canvas: pixels where fractions are meant, as a rule.
struct PositionRule: Rule {
  static let description = RuleDescription(
    "segment.position", .content, .warning, "a position is out of range",
    why: "positions are fractions of the canvas, 0.5 is its middle: so far off nothing is seen",
    help: "give the centre as fractions of the canvas; pixels have to be divided by its size",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "x": 540, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "x": 0.5, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let range = RangeCheck(name: "position", range: -5...6, effect: "it is a fraction of the canvas")
    draft.forEachSegment { segment, _ in
      for property in [DraftProperty.x, .y] {
        guard let node = segment.node(property) else { continue }
        if let finding = range.finding(node, in: draft, of: "\(segment)") { report(finding) }
      }
    }
  }
}
