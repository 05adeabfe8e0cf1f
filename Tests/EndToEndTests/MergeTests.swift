import TestSupport
import Testing

/// `merge` as a program: where the result goes, and how conflicts are told.
@Suite struct MergeTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    func write(_ volume: String, _ text: String, to name: String) throws {
      let draft = Workspace.documented.replacingOccurrences(of: "0.35", with: volume)
        .replacingOccurrences(of: "Urban Dreams", with: text)
      try workspace.folder.write(draft, to: name)
    }
    try write("0.35", "Urban Dreams", to: "base.json")
    try write("0.5", "Urban Dreams", to: "louder.json")
    try write("0.35", "Urban Nights", to: "nights.json")
    try write("0.5", "Urban Days", to: "days.json")
    try write("0.5", "Urban Nights", to: "both.json")
  }

  private func text(_ name: String) throws -> String { try workspace.folder.text(of: name) }

  @Test func editsOfDifferentThingsGoTogether() throws {
    let result = try workspace.run("merge", "base.json", "louder.json", "nights.json")
    #expect(result.output == (try text("both.json")))
    #expect(result.errors == "")
    #expect(result.exitCode == 0)
  }

  @Test func conflictsAreNamedAndOneSideIsKept() throws {
    let ours = try workspace.run("merge", "base.json", "days.json", "nights.json", "-o", "out.json")
    #expect(ours.output == "")
    #expect(
      ours.errors == """
        conflict: Title: "Urban Dreams" (0-3s), text: ours "Urban Days", theirs "Urban Nights" [segment.text]
          at ours /t/2/sg/0/tx, theirs /t/2/sg/0/tx

        """)
    #expect(ours.exitCode == 1)
    #expect(try text("out.json") == (try text("days.json")))
    let theirs = try workspace.run("merge", "base.json", "days.json", "nights.json", "--theirs")
    #expect(theirs.output == (try text("both.json")))
    #expect(theirs.exitCode == 1)
  }

  @Test func reportsAsOneDocument() throws {
    let result = try workspace.run("merge", "base.json", "days.json", "nights.json", "--json")
    let document = try result.document
    #expect(result.errors == "")
    #expect(result.exitCode == 1)
    #expect(document.text("/schema") == "workprint.merge/1")
    #expect(document.text("/kept") == "ours")
    #expect(document.text("/conflicts/0/kind") == "segment.text")
    #expect(document.text("/conflicts/0/base") == "/t/2/sg/0/tx")
    #expect(document.text("/conflicts/0/ours/text") == "\"Urban Days\"")
    #expect(document.text("/conflicts/0/theirs/pointer") == "/t/2/sg/0/tx")
    let clean = try workspace.run(
      "merge", "base.json", "louder.json", "nights.json", "--json", "-o", "out.json")
    #expect(clean.exitCode == 0)
    #expect(clean.output.contains("\"clean\": true"))
    #expect(try text("out.json") == (try text("both.json")))
  }

  @Test func whatCannotBeReadLeavesTheOutputAlone() throws {
    try workspace.folder.write("{", to: "broken.json")
    for arguments in [["--driver"], ["-o", "out.json"]] {
      let result = try workspace.run(["merge", "base.json", "louder.json", "broken.json"] + arguments)
      #expect(result.exitCode == 2)
      #expect(result.errors.hasPrefix("broken.json:1:2: error: not a draft"))
    }
    #expect(try text("louder.json").contains("0.5"))
    #expect(try !workspace.folder.names().contains("out.json"))
    let existing = try workspace.run("merge", "base.json", "louder.json", "nights.json", "-o", "both.json")
    #expect(existing.exitCode == 2)
  }
}
