import DraftModel

/// A track that is to step back by less than nothing, or by more than can be heard.
struct DuckingRule: Rule {
  static let description = RuleDescription(
    "track.ducking", .content, .warning, "a track's ducking is out of range",
    why: "it says by how many decibels the music steps back under speech: -12 would raise it",
    help: "give it 0 to 60 decibels; 12 is usual",
    before: #"{"t": [{"tt": 1, "dk": -500, "sg": [{"s": 0, "d": 2000, "u": "song.mp3"}]}]}"#,
    after: #"{"t": [{"tt": 1, "dk": 12, "sg": [{"s": 0, "d": 2000, "u": "song.mp3"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let range = RangeCheck(name: "ducking", range: 0...60, effect: "it is 0 to 60 decibels of reduction")
    for track in draft.tracks {
      let owner: DiagnosticMessage = "track \(track.track.index + 1)"
      if let finding = range.finding(track.track.node(.trackDucking), in: draft, of: owner) {
        report(finding)
      }
    }
  }
}
