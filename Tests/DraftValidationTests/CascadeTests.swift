import DraftModel
import DraftValidation
import Foundation
import JSONTree
import Testing

/// One fault is one finding, those that only tell something included.
@Suite struct CascadeTests {
  /// A draft of which there is nothing to say at all.
  static let quiet = """
    {"m": {"width": 1080, "height": 1920, "fps": 25}, "d": 6000, "t": [
      {"tt": 0, "sg": [
        {"s": 0, "d": 2000, "u": "a.jpg", "tr": {"k": "crossfade", "d": 400}},
        {"s": 2000, "d": 2000, "u": "b.jpg", "tr": {"k": "zoom", "d": 400}},
        {"s": 4000, "d": 2000, "u": "c.jpg", "kf": [{"p": "x", "t": 0, "v": 0.5}], "fx": [{"k": "sepia"}]}]},
      {"tt": 1, "dk": 12, "sg": [{"s": 0, "d": 6000, "u": "a.mp3", "fi": 100, "fo": 100}]},
      {"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 2000, "tx": "Hello", "ts": {"z": 0.05}}]}]}
    """

  /// What is put in the place of what, and the code of the one finding that there is then.
  static let faults: [(old: String, new: String, code: String)] = [
    (#""u": "a.jpg""#, #""u": 5"#, "value.type"), (#""u": "a.jpg", "#, "", "segment.noMedia"),
    (#""u": "a.jpg""#, #""u": "  ""#, "segment.noMedia"),
    (#""p": "x", "t": 0, "v": 0.5"#, #""p": "x", "v": 0.5"#, "keyframe.incomplete"),
    (
      #""ts": {"z": 0.05}"#, #""an": {"i": {"k": "pop", "d": 1500}, "o": {"k": "fade", "d": 1000}}"#,
      "animation.length"
    ),
    (#""tx": "Hello""#, #""tx": []"#, "value.type"), (#""tx": "Hello""#, #""tx": """#, "segment.noText"),
    (#""s": 2000, "d": 2000"#, #""s": 2000"#, "value.missing"),
    (#""s": 2000, "d": 2000"#, #""s": "x", "d": 2000"#, "value.type"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "d": {}"#, "value.type"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "d": 0"#, "segment.duration"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "d": -2000"#, "segment.duration"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "d": 2000000000000000"#, "segment.duration"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "d": 1e999"#, "segment.duration"),
    (#""s": 2000, "d": 2000"#, #""s": 2000000000000, "d": 2000"#, "segment.start"),
    (#""s": 2000, "d": 2000"#, #""s": 1e999, "d": 2000"#, "segment.start"),
    (#""s": 2000, "d": 2000"#, #""s": -2000, "d": 2000"#, "segment.start"),
    (#""fps": 25"#, #""fps": 0.5"#, "canvas.frameRate"),
    (#""tt": 0"#, #""tt": "video""#, "value.type"), (#"{"tt": 0, "sg""#, #"{"sg""#, "value.missing"),
    (#""width": 1080"#, #""width": "1080""#, "value.type"),
    (#""m": {"width": 1080, "height": 1920, "fps": 25}"#, #""m": 5"#, "value.type"),
    (#""k": "crossfade", "d": 400"#, #""k": "crossfade", "d": "x""#, "value.type"),
    (#""k": "crossfade", "d": 400"#, #""k": "crossfade", "d": 2500"#, "transition.length"),
    (#""k": "crossfade", "d": 400"#, #""k": "swirl", "d": 400"#, "transition.unknownKind"),
    (#""p": "x", "t": 0, "v": 0.5"#, "", "keyframe.incomplete"),
    (#""p": "x", "t": 0, "v": 0.5"#, #""p": 1, "t": 0, "v": 0.5"#, "value.type"),
    (#""p": "x", "t": 0, "v": 0.5"#, #""p": "x", "t": 0, "v": 1e400"#, "keyframe.value"),
    (#""p": "x", "t": 0, "v": 0.5"#, #""p": "x", "t": 1e400, "v": 0.5"#, "keyframe.outside"),
    (#"{"k": "sepia"}"#, "{}", "effect.noKind"), (#"{"k": "sepia"}"#, #"{"k": 5}"#, "value.type"),
    (#""dk": 12"#, #""dk": -500"#, "track.ducking"), (#""z": 0.05"#, #""z": -1"#, "text.style"),
    (#""fi": 100"#, #""fi": -5"#, "segment.fades"), (#""u": "c.jpg""#, #""u": "c.exe""#, "media.type"),
    (#""u": "c.jpg""#, #""u": "file:///home/me/c.jpg""#, "media.pathEscapes"),
    (#""d": 6000, "t""#, #""d": 6500, "t""#, "draft.duration"),
    (#""ts": {"z": 0.05}"#, #""ts": {"sh": {"c": "red"}}"#, "value.unknown"),
    // What is said twice, and not the same.
    (#""d": 6000, "t""#, #""d": 6000, "d": 9000, "t""#, "key.duplicate"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "d": 2000, "d": 2500"#, "key.duplicate"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "s": 1000, "d": 2000"#, "key.duplicate"),
    (#""s": 2000, "d": 2000"#, #""s": 2000, "d": 0, "duration": 2000"#, "key.disagree"),
    (#""fi": 100, "fo": 100"#, #""fi": 7000, "fadeIn": 100, "fo": 100"#, "key.disagree"),
    (#""fi": 100, "fo": 100"#, #""fi": 100, "fo": 7000, "fadeOut": 100"#, "key.disagree"),
    (#""s": 0, "d": 6000"#, #""s": 0, "d": 6000, "d": 150"#, "key.duplicate"),
    (#""tx": "Hello""#, #""tx": "", "text": "Hello""#, "key.disagree"),
    (#""width": 1080"#, #""width": 1080, "width": 1079"#, "key.duplicate"),
    (#""z": 0.05"#, #""z": 0.05, "z": 9"#, "key.duplicate"),
    (#""tr": {"k": "zoom", "d": 400}"#, #""tr": {"d": 400}, "tr": {"d": 9000}"#, "key.duplicate"),
    (#""tt": 1, "dk": 12"#, #""tt": 1, "tt": 0, "dk": 12"#, "key.duplicate"),
    (#""dk": 12"#, #""dk": 12, "dk": -500"#, "key.duplicate"),
    (#""rl": "caption", "sg": ["#, #""rl": "caption", "sg": [], "sg": ["#, "key.duplicate"),
    (#""p": "x", "t": 0, "v": 0.5"#, #""p": "x", "t": 0, "t": 9000, "v": 0.5"#, "key.duplicate"),
  ]

  @Test func theDraftIsQuiet() throws {
    #expect(DraftChecker().codes(try draft(Self.quiet), from: .info) == [])
  }

  @Test(arguments: faults.indices)
  func oneFaultIsOneFinding(index: Int) throws {
    let fault = Self.faults[index]
    let range = try #require(Self.quiet.range(of: fault.old))
    let text = Self.quiet.replacingCharacters(in: range, with: fault.new)
    #expect(DraftChecker().codes(try draft(text), from: .info) == [fault.code], "\(fault)")
  }

  /// Two videos with a transition, the later one with room before its in-point, and what is put in the place
  /// of what.
  @Test(arguments: [
    (#""ss": 900"#, #""ss": "abc""#, "value.type"), (#""ss": 900"#, #""ss": 900, "ss": 0"#, "key.duplicate"),
    (#""tr": {"d": 500}"#, #""tr": "crossfade""#, "value.type"),
    (#"{"d": 500}"#, #"{"d": "x"}"#, "value.type"), (#"{"d": 500}"#, #"{"d": -500}"#, "transition.length"),
    (#"{"d": 500}"#, #"{"d": 1e999}"#, "transition.length"),
  ])
  func aTransitionWhoseValuesAreAtFaultHasNoOtherFault(old: String, new: String, code: String) throws {
    for start in [2000, 1500] {
      let text = """
        {"m": {"width": 1080, "height": 1920, "fps": 30}, "t": [{"tt": 0, "sg": [
          {"s": 0, "d": 2000, "u": "a.mp4", "tr": {"d": 500}},
          {"s": \(start), "d": 2000, "ss": 900, "u": "b.mp4"}]}]}
        """
      #expect(DraftChecker().codes(try draft(text), from: .info) == [])
      #expect(DraftChecker().codes(try draft(text.replacing(old, with: new)), from: .info) == [code])
    }
  }

  @Test func whatIsWrongInAListStandsThoughTheListIsThereTwice() throws {
    let text =
      #"{"t": [{"tt": 0, "sg": [], "sg": [{"s": 0, "d": 2000, "v": 35, "v": 35, "u": "a.mp4"}]}]}"#
    #expect(
      DraftChecker().codes(try draft(text)) == ["key.duplicate", "key.duplicate", "segment.volume"])
  }

  @Test func whatIsHiddenOverlapsNothing() throws {
    for (track, segment) in [(#""hd": true, "#, ""), ("", #""hd": true, "#)] {
      let text = """
        {"t": [{"tt": 0, \(track)"sg": [
          {"s": 0, "d": 3000, "u": "a.mp4"}, {"s": 1000, \(segment)"d": 9000, "u": "b.mp4"},
          {"s": 3000, "d": 2000, "u": "c.mp4"}]}]}
        """
      #expect(DraftChecker().codes(try draft(text)) == [])
      // What is under it is still compared.
      let seen = text.replacing(#""s": 3000"#, with: #""s": 2000"#)
      #expect(DraftChecker().codes(try draft(seen)) == (track.isEmpty ? ["segment.overlap"] : []))
    }
  }

  @Test func aPathThatClimbsOutInAnotherSystemsWayIsNotMissing() throws {
    let text = #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "..\\..\\missing.mp4"}]}]}"#
    let found = DraftChecker().check(try draft(text), media: PretendedMedia())
    #expect(found.filter { $0.severity > .info }.map(\.code) == ["media.pathEscapes"])
  }

  @Test func namesAroundTheDraftThatStandTwiceAreFound() throws {
    let inner =
      #"{"m": {"width": 1080, "height": 1920}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#
    let twice = try draft(#"{"draft": {"t": []}, "draft": \#(inner)}"#)
    #expect(DraftChecker().codes(twice) == ["key.duplicate"])
    let config = try draft(
      #"{"canvas_config": {"width": 1080, "width": 1079, "height": 1920}, "draft": \#(inner)}"#)
    #expect(DraftChecker().codes(config) == ["key.duplicate"])
    let report = CheckReport(DraftChecker().check(config), draft: config, file: "a.json")
    #expect(report.entries.first?.place.start.column == 35)
    #expect(report.entries.first?.place.pointer.tokens == [])
  }

  @Test func aCaptionOfPicturesIsReadLikeLetters() throws {
    let text = #"{"t": [{"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 1000, "tx": "TEXT"}]}]}"#
    func codes(_ caption: String) throws -> [String] {
      DraftChecker().codes(try draft(text.replacing("TEXT", with: caption)))
    }
    #expect(try codes(String(repeating: "😀", count: 20)) == [])
    #expect(try codes(String(repeating: "😀", count: 21)) == ["caption.tooFast"])
    #expect(try codes(String(repeating: "字", count: 10)) == [])
    #expect(try codes(String(repeating: "字", count: 11)) == ["caption.tooFast"])
  }

  @Test func anAnimationOfLessThanNothingIsNotLongerThanItsSegment() throws {
    let text =
      #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hi", "an": {"i": {"k": "pop", "d": -5}}}]}]}"#
    let found = DraftChecker().check(try draft(text)).first { $0.code == "animation.length" }
    #expect(found?.finding.message.text == #"an animation of "Hi" is -5 ms long"#)
  }

  @Test(arguments: [("7", Severity.info), ("999", .info), ("12345", .warning), (#""a7""#, .warning)])
  func anIdOnTwoTracksMayBeACount(id: String, severity: Severity) throws {
    let text =
      #"{"t": [{"tt": 0, "sg": [{"id": \#(id), "s": 0, "d": 900, "u": "a.mp4"}]}, {"tt": 1, "sg": [{"id": \#(id), "s": 0, "d": 900, "u": "a.mp3"}]}]}"#
    let found = DraftChecker().check(try draft(text)).filter { $0.code == "id.duplicate" }
    #expect(found.map(\.severity) == [severity])
  }

  @Test func aStateThatIsNoneIsNoDraftToCome() {
    #expect(
      throws: DraftReadingError.notAnObject(
        JSONPointer(tokens: ["data", "state"]), JSONPosition(line: 1, column: 31), found: .number)
    ) { try draft(#"{"code": 0, "data": {"state": 5}}"#) }
    #expect(throws: DraftReadingError.noDraftYet) { try draft(#"{"code": 0, "data": {"state": null}}"#) }
  }

  @Test func eachSideOfACropAndEachFadeIsToldOf() throws {
    let text =
      #"{"t": [{"tt": 0, "sg": [{"d": 2000, "u": "a.jpg", "cr": {"l": -1, "t": 2, "r": 1e400}, "fi": -5, "fo": -6}]}]}"#
    #expect(
      DraftChecker().codes(try draft(text)) == [
        "segment.crop", "segment.crop", "segment.crop", "segment.fades", "segment.fades",
      ])
  }

  @Test func aFadeIsShownAsItIsWritten() throws {
    let text = #"{"t": [{"tt": 1, "sg": [{"d": 2000, "u": "a.mp3", "fi": -5}]}]}"#
    let found = DraftChecker().check(try draft(text)).map(\.finding.message.text)
    #expect(found.contains(#"a fade of "a" is -5 ms long"#))
  }

  @Test func aWordThatIsNotKnownIsToldOfOnce() throws {
    let segments = (0..<50).map { #"{"s": \#($0 * 1000), "d": 1000, "u": "a.jpg", "fx": [{"k": "glitch"}]}"# }
    let draft = try draft(#"{"t": [{"tt": 0, "sg": [\#(segments.joined(separator: ","))]}]}"#)
    let found = DraftChecker().check(draft).filter { $0.code == "effect.unknownKind" }
    #expect(found.count == 1)
    #expect(found.first?.finding.message.text.hasSuffix("(here and 49 times more)") == true)
  }

  @Test func longValuesAreCut() throws {
    let digits = String(repeating: "7", count: 5000)
    let text =
      #"{"t": [{"tt": 0, "sg": [{"d": 2000, "u": "a.jpg", "o": \#(digits), "k\#(digits)": 1, "k\#(digits)": 1}]}]}"#
    let draft = try draft(text)
    let report = TextReport(CheckReport(DraftChecker().check(draft), draft: draft, file: "a.json")).text
    #expect(report.split(separator: "\n").allSatisfy { $0.count < 300 })
  }
}
