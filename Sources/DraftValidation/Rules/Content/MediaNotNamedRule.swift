import DraftModel

/// A video or audio segment that names no media.
///
/// The service documents no key for media. Where a draft names none at all and its segments have
/// titles, it probably spells media in a way that the key table does not know: that is only told.
struct MediaNotNamedRule: Rule {
  static let description = RuleDescription(
    "segment.noMedia", .content, .warning, "a segment names no media",
    why: "the preview has nothing to show or play for it",
    help:
      "name its media in `u`; if the draft spells it in another way, `workprint inspect --suggest-keys keys.json` looks for it",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var lacking: [(Segment, CheckedTrack)] = []
    var named = 0
    for track in draft.tracks where track.type == .video || track.type == .audio {
      for segment in track.segments where draft.document.kind(of: segment.node) == .object {
        if draft.keys.isMistyped(.media, in: segment.node) { continue }
        if segment.media.map(\.isEmpty) ?? true { lacking.append((segment, track)) } else { named += 1 }
      }
    }
    let isOtherSpelling = named == 0 && lacking.allSatisfy { $0.0.title != nil && $0.0.node(.media) == nil }
    if isOtherSpelling {
      guard let (segment, _) = lacking.first else { return }
      return report(
        Finding(
          segment.node, "no segment names its media\(times(lacking.count))",
          values: ["count": .int(lacking.count)], severity: .info))
    }
    for (segment, track) in lacking {
      let what = track.type == .video ? "video" : "audio"
      let hasText = segment.text.map { !$0.isEmpty } ?? false
      report(
        Finding(
          segment.anchor(.media),
          "\(segment) is on \(track.type == .video ? "a" : "an") \(what) track and names no media",
          help: hasText ? "move it to a text track (`tt` 7) if its text is to be shown" : nil))
    }
  }
}
