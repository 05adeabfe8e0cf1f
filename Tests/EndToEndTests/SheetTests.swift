import JSONTree
import TestSupport
import Testing

/// `sheet`, and `preview --compare`.
@Suite struct SheetTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.addDraft()
  }

  @Test func aSheetIsAPictureOfTheWholeDraft() throws {
    let result = try workspace.run("sheet", "draft.json", "--json")
    #expect(result.exitCode == 0)
    #expect(result.errors == "")
    let document = try result.document
    #expect(document.text("/schema") == "workprint.sheet/1")
    #expect(document.text("/output") == "draft-sheet.png")
    // The picture on top is at its middle when the clip is.
    #expect(document.count("/cells") == 1)
    #expect(document.text("/cells/0/title") == "clip")
    #expect(try workspace.folder.bytes(of: "draft-sheet.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let again = try workspace.run("sheet", "draft.json")
    #expect(again.exitCode == 2)
    #expect(again.errors.contains("--force"))
  }

  @Test func badStepsAreRefused() throws {
    for step in ["0s", "-1s", "often"] {
      #expect(try workspace.run("sheet", "draft.json", "--every", step).exitCode == 64)
    }
    #expect(try workspace.run("sheet", "draft.json", "--columns", "0").exitCode == 64)
  }

  @Test func onlyWhatDiffersIsCompared() throws {
    try workspace.folder.write(
      Workspace.draft.replacing("\"sc\": 0.5", with: "\"sc\": 0.7"), to: "new.json")
    let result = try workspace.run(
      "preview", "new.json", "--compare", "draft.json", "-o", "changes.mp4", "--json")
    #expect(result.exitCode == 0)
    let document = try result.document
    #expect(document.count("/stretches") == 1)
    #expect(document.number("/stretches/0/before/0") == 520)
    #expect(document.number("/stretches/0/after/1") == 1000)
    #expect(document.text("/output") == "changes.mp4")
    let same = try workspace.run("preview", "draft.json", "--compare", "draft.json", "-o", "same.mp4")
    #expect(same.exitCode == 0)
    #expect(same.output == "")
    #expect(same.errors.contains("no picture differs"))
    #expect(try !workspace.folder.names().contains("same.mp4"))
  }
}
