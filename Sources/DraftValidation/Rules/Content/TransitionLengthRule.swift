import DraftModel

/// A transition that is longer than a segment beside it, or has no length.
struct TransitionLengthRule: Rule {
  static let description = RuleDescription(
    "transition.length", .content, .warning, "a transition is longer than a segment beside it",
    why: "it would begin before the one or end after the other: it is shortened, and looks hurried",
    levels: "warning, info for one without a length",
    help: "make it as long as the shorter of the two segments at most",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"d": 3000}, "u": "a.jpg"}, {"s": 2000, "d": 2000, "u": "b.jpg"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"d": 500}, "u": "a.jpg"}, {"s": 2000, "d": 2000, "u": "b.jpg"}]}]}"#
  )

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks {
      track.forEachTransition { transition in
        let node = transition.object.node(.transitionDuration) ?? transition.object.node
        let duration = transition.duration
        let ground = Ground(transition.object.node, .transitionDuration)
        if let written = transition.object.node(.transitionDuration), draft.document.time(of: written) == nil
        {
          return report(
            Finding(written, "the transition out of \(transition.segment) is beyond what a time can hold"))
        }
        if duration <= .zero {
          return report(
            Finding(
              node, "the transition out of \(transition.segment) has no length",
              values: ["duration": .time(duration)],
              severity: duration.isNegative ? nil : .info, help: "give it a length in `d`, or take it away",
              grounds: [ground]))
        }
        guard let shorter = transition.shorterSide, duration > shorter.duration else { return }
        report(
          Finding(
            node, "the transition is \(duration) long, and \(shorter) beside it \(shorter.duration)",
            values: ["duration": .time(duration), "segment": .time(shorter.duration)],
            related: [.init(shorter.node, "the shorter segment")], grounds: [ground]))
      }
    }
  }
}
