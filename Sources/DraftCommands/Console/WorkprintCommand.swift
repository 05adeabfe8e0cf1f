import ArgumentParser
import JSONTree

/// A command that ends in an answer, a failure document or a message, with the exit codes of all
/// commands: 0 fine, 1 findings or differences, 2 could not do it, 64 wrong usage, 130 interrupted.
public protocol WorkprintCommand: ParsableCommand {
  /// `workprint.inspect/1`
  static var schema: String { get }
  /// Whether the answer is one JSON document.
  var json: Bool { get }
  /// Tells programs of a wrong usage, before there is a command to run: as the command tells of everything
  /// else that fails.
  static func write(usage failure: CommandFailure, schema: String)
  /// A failure as a document; nil where it is told on standard error.
  func document(of failure: CommandFailure) -> JSONLiteral?
  /// - Returns: the exit code.
  func execute() throws -> Int32
}

extension WorkprintCommand {
  public static var schema: String { "workprint.\(configuration.commandName ?? "answer")/1" }

  public static func write(usage failure: CommandFailure, schema: String) {
    write(failure.json(schema: schema))
  }

  public func document(of failure: CommandFailure) -> JSONLiteral? {
    json ? failure.json(schema: Self.schema) : nil
  }

  public func run() throws {
    let code: Int32
    do {
      code = try execute()
    } catch let failure as CommandFailure {
      if let document = document(of: failure) {
        Self.write(document)
      } else {
        StandardStream.error.write(failure.text(color: StandardStream.error.showsColor))
      }
      throw ExitCode(failure.exitCode)
    }
    if code != 0 { throw ExitCode(code) }
  }

  /// Writes a document to standard output.
  public static func write(_ literal: JSONLiteral) {
    StandardStream.output.write(literal.text(style: .answer) + "\n")
  }
}
