import DraftModel

/// A transition into nothing.
struct TransitionNeighbourRule: Rule {
  static let description = RuleDescription(
    "transition.noNeighbour", .content, .warning, "a transition leads into nothing",
    why:
      "a transition needs a segment of the same track that begins when this one ends; it is shown as a cut",
    help: "take the transition away, or close the gap after the segment; at the end of a film, fade out",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"k": "crossfade", "d": 500}, "u": "a.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"k": "crossfade", "d": 500}, "u": "a.mp4"}, {"s": 2000, "d": 2000, "ss": 500, "u": "b.mp4"}]}]}"#
  )

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks {
      track.forEachTransition { transition in
        guard transition.next == nil else { return }
        report(
          Finding(
            transition.object.node,
            "nothing follows \(transition.segment) at \(transition.segment.end), where its transition leads",
            values: ["end": .time(transition.segment.end)]))
      }
    }
  }
}
