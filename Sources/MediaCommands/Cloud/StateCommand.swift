import ArgumentParser
import Cloud
import DraftCommands
import DraftModel
import JSONTree
import Media

/// `workprint cloud state`: the timeline that the session has now.
///
///     {
///       "schema": "workprint.cloud.state/1", "session": "...", "output": "draft.json" or null,
///       "summary": "Timeline (3 tracks): ..." or null, "duration": 10000 or null,
///       "readyForExport": true, "tracks": 3 or null, "uploads": ["city.mp4"], "generated": []
///     }
///
/// Without a draft yet `summary`, `duration` and `tracks` are null. Times are milliseconds.
struct StateCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "Show the session's timeline.",
    discussion: """
      Every draft that is seen is kept: @0 is the newest, wherever a command reads a draft.

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
    if json {
      Self.write(literal(session, state))
    } else if output != "-" {
      tell(state)
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

  private func literal(_ session: CloudSession, _ state: SessionState) -> JSONLiteral {
    let draft = state.draft
    func names(_ files: [UploadedFile]) -> JSONLiteral {
      .array(files.compactMap { $0.filename ?? $0.url.map(MediaName.fileName) }.map(JSONLiteral.string))
    }
    return .object([
      "schema": .string(Self.schema), "session": .string(session.id),
      "output": output.map(JSONLiteral.string) ?? .null,
      "summary": draft.map { .string($0.summary) } ?? .null,
      "duration": draft.map { .number($0.duration.milliseconds.decimal()) } ?? .null,
      "readyForExport": .bool(draft?.isReadyForExport ?? false),
      "tracks": draft.map { .int($0.tracks.count) } ?? .null,
      "uploads": names(state.videoInfos), "generated": names(state.generatedMedia),
    ])
  }
}
