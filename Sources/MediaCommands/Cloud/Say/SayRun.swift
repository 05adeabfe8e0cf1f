import Cloud
import CloudState
import DraftCommands
import DraftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One thing that a person says, from its route to its end.
struct SayRun {
  let client: CloudClient
  let report: SayReport
  var keys = DraftKeys.standard
  /// Files that go along.
  var attachments: [String] = []
  /// Whether their names are put behind a text that does not name them.
  var namesAttachments = false
  /// Where the film goes, where one is wanted afterwards.
  var export: String?
  var isForced = false
  /// Whether what the backend asks for may lead to an export and an edit.
  var follows = true

  /// How it came out.
  struct Ending {
    var result: String
    var code: Int32
    /// The film that was written.
    var output: String?
  }

  static var router: MessageRouter {
    MessageRouter(home: ProgramEnvironment.variables["HOME"]) { path in
      var info = stat()
      return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
    }
  }

  /// - Parameter action: what to do with it, in place of what the router would.
  func run(_ text: String, as action: MessageRoute.Action? = nil) async throws -> Ending {
    var route = Self.router.route(text)
    if let action, action != route.action {
      route = MessageRoute(action, files: route.files, addresses: route.addresses)
    }
    report.route(route.action)
    guard route.action != .message else { return try await message(text, route) }
    if !attachments.isEmpty {
      let code = try await upload(attachments).exitCode
      guard code == 0 else { return Ending(result: "refused", code: code) }
    }
    switch route.action {
    case .message: return try await message(text, route)
    case .credits:
      report.credits(try await client.credits())
      return finished()
    case .state:
      report.state(try await currentState().state)
      return finished()
    case .upload: return try await upload(route, text)
    case .export:
      let (session, state) = try await currentState()
      return try await deliver(state, session, to: export ?? FilmDelivery.freeName())
    }
  }

  private func finished() -> Ending {
    if export != nil { report.note("nothing was said to the editor, so nothing is exported") }
    return Ending(result: "done", code: 0)
  }

  private func currentState() async throws(CloudError) -> (session: CloudSession, state: SessionState) {
    try await client.withSession { (session) throws(CloudError) in
      (session, try await client.readState(of: session, keys: keys))
    }
  }

  private func deliver(_ state: SessionState, _ session: CloudSession, to output: String) async throws
    -> Ending
  {
    var delivery = FilmDelivery(client: client, session: session, report: report)
    delivery.isForced = isForced
    let code = try await delivery.deliver(state, to: output)
    return Ending(result: code == 0 ? "done" : "refused", code: code, output: output)
  }

  // MARK: Uploads

  private func upload(_ route: MessageRoute, _ text: String) async throws -> Ending {
    var sources = route.files + route.addresses
    if sources.isEmpty {
      guard Prompt.isTerminal, let answer = await Prompt.line("which file? "),
        case let named = Self.router.route(answer), named.action == .upload
      else {
        throw CommandFailure(
          "no file is named", code: "upload.noFile",
          help: "`workprint cloud upload FILE...`, or name the file here",
          exitCode: 1)
      }
      sources = named.files + named.addresses
    }
    let code = try await upload(sources).exitCode
    return Ending(result: code == 0 ? "done" : code == 1 ? "refused" : "failed", code: code)
  }

  /// What became of uploads.
  private struct Uploads {
    var exitCode: Int32
    /// Those that are there.
    var files: AttachedFiles
  }

  private func upload(_ sources: [String]) async throws(CloudError) -> Uploads {
    try await client.withSession { (session) throws(CloudError) in try await upload(sources, to: session) }
  }

  private func upload(_ sources: [String], to session: CloudSession) async throws(CloudError) -> Uploads {
    var run = UploadRun(client: client, session: session)
    run.isForced = isForced
    let line = report.line
    run.progress = { name, done, total in line.show("uploading \(name.visible)", done, total) }
    var ledger = UploadLedger()
    var outcomes: [UploadRun.Outcome] = []
    for source in sources {
      let outcome = try await run.run(source, ledger: &ledger)
      outcomes.append(outcome)
      report.upload(UploadText(source: source, outcome: outcome))
    }
    let there = zip(sources, outcomes).compactMap { source, outcome in outcome.entry.map { (source, $0) } }
    return Uploads(exitCode: UploadText.exitCode(outcomes), files: AttachedFiles(there))
  }

  // MARK: Messages

  private func message(_ text: String, _ route: MessageRoute) async throws -> Ending {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure("there is nothing to say", code: "say.empty", exitCode: 64)
    }
    let files = attachments + (await mentioned(route.files))
    // Where a session was lost, all of it happens again in a new one; a message only if it was not taken.
    let said: (session: CloudSession, outcome: MessageOutcome?, code: Int32) =
      try await client.withSession(firstMessage: text) { (session) throws(CloudError) in
        var attached = AttachedFiles()
        if !files.isEmpty {
          let uploads = try await upload(files, to: session)
          guard uploads.exitCode == 0 else { return (session, nil, uploads.exitCode) }
          attached = uploads.files
        }
        let sent = attached.message(text, namesAll: namesAttachments)
        if sent != text {
          report.event("sending", ["text": .string(sent)])
          report.note("sending: \(sent.visible)")
        }
        return (session, try await say(sent, in: session), 0)
      }
    guard let outcome = said.outcome else {
      report.note("the message was not sent: a file that goes along with it was not uploaded")
      return Ending(result: "refused", code: said.code)
    }
    return try await conclude(outcome, said.session)
  }

  /// Files that a sentence names go along where the person says so: quoted text never takes any.
  private func mentioned(_ files: [String]) async -> [String] {
    var chosen: [String] = []
    for file in files where !attachments.contains(file) {
      if !report.json, await Prompt.confirm("upload \(file.visible) first?") {
        chosen.append(file)
      } else {
        report.event("mentioned", ["path": .string(file)])
        report.note("\(file.visible) stays here; --attach sends it along")
      }
    }
    return chosen
  }

  private func say(_ text: String, in session: CloudSession) async throws(CloudError) -> MessageOutcome {
    let words = Interruption.lastWords
    Interruption.lastWords =
      "the message is not sent again; `workprint cloud state` shows what came of it"
    defer { Interruption.lastWords = words }
    let report = self.report
    let conversation = Conversation(client: client, session: session, keys: keys) { report.update($0) }
    let outcome = try await conversation.say(text)
    report.line.finish()
    if !report.json { report.endText() }
    return outcome
  }

  private func conclude(_ first: MessageOutcome, _ session: CloudSession) async throws -> Ending {
    var outcome = first
    var plan = StepPlan(first.steps, mayAct: follows && first.isWhole)
    let mayExport = plan.exports
    var suggestions = plan.suggestions
    try await show(plan, outcome)
    if let edit = plan.edit {
      report.event("sending", ["text": .string(edit)])
      report.note("the editor asks for something to be done on its screen; sending: \(edit.visible)")
      let second = try await say(edit, in: session)
      outcome = first.followed(by: second)
      plan = StepPlan(second.steps, mayAct: false)
      plan.suggestions.removeAll(where: suggestions.contains)
      suggestions += plan.suggestions
      try await show(plan, outcome)
    }
    let ending = tell(outcome, suggestsFilm: export == nil && !mayExport && !suggestions.contains(.export))
    guard let output = export ?? (mayExport && ending.code == 0 ? FilmDelivery.freeName() : nil) else {
      return ending
    }
    guard ending.result == "changed" || (ending.code == 0 && export == nil), let state = outcome.state else {
      report.note(
        "nothing changed, so nothing was exported; `workprint cloud export -o FILE` exports what is there")
      return ending.code == 0 ? Ending(result: ending.result, code: 1) : ending
    }
    if export == nil { report.note("the editor asks for the export: \(output)") }
    let delivered = try await deliver(state, session, to: output)
    return Ending(result: ending.result, code: delivered.code, output: output)
  }

  /// What the backend's steps lead to, short of edits and exports.
  private func show(_ plan: StepPlan, _ outcome: MessageOutcome) async throws(CloudError) {
    if plan.showsTracks, let state = outcome.state { report.state(state) }
    if plan.showsCredits { report.credits(try await client.credits()) }
    for suggestion in plan.suggestions {
      switch suggestion {
      case .export where export != nil: break
      case .export: report.suggest("the film", command: "workprint cloud export -o final.mp4")
      case .upload: report.suggest("files of yours", command: "workprint cloud upload FILE...")
      case .edit(let words) where words.isEmpty: break
      case .edit(let words): report.suggest("say it", command: "workprint cloud say \(words.inSingleQuotes)")
      case .answer(let words):
        report.suggest(
          "decide, and say it in your own words (\(words.visible))", command: "workprint cloud say \"ANSWER\""
        )
      case .site(let words):
        report.suggest("on the web site: \(words.visible)", command: "workprint cloud open")
      }
    }
  }

  /// - Parameter suggestsFilm: whether the film is neither made nor suggested already.
  private func tell(_ outcome: MessageOutcome, suggestsFilm: Bool) -> Ending {
    switch outcome.result {
    case .changed:
      if export == nil { report.suggest("look at it", command: "workprint preview @0") }
      if suggestsFilm { report.suggest("make the film", command: "workprint cloud export -o final.mp4") }
      return Ending(result: "changed", code: 0)
    case .answered where outcome.claimsEdit:
      report.answer("nothing changed, although the editor says so")
      report.suggest("say it once more, naming the clip and the value that are meant")
      report.suggest("see the timeline as it is", command: "workprint cloud state")
      return Ending(result: "unchanged", code: 1)
    case .answered: return Ending(result: "answered", code: 0)
    case .unchanged:
      report.answer("nothing changed")
      return Ending(result: "unchanged", code: 1)
    case .failed(let error):
      report.failure(CommandFailure(error))
      return Ending(result: "failed", code: 2)
    }
  }
}
