import DraftModel

/// A draft with something in it, and no video track.
struct NoVideoTrackRule: Rule {
  static let description = RuleDescription(
    "draft.noVideo", .shape, .info, "no video track has a segment",
    why: "the film shows text on the background, or the background alone",
    help: "nothing has to be done for a film of titles",
    before: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hello"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    // A track of which the type or the segments are missing or mistyped may well be one.
    guard draft.hasKnownTracks, draft.tracks.contains(where: { !$0.segments.isEmpty }),
      !draft.tracks.contains(where: { $0.type == .video && !$0.segments.isEmpty })
    else { return }
    report(
      Finding(
        draft.draft.node(.draftTracks) ?? draft.draft.node, "no video track has a segment",
        grounds: [Ground(draft.draft.node, .trackType, .trackSegments)]))
  }
}
