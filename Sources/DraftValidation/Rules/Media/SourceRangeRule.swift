import DraftModel

/// A segment that plays past the end of its media.
struct SourceRangeRule: Rule {
  static let description = RuleDescription(
    "media.sourceRange", .media, .error, "a segment plays past the end of its media",
    why: "the last picture is held and the sound stops, or the service refuses the draft",
    help: "shorten the segment, start earlier in its media, or play it slower",
    before:
      #"{"video_infos": [{"filename": "a.mp4", "duration": 3}], "draft": {"t": [{"tt": 0, "sg": [{"s": 0, "d": 5000, "u": "a.mp4"}]}]}}"#,
    after:
      #"{"video_infos": [{"filename": "a.mp4", "duration": 3}], "draft": {"t": [{"tt": 0, "sg": [{"s": 0, "d": 3000, "u": "a.mp4"}]}]}}"#
  )

  /// Containers round their lengths: a frame's worth is no fault.
  private static let tolerance = Time(milliseconds: 50)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, track in
      guard track.type == .video || track.type == .audio, track.isSound[segment.index],
        segment.hasPlausibleSource, let facts = draft.facts(of: segment), let length = facts.duration,
        facts.picture.map({ $0.kind == .video }) ?? true
      else { return }
      let end = segment.sourceRange.end
      guard end > length + Self.tolerance else { return }
      report(
        Finding(
          segment.anchor(.duration), "\(segment) plays its media to \(end), and it ends at \(length)",
          values: [
            "sourceStart": .time(segment.sourceStart), "sourceEnd": .time(end),
            "mediaDuration": .time(length),
          ], grounds: [Ground(segment.node, .media, .sourceStart, .speed)]))
    }
  }
}
