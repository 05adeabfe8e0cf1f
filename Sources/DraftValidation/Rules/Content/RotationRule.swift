import DraftModel

/// A rotation of very many turns.
struct RotationRule: Rule {
  static let description = RuleDescription(
    "segment.rotation", .content, .warning, "a rotation is out of range",
    why: "rotations are degrees: so many turns are nearly always another unit, or a number gone wrong",
    help: "give it degrees clockwise; 90 is a quarter turn",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "r": 1e9, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "r": 90, "u": "a.mp4"}]}]}"#)

  /// A hundred turns, in degrees.
  static let range = -36_000.0...36_000.0

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let range = RangeCheck(name: "rotation", range: Self.range, effect: "it is in degrees, clockwise")
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.rotation) else { return }
      if let finding = range.finding(node, in: draft, of: "\(segment)") { report(finding) }
    }
  }
}
