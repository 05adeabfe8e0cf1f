import DraftModel

/// A track without segments.
struct EmptyTrackRule: Rule {
  static let description = RuleDescription(
    "track.empty", .shape, .info, "a track has no segments",
    why: "it shows nothing and is not heard; the export leaves it out",
    help: "nothing has to be done",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}, {"tt": 7, "sg": []}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    // Where all are, that is one finding of another rule.
    guard draft.draft.segmentCount > 0 else { return }
    for track in draft.tracks where track.segments.isEmpty {
      guard let array = track.track.node(.trackSegments) else { continue }
      report(Finding(array, "track \(track.track.index + 1) (\(track.track.word)) is empty"))
    }
  }
}
