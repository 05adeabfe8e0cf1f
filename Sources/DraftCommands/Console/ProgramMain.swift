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
        tell(usage: root.message(for: error), in: root, arguments)
      }
      root.exit(withError: error)
    }
  }

  private static func tell(
    usage message: String, in root: any ParsableCommand.Type, _ arguments: [String]
  ) {
    let (names, command) = command(in: root, arguments)
    let failure = CommandFailure(
      message, code: "usage", help: (["workprint", "help"] + names).joined(separator: " "), exitCode: 64)
    let schema = "workprint.\((names.isEmpty ? ["workprint"] : names).joined(separator: "."))/1"
    (command as? any WorkprintCommand.Type ?? InspectCommand.self).write(usage: failure, schema: schema)
  }

  /// The command that is meant, and the names of it and of those that it belongs to: `cloud`, `batch`. A first
  /// word that is no command's is kept, as it is what was meant for one.
  private static func command(
    in root: any ParsableCommand.Type, _ arguments: [String]
  ) -> (names: [String], any ParsableCommand.Type) {
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
    return (names, group)
  }
}
