import TestSupport
import Testing

@Suite struct ExitCodeTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.folder.write(Workspace.documented, to: "draft.json")
  }

  @Test(arguments: [
    [], ["no-such-command"], ["inspect"], ["inspect", "draft.json", "--no-such-option"],
    ["frame", "draft.json", "--at", "soon", "-o", "f.png"], ["plan", "draft.json", "--size", "huge"],
    ["plan", "draft.json", "--range", "8s-3s"], ["preview", "draft.json", "--fps", "0"],
  ])
  func wrongUsageIs64(_ arguments: [String]) throws {
    let result = try workspace.run(arguments)
    // Without any command, the program shows what there is.
    #expect(result.exitCode == (arguments.isEmpty ? 0 : 64))
    #expect(!(result.output + result.errors).isEmpty)
    #expect(try workspace.folder.names() == ["draft.json"])
  }

  @Test(arguments: [
    ["inspect", "absent.json"], ["plan", "absent.json"], ["preview", "absent.json"], ["inspect", "."],
    ["frame", "absent.json", "--at", "1s", "-o", "f.png"],
  ])
  func whatCannotBeDoneIs2AndNamesTheFile(_ arguments: [String]) throws {
    let result = try workspace.run(arguments)
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("\(arguments[1]): error: cannot read: "))
  }

  @Test(arguments: ["inspect", "plan", "preview"])
  func helpAndVersionAreAnswers(_ command: String) throws {
    let help = try workspace.run(command, "--help")
    #expect(help.exitCode == 0)
    #expect(help.output.contains("workprint \(command)"))
    #expect(!help.output.contains("workprint-media"))
    let version = try workspace.run("--version")
    #expect(version.exitCode == 0)
    #expect(version.output.split(separator: ".").count == 3)
  }

  @Test func aDraftWithoutAnyLengthIs2() throws {
    try workspace.folder.write(#"{"t": [{"tt": 0, "sg": []}]}"#, to: "empty.json")
    for command in ["plan", "preview"] {
      let result = try workspace.run(command, "empty.json")
      #expect(result.exitCode == 2)
      #expect(result.errors.contains("[plan.empty]"))
    }
    #expect(try workspace.folder.names() == ["draft.json", "empty.json"])
  }

  @Test func aSessionWithoutADraftCannotBePreviewed() throws {
    let result = try workspace.run("preview", "-", input: #"{"data": {"state": {"draft": null}}}"#)
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("no draft yet"))
  }
}
