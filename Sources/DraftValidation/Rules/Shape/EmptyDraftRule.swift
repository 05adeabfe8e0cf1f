import DraftModel

/// A draft without tracks.
struct EmptyDraftRule: Rule {
  static let description = RuleDescription(
    "draft.empty", .shape, .error, "the draft has no tracks",
    why: "there is nothing to export and nothing to preview",
    help: "ask the editor for a first edit, or take an older draft",
    before: #"{"t": []}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard let array = draft.draft.node(.draftTracks), draft.tracks.isEmpty else { return }
    report(Finding(array, "the draft has no tracks"))
  }
}
