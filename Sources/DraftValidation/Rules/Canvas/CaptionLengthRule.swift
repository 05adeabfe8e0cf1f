import DraftModel

/// Captions that stay on for too long.
struct CaptionLengthRule: Rule {
  static let description = RuleDescription(
    "caption.tooLong", .canvas, .warning, "a caption is on for more than 7 seconds",
    why: "viewers read it a second time and lose the thread",
    help: "split it in two",
    before: #"{"t": [{"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 9000, "tx": "And then"}]}]}"#,
    after: #"{"t": [{"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 3000, "tx": "And then"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachCaption { segment, _ in
      guard segment.duration > Time(milliseconds: 7000) else { return }
      report(
        Finding(
          segment.anchor(.duration), "\(segment) is on for \(segment.duration)",
          values: ["duration": .time(segment.duration)],
          grounds: [Ground(segment.track.node, .trackRole)]))
    }
  }
}
