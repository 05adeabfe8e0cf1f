import ArgumentParser
import Cloud
import CloudState
import DraftCommands
import DraftModel
import JSONTree
import Media

/// `workprint cloud state`: the timeline that the session has now.
///
///     {
///       "schema": "workprint.cloud.state/1", "session": "...", "output": "draft.json" or null,
///       "keyTable": "/home/..." or null,
///       "summary": "Timeline (3 tracks): ..." or null, "duration": 10000 or null,
///       "readyForExport": true, "tracks": 3 or null, "uploads": ["city.mp4"], "generated": []
///     }
///
/// `keyTable` is what other commands read a written file with, where its draft spells its keys differently.
/// Without a draft yet `summary`, `duration` and `tracks` are null. Times are milliseconds.
struct StateCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "Show the session's timeline.",
    discussion: """
      Every draft that is seen is kept: @0 is the newest, wherever a command reads a draft. A draft whose keys \
      are not the documented ones is read by what was found out about them; of a file that is written, \
      --key-table tells other commands the same.

      EXAMPLES
        workprint cloud state
        workprint cloud state -o draft.json
        workprint diff @1 @0
      """)

  @OptionGroup var options: CloudOptions
  @OptionGroup var keys: KeyOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the answer here, byte for byte: the draft, its canvas and its media's names.",
      valueName: "file"))
  var output: String?

  @Flag(help: "With -o: write the draft alone, as it stands in the answer.")
  var draftOnly = false

  @Flag(help: "Write over a file that is there.")
  var force = false

  func validate() throws {
    if draftOnly, output == nil { throw ValidationError("--draft-only goes with -o") }
  }

  func perform(_ client: CloudClient) async throws -> Int32 {
    if let output, output != "-" { try OutputFile.check(output, force: force) }
    let keys = try keys.load()
    let (session, state) = try await client.withSession { (session) throws(CloudError) in
      (session, try await client.readState(of: session, keys: keys))
    }
    if let output { try write(state, to: output) }
    let keyTable = try output == nil || !keys.userSpellings.isEmpty ? nil : self.keyTable(of: session, client)
    if json {
      Self.write(literal(session, state, keyTable))
    } else if output != "-" {
      tell(state)
    }
    if let output, let keyTable {
      StandardStream.error.write(
        "its draft spells its keys differently; other commands read it with them: "
          + "`workprint preview \(output.inSingleQuotes.visible) --key-table \(keyTable.inSingleQuotes.visible)`\n"
      )
    }
    return 0
  }

  private func write(_ state: SessionState, to path: String) throws {
    guard let bytes = draftOnly ? state.draftBytes : state.bytes else {
      throw CommandFailure.noDraftYet("the session")
    }
    guard path != "-" else { return StandardStream.output.write(bytes) }
    do throws(MediaError) { try AtomicFile.write(bytes, to: path) } catch { throw CommandFailure(error) }
  }

  /// The file of what was found out about the keys of the session's drafts, where there is something.
  private func keyTable(of session: CloudSession, _ client: CloudClient) throws -> String? {
    let file = SessionKeyFile(session: session.id, in: client.configuration.stateFolder)
    do throws(StateError) { return try file.contents() == nil ? nil : file.path } catch {
      throw CloudError(error)
    }
  }

  private func tell(_ state: SessionState) {
    guard let draft = state.draft else {
      StandardStream.output.write("no draft yet\n")
      return
    }
    StandardStream.output.write(draft.summary + "\n")
    let canvas = draft.canvas
    StandardStream.output.write(
      "\(draft.duration) on \(canvas.width)x\(canvas.height), "
        + (draft.isReadyForExport ? "ready for export" : "nothing to export") + "\n")
    if let output { StandardStream.error.write("written to \(output.visible)\n") }
  }

  private func literal(
    _ session: CloudSession, _ state: SessionState, _ keyTable: String?
  ) -> JSONLiteral {
    let draft = state.draft
    func names(_ files: [UploadedFile]) -> JSONLiteral {
      .array(files.compactMap { $0.filename ?? $0.url.map(MediaName.fileName) }.map(JSONLiteral.string))
    }
    return .object([
      "schema": .string(Self.schema), "session": .string(session.id),
      "output": output.map(JSONLiteral.string) ?? .null,
      "keyTable": keyTable.map(JSONLiteral.string) ?? .null,
      "summary": draft.map { .string($0.summary) } ?? .null,
      "duration": draft.map { .number($0.duration.milliseconds.decimal()) } ?? .null,
      "readyForExport": .bool(draft?.isReadyForExport ?? false),
      "tracks": draft.map { .int($0.tracks.count) } ?? .null,
      "uploads": names(state.videoInfos), "generated": names(state.generatedMedia),
    ])
  }
}
