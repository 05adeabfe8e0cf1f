import DraftModel
import Foundation
import JSONTree

/// The documented API: requests in, answers out.
struct Service: Sendable {
  let store: Store
  /// Where files are downloaded from: the other host.
  let fileURL: String

  var settings: Settings { store.settings }

  /// - Parameter faults: what the agent is to do wrong, if this is a message.
  func answer(_ request: Incoming, faults: [Fault]) async throws -> Reply {
    do { return try await route(request, faults: faults) } catch let error as ServiceError {
      return error.reply(settings)
    }
  }

  private func route(_ request: Incoming, faults: [Fault]) async throws -> Reply {
    let steps = request.steps
    switch (request.method, steps.first, steps.dropFirst().first, steps.count) {
    case ("POST", "api", "auth", 3) where steps[2] == "anonymous-token": return try issueToken(request)
    case ("POST", "api", "auth", 3) where steps[2] == "claim-token": return try claimToken(request)
    case ("POST", "api", "tasks", 5) where Array(steps[2...]) == ["me", "with-session", "nemo_agent"]:
      return try makeSession(request)
    case ("GET", "api", "credits", 4) where Array(steps[2...]) == ["balance", "simple"]:
      return try credits(request)
    case ("GET", "api", "state", 6)
    where Array(steps[2...3]) == ["nemo_agent", "me"] && steps[5] == "latest":
      return try state(request, session: steps[4])
    case ("POST", "api", "upload-video", 5) where Array(steps[2...3]) == ["nemo_agent", "me"]:
      return try await upload(request, session: steps[4])
    case ("POST", "run_sse", _, 1): return try await message(request, faults)
    case ("POST", "api", "render", 4) where Array(steps[2...]) == ["proxy", "lambda"]:
      return try submitExport(request)
    case ("GET", "api", "render", 5) where Array(steps[2...3]) == ["proxy", "lambda"]:
      return try pollExport(request, id: steps[4])
    case ("POST", "api", "render", 6)
    where Array(steps[2...3]) == ["proxy", "lambda"] && steps[5] == "cancel":
      return try cancelExport(request, id: steps[4])
    case ("GET", "api", "render", 5) where steps[2] == "proxy" && steps[4] == "download":
      return try downloadExport(request, id: steps[3])
    default:
      return .json(.object(["detail": .string("Not Found")]), status: 404)
    }
  }

  // MARK: Who asks

  /// Finds the account of a request, and notes what a client should have sent along.
  func authorize(_ request: Incoming) throws -> Account {
    let missing = ["X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"].filter {
      (request.header($0) ?? "").isEmpty
    }
    if !missing.isEmpty {
      store.noteViolation("\(request.method) \(request.path): no " + missing.joined(separator: ", "))
    }
    let value = request.header("Authorization") ?? ""
    guard value.hasPrefix("Bearer ") else {
      store.noteViolation("\(request.method) \(request.path): no Authorization")
      throw ServiceError.badToken
    }
    let token = String(value.dropFirst("Bearer ".count))
    return try store.with {
      guard let account = $0.accounts[token], account.expires > Date() else { throw ServiceError.badToken }
      return account
    }
  }

  /// The session, if it is the account's.
  func session(_ id: String, of account: Account) throws -> Session {
    try store.with {
      guard let session = $0.sessions[id], session.owner == account.userID else {
        throw ServiceError.noSession
      }
      return session
    }
  }

  private func issueToken(_ request: Incoming) throws -> Reply {
    if request.header("Authorization") != nil {
      store.noteViolation("POST \(request.path): Authorization on the token request")
    }
    guard let client = request.header("X-Client-Id"), UUID(uuidString: client) != nil else {
      throw ServiceError.noClientID
    }
    let account = try store.with { state -> Account in
      let known = state.accounts.values.filter { $0.clientID == client }
      // One token for a client in 7 days: the same again.
      if let account = known.first(where: { $0.expires > Date() }) { return account }
      if state.settings.tokens >= 0, state.record.tokensIssued >= state.settings.tokens {
        throw ServiceError.rateLimited
      }
      let account = Account(
        token: Store.identifier("emu-"), clientID: client,
        userID: known.first?.userID ?? Store.identifier("user-"),
        credits: known.first?.credits ?? state.settings.credits,
        expires: Date().addingTimeInterval(state.settings.life))
      state.accounts[account.token] = account
      state.record.tokensIssued += 1
      return account
    }
    return settings.success([
      "token": .string(account.token), "user_id": .string(account.userID),
      "expires_at": .string(ISO8601DateFormatter().string(from: account.expires)),
      "credits": .int(account.credits),
    ])
  }

  private func claimToken(_ request: Incoming) throws -> Reply {
    let account = try authorize(request)
    guard let body = request.json, let id = body.string(named: "session_id"),
      body.string(named: "task_id") != nil
    else {
      throw ServiceError.bad("task_id and session_id are required")
    }
    _ = try session(id, of: account)
    return settings.success(["claim_token": .string(Store.identifier("claim-"))])
  }

  // MARK: Sessions

  private func makeSession(_ request: Incoming) throws -> Reply {
    let account = try authorize(request)
    guard let body = request.json else { throw ServiceError.bad("the body is not JSON") }
    let session = Session(
      id: Store.identifier(), taskID: Store.identifier("task-"), bindID: Store.identifier("bind-"),
      owner: account.userID, language: body.string(named: "language") ?? "en")
    store.with { $0.sessions[session.id] = session }
    return settings.success(
      [.init("task_id", .string(session.taskID)), .init("session_id", .string(session.id))] + bindID(session))
  }

  private func bindID(_ session: Session) -> [JSONLiteral.Member] {
    settings.bind ? [.init("bind_id", .string(session.bindID))] : []
  }

  private func credits(_ request: Incoming) throws -> Reply {
    let account = try authorize(request)
    return settings.success([
      "available": .int(account.credits), "frozen": .int(account.frozen),
      "total": .int(account.credits + account.frozen),
    ])
  }

  private func state(_ request: Incoming, session id: String) throws -> Reply {
    let session = try session(id, of: authorize(request))
    return settings.success(
      [.init("session_id", .string(session.id))] + bindID(session) + [
        .init("state", session.literal(settings))
      ])
  }
}

extension JSONDocument {
  /// A string of the root, by its name.
  func string(named name: JSONKey) -> String? { value(of: name, in: root).flatMap { string(of: $0) } }
}
