import DraftModel

/// Tracks, and no segment in any of them.
struct NothingToExportRule: Rule {
  static let description = RuleDescription(
    "draft.nothingToExport", .shape, .error, "no track has a segment",
    why: "the service exports a draft once at least one track has a segment",
    help: "add a segment to a track",
    before: #"{"t": [{"tt": 0, "sg": []}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard !draft.tracks.isEmpty, draft.tracks.allSatisfy(\.segments.isEmpty) else { return }
    // Where `sg` is missing or mistyped, that is what is wrong.
    guard draft.tracks.contains(where: { $0.track.node(.trackSegments) != nil }) else { return }
    report(
      Finding(
        draft.draft.node(.draftTracks) ?? draft.draft.node,
        "there is nothing to export: no track has a segment",
        values: ["tracks": .int(draft.tracks.count)],
        grounds: [Ground(draft.draft.node, .trackSegments)]))
  }
}
