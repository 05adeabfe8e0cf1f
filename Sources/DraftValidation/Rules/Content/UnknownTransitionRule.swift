import DraftModel

/// A kind of transition that the preview does not know.
struct UnknownTransitionRule: Rule {
  static let description = RuleDescription(
    "transition.unknownKind", .content, .info, "a kind of transition is not known",
    why: "the preview shows a crossfade in its place; the export may know better",
    help: "nothing has to be done where the service made it",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"k": "starburst", "d": 500}, "u": "a.jpg"}, {"s": 2000, "d": 2000, "u": "b.jpg"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"k": "circle", "d": 500}, "u": "a.jpg"}, {"s": 2000, "d": 2000, "u": "b.jpg"}]}]}"#
  )

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var words = WordSightings()
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.transition) else { return }
      let transition = draft.draft.object(node, .transition)
      guard let kind = transition.string(.transitionKind),
        TransitionKind(word: kind) == nil
      else { return }
      words.note("transition", kind, at: transition.node(.transitionKind) ?? node)
    }
    words.report(named: "kind", to: report)
  }
}
