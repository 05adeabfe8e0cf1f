import DraftModel

/// A video on an audio track, of which only the sound is heard.
struct VideoForSoundRule: Rule {
  static let description = RuleDescription(
    "segment.videoForSound", .content, .info, "a video is used for its sound",
    why: "its picture is not shown",
    help: "nothing has to be done where only the sound is wanted",
    before: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "u": "talk.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "u": "talk.m4a"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks where track.type == .audio {
      for segment in track.segments {
        guard let media = segment.media, ServiceLimits.kind(of: media) == .video else { continue }
        report(
          Finding(
            segment.anchor(.media), "the video \(quoted: MediaName.fileName(media)) is used for its sound",
            values: ["media": .string(MediaName.shown(media))],
            grounds: [Ground(track.track.node, .trackType)]))
      }
    }
  }
}
