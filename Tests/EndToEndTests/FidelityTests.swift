import Foundation
import JSONTree
import Media
import TestSupport
import Testing

/// Drafts whose media are not all there.
@Suite struct FidelityTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.addDraft()
    try workspace.folder.write(
      Workspace.draft.replacingOccurrences(of: "logo.png", with: "gone.png"), to: "draft.json")
  }

  @Test func missingMediaAreReportedAndTheRestIsRendered() throws {
    let result = try workspace.run("preview", "draft.json", "-o", "film.mp4", "--report", "report.json")
    #expect(result.exitCode == 0)
    #expect(result.errors.contains("/t/1/sg/0 gone: not drawn: gone.png: missing"))
    #expect(result.errors.contains("2 of 3 segments are shown as they are"))
    #expect(try MediaProbe.facts(path: workspace.folder.file("film.mp4")).picture?.codec == "h264")
    let report = try JSONDocument(parsing: workspace.folder.text(of: "report.json"))
    #expect(report.text("/schema") == "workprint.fidelity/1")
    #expect(report.text("/segments/1/status") == "notDrawn")
    #expect(report.text("/segments/1/pointer") == "/t/1/sg/0")
  }

  @Test func strictMakesNoFilmOfThem() throws {
    let before = try workspace.folder.names()
    let result = try workspace.run("preview", "draft.json", "-o", "film.mp4", "--strict")
    #expect(result.exitCode == 1)
    #expect(result.output == "")
    #expect(result.errors.contains("gone.png: missing"))
    #expect(try workspace.folder.names() == before)
  }

  @Test func strictSaysSoInADocument() throws {
    let result = try workspace.run("preview", "draft.json", "-o", "film.mp4", "--strict", "--json")
    let document = try result.document
    #expect(result.exitCode == 1)
    #expect(document.text("/schema") == "workprint.preview/1")
    #expect(document.kind("/output") == .null)
    #expect(document.text("/fidelity/1/status") == "notDrawn")
  }

  @Test(arguments: ["damaged", "text"])
  func unreadableMediaAreReported(_ kind: String) throws {
    let clip = try workspace.folder.bytes(of: "clip.mp4")
    try workspace.folder.write(
      kind == "text" ? Array("not a film".utf8) : Array(clip.prefix(200)), to: "clip.mp4")
    let result = try workspace.run("preview", "draft.json", "-o", "film.mp4")
    #expect(result.exitCode == 0)
    #expect(result.errors.contains("/t/0/sg/0 clip: not drawn: clip.mp4: unreadable: "))
  }

  @Test func mediaOutsideTheFoldersAreRefused() throws {
    let outside = try TemporaryFolder()
    try FilmMaker().write(30, color: .red, to: outside.file("secret.mp4"))
    for path in [outside.file("secret.mp4"), "../\((outside.path as NSString).lastPathComponent)/secret.mp4"]
    {
      let draft = #"{"t": [{"tt": 0, "sg": [{"u": "PATH", "d": 500}]}]}"#
        .replacingOccurrences(of: "PATH", with: path)
      let refused = try workspace.run("plan", "-", "--json", input: draft).document
      #expect(refused.text("/fidelity/0/status") == "notDrawn")
      #expect(refused.text("/fidelity/0/notes/0") == "secret.mp4: its path leaves the media folders")
      let allowed = try workspace.run("plan", "-", "--json", "--allow-outside", input: draft).document
      #expect(allowed.text("/fidelity/0/status") == "drawn")
    }
  }
}
