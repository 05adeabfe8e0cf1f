import Foundation
import TestSupport
import Testing

@Suite struct InspectTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func firstLine(_ text: String) -> String { String(text.prefix { $0 != "\n" }) }

  @Test func beginsWithTheDocumentedSummary() throws {
    try workspace.folder.write(Workspace.documented, to: "draft.json")
    let result = try workspace.run("inspect", "draft.json")
    #expect(firstLine(result.output) == Workspace.documentedSummary)
    #expect(result.errors == "")
    #expect(result.exitCode == 0)
    try Golden.check(result.output, against: "inspect-documented.txt")
  }

  @Test(arguments: [
    #"{"draft": DRAFT}"#,
    #"{"code": 0, "message": "ok", "data": {"state": {"draft": DRAFT, "canvas_config": {"width": 1080, "height": 1920}, "video_infos": []}}}"#,
    #"{"session_id": "s", "draft": DRAFT, "resolution": "1080p"}"#,
  ])
  func saysTheSameWhateverLiesAroundTheDraft(_ wrapper: String) throws {
    let parts = wrapper.components(separatedBy: "DRAFT")
    let bare = try workspace.run("inspect", "-", input: Workspace.documented)
    let wrapped = try workspace.run("inspect", "-", input: parts[0] + Workspace.documented + parts[1])
    #expect(wrapped.output == bare.output)
    #expect(wrapped.errors == "")
    #expect(wrapped.exitCode == 0)
  }

  @Test(arguments: [
    #"{"code": 0, "data": {"state": {"draft": null, "canvas_config": {}}}}"#,
    #"{"code": 0, "data": {"state": {"video_infos": []}}}"#,
  ])
  func aSessionWithoutADraftIsNoFailure(_ state: String) throws {
    let result = try workspace.run("inspect", "-", input: state)
    #expect(result.output == "no draft yet\n")
    #expect(result.exitCode == 0)
  }

  @Test func printsOneDocument() throws {
    let document = try workspace.run("inspect", "-", "--json", input: Workspace.documented).document
    #expect(document.text("/schema") == "workprint.inspect/1")
    #expect(document.text("/summary") == Workspace.documentedSummary)
    #expect(document.number("/duration") == 10_000)
    #expect(document.number("/canvas/width") == 1080)
    #expect(document.number("/tracks/1/segments/0/volume") == 0.35)
    #expect(document.text("/tracks/2/segments/0/text") == "Urban Dreams")
  }

  @Test func showsTheFaultInTheLine() throws {
    try workspace.folder.write(
      "{\n  \"t\": [\n    {\"tt\": 0, \"sg\": [{\"d\": 01000}]}\n  ]\n}\n", to: "broken.json")
    let result = try workspace.run("inspect", "broken.json")
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    try Golden.check(result.errors, against: "inspect-syntax-error.txt")
  }

  @Test func aFailureIsADocumentToo() throws {
    let result = try workspace.run("inspect", "-", "--json", input: "{\"t\": [}")
    let document = try result.document
    #expect(result.exitCode == 2)
    #expect(result.errors == "")
    #expect(document.text("/schema") == "workprint.inspect/1")
    #expect(document.text("/error/code") == "draft.syntax")
    #expect(document.number("/error/line") == 1)
    #expect(document.number("/error/column") == 8)
    #expect(document.text("/error/help")?.isEmpty == false)
  }

  @Test func namesWhatIsOdd() throws {
    let draft = #"{"t": [{"tt": 0, "sg": [{"d": "long", "m": {"title": "a"}}]}]}"#
    let result = try workspace.run("inspect", "-", input: draft)
    #expect(result.exitCode == 0)
    #expect(firstLine(result.output) == "Timeline (1 track): 1. Video: a (0-0s)")
    #expect(result.errors.hasPrefix("<stdin>:1:31: note: "))
    #expect(result.errors.contains("/t/0/sg/0/d"))
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let draft = #"{"t": [{"tt": 7, "sg": [{"d": 1000, "tx": "a\u001b[31mb\u202ec"}]}]}"#
    let result = try workspace.run("inspect", "-", input: draft)
    #expect(!result.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    #expect(firstLine(result.output).contains(#"a\u{1B}[31mb\u{202E}c"#))
  }
}
