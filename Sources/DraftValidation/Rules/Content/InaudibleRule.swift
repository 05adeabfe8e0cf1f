import DraftModel

/// A segment with sound that cannot be heard.
struct InaudibleRule: Rule {
  static let description = RuleDescription(
    "segment.inaudible", .content, .info, "a segment cannot be heard",
    why: "it is muted, or its volume is 0",
    help: "nothing has to be done where silence is meant",
    before: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "v": 0, "u": "song.mp3"}]}]}"#,
    after: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "v": 0.5, "u": "song.mp3"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks where track.type == .audio || track.type == .video {
      let number = track.track.index + 1
      if track.track.isMuted, !track.segments.isEmpty {
        report(Finding(track.track.node(.trackMuted) ?? track.track.node, "track \(number) is muted"))
        continue
      }
      if track.track.volume == 0, !track.segments.isEmpty {
        report(
          Finding(track.track.node(.trackVolume) ?? track.track.node, "the volume of track \(number) is 0"))
        continue
      }
      for segment in track.segments {
        if segment.isMuted {
          report(Finding(segment.anchor(.muted), "\(segment) is muted"))
        } else if segment.volume == 0, !segment.isKeyframed("v", "volume") {
          report(Finding(segment.anchor(.volume), "the volume of \(segment) is 0"))
        }
      }
    }
  }
}
