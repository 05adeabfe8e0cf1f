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
