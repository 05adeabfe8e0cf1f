import Foundation
import TestSupport
import Testing

/// `diff` and `patch` as programs: forms, exit codes, files.
@Suite struct DiffAndPatchTests {
  private let workspace: Workspace
  private let old = Workspace.documented
  private let new = Workspace.documented
    .replacingOccurrences(of: "0.35", with: "0.5").replacingOccurrences(of: "Urban", with: "Rural")

  init() throws {
    workspace = try Workspace()
    try workspace.folder.write(old, to: "old.json")
    try workspace.folder.write(new, to: "new.json")
  }

  private func text(_ name: String) throws -> String { try workspace.folder.text(of: name) }

  @Test func saysWhatChanged() throws {
    let result = try workspace.run("diff", "old.json", "new.json")
    #expect(
      result.output == """
        BGM: Volume of Lo-fi (0-10s): 35% → 50%
        Title: Text of "Urban Dreams" (0-3s): "[-Urban-]{+Rural+} Dreams"

        """)
    #expect(result.errors == "")
    #expect(result.exitCode == 1)
    let summary = try workspace.run("diff", "old.json", "-", "--summary", input: new)
    #expect(summary.output.split(separator: "\n").count == 1)
    #expect(summary.exitCode == 1)
  }

  @Test func layoutAloneIsNoDifference() throws {
    let packed = old.replacingOccurrences(of: "\n", with: " ")
    let result = try workspace.run("diff", "old.json", "-", input: packed)
    #expect(result.output == "Only the layout differs: the same JSON, written in another way\n")
    #expect(result.exitCode == 0)
    let summary = try workspace.run("diff", "old.json", "-", "--summary", input: packed)
    #expect(summary.output == result.output)
    let same = try workspace.run("diff", "old.json", "old.json")
    #expect(same.output == "")
    #expect(same.exitCode == 0)
  }

  @Test func printsOneDocument() throws {
    let document = try workspace.run("diff", "old.json", "new.json", "--format", "json").document
    #expect(document.text("/schema") == "workprint.diff/1")
    #expect(document.text("/changes/0/kind") == "segment.property")
    #expect(document.number("/changes/0/properties/0/after") == 0.5)
    #expect(document.text("/changes/1/segments/0/new/pointer") == "/t/2/sg/0")
    let failure = try workspace.run("diff", "old.json", "absent.json", "--format", "json")
    #expect(try failure.document.text("/error/code") == "file.unreadable")
    #expect(failure.exitCode == 2)
  }

  @Test(arguments: ["changes", "patch"])
  func whatIsWrittenCanBePutOnAndTakenBack(_ form: String) throws {
    let edit = try workspace.run("diff", "old.json", "new.json", "--format", form)
    try workspace.folder.write(edit.output, to: "edit")
    try workspace.folder.write(old, to: "draft.json")
    #expect(try workspace.run("patch", "draft.json", "edit").exitCode == 0)
    #expect(try text("draft.json") == new)
    #expect(try workspace.run("patch", "draft.json", "edit", "--reverse").exitCode == 0)
    #expect(try text("draft.json") == old)
    let piped = try workspace.run("patch", "-", "edit", input: old)
    #expect(piped.output == new)
    let twice = try workspace.run("patch", "new.json", "edit")
    #expect(twice.exitCode == 1)
    #expect(twice.errors.hasPrefix("edit: error: operation 1, "))
    #expect(try text("new.json") == new)
  }

  @Test(arguments: [
    ("", "patch.syntax"), ("{", "patch.syntax"), ("{}", "patch.unreadable"), ("[1]", "patch.unreadable"),
    (#"[{"op": "add"}]"#, "patch.unreadable"), (#"{"schema": "workprint.changes/1"}"#, "patch.unreadable"),
    (
      #"{"schema": "workprint.changes/1", "changes": [{"edits": [{"old": 1e30, "new": 0}]}]}"#,
      "patch.unreadable"
    ), (#"{"schema": "workprint.diff/1", "changes": []}"#, "patch.unreadable"),
  ])
  func whatIsNoPatchChangesNothing(_ patch: String, _ code: String) throws {
    try workspace.folder.write(patch, to: "edit")
    let result = try workspace.run("patch", "old.json", "edit")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("[\(code)]"))
    #expect(!result.errors.contains("a draft is JSON"))
    #expect(try text("old.json") == old)
  }

  @Test(arguments: [
    (
      #"[{"op": "replace", "path": "/t/1/sg/0/v", "value": 0.4}, {"op": "test", "path": "/t/0/tt", "value": 3}]"#,
      "operation 2, test /t/0/tt: found 0, expected 3"
    ), (#"[{"op": "remove", "path": "/t/9"}]"#, "operation 1, remove /t/9: the array has 3 elements"),
    (
      #"{"schema": "workprint.changes/1", "changes": [{"kind": "k\u001b[31m", "edits": [{"old": 2, "new": 2, "remove": "nothing"}]}]}"#,
      #"operation 1, k\u{1B}[31m: at byte 2"#
    ),
    (
      #"{"schema": "workprint.changes/1", "changes": [{"edits": [{"old": 0, "new": 0, "remove": "{", "insert": "["}]}]}"#,
      "the list fits, but its result is not JSON"
    ),
  ])
  func whatDoesNotFitSaysWhereAndChangesNothing(_ patch: String, _ reason: String) throws {
    try workspace.folder.write(patch, to: "edit")
    let result = try workspace.run("patch", "old.json", "edit")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains(reason))
    #expect(result.errors.contains("nothing was changed"))
    #expect(try text("old.json") == old)
    #expect(try workspace.folder.names() == ["edit", "new.json", "old.json"])
  }

  @Test func tellsProgramsWhatWasDone() throws {
    let edit = try workspace.run("diff", "old.json", "new.json", "--format", "patch")
    try workspace.folder.write(edit.output, to: "edit")
    let done = try workspace.run("patch", "old.json", "edit", "-o", "out.json", "--json")
    #expect(done.exitCode == 0)
    #expect(try done.document.text("/schema") == "workprint.patch/1")
    #expect(try done.document.text("/output") == "out.json")
    #expect(try text("out.json") == new)
    let refused = try workspace.run("patch", "out.json", "edit", "--json")
    #expect(refused.exitCode == 1)
    #expect(refused.errors == "")
    #expect(try refused.document.text("/error/code") == "patch.refused")
    #expect(try workspace.run("patch", "-", "edit", "--json", input: old).exitCode == 64)
  }

  @Test func filesKeepTheirModeAndLinksStayLinks() throws {
    let edit = try workspace.run("diff", "old.json", "new.json", "--format", "changes")
    try workspace.folder.write(edit.output, to: "edit")
    let files = FileManager.default
    let path = workspace.folder.file("old.json")
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let link = workspace.folder.file("link.json")
    try files.createSymbolicLink(atPath: link, withDestinationPath: "old.json")
    #expect(try workspace.run("patch", "link.json", "edit").exitCode == 0)
    #expect(try text("old.json") == new)
    #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try files.destinationOfSymbolicLink(atPath: link) == "old.json")
    let refused = try workspace.run("patch", "old.json", "edit", "--reverse", "-o", "new.json")
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("[output.exists]"))
  }

  @Test(arguments: [
    (#"{"schema": "workprint.changes/1"}"#, "a change list without `changes`"),
    (#"{"schema": "workprint.changes/1", "changes": 3}"#, "expected a list of `changes`, found a number"),
    (#"{"schema": "workprint.changes/1", "changes": [7]}"#, "expected a change, an object, found a number"),
    (#"{"schema": "workprint.changes/1", "changes": [{}]}"#, "a change without `edits`"),
    (
      #"{"schema": "workprint.changes/1", "changes": [{"edits": [{"old": 1}]}]}"#,
      "an edit without `new`, its place in bytes"
    ),
    (
      #"{"schema": "workprint.changes/1", "changes": [{"edits": [{"old": -1, "new": 0}]}]}"#,
      "`old` is no number of bytes: -1"
    ),
  ])
  func saysWhatIsWrongWithAChangeList(_ list: String, _ reason: String) throws {
    try workspace.folder.write(list, to: "edit")
    let result = try workspace.run("patch", "old.json", "edit")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("not a patch: \(reason)"))
  }

  @Test(arguments: ["3", "[1]"])
  func whatWasADraftStaysOne(_ value: String) throws {
    try workspace.folder.write(#"[{"op": "replace", "path": "", "value": \#(value)}]"#, to: "edit")
    let result = try workspace.run("patch", "old.json", "edit")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("its result would be no draft [patch.noDraft]"))
    #expect(try text("old.json") == old)
    let other = try workspace.run("patch", "-", "edit", input: "[0]")
    #expect(other.exitCode == 0)
    #expect(other.output.hasPrefix(value))
  }
}
