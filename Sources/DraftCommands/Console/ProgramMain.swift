import ArgumentParser
import JSONTree

/// The main of both programs: parses, runs, and ends with the exit codes of all commands.
public enum ProgramMain {
  /// Runs a command line; does not come back.
  public static func run(_ root: (some ParsableCommand).Type, arguments: [String]) -> Never {
    do {
      var command = try root.parseAsRoot(arguments)
      try command.run()
      root.exit()
    } catch {
      // A failure under `--json` is a document too, wrong usage included.
      if root.exitCode(for: error) == .validationFailure, arguments.contains("--json") {
        InspectCommand.write(usageDocument(root.message(for: error), command: arguments.first ?? ""))
      }
      root.exit(withError: error)
    }
  }

  private static func usageDocument(_ message: String, command: String) -> JSONLiteral {
    let name = command.hasPrefix("-") || command.isEmpty ? "workprint" : command
    return .object([
      "schema": .string("workprint.\(name)/1"),
      "error": .object([
        "code": .string("usage"), "message": .string(message),
        "help": .string("workprint help \(name == "workprint" ? "" : name)"),
      ]),
    ])
  }
}
