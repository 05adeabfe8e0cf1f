import DraftModel
import JSONTree

/// A track type that the service does not document.
struct UnknownTrackTypeRule: Rule {
  static let description = RuleDescription(
    "track.unknownType", .shape, .info, "a track's type is not documented",
    why:
      "the service documents 0 (video), 1 (audio) and 7 (text); other tracks are kept, and the preview leaves them out",
    help: "check `tt`, unless the track came from the service like this",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}, {"tt": 5, "sg": [{"s": 0, "d": 900}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks {
      guard let node = track.track.node(.trackType), case .other = track.type else { continue }
      let spelling = draft.document.numberSpelling(of: node) ?? "?"
      report(
        Finding(
          node, "track \(track.track.index + 1) is of type \(number: spelling), which is not documented",
          values: ["type": .number(spelling)]))
    }
  }
}
