import CloudState
import DraftModel
import JSONTree

extension CloudClient {
  /// The session in use; one is made where there is none.
  /// - Parameter firstMessage: what is going to be said in it, whose script tells the language.
  public func session(firstMessage: String? = nil) async throws(CloudError) -> CloudSession {
    if let entry = try book().current { return CloudSession(entry) }
    identity.tellSetup()
    // Of two first runs the second goes on in the session that the first has made.
    let lock = try await identity.lock("session")
    defer { withExtendedLifetime(lock) {} }
    if let entry = try book().current { return CloudSession(entry) }
    return try await requestSession(firstMessage: firstMessage)
  }

  /// Makes a session, and uses it from now on.
  public func makeSession(firstMessage: String? = nil) async throws(CloudError) -> CloudSession {
    let lock = try await identity.lock("session")
    defer { withExtendedLifetime(lock) {} }
    return try await requestSession(firstMessage: firstMessage)
  }

  /// Uses another session from now on: one that is known, or that was made elsewhere.
  public func useSession(_ id: String) throws(CloudError) -> CloudSession {
    guard Self.isPlausibleID(id) else {
      throw CloudError(.configuration, "`\(id.shortened(to: 100).visible)` is not a session's id")
    }
    let entry =
      try book().entries.first { $0.id == id }
      ?? SessionBook.Entry(id: id, taskID: nil, language: nil, created: Clock.now)
    try update { $0.use(entry) }
    return CloudSession(entry)
  }

  /// The sessions that are known, and the one in use.
  public func book() throws(CloudError) -> SessionBook {
    do throws(StateError) { return try SessionBook(in: configuration.stateFolder) } catch {
      throw CloudError(error)
    }
  }

  /// Runs with the session in use.
  ///
  /// Where the service does not know it any more (1002), a new one takes its place and `body` runs again,
  /// but only if no draft was ever seen in it: otherwise the person is told where the last one is kept.
  public func withSession<Result: Sendable>(
    firstMessage: String? = nil, _ body: (CloudSession) async throws(CloudError) -> Result
  ) async throws(CloudError) -> Result {
    let session = try await session(firstMessage: firstMessage)
    do throws(CloudError) { return try await body(session) } catch {
      guard error.code == .sessionNotFound else { throw error }
      let seen: [DraftHistory.Entry]
      do throws(StateError) { seen = try history(of: session).entries() } catch { throw CloudError(error) }
      guard !seen.isEmpty else {
        return try await body(try await makeSession(firstMessage: firstMessage))
      }
      var told = error
      told.help = lossHelp(of: session)
      throw told
    }
  }

  /// What is left of a session that the service has lost, and what to do about it.
  func lossHelp(of session: CloudSession) -> String {
    let another = "--new-session begins another session"
    let last: DraftHistory.Entry?
    do throws(StateError) { last = try history(of: session).entries().first } catch {
      return "\(another); what was seen of this one cannot be read: \(CloudError(error).message)"
    }
    guard let last else { return another }
    return "its last draft is kept as @0 (\(last.path.visible)) and can be exported from there; " + another
  }

  /// The drafts that were seen in a session.
  public func history(of session: CloudSession) -> DraftHistory {
    DraftHistory(session: session.id, in: configuration.stateFolder)
  }

  func update(_ change: (inout SessionBook) -> Void) throws(CloudError) {
    do throws(StateError) { try SessionBook.update(in: configuration.stateFolder, change) } catch {
      throw CloudError(error)
    }
  }

  private func requestSession(firstMessage: String?) async throws(CloudError) -> CloudSession {
    let language = Language.forSession(
      choice: configuration.language, message: firstMessage, locale: configuration.localeLanguage)
    let body = JSONLiteral.object(["task_name": .string("project"), "language": .string(language)])
    let answer = try await call(
      try request(
        "POST", "/api/tasks/me/with-session/nemo_agent", "to make a session",
        body: .json(Array(body.text().utf8))))
    guard let id = answer.text("session_id"), Self.isPlausibleID(id) else {
      throw CloudError(
        .unexpectedAnswer, "the service made a session without an id", help: CloudError.tryLater)
    }
    let bind = answer.document.flatMap { BindID.find(in: $0, at: $0.root) }
    let entry = SessionBook.Entry(
      id: id, taskID: answer.text("task_id"), language: language, created: Clock.now, bindID: bind)
    try update { $0.use(entry) }
    return CloudSession(entry)
  }

  private static func isPlausibleID(_ id: String) -> Bool {
    (1...512).contains(id.utf8.count) && id.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }
}
