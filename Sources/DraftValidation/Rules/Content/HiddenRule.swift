import DraftModel

/// A picture or a title that cannot be seen.
struct HiddenRule: Rule {
  static let description = RuleDescription(
    "segment.hidden", .content, .info, "a segment cannot be seen",
    why: "it is hidden, or its opacity is 0",
    help: "nothing has to be done where it is meant",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "hd": true, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks where track.hasPicture {
      let number = track.track.index + 1
      if track.track.isHidden, !track.segments.isEmpty {
        report(Finding(track.track.node(.trackHidden) ?? track.track.node, "track \(number) is hidden"))
        continue
      }
      if track.track.opacity == 0, !track.segments.isEmpty {
        report(
          Finding(track.track.node(.trackOpacity) ?? track.track.node, "the opacity of track \(number) is 0"))
        continue
      }
      for segment in track.segments {
        if segment.isHidden {
          report(Finding(segment.anchor(.hidden), "\(segment) is hidden"))
        } else if segment.opacity == 0, !segment.isKeyframed("o", "opacity") {
          report(Finding(segment.anchor(.opacity), "the opacity of \(segment) is 0"))
        }
      }
    }
  }
}
