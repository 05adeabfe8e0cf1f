import DraftModel

/// Media of a kind that its track cannot play, by the file's name.
struct MediaKindRule: Rule {
  static let description = RuleDescription(
    "segment.mediaKind", .content, .warning, "a track cannot play its media",
    why: "a sound has no picture and a picture has no sound: nothing is seen or heard",
    levels: "warning, info for media of a text segment",
    help: "move the segment to a track of the media's own type",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "song.mp3"}]}]}"#,
    after: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "u": "song.mp3"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, track in
      guard let media = segment.media, let kind = ServiceLimits.kind(of: media) else { return }
      var name: String { MediaName.fileName(media) }
      func say(_ message: DiagnosticMessage, _ severity: Severity? = nil) {
        report(
          Finding(
            segment.anchor(.media), message,
            values: ["media": .string(MediaName.shown(media)), "kind": .string(kind.rawValue)],
            severity: severity, grounds: [Ground(track.track.node, .trackType)]))
      }
      switch track.type {
      case .video where !kind.hasPicture:
        say("\(quoted: name) is \(kind.phrase) on a video track: it has no picture")
      case .audio where !kind.canHaveSound:
        say("\(quoted: name) is \(kind.phrase) on an audio track: it has no sound")
      case .text:
        say("the media of a text segment is not shown: \(quoted: name)", .info)
      default: break
      }
    }
  }
}
