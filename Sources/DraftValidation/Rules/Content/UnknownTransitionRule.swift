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
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.transition) else { return }
      let transition = draft.draft.object(node, .transition)
      guard let kind = transition.string(.transitionKind),
        TransitionKind(word: kind) == nil
      else { return }
      report(
        Finding(
          transition.node(.transitionKind) ?? node, "the transition \(quoted: kind) is not known",
          values: ["kind": .string(kind)]))
    }
  }
}
