import DraftModel

/// A speed that nothing can be played at.
struct SpeedRule: Rule {
  static let description = RuleDescription(
    "segment.speed", .time, .warning, "a speed is not above zero, or out of range",
    why: "speeds are played from 0.1 to 16; outside, the preview holds them there and the export may differ",
    help: "give it a speed from 0.1 to 16; 1 is unchanged",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "sp": 0, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "sp": 2, "u": "a.mp4"}]}]}"#)

  static let range = Rational(1, 10)...Rational(16)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.speed) else { return }
      guard let speed = draft.document.rational(of: node) else {
        return report(Finding(node, "the speed of \(segment) has more digits than a speed can have"))
      }
      guard !Self.range.contains(speed) else { return }
      report(
        Finding(
          node, "\(segment) is to be played at \(speed) times its speed",
          values: ["speed": .number(speed.decimal())]))
    }
  }
}
