import Foundation
import JSONTree

/// What a test asks of the emulator itself, under `/emulator`. Plain text in, JSON out.
struct Control: Sendable {
  let store: Store
  let plan: FaultPlan
  let service: Service
  let url: String
  let otherURL: String

  func answer(_ request: Incoming) -> Reply {
    let text = String(decoding: request.body, as: UTF8.self)
    do {
      switch (request.method, request.steps.dropFirst().joined(separator: "/")) {
      case ("GET", ""): return overview
      case ("GET", "record"): return .json(store.record.literal)
      case ("GET", "requests"): return .json(requests)
      case ("GET", "faults"): return .json(faults)
      case ("POST", "faults"): try plan.add(text)
      case ("DELETE", "faults"): plan.removeAll()
      case ("POST", "settings"): try set(text)
      case ("POST", "expire-tokens"):
        store.with { state in
          for token in state.accounts.keys { state.accounts[token]?.expires = .distantPast }
        }
      case ("POST", "forget-sessions"): store.with { $0.sessions = [:] }
      case ("POST", "credits"):
        guard let count = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
          return bad("the body is a number of credits")
        }
        store.with { state in
          for token in state.accounts.keys { state.accounts[token]?.credits = count }
        }
      case ("POST", "tokens"): addToken(text)
      case ("POST", "edit"): return try edit(text, session: request.query["session"])
      case ("GET", "key-table"):
        return .text(DraftSpelling.of(store.settings.keys).keyFile ?? "{}\n", type: "application/json")
      case ("POST", "reset"):
        store.reset()
        plan.removeAll()
      default: return .json(.object(["error": .string("there is no such control")]), status: 404)
      }
      return .json(.object(["ok": .bool(true)]))
    } catch {
      return bad("\(error)")
    }
  }

  private func bad(_ message: String) -> Reply {
    .json(.object(["error": .string(message)]), status: 400)
  }

  private var overview: Reply {
    .json(
      .object([
        "url": .string(url), "other_url": .string(otherURL), "folder": .string(store.folder),
        "settings": .object(store.settings.values.map { .init($0.name, .string($0.value)) }),
        "faults": faults,
      ]))
  }

  private var faults: JSONLiteral {
    .array(
      plan.shown.map { .object(["fault": .string($0.fault.description), "shown": .int($0.count)]) })
  }

  private var requests: JSONLiteral {
    .array(
      store.record.requests.map { request in
        .object([
          "number": .int(request.number), "host": .string(request.host), "method": .string(request.method),
          "path": .string(request.path),
          "headers": .object(
            request.headers.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
        ])
      })
  }

  /// `name=value`, one a line or several in one.
  private func set(_ text: String) throws {
    var settings = store.settings
    for word in text.split(whereSeparator: \.isWhitespace) { try settings.set(String(word)) }
    let final = settings
    store.with {
      if $0.settings.seed != final.seed { $0.dice = Dice(seed: final.seed) }
      $0.settings = final
    }
    plan.seed(final.seed)
  }

  /// A token of a registered account, as a person has it in the environment.
  private func addToken(_ text: String) {
    let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    store.with { $0.addRegistered(token) }
  }

  /// Someone else's edit: the last session's, unless said.
  private func edit(_ text: String, session id: String?) throws -> Reply {
    let session = store.with { state -> Session? in
      if let id { return state.sessions[id] }
      return state.record.messages.last.flatMap { state.sessions[$0.session] } ?? state.sessions.values.first
    }
    guard let session else { return bad("there is no session") }
    let turn = try service.carryOut(text, in: session, [])
    return .json(.object(["changed": .bool(turn.draft != nil), "text": .string(turn.text)]))
  }
}

extension Store.State {
  mutating func addRegistered(_ token: String) {
    accounts[token] = Account(
      token: token, clientID: nil, userID: Store.identifier("user-"), credits: settings.credits,
      isRegistered: true, expires: .distantFuture)
  }
}

extension Record {
  var literal: JSONLiteral {
    func array(_ texts: [String]) -> JSONLiteral { .array(texts.map { .string($0) }) }
    return .object([
      "requests": .int(requests.count), "tokens_issued": .int(tokensIssued),
      "messages": .array(
        messages.map { .object(["session": .string($0.session), "text": .string($0.text)]) }),
      "uploads": .array(
        uploads.map {
          .object([
            "id": .string($0.id), "session": .string($0.session), "filename": .string($0.filename),
            "size": .int($0.size), "hash": .string($0.hash), "path": .string($0.path), "url": .string($0.url),
          ])
        }),
      "exports": .array(
        exports.map {
          .object([
            "id": .string($0.id), "session": .string($0.session), "status": .string($0.status),
            "progress": .int($0.progress), "error": $0.error.map { .string($0) } ?? .null,
            "path": $0.path.map { .string($0) } ?? .null,
            "draft": .string(String(decoding: $0.draft, as: UTF8.self)),
          ])
        }),
      "violations": array(violations), "leaks": array(leaks),
    ])
  }
}
