import ArgumentParser
import Cloud
import CloudState
import DraftCommands
import DraftModel
import JSONTree

/// `workprint cloud session`: which project the commands are about.
struct SessionGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session", abstract: "List the sessions, begin a new one, or go on in another.",
    discussion: """
      EXAMPLES
        workprint cloud session list
        workprint cloud session new
        workprint cloud session use 0123456789abcdef
      """,
    subcommands: [SessionListCommand.self, SessionNewCommand.self, SessionUseCommand.self],
    defaultSubcommand: SessionListCommand.self)
}

/// `workprint cloud session list`
///
///     {"schema": "workprint.cloud.session.list/1", "current": "..." or null,
///      "sessions": [{"id", "task" or null, "language" or null, "created": 1700000000, "drafts": 3}]}
///
/// `created` is in seconds since 1970.
struct SessionListCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the sessions that were used on this machine.",
    discussion: """
      The one in use has a star. Nothing is asked of the service.

      EXAMPLES
        workprint cloud session list
        workprint cloud session list --json
      """)
  static let schemaName = "session.list"

  @OptionGroup var options: CloudOptions

  func perform(_ client: CloudClient) async throws -> Int32 {
    let book = try client.book()
    func drafts(_ entry: SessionBook.Entry) throws -> Int {
      do throws(StateError) {
        return try DraftHistory(session: entry.id, in: client.configuration.stateFolder).entries().count
      } catch {
        throw CommandFailure(
          "cannot read: \(error.reason)", code: "file.unreadable", place: .file(error.path))
      }
    }
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "current": book.currentID.map(JSONLiteral.string) ?? .null,
          "sessions": .array(
            try book.entries.map { entry in
              .object([
                "id": .string(entry.id), "task": entry.taskID.map(JSONLiteral.string) ?? .null,
                "language": entry.language.map(JSONLiteral.string) ?? .null,
                "created": .int(entry.created), "drafts": .int(try drafts(entry)),
              ])
            }),
        ]))
      return 0
    }
    if book.entries.isEmpty { StandardStream.error.write("no sessions yet\n") }
    for entry in book.entries {
      let count = try drafts(entry)
      let mark = entry.id == book.currentID ? "*" : " "
      let language = entry.language.map { ", \($0.visible)" } ?? ""
      StandardStream.output.write(
        "\(mark) \(entry.id.visible)  \(count) \(count == 1 ? "draft" : "drafts") seen\(language)\n")
    }
    return 0
  }
}

/// `workprint cloud session new`
///
///     {"schema": "workprint.cloud.session.new/1", "session": "..."}
struct SessionNewCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a session, and use it from now on.",
    discussion: """
      The one before is kept: `session use` goes back to it.

      EXAMPLES
        workprint cloud session new
        workprint cloud session new --language zh
      """)
  static let schemaName = "session.new"

  @OptionGroup var options: CloudOptions

  func perform(_ client: CloudClient) async throws -> Int32 {
    let session = options.newSession ? try await client.session() : try await client.makeSession()
    Self.tell(session, json: json, schema: Self.schema)
    return 0
  }

  static func tell(_ session: CloudSession, json: Bool, schema: String) {
    if json {
      write(.object(["schema": .string(schema), "session": .string(session.id)]))
    } else {
      StandardStream.output.write(session.id.visible + "\n")
    }
  }
}

/// `workprint cloud session use ID`
///
///     {"schema": "workprint.cloud.session.use/1", "session": "..."}
struct SessionUseCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Go on in another session from now on.",
    discussion: """
      EXAMPLES
        workprint cloud session list
        workprint cloud session use 0123456789abcdef
      """)
  static let schemaName = "session.use"

  @OptionGroup var options: CloudOptions

  @Argument(help: "The session's id; `session list` shows those that are known.")
  var id: String

  func perform(_ client: CloudClient) async throws -> Int32 {
    SessionNewCommand.tell(try client.useSession(id), json: json, schema: Self.schema)
    return 0
  }
}
