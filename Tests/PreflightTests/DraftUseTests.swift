import DraftModel
import JSONTree
import Preflight
import Testing

/// Which files a draft uses, where, and how they are replaced.
@Suite struct DraftUseTests {
  private func draft(_ text: String, keys: DraftKeys = .standard) throws -> Draft {
    try Draft(JSONDocument(parsing: Array(text.utf8)), keys: keys)
  }

  private func locate(_ reference: String) -> LocatedMedia {
    if reference.hasPrefix("https:") { return .remote }
    return reference.contains("gone") ? .missing(reason: "missing") : .file(path: "/media/" + reference)
  }

  private func time(_ milliseconds: Int) -> Time { Time(milliseconds: milliseconds) }
  private func range(_ start: Int, _ end: Int) -> TimeRange { TimeRange(start: time(start), end: time(end)) }

  @Test func eachFileComesOnceWithItsSegmentsAndRanges() throws {
    let draft = try draft(
      #"""
      {"t": [
        {"tt": 0, "sg": [
          {"u": "a.mp4", "d": 2000, "ss": 1000},
          {"u": "b.mp4", "d": 1000},
          {"u": "a.mp4", "d": 1000, "ss": 2500, "sp": 2},
          {"u": "a.mp4", "d": 500, "ss": 9000, "hd": true}]},
        {"tt": 1, "sg": [{"src": "b.mp4", "d": 1000, "ss": 1000, "mu": true}]},
        {"tt": 7, "sg": [{"tx": "words", "d": 1000}]},
        {"tt": 5, "sg": [{"u": "sticker.png", "d": 1000}]}
      ]}
      """#)
    let uses = draft.mediaUses(locate: locate)
    #expect(uses.map(\.references) == [["a.mp4"], ["b.mp4"], ["sticker.png"]])
    #expect(uses[0].uses.map(\.pointer.description) == ["/t/0/sg/0", "/t/0/sg/2", "/t/0/sg/3"])
    #expect(uses[0].ranges == [range(1000, 4500), range(9000, 9500)])
    #expect(uses[0].hull == range(1000, 9500))
    #expect(uses[1].uses.map(\.pointer.description) == ["/t/0/sg/1", "/t/1/sg/0"])
    #expect(uses[1].ranges == [range(0, 2000)])
  }

  @Test func twoWaysToOneFileAreOneFile() throws {
    let draft = try draft(
      #"{"t": [{"tt": 0, "sg": [{"u": "a.mp4", "d": 1000}, {"u": "./a.mp4", "d": 1000, "ss": 5000}]}]}"#)
    let uses = draft.mediaUses(locate: locate) { $0.replacing("/./", with: "/") }
    #expect(uses.count == 1)
    #expect(uses.first?.references == ["a.mp4", "./a.mp4"])
    #expect(uses.first?.ranges == [range(0, 1000), range(5000, 6000)])
  }

  @Test func transitionsReachBeyondTheCut() throws {
    let draft = try draft(
      #"""
      {"t": [{"tt": 0, "sg": [
        {"u": "a.mp4", "d": 2000, "ss": 1000, "tr": {"k": "crossfade", "d": 501}},
        {"u": "b.mp4", "d": 2000, "ss": 1000, "sp": 2}]}]}
      """#)
    let uses = draft.mediaUses(locate: locate)
    // 250 ms before the cut and 251 ms after it; in b's own time twice as much.
    #expect(uses[0].ranges == [range(1000, 3251)])
    #expect(uses[1].ranges == [range(500, 5000)])
  }

  @Test(arguments: [
    #"{"t": [{"tt": 0, "sg": [{"u": "a.mp4", "d": 1000, "ss": 500}]}]}"#,
    #"{"draft": {"t": [{"tt": 0, "sg": [{"u": "a.mp4", "d": 1000, "ss": 500}]}]}}"#,
    #"{"code": 0, "data": {"state": {"draft": {"t": [{"tt": 0, "sg": [{"path": "a.mp4", "duration": 1000, "sourceStart": "500"}]}]}, "video_infos": []}}}"#,
    #"{"id": "render_1", "sessionId": "s", "draft": {"t": [{"tt": 0, "sg": [{"d": 1e3, "ss": 500.0, "m": {"src": "a.mp4"}}]}]}}"#,
  ])
  func everyWrapperAndSpellingIsRead(_ text: String) throws {
    let uses = try draft(text).mediaUses(locate: locate)
    #expect(uses.map(\.references) == [["a.mp4"]])
    #expect(uses.first?.uses.first?.pointer.description == "/t/0/sg/0")
    #expect(uses.first?.ranges == [range(500, 1500)])
  }

  @Test func foreignKeysAreReadByATable() throws {
    let keys = try DraftKeys(keyFile: Array(#"{"media": "asset/p", "sourceStart": "from"}"#.utf8))
    let draft = try draft(
      #"{"t": [{"tt": 0, "sg": [{"asset": {"p": "a.mp4"}, "d": 1000, "from": 250}]}]}"#, keys: keys)
    let uses = draft.mediaUses(locate: locate)
    #expect(uses.first?.ranges == [range(250, 1250)])
    let document = try DraftRewrite.document(
      draft, uses: uses, replacements: [0: .init(reference: "new.mp4", start: time(200))])
    #expect(
      String(decoding: document.bytes, as: UTF8.self)
        == #"{"t": [{"tt": 0, "sg": [{"asset": {"p": "new.mp4"}, "d": 1000, "from": 50}]}]}"#)
  }

  @Test func missingAndRemoteFilesAreTold() throws {
    let draft = try draft(
      #"{"t": [{"tt": 0, "sg": [{"u": "gone.mp4", "d": 1000}, {"u": "https://x/y.mp4?sig=1", "d": 1000}]}]}"#)
    let report = PreflightRun.report(on: draft.mediaUses(locate: locate), options: .init(), threads: 1)
    #expect(report.verdict == .refused)
    #expect(report.files[0].report?.has(.unreadable) == true)
    #expect(report.files[1].report == nil)
    #expect(report.uploadBytes == 0)
  }

  @Test func replacingChangesNamesAndInPointsOnly() throws {
    let text = #"""
      { "data" : {"state": { "draft": {"t":[
        {"tt": 0, "sg": [ {"u":"a.mp4","path":"a.mp4","ss":1500.0,"d":1e3,"x_unknown":[1.0, 2,  3]},
          {"d": 500, "u": "b.mp4"} , {"u": "a.mp4", "ss": "1250", "sourceStart": 1250, "d": 10} ]}], "m": null}}}}

      """#
    let draft = try draft(text)
    let document = try DraftRewrite.document(
      draft, uses: draft.mediaUses(locate: locate),
      replacements: [0: .init(reference: "a \"new\".mp4", start: time(1001))])
    let expected =
      text
      .replacing(#""a.mp4""#, with: #""a \"new\".mp4""#)
      .replacing("1500.0", with: "499.0").replacing(
        #""ss": "1250", "sourceStart": 1250"#, with: #""ss": "249", "sourceStart": 249"#)
    #expect(String(decoding: document.bytes, as: UTF8.self) == expected)
  }

  @Test func oddTimesNeverTrap() throws {
    for value in ["-1e300", "1e300", "-5", "null", "\"x\"", "99999999999999999999999"] {
      let draft = try draft(
        #"{"t": [{"tt": 0, "sg": [{"u": "a.mp4", "ss": \#(value), "d": \#(value), "tr": {"d": \#(value)}}, {"u": "a.mp4", "d": 1, "s": \#(value)}]}]}"#
      )
      let uses = draft.mediaUses(locate: locate)
      #expect(uses.count == 1)
      #expect(uses[0].ranges.allSatisfy { !$0.isEmpty && $0.start >= .zero })
    }
  }
}
