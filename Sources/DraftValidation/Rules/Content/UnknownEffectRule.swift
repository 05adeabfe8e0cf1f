import DraftModel

/// A kind of effect that the preview does not know.
struct UnknownEffectRule: Rule {
  static let description = RuleDescription(
    "effect.unknownKind", .content, .info, "a kind of effect is not known",
    why: "the preview shows the segment without it; the export may know better",
    help: "nothing has to be done where the service made it",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fx": [{"k": "glitch"}], "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fx": [{"k": "sepia"}], "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var words = WordSightings()
    draft.forEachSegment { segment, _ in
      guard segment.node(.effects) != nil else { return }
      for effect in segment.objects(.effects, .effect) {
        guard let kind = effect.string(.effectKind), EffectKind(word: kind) == nil else {
          continue
        }
        words.note("effect", kind, at: effect.node(.effectKind) ?? effect.node)
      }
    }
    words.report(named: "kind", to: report)
  }
}
