import DraftModel
import DraftValidation
import JSONTree
import Testing

/// Legal drafts stay quiet.
@Suite struct CleanDraftTests {
  @Test(arguments: UInt64(1)...200) func randomDraftsGiveNothingAboveInfo(seed: UInt64) throws {
    var random = RandomDraft(seed: seed)
    #expect(DraftChecker().codes(try draft(random.text())) == [])
  }

  @Test(arguments: UInt64(1)...50) func randomDraftsWithMediaGiveNothingAboveInfo(seed: UInt64) throws {
    var random = RandomDraft(seed: seed)
    let found = DraftChecker().check(
      try draft(random.text()), media: PretendedMedia(), text: PretendedFonts())
    #expect(found.filter { $0.severity > .info }.map(\.code) == [])
  }

  @Test(arguments: UInt64(1)...50) func foreignSpellingsWithAKeyTableAreQuiet(seed: UInt64) throws {
    let random = RandomDraft(seed: seed)
    let names = ["s": "at", "d": "len", "u": "asset", "tx": "words", "v": "gain"]
    let keys = try DraftKeys(
      keyFile: Array(
        #"{"segment.start": "at", "segment.duration": "len", "media": "asset", "text": "words", "segment.volume": "gain"}"#
          .utf8))
    let text = random.literal { names[$0] ?? $0 }.text()
    #expect(DraftChecker().codes(try draft(text, keys: keys)) == [])
  }

  static let legal = [
    // Nothing but the five documented keys.
    #"{"t": [{"tt": 0, "sg": [{"d": 10000, "m": {"title": "city"}}]}, {"tt": 1, "sg": [{"d": 10000, "m": {"title": "Lo-fi"}}]}, {"tt": 7, "sg": [{"d": 3000, "m": {"title": "Urban Dreams"}}]}], "d": 10000, "m": {"title": "x", "width": 1080, "height": 1920}}"#,
    // Text only, with a gap.
    #"{"t": [{"tt": 7, "sg": [{"s": 1000, "d": 2000, "tx": "A"}, {"s": 5000, "d": 2000, "tx": "B"}]}]}"#,
    // Strings and fractions.
    #"{"t": [{"tt": 0, "sg": [{"s": "0", "d": "1000.0", "u": "a.mp4"}, {"s": 1e3, "d": 33.333333333333336, "u": "b.mp4"}]}]}"#,
    // A state.
    #"{"code": 0, "data": {"state": {"canvas_config": {"aspect_ratio": "16:9"}, "video_infos": [{"filename": "a.mp4", "duration": 5}], "draft": {"t": [{"tt": 0, "sg": [{"d": 5000, "filename": "a.mp4", "url": "https://x.y/b.mp4"}]}]}}}}"#,
    // Two segments that overlap by their transition.
    #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"d": 500}, "u": "a.mp4"}, {"s": 1500, "d": 2000, "u": "b.mp4"}]}]}"#,
    // Ids that count anew in each track, and null for nothing.
    #"{"t": [{"tt": 0, "sg": [{"id": 1, "s": 0, "d": 900, "u": "a.mp4", "fx": null}]}, {"tt": 1, "sg": [{"id": 1, "s": 0, "d": 900, "u": "a.mp3"}]}]}"#,
    // A track of another type, an empty one, muted and hidden things.
    #"{"t": [{"tt": 0, "mu": true, "sg": [{"s": 0, "d": 900, "u": "a.mp4", "hd": true}]}, {"tt": 9, "sg": [{"d": 1, "x": 3}]}, {"tt": 7, "sg": []}]}"#,
  ]

  @Test(arguments: legal) func legalKindsGiveNothingAboveInfo(text: String) throws {
    #expect(DraftChecker().codes(try draft(text)) == [])
  }
}
