import Foundation
import TestSupport
import Testing

/// Git with both drivers, set up as the README says.
@Suite struct GitDriverTests {
  private let workspace: Workspace
  private let home: TemporaryFolder

  init() throws {
    workspace = try Workspace()
    home = try TemporaryFolder()
    try git("init", "-q", "-b", "main")
    for line in try Self.setUp() { try shell(line) }
    try workspace.folder.write(Workspace.documented, to: "film.draft.json")
    try git("add", ".")
    try git("commit", "-qm", "base")
  }

  /// The lines of the README that speak of git.
  private static func setUp() throws -> [String] {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    let lines = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n").map(String.init)
    let found = lines.filter { $0.hasPrefix("git config ") || $0.contains(".gitattributes") }
    #expect(found.count == 3)
    return found
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> ProgramResult {
    try run("/usr/bin/env", ["git"] + arguments)
  }

  @discardableResult
  private func shell(_ line: String) throws -> ProgramResult { try run("/bin/sh", ["-c", line]) }

  private func run(_ program: String, _ arguments: [String]) throws -> ProgramResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder.path)
    let programs = URL(fileURLWithPath: try Program.path()).deletingLastPathComponent().path
    process.environment = [
      "PATH": programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
      "HOME": home.path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat",
      "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
      "GIT_COMMITTER_EMAIL": "a@b", "LC_ALL": "C",
    ]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    // What either says here fits into a pipe.
    let out = try output.fileHandleForReading.readToEnd() ?? Data()
    let err = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return ProgramResult(
      exitCode: process.terminationStatus, output: String(decoding: out, as: UTF8.self),
      errors: String(decoding: err, as: UTF8.self))
  }

  private func edit(_ old: String, _ new: String) throws {
    let text = try workspace.folder.text(of: "film.draft.json")
    try workspace.folder.write(text.replacingOccurrences(of: old, with: new), to: "film.draft.json")
  }

  @Test func gitShowsWhatChanged() throws {
    try edit("0.35", "0.5")
    let expected = "draft film.draft.json\nBGM: Volume of Lo-fi (0-10s): 35% → 50%\n"
    #expect(try git("diff").output == expected)
    try git("commit", "-qam", "louder")
    #expect(try git("show", "--ext-diff", "--format=").output == expected)
    try git("mv", "--", "film.draft.json", "-f.draft.json")
    #expect(try git("diff", "--cached", "-M").output.hasPrefix("draft film.draft.json → -f.draft.json\n"))
    try git("reset", "-q", "--hard")
    try workspace.folder.write("{", to: "film.draft.json")
    let broken = try git("diff")
    #expect(broken.exitCode == 0)
    #expect(broken.output.contains("film.draft.json:1:2: error: not a draft"))
  }

  @Test func gitMergesDifferentThings() throws {
    try git("checkout", "-qb", "side")
    try edit("Urban", "Rural")
    try git("commit", "-qam", "side")
    try git("checkout", "-q", "main")
    try edit("0.35", "0.5")
    // Lines side by side, which git alone could not bring together.
    try edit("\n", " ")
    try git("commit", "-qam", "main")
    let merge = try git("merge", "side", "-m", "both")
    #expect(merge.exitCode == 0, "\(merge)")
    let merged = try workspace.folder.text(of: "film.draft.json")
    #expect(merged.contains("0.5") && merged.contains("Rural Dreams") && !merged.contains("<<<<"))
    #expect(try git("status", "--porcelain").output == "")
  }

  @Test func gitStopsAtAConflict() throws {
    try git("checkout", "-qb", "side")
    try edit("Urban", "Rural")
    try git("commit", "-qam", "side")
    try git("checkout", "-q", "main")
    try edit("Urban", "Suburban")
    try git("commit", "-qam", "main")
    let merge = try git("merge", "side")
    #expect(merge.exitCode == 1)
    #expect((merge.output + merge.errors).contains("[segment.text]"))
    #expect(try git("status", "--porcelain").output == "UU film.draft.json\n")
    let kept = try workspace.run("inspect", "film.draft.json")
    #expect(kept.exitCode == 0)
    #expect(kept.output.contains("Suburban Dreams"))
  }

  @Test func bothAddedIsAConflictThatKeepsOurs() throws {
    try git("checkout", "-qb", "side")
    try workspace.folder.write(#"{"t": []}"#, to: "new.draft.json")
    try git("add", ".")
    try git("commit", "-qm", "side")
    try git("checkout", "-q", "main")
    try workspace.folder.write(#"{"t": [{"tt": 0, "sg": []}]}"#, to: "new.draft.json")
    try git("add", ".")
    try git("commit", "-qm", "main")
    let merge = try git("merge", "side")
    #expect(merge.exitCode == 1)
    #expect((merge.output + merge.errors).contains("both sides added this draft"))
    #expect(
      try workspace.folder.text(of: "new.draft.json")
        == #"{"t": [{"tt": 0, "sg": []}]}"#)
  }

  @Test func saysHowItIsCalled() throws {
    let result = try workspace.run("git-diff")
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("git calls this with the path of a draft and its two versions"))
  }
}
