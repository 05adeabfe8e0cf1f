import DraftModel

/// A file without sound on an audio track.
struct NoSoundRule: Rule {
  static let description = RuleDescription(
    "media.noSound", .media, .warning, "a file on an audio track has no sound",
    why: "nothing is heard while the segment is on",
    help: "use a file with sound",
    before: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "u": "silent.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "u": "song.mp3"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachFile { segment, track, file in
      guard track.type == .audio, file.facts.sound == nil, let media = segment.media,
        ServiceLimits.kind(of: media).map(\.canHaveSound) ?? true
      else { return }
      report(
        Finding(
          segment.anchor(.media), "\(quoted: MediaName.fileName(media)) has no sound",
          values: ["media": .string(MediaName.shown(media))],
          grounds: [Ground(track.track.node, .trackType)]))
    }
  }
}
