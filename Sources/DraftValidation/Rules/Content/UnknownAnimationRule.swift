import DraftModel

/// A kind of animation that the preview does not know.
struct UnknownAnimationRule: Rule {
  static let description = RuleDescription(
    "animation.unknownKind", .content, .info, "a kind of animation is not known",
    why: "the preview shows the segment without it; the export may know better",
    help: "nothing has to be done where the service made it",
    before:
      #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hi", "an": {"i": {"k": "swirl", "d": 300}}}]}]}"#,
    after:
      #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hi", "an": {"i": {"k": "pop", "d": 300}}}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var words = WordSightings()
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.animation) else { return }
      let animation = draft.draft.object(node, .animation)
      for property in [DraftProperty.animationIn, .animationOut] {
        guard let part = animation.object(property, .animationPart), let kind = part.string(.animationKind),
          AnimationKind(word: kind) == nil
        else { continue }
        words.note("animation", kind, at: part.node(.animationKind) ?? part.node)
      }
    }
    words.report(named: "kind", to: report)
  }
}
