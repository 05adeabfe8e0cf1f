import DraftModel

/// A video or audio segment that names no media.
///
/// The service documents no key for media. Where a draft names none at all, segments with a title or
/// with a key that nobody knows probably spell it in a way that the key table lacks: that is only told.
struct MediaNotNamedRule: Rule {
  static let description = RuleDescription(
    "segment.noMedia", .content, .warning, "a segment names no media",
    why: "the preview has nothing to show or play for it",
    levels: "warning, info where the draft seems to spell media in a way that is not known",
    help:
      "name its media in `u`; if the draft spells it in another way, `workprint inspect --suggest-keys keys.json` looks for it",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var lacking: [(Segment, CheckedTrack)] = []
    var named = 0
    for track in draft.tracks where track.type == .video || track.type == .audio {
      for segment in track.segments where draft.document.kind(of: segment.node) == .object {
        if segment.namedMedia != nil {
          named += 1
        } else if !draft.doubts.concern(.media, of: segment.node) {
          lacking.append((segment, track))
        }
      }
    }
    guard !lacking.isEmpty else { return }
    let keys = UnrecognizedKeys(of: .media, in: draft)
    let excused = lacking.map { segment, _ in
      named == 0 && segment.node(.media) == nil && (segment.title != nil || keys.maySpellIt(in: segment))
    }
    if let first = excused.firstIndex(of: true) {
      let count = excused.count { $0 }
      report(
        Finding(
          lacking[first].0.node, "no segment names its media\(times(count))",
          values: ["count": .int(count)], severity: .info))
    }
    for ((segment, track), isExcused) in zip(lacking, excused) where !isExcused {
      let what = track.type == .video ? "video" : "audio"
      let hasText = segment.text.map { !$0.isEmpty } ?? false
      report(
        Finding(
          segment.anchor(.media),
          "\(segment) is on \(track.type == .video ? "a" : "an") \(what) track and names no media",
          help: hasText ? "move it to a text track (`tt` 7) if its text is to be shown" : nil,
          grounds: [Ground(track.track.node, .trackType)]))
    }
  }
}
