import DraftModel
import Foundation
import JSONTree

extension Service {
  func message(_ request: Incoming, _ faults: [Fault]) async throws -> Reply {
    let account = try authorize(request)
    if request.header("Accept")?.contains("text/event-stream") != true {
      store.noteViolation("POST /run_sse: Accept is not text/event-stream")
    }
    guard let body = request.json, let message = Message(body) else {
      return Self.invalid
    }
    guard let session = try? session(message.session, of: account) else {
      return .json(
        .object(["detail": .string("Session not found: \(message.session)")]), status: 404)
    }
    store.with { $0.record.messages.append(StoredMessage(session: session.id, text: message.text)) }
    guard account.credits >= settings.price else { throw ServiceError.noCredits }
    var faults = faults
    if settings.silent > 0, store.with({ $0.dice.share() }) < settings.silent {
      faults.append(Fault(.silent))
    }
    var turn = try carryOut(message.plainText, in: session, faults)
    if faults.contains(where: { [.heartbeats, .errorEvent, .invalidError, .safety, .raw].contains($0.kind) })
    {
      turn = AgentTurn()
    }
    store.with { $0.accounts[account.token]?.credits -= $0.settings.price }
    return Reply(
      type: "text/event-stream; charset=utf-8", body: FaultyStreams(settings: settings).body(turn, faults))
  }

  /// Lets the agent work, and saves what it made, before anything is sent: what is done stays done
  /// when the connection breaks.
  func carryOut(_ text: String, in session: Session, _ faults: [Fault]) throws -> AgentTurn {
    func fault(_ kind: FaultKind) -> Fault? { faults.first { $0.kind == kind } }
    let isIdle =
      faults.contains { [.heartbeats, .errorEvent, .invalidError, .safety, .raw].contains($0.kind) }
      || fault(.say).map { $0.arguments["edit"] == nil } ?? false
    guard !isIdle else { return AgentTurn() }
    var agent = ScriptedAgent(
      session: session, spelling: DraftSpelling.of(settings.keys),
      maker: MediaMaker(folder: store.folder, baseURL: fileURL))
    var turn = agent.answer(text)
    if settings.gui { turn.addSteps(forChinese: agent.isChinese) }
    guard fault(.unchanged) == nil else { return turn }
    if let late = fault(.late) {
      Task {
        try await Task.sleep(for: late.seconds("by", 4))
        try save(turn, in: session.id)
      }
    } else {
      try save(turn, in: session.id)
    }
    return turn
  }

  private func save(_ turn: AgentTurn, in id: String) throws {
    guard let draft = try turn.draft?.withNewIdentities({ Store.identifier() }) else { return }
    store.with {
      $0.sessions[id]?.draft = draft
      $0.sessions[id]?.used.formUnion(draft.tracks.flatMap(\.segments).compactMap(\.media))
      $0.sessions[id]?.generated += turn.generated
    }
  }

  /// As the runtime's web framework refuses a body.
  private static var invalid: Reply {
    .json(
      .object([
        "detail": .array([
          .object([
            "type": .string("missing"), "loc": .array([.string("body"), .string("new_message")]),
            "msg": .string("Field required"), "input": .null,
          ])
        ])
      ]), status: 422)
  }
}

/// The body of a message.
struct Message {
  let session: String
  let text: String

  init?(_ body: JSONDocument) {
    guard body.string(named: "app_name") == "nemo_agent", body.string(named: "user_id") == "me",
      let session = body.string(named: "session_id"),
      let message = body.value(of: "new_message", in: body.root),
      let parts = body.value(of: "parts", in: message)
    else { return nil }
    let texts = body.elements(of: parts).compactMap { part in
      body.value(of: "text", in: part).flatMap { body.string(of: $0) }
    }
    guard !texts.isEmpty else { return nil }
    self.session = session
    text = texts.joined(separator: "\n")
  }

  /// Faults that the words ask for: `@emulator(silent)`, `@emulator(cut at=200; delay by=2)`.
  var faults: [Fault] {
    get throws {
      guard let range = Self.directive(in: text) else { return [] }
      var parts = [""]
      var isQuoted = false
      for character in text[range].dropFirst("@emulator(".count).dropLast() {
        if character == "\"" { isQuoted.toggle() }
        if character == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
      }
      return try parts.map { try Fault(effect: $0) }
    }
  }

  /// What the agent reads.
  var plainText: String {
    guard let range = Self.directive(in: text) else { return text }
    return text.replacingCharacters(in: range, with: "").trimmingCharacters(in: .whitespaces)
  }

  /// Up to the last parenthesis: what the agent is to say may hold some.
  private static func directive(in text: String) -> Range<String.Index>? {
    guard let start = text.range(of: "@emulator("),
      let end = text.range(of: ")", options: .backwards, range: start.upperBound..<text.endIndex)
    else { return nil }
    return start.lowerBound..<end.upperBound
  }
}
