import DraftModel

/// An opacity outside 0 to 1.
struct OpacityRule: Rule {
  static let description = RuleDescription(
    "segment.opacity", .content, .warning, "an opacity is out of range",
    why: "opacities are 0 to 1: beyond, the preview holds them there and the export may not",
    help: "give it an opacity from 0 to 1; 80% is 0.8",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "o": 80, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "o": 0.8, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let range = RangeCheck(name: "opacity", range: 0...1, effect: "it is 0 to 1")
    for track in draft.tracks {
      let owner: DiagnosticMessage = "track \(track.track.index + 1)"
      if let finding = range.finding(track.track.node(.trackOpacity), in: draft, of: owner) {
        report(finding)
      }
      for segment in track.segments {
        guard let node = segment.node(.opacity) else { continue }
        if let finding = range.finding(node, in: draft, of: "\(segment)") { report(finding) }
      }
    }
  }
}
