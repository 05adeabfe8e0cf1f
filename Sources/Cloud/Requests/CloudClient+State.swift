import CloudState
import DraftModel
import JSONTree

/// What is left to spend. A figure that the service did not tell is nil.
public struct CreditBalance: Hashable, Sendable {
  public let available: Double?
  public let frozen: Double?
  public let total: Double?
}

extension CloudClient {
  /// What of a state is read at most, in bytes.
  static let largestState = 64 << 20
  /// For what a person waits for, and is small or quickly told.
  static let reading = TransferLimits(total: .seconds(60))

  public func credits() async throws(CloudError) -> CreditBalance {
    let answer = try await call(
      try request("GET", "/api/credits/balance/simple", "to tell the balance", limits: Self.reading))
    func figure(_ name: String) throws(CloudError) -> Double? {
      guard answer.node(name) != nil else { return nil }
      // Beyond this a number of credits is none, and not told exactly any more.
      guard let number = answer.number(name), abs(number) < 1e15 else {
        let said = answer.said(name).map { " `\($0.shortened(to: 40).visible)`" } ?? ""
        throw CloudError(
          .unexpectedAnswer, "the service answers with a balance that is no number: `\(name)`\(said)",
          help: CloudError.tryLater)
      }
      return number
    }
    let balance = CreditBalance(
      available: try figure("available"), frozen: try figure("frozen"), total: try figure("total"))
    guard balance.available != nil || balance.total != nil else {
      throw CloudError(.unexpectedAnswer, "the service answers without a balance", help: CloudError.tryLater)
    }
    return balance
  }

  /// The session's state, byte for byte as the service answered.
  public func state(of session: CloudSession) async throws(CloudError) -> [UInt8] {
    var limits = Self.reading
    limits.body = Self.largestState
    let request = try request(
      "GET", "/api/state/nemo_agent/me/\(session.pathPart)/latest", "to tell the timeline", limits: limits)
    return try await call(request).answer.body
  }

  /// The session's state, read; its draft is kept in the session's history.
  /// - Parameter keys: how its draft is spelled. Where these are the documented ones, and the draft has
  ///   others, those are found out from its values and remembered for the session.
  public func readState(
    of session: CloudSession, keys: DraftKeys = .standard
  ) async throws(CloudError) -> SessionState {
    var state = try SessionState(try await state(of: session), keys: self.keys(keys, of: session))
    if let draft = state.draft, let learned = learnedKeys(keys, from: draft, of: session) {
      state = try SessionState(state.bytes, keys: learned)
    }
    try remember(state, of: session)
    return state
  }

  private func remember(_ state: SessionState, of session: CloudSession) throws(CloudError) {
    if let bind = state.bindID { try update { $0.setBindID(bind, of: session.id) } }
    guard let hash = state.draftHash else { return }
    do throws(StateError) {
      try history(of: session).add(state.bytes, hash: hash, time: Clock.now)
    } catch {
      throw CloudError(error)
    }
  }

  /// The address that opens the session's project in a browser. It is a secret of the person's, good once.
  public func claimLink(for session: CloudSession) async throws(CloudError) -> String {
    guard let task = session.taskID else {
      throw CloudError(
        .configuration, "the project of this session is not known: it was made elsewhere",
        help: "open \(configuration.web) and look for it there")
    }
    let body = JSONLiteral.object(["task_id": .string(task), "session_id": .string(session.id)])
    let answer = try await call(
      try request("POST", "/api/auth/claim-token", "to make the link", body: .json(Array(body.text().utf8))))
    guard let token = answer.text("claim_token"), AccessToken(token) != nil else {
      throw CloudError(
        .unexpectedAnswer, "the service answers without a claim token", help: CloudError.tryLater)
    }
    return "\(configuration.web)/workspace/claim?ct=\(token.percentEncoded)"
  }
}
