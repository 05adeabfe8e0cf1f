import Cloud
import DraftCommands
import DraftDiff
import DraftModel
import JSONTree
import Synchronization

/// Tells how a conversation goes, while it goes: for people the answer and what changed on standard output
/// and the rest on standard error, for programs one JSON object a line.
///
/// Every object has `"schema"` and `"event"`; `"job"` numbers the jobs of a batch, from 1. The events:
///
///     {"event": "route", "route": "export" | "credits" | "state" | "upload" | "message"}
///     {"event": "upload", "path", "status", "name", "url", "hash", "reason", "help"}     as `cloud upload`
///     {"event": "mentioned", "path": "beach.mp4"}                  a file that is named, and was not sent
///     {"event": "others", "summary": "...", "changes": ["..."]}    somebody else's edit, before the message
///     {"event": "text", "text": "..."}                             more of the answer
///     {"event": "tool", "name": "..."}                             the agent uses one of its tools
///     {"event": "working", "seconds": 120}                         still at work
///     {"event": "first", "summary": "...", "changes": ["..."]}     a first result; the agent goes on
///     {"event": "looking", "seconds": 2, "reason": "..."}          the state will be asked for
///     {"event": "change", "summary": "...", "changes": ["..."]}    what changed
///     {"event": "step", "action": "export", "offer": false, "words": "..."}   what the backend wants done
///     {"event": "sending", "text": "..."}       what is sent, where that is not what was typed: with the names
///                                               of files, or an edit that the backend asked for
///     {"event": "state", "summary": "..." or null, "duration": 10000 or null, "readyForExport": true}
///     {"event": "credits", "available", "frozen", "total"}
///     {"event": "export", ...}                                     as `cloud export`
///     {"event": "suggestion", "text": "...", "command": "..." or null}
///     {"event": "fault", "code": "SAFETY", "message": "..."}       an error inside the answer
///     {"event": "cut"}                                             the answer ended within an event
///     {"event": "error", "error": {"code", "message", "help"}}
///     {"event": "done", "result": "changed" | "answered" | "unchanged" | "failed" | "refused" | "done", "exitCode": 0}
final class SayReport: Sendable {
  private struct State {
    /// What was waited for last.
    var lastReason = ""
    /// Whether standard output stands in the middle of a line.
    var isMidLine = false
    var hasText = false
    /// The timeline as it was told last since something was said: once is enough.
    var timeline: String?
    var job: Int?
  }

  let json: Bool
  private let schema: String
  private let state = Mutex(State())
  let line = ProgressLine.shared
  /// Whether both streams are one picture: a terminal, or one file or pipe.
  private let isOnePicture = StandardStream.output.isTerminal || StandardStream.output.isSame(as: .error)

  init(json: Bool, schema: String) {
    self.json = json
    self.schema = schema
  }

  /// The job of a batch that is told of from now on.
  func begin(job: Int?) {
    state.withLock {
      $0.job = job
      $0.hasText = false
    }
  }

  // MARK: Writing

  func event(_ name: String, _ members: KeyValuePairs<String, JSONLiteral>) {
    event(name, members: members.map { .init($0.key, $0.value) })
  }

  func event(_ name: String, members: [JSONLiteral.Member]) {
    guard json else { return }
    let job = state.withLock { $0.job }
    let head: [JSONLiteral.Member] = [.init("schema", .string(schema)), .init("event", .string(name))]
    let literal = JSONLiteral.object(head + (job.map { [.init("job", .int($0))] } ?? []) + members)
    StandardStream.output.write(literal.text(style: .answerLine) + "\n")
  }

  /// A line about the conversation.
  func note(_ text: String) {
    if !json { notice(text) }
  }

  /// A line that a person gets to see in any case, never in the middle of the answer's.
  func notice(_ text: String) {
    line.finish()
    state.withLock { state in
      if state.isMidLine, isOnePicture {
        StandardStream.output.write("\n")
        state.isMidLine = false
      }
    }
    StandardStream.error.write(text + "\n")
  }

  /// A line of the answer.
  func answer(_ text: String) {
    guard !json else { return }
    line.finish()
    state.withLock { state in
      let gap = (state.isMidLine ? "\n" : "") + (state.hasText ? "\n" : "")
      StandardStream.output.write(gap + text + "\n")
      state.isMidLine = false
      state.hasText = false
    }
  }

  private func stream(_ text: String) {
    line.finish()
    guard !json else { return event("text", ["text": .string(text)]) }
    state.withLock { state in
      // Between paragraphs is one blank line, whatever ended the line before.
      let isApart = !state.isMidLine && text.hasPrefix("\n\n")
      StandardStream.output.write(isApart ? String(text.dropFirst()) : text)
      state.isMidLine = !text.hasSuffix("\n")
      state.hasText = true
    }
  }

  /// The end of an answer's text.
  func endText() {
    state.withLock { state in
      if state.isMidLine { StandardStream.output.write("\n") }
      state.isMidLine = false
    }
  }

  // MARK: What is told

  func route(_ action: MessageRoute.Action) {
    state.withLock { $0.timeline = nil }
    event("route", ["route": .string(action.rawValue)])
    note("→ \(action.rawValue)")
  }

  func update(_ update: ConversationUpdate) {
    switch update {
    case .text(let text): stream(text)
    case .others(let change):
      self.change("others", change)
      note("changed before this message, by someone else: \(change.summary)")
    case .stillWorking(let time):
      event("working", ["seconds": .int(Int(time.components.seconds))])
      note("⏳ Still working... (\((Int(time.components.seconds) + 30) / 60) min)")
    case .tool(let name): event("tool", ["name": .string(name)])
    case .step(let step):
      event(
        "step",
        [
          "action": .string(step.action.name), "offer": .bool(step.isOffer), "words": .string(step.words),
        ])
    case .fault(let fault): event("fault", ["code": .string(fault.code), "message": .string(fault.message)])
    case .cutShort:
      event("cut", [:])
      note("the answer ended within an event: the last of it is lost")
    case .firstResult(let change):
      self.change("first", change)
      answer("First result: \(change.summary)")
      note("the editor goes on")
    case .looking(let time, let reason): looking(time, reason)
    case .changed(let change):
      self.change("change", change)
      answer(change.summary)
      if change.isAbridged { note("`workprint diff @1 @0` tells it all") }
    }
  }

  private func change(_ name: String, _ change: DraftChange) {
    event(
      name,
      [
        "summary": .string(change.summary),
        "changes": .array((change.diff?.edits ?? []).map { .string($0.sentence) }),
      ])
    // A draft that is new is told as a whole.
    if change.diff == nil, let draft = change.draft { state.withLock { $0.timeline = draft.summary } }
  }

  private func looking(_ time: Duration, _ reason: ConversationUpdate.LookReason) {
    let words: String =
      switch reason {
      case .silent: "the editor said nothing; looking at the timeline"
      case .claimed: "the editor says that it is done; looking at the timeline"
      case .broken(let error):
        "\(error.message.visible); the message is not sent again, looking at the timeline"
      case .quiet(let limit): "nothing was heard for \(limit.clock); looking at the timeline"
      case .tooLong(let limit): "the answer took longer than \(limit.clock); looking at the timeline"
      }
    event("looking", ["seconds": .int(Int(time.components.seconds)), "reason": .string(words)])
    if reason == .silent || reason == .claimed { return line.show("waiting for the timeline to change") }
    let isAgain = state.withLock { state in
      defer { state.lastReason = words }
      return state.lastReason == words
    }
    note(isAgain ? "not changed so far; looking again in \(time.clock)" : "\(words) in \(time.clock)")
  }

  func upload(_ text: UploadText) {
    line.finish()
    if json {
      guard case .object(let members) = text.literal else { return }
      event("upload", members: members)
    } else {
      text.tell()
    }
  }

  func state(_ state: SessionState) {
    let draft = state.draft
    event(
      "state",
      [
        "summary": draft.map { .string($0.summary) } ?? .null,
        "duration": draft.map { .number($0.duration.milliseconds.decimal()) } ?? .null,
        "readyForExport": .bool(draft?.isReadyForExport ?? false),
      ])
    let words = draft?.summary ?? "no draft yet"
    let isTold = self.state.withLock { state in
      defer { state.timeline = words }
      return state.timeline == words
    }
    if !isTold { answer(words) }
  }

  func credits(_ balance: CreditBalance) {
    func figure(_ value: Double?) -> JSONLiteral { value.map(JSONLiteral.decimal) ?? .null }
    event(
      "credits",
      [
        "available": figure(balance.available), "frozen": figure(balance.frozen),
        "total": figure(balance.total),
      ])
    answer(balance.sentence)
  }

  func film(_ film: ExportRun.Film, session: CloudSession, output: String) {
    line.finish()
    guard json else { return film.tell(output: output) }
    guard case .object(let members) = film.literal(schema: schema, session: session, output: output) else {
      return
    }
    event("export", members: Array(members.dropFirst()))
  }

  func suggest(_ text: String, command: String? = nil) {
    event("suggestion", ["text": .string(text), "command": command.map(JSONLiteral.string) ?? .null])
    note("next: \(text)\(command.map { ": \($0.visible)" } ?? "")")
  }

  func failure(_ failure: CommandFailure) {
    line.finish()
    if json {
      guard case .object(let members) = failure.json(schema: schema) else { return }
      event("error", members: Array(members.dropFirst()))
    } else {
      note(String(failure.text(color: StandardStream.error.showsColor).dropLast()))
    }
  }

  func done(_ result: String, _ code: Int32) {
    line.finish()
    event("done", ["result": .string(result), "exitCode": .int(Int(code))])
  }
}

extension InterfaceStep.Action {
  var name: String {
    switch self {
    case .export: "export"
    case .state: "state"
    case .tracks: "tracks"
    case .credits: "credits"
    case .edit: "edit"
    case .upload: "upload"
    case .none: "none"
    }
  }
}

extension Duration {
  /// `4 min`, `30 s`
  var clock: String {
    let seconds = Int(components.seconds)
    return seconds >= 60 && seconds % 60 == 0
      ? "\(seconds / 60) min" : seconds >= 60 ? "\(seconds / 60) min \(seconds % 60) s" : "\(seconds) s"
  }
}
