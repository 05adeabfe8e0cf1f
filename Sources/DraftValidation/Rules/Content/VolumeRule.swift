import DraftModel

/// A volume that is no volume. Above 4, twelve decibels, it is nearly always a percentage.
struct VolumeRule: Rule {
  static let description = RuleDescription(
    "segment.volume", .content, .warning, "a volume is out of range",
    why: "volumes are linear, 1 is unchanged: far above it the sound is distorted",
    help: "give it a volume from 0 to 4; 35% is 0.35",
    before: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "v": 35, "u": "song.mp3"}]}]}"#,
    after: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "v": 0.35, "u": "song.mp3"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let range = RangeCheck(name: "volume", range: 0...4, effect: "it is 0 to 4, and 1 is unchanged")
    for track in draft.tracks {
      let owner: DiagnosticMessage = "track \(track.track.index + 1)"
      if let finding = range.finding(track.track.node(.trackVolume), in: draft, of: owner) { report(finding) }
      for segment in track.segments {
        guard let node = segment.node(.volume) else { continue }
        if let finding = range.finding(node, in: draft, of: "\(segment)") { report(finding) }
      }
    }
  }
}
