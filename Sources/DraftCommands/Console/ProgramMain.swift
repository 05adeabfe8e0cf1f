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
      // A failure under `--json` is a document too, wrong usage included. A command that ended with a code
      // has told everything itself.
      if !(error is ExitCode), root.exitCode(for: error) == .validationFailure, arguments.contains("--json") {
        InspectCommand.write(usageDocument(root.message(for: error), command: names(in: root, arguments)))
      }
      root.exit(withError: error)
    }
  }

  private static func usageDocument(_ message: String, command: [String]) -> JSONLiteral {
    .object([
      "schema": .string("workprint.\((command.isEmpty ? ["workprint"] : command).joined(separator: "."))/1"),
      "error": .object([
        "code": .string("usage"), "message": .string(message),
        "help": .string((["workprint", "help"] + command).joined(separator: " ")),
      ]),
    ])
  }

  /// The command that is meant, by the names of it and of those that it belongs to: `cloud`, `batch`. A first
  /// word that is no command's is kept, as it is what was meant for one.
  private static func names(in root: any ParsableCommand.Type, _ arguments: [String]) -> [String] {
    var names: [String] = []
    var group = root
    for word in arguments {
      let next = group.configuration.subcommands.first { $0.configuration.commandName == word }
      guard let next else {
        if names.isEmpty, !word.hasPrefix("-") { names = [word] }
        break
      }
      names.append(word)
      group = next
    }
    return names
  }
}
