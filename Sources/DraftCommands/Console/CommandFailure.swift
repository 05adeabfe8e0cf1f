import ArgumentParser
import DraftModel
import JSONTree

/// Why a command could not do what it was asked: what, where, why, and what to do about it.
public struct CommandFailure: Error, Sendable {
  public enum Place: Sendable {
    case none
    case file(String)
    /// A place in a text. The pointer counts from the draft where there is one.
    case text(file: String, JSONPosition, pointer: JSONPointer, line: String)
  }

  public let message: String
  /// Stable, for programs: `draft.syntax`.
  public let code: String
  public let place: Place
  public let help: String?
  /// 2: it could not be done. 1: it was refused, 130: interrupted.
  public let exitCode: Int32

  public init(
    _ message: String, code: String, place: Place = .none, help: String? = nil, exitCode: Int32 = 2
  ) {
    self.message = message
    self.code = code
    self.place = place
    self.help = help
    self.exitCode = exitCode
  }

  /// The message as a person reads it: `file:line:column: error: what [code]`, the source line with
  /// a caret, then what to do.
  public func text(color: Bool) -> String {
    let error = color ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    var text: String
    switch place {
    case .none: text = "\(error) \(message) [\(code)]\n"
    case .file(let file): text = "\(file.visible): \(error) \(message) [\(code)]\n"
    case .text(let file, let position, let pointer, let line):
      let at = pointer.tokens.isEmpty ? "" : " at \(pointer.shown)"
      text = "\(file.visible):\(position): \(error) \(message)\(at) [\(code)]\n"
      text += SourceExcerpt(line: line, column: position.column).text
    }
    if let help { text += "help: \(help)\n" }
    return text
  }

  /// The failure as a document: `{"schema": ..., "error": {"code", "message", "help", ...}}`.
  public func json(schema: String) -> JSONLiteral {
    var error: [JSONLiteral.Member] = [
      .init("code", .string(code)), .init("message", .string(message)),
      .init("help", help.map(JSONLiteral.string) ?? .null),
    ]
    switch place {
    case .none: break
    case .file(let file): error.append(.init("file", .string(file)))
    case .text(let file, let position, let pointer, _):
      error += [
        .init("file", .string(file)), .init("line", .int(position.line)),
        .init("column", .int(position.column)), .init("pointer", .string(pointer.description)),
      ]
    }
    return .object([.init("schema", .string(schema)), .init("error", .object(error))])
  }
}
