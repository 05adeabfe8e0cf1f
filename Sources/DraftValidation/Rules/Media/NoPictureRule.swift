import DraftModel

/// A file without a picture on a video track.
struct NoPictureRule: Rule {
  static let description = RuleDescription(
    "media.noPicture", .media, .warning, "a file on a video track has no picture",
    why: "nothing is shown while the segment is on",
    help: "move it to an audio track, or use another file",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "soundonly.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachFile { segment, track, file in
      // A file whose name says that it is a sound is another rule's finding.
      guard track.type == .video, file.facts.picture == nil, let media = segment.media,
        ServiceLimits.kind(of: media) != .sound
      else { return }
      report(
        Finding(
          segment.anchor(.media), "\(quoted: MediaName.fileName(media)) has no picture",
          values: ["media": .string(MediaName.shown(media))],
          grounds: [Ground(track.track.node, .trackType)]))
    }
  }
}
