import ArgumentParser
import Cloud
import CloudState
import DraftCommands
import DraftModel
import JSONTree

/// `workprint cloud export`: the finished film.
///
///     {
///       "schema": "workprint.cloud.export/1", "session": "...", "id": "render_...", "output": "final.mp4",
///       "bytes": 1234567, "codec": "h264", "width": 1080, "height": 1920, "duration": 15000,
///       "polls": 2, "findings": ["it is 3.0s long, and the draft 15.0s"]
///     }
///
/// `duration` is the film's, in milliseconds. After `--cancel`: `{"schema", "session", "id", "status": "cancelled"}`.
struct ExportCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Have the service make the finished film, and fetch it.",
    discussion: """
      Without a draft the session's own is exported. A draft is checked first, and sent byte for byte. \
      Exports cost no credits. The service goes on when this program ends: --resume fetches the film later.

      Exit code: 0, 1 where the draft was refused or the film is not as it should be, 2 otherwise.

      EXAMPLES
        workprint cloud export -o final.mp4
        workprint cloud export draft.json -o final.mp4 --preview-first
        workprint cloud export @1 -o before.mp4
        workprint cloud export --resume
      """)

  @OptionGroup var options: CloudOptions
  @OptionGroup var keys: KeyOptions

  @Argument(help: "A draft, a state response, or @N; the session's own draft without it.")
  var draft: String?

  @Option(name: .shortAndLong, help: "The film, an MP4 file.")
  var output: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  @Flag(help: "Export a draft in which the check finds errors.")
  var noCheck = false

  @Flag(help: "Go on with the session's unfinished export.")
  var resume = false

  @Flag(help: "Give the session's unfinished export up.")
  var cancel = false

  @Flag(help: "Render a preview first, and ask on a terminal whether to go on.")
  var previewFirst = false

  @Option(
    name: .customLong("media"),
    help: ArgumentHelp("With --preview-first: a folder to look for media in.", valueName: "folder"))
  var mediaFolders: [String] = []

  @Option(help: ArgumentHelp("How often to ask whether the film is ready.", valueName: "count"))
  var polls = 10

  @Option(help: ArgumentHelp("Seconds between two looks.", valueName: "seconds"))
  var pollInterval = 30.0

  func validate() throws {
    if resume, cancel { throw ValidationError("--resume and --cancel exclude each other") }
    if resume || cancel {
      if draft != nil { throw ValidationError("--resume and --cancel are about an export that was begun") }
      if options.newSession { throw ValidationError("a new session has no export to go on with") }
    } else if output == nil {
      throw ValidationError("-o names the film to write, such as -o final.mp4")
    }
    if options.newSession, draft == nil { throw ValidationError("a new session has nothing to export yet") }
    guard (1...10_000).contains(polls) else { throw ValidationError("--polls is 1 to 10000, not \(polls)") }
    guard pollInterval >= 0.05, pollInterval <= 3600 else {
      throw ValidationError("--poll-interval is 0.05 to 3600 seconds, not \(pollInterval)")
    }
  }

  func perform(_ client: CloudClient) async throws -> Int32 {
    if cancel { return try await giveUp(client) }
    if let output { try OutputFile.check(output, force: force) }
    let line = ProgressLine.shared
    defer { line.finish() }
    if resume {
      let session = try await client.session()
      let noted = try noted(client, session)
      try OutputFile.check(output ?? noted, force: force)
      let film = try await run(client, session, output ?? noted, line).resume()
      line.finish()
      return tell(film, session, output ?? noted)
    }
    guard let output else { throw ValidationError("-o names the film to write") }
    let (session, draft) = try await load(client)
    if !noCheck {
      var ledger = UploadLedger()
      do throws(StateError) { try ledger.update(from: client.configuration.stateFolder) } catch {
        throw CloudError(error)
      }
      try draft.check(session: session, ledger: ledger)
    }
    if previewFirst {
      let preview = PreviewFirst(draft: draft, output: output, mediaFolders: mediaFolders)
      guard try preview.isApproved(force: force, json: json) else { return 1 }
    }
    let film = try await run(client, session, output, line).run(draft)
    line.finish()
    return tell(film, session, output)
  }

  private func run(
    _ client: CloudClient, _ session: CloudSession, _ output: String, _ line: ProgressLine
  ) -> ExportRun {
    var run = ExportRun(client: client, session: session, output: output)
    run.isForced = force
    run.polls = polls
    run.interval = .seconds(pollInterval)
    run.progress = { line.show($0) }
    return run
  }

  private func load(_ client: CloudClient) async throws -> (CloudSession, ExportDraft) {
    let keys = try keys.load()
    if let path = draft {
      let draft: Draft
      do { draft = try loadDraft(path, keys: keys) } catch is NoDraftYet {
        throw CommandFailure.noDraftYet(path)
      }
      return (
        try await client.session(),
        ExportDraft(draft: draft, name: path == "-" ? "<stdin>" : path)
      )
    }
    let (session, state) = try await client.withSession { (session) throws(CloudError) in
      (session, try await client.readState(of: session, keys: keys))
    }
    guard let draft = state.draft else {
      throw CommandFailure(
        "the session has no draft yet", code: CloudError.Code.noDraft.rawValue,
        help: "say what to make first, or name a draft to export", exitCode: 1)
    }
    return (session, ExportDraft(draft: draft, name: "the session's draft"))
  }

  /// Where the unfinished export was to go.
  private func noted(_ client: CloudClient, _ session: CloudSession) throws -> String {
    let job: JobBook.Entry?
    do throws(StateError) {
      job = try JobBook(in: client.configuration.stateFolder).open(in: session.id)
    } catch {
      throw CloudError(error)
    }
    guard let job else {
      throw CloudError(
        .configuration, "no export of this session is unfinished", help: "`workprint cloud export -o FILE`")
    }
    return job.output
  }

  private func giveUp(_ client: CloudClient) async throws -> Int32 {
    let session = try await client.session()
    let job = try await ExportRun(client: client, session: session, output: "").cancel()
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "session": .string(session.id), "id": .string(job.id),
          "status": .string(job.status.rawValue),
        ]))
    } else {
      StandardStream.output.write("cancelled\n")
    }
    return 0
  }

  private func tell(_ film: ExportRun.Film, _ session: CloudSession, _ output: String) -> Int32 {
    if json {
      Self.write(film.literal(schema: Self.schema, session: session, output: output))
    } else {
      film.tell(output: output)
    }
    return film.check.findings.isEmpty ? 0 : 1
  }
}

extension ExportRun.Film {
  func literal(schema: String, session: CloudSession, output: String) -> JSONLiteral {
    let picture = check.facts.picture
    return .object([
      "schema": .string(schema), "session": .string(session.id), "id": .string(job.id),
      "output": .string(output), "bytes": .int(byteCount),
      "codec": picture.map { .string($0.codec) } ?? .null, "width": picture.map { .int($0.width) } ?? .null,
      "height": picture.map { .int($0.height) } ?? .null,
      "duration": check.facts.duration.map { .number($0.milliseconds.decimal()) } ?? .null,
      "polls": .int(polls), "findings": .array(check.findings.map(JSONLiteral.string)),
    ])
  }

  func tell(output: String) {
    for finding in check.findings {
      StandardStream.error.write("\(output.visible): warning: \(finding.visible)\n")
    }
    if let picture = check.facts.picture {
      let length = check.facts.duration.map { "\($0), " } ?? ""
      StandardStream.error.write(
        "\(length)\(picture.width)x\(picture.height), \(picture.codec), \(byteCount.bytesInWords)\n")
    }
    StandardStream.output.write(output + "\n")
  }
}
