import DraftModel
import DraftValidation
import JSONTree
import Testing

/// What a draft seems to lack because its keys are not known is told, and is no fault.
@Suite struct UnrecognizedKeyTests {
  private func check(_ tracks: String, duration: Int? = nil) throws -> [Diagnostic] {
    let length = duration.map { #""d": \#($0), "# } ?? ""
    return DraftChecker().check(
      try draft(#"{"m": {"width": 1080, "height": 1920, "fps": 25}, \#(length)"t": [\#(tracks)]}"#))
  }

  private func severities(_ found: [Diagnostic], _ code: String) -> [Severity] {
    found.filter { $0.code == code }.map(\.severity)
  }

  @Test(arguments: [
    #""clip": "a.mp4""#, #""asset": {"url": "https://x.y/a.mp4"}"#, #""mid": "8f3a-22""#, #""mid": 8322"#,
  ])
  func mediaUnderAKeyThatIsNotKnown(media: String) throws {
    let found = try check(#"{"tt": 0, "sg": [{"d": 2000, \#(media)}, {"d": 2000, \#(media)}]}"#)
    #expect(found.allSatisfy { $0.severity == .info })
    #expect(severities(found, "segment.noMedia") == [.info])
  }

  @Test func mediaThatOneSegmentAloneLacksIsMissing() throws {
    let found = try check(
      #"{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4", "lut": "x"}, {"s": 2000, "d": 2000, "lut": "x"}]}"#
    )
    #expect(severities(found, "segment.noMedia") == [.warning])
    let bare = try check(#"{"tt": 0, "sg": [{"d": 2000, "clip": "a.mp4"}, {"d": 2000}]}"#)
    #expect(severities(bare, "segment.noMedia") == [.info, .warning])
    let flag = try check(#"{"tt": 0, "sg": [{"d": 2000, "locked": true}]}"#)
    #expect(severities(flag, "segment.noMedia") == [.warning])
  }

  @Test func textUnderAKeyThatIsNotKnown() throws {
    let found = try check(
      #"{"tt": 7, "sg": [{"d": 2000, "words": "Hello you"}, {"d": 2000, "words": "Bye"}]}"#)
    #expect(found.allSatisfy { $0.severity == .info })
    #expect(severities(found, "segment.noText") == [.info])
    let one = try check(#"{"tt": 7, "sg": [{"d": 2000, "tx": "Hello", "w": "x"}, {"d": 2000, "w": "x"}]}"#)
    #expect(severities(one, "segment.noText") == [.warning])
  }

  @Test func theNameOfItsMediaIsNoText() throws {
    let found = try check(#"{"tt": 7, "sg": [{"s": 0, "d": 2000, "u": "a.png"}]}"#)
    #expect(severities(found, "segment.noText") == [.warning])
    #expect(severities(found, "segment.mediaKind") == [.info])
  }

  @Test func startsUnderAKeyThatIsNotKnownLeaveTheEndOpen() throws {
    let video =
      #"{"tt": 0, "sg": [{"begin": 0, "d": 2000, "u": "a.mp4"}, {"begin": 4000, "d": 2000, "u": "b.mp4"}]}"#
    let found = try check(video, duration: 6000)
    #expect(found.allSatisfy { $0.severity == .info && $0.finding.fix == nil })
    #expect(severities(found, "draft.duration") == [.info])
  }

  @Test func aLengthThatIsWrongBesideOtherKeysIsMended() throws {
    let video = #"{"tt": 0, "sg": [{"d": 2000, "u": "a.mp4", "lut": "warm"}, {"d": 2000, "u": "b.mp4"}]}"#
    let found = try check(video, duration: 6000)
    #expect(severities(found, "draft.duration") == [.warning])
    #expect(found.contains { $0.finding.fix != nil })
  }

  @Test func whatFollowsFromSpellingsThatDisagreeIsNotToldOf() throws {
    let found = try check(
      #"{"tt": 0, "sg": [{"s": 0, "d": 4000, "u": "a.mp4"}, {"startTime": 5000, "start": 3000, "d": 2000, "u": "b.mp4"}, {"s": 7000, "d": 1000, "u": "c.mp4"}]}"#,
      duration: 9000)
    #expect(found.map(\.code) == ["key.disagree"])
    let length = try check(
      #"{"tt": 0, "sg": [{"s": 0, "d": 5000, "duration": 4000, "u": "a.mp4"}, {"d": 1000, "u": "b.mp4"}, {"s": 4000, "d": 1000, "u": "c.mp4"}]}"#
    ).filter { $0.severity > .info }
    #expect(length.map(\.code) == ["key.disagree"])
  }

  @Test(arguments: ["0.5", "1e400"]) func aTypeThatIsNoWholeNumberIsNone(type: String) throws {
    let found = try check(#"{"tt": \#(type), "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}"#)
    #expect(found.map(\.code) == ["value.type"])
    #expect(found.map(\.severity) == [.error])
    #expect(try check(#"{"tt": 0.0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}"#).isEmpty)
  }

  @Test func absolutePathsAreErrorsWithoutLookingAtFiles() throws {
    let found = try check(#"{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "/srv/a.mp4"}]}"#)
    #expect(found.map(\.code) == ["media.pathEscapes"])
    #expect(found.map(\.severity) == [.error])
  }
}
