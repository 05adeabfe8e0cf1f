import CloudState
import DraftModel
import JSONTree

/// Who this machine is to the service: a token, from the person or asked for once and kept.
struct Identity: Sendable {
  let configuration: CloudConfiguration
  let transport: HTTPTransport
  let redaction: Redaction

  private let toldOnce = Once()

  private static let file = "identity.json"

  init(configuration: CloudConfiguration, transport: HTTPTransport, redaction: Redaction) {
    self.configuration = configuration
    self.transport = transport
    self.redaction = redaction
  }

  func tellSetup() {
    if toldOnce.isFirst { configuration.notice("Setting up...") }
  }

  /// The token to use.
  /// - Parameter refused: one that the service no longer takes; another is asked for, with the same
  ///   client id.
  func token(refused: AccessToken? = nil) async throws(CloudError) -> AccessToken {
    if let token = configuration.token {
      guard refused == nil else { throw Self.ownTokenRefused }
      return token
    }
    if let token = try kept(), token != refused { return token }
    let lock = try await lock("identity")
    defer { withExtendedLifetime(lock) {} }
    // Another run may have asked meanwhile.
    if let token = try kept(), token != refused { return token }
    tellSetup()
    let answer = try await request()
    try keep(answer)
    redaction.add(answer.token)
    return answer.token
  }

  static let ownTokenRefused = CloudError(
    .tokenRefused, "the service refuses the token in NEMO_TOKEN",
    help: "it may have expired: set another, or use --anonymous for a free one of this machine's own")

  /// Waits for its turn at something that only one run may do at a time.
  func lock(
    _ name: String, patience: Duration = .seconds(120)
  ) async throws(CloudError) -> StateLock {
    let start = ContinuousClock.now
    let waiting = WaitingNotice(configuration)
    defer { waiting.end() }
    waiting.begin(
      { "another run is at the same thing: waiting for its end" }, again: "still waiting for another run")
    while ContinuousClock.now - start < patience {
      do throws(StateError) {
        if let lock = try configuration.stateFolder.tryLock(name) { return lock }
      } catch {
        throw CloudError(error)
      }
      do { try await Task.sleep(for: .milliseconds(25)) } catch { throw .wasCancelled }
    }
    throw CloudError(
      .busy, "another run is at the same thing, and does not come to an end", help: "end it first")
  }

  /// Has the secrets that are kept taken out of all that is told, whether this run uses them or not.
  func noteSecrets() {
    if let token = configuration.token { redaction.add(token) }
    if let id = configuration.clientID ?? configuration.clientIDFile?.read() { redaction.add(id) }
    // A token that cannot be read is told of by what needs it.
    do throws(CloudError) { _ = try kept() } catch {}
  }

  // MARK: Keeping

  private struct Answer {
    let token: AccessToken
    let userID: String?
    /// Seconds since 1970.
    let expiry: Int?
  }

  private func kept() throws(CloudError) -> AccessToken? {
    let bytes: [UInt8]?
    do throws(StateError) { bytes = try configuration.stateFolder.read(Self.file) } catch {
      throw CloudError(error)
    }
    // A file that is not what was written holds no token: another is asked for, and takes its place.
    guard let bytes, let document = try? JSONDocument(parsing: bytes),
      let token = document.text(at: "token").flatMap(AccessToken.init)
    else { return nil }
    redaction.add(token)
    if let expiry = document.int(at: "expires"), expiry <= Clock.now { return nil }
    return token
  }

  private func keep(_ answer: Answer) throws(CloudError) {
    let literal = JSONLiteral.object([
      "token": .string(answer.token.value), "user": answer.userID.map(JSONLiteral.string) ?? .null,
      "expires": answer.expiry.map(JSONLiteral.int) ?? .null,
    ])
    do throws(StateError) {
      try configuration.stateFolder.write(Array((literal.text(style: .pretty) + "\n").utf8), to: Self.file)
    } catch {
      throw CloudError(error)
    }
  }

  // MARK: Asking

  private func request() async throws(CloudError) -> Answer {
    let id = try clientID()
    do throws(CloudError) { return try await request(as: id) } catch {
      // The service misses the client id: another one, unless the person chose this one.
      guard error.code == .clientIDMissing, configuration.clientID == nil else { throw error }
    }
    let fresh = ClientIdentifier()
    let answer = try await request(as: fresh)
    if let file = configuration.clientIDFile { _ = try file.write(fresh, replacing: true) }
    return answer
  }

  private func clientID() throws(CloudError) -> ClientIdentifier {
    let id: ClientIdentifier
    if let own = configuration.clientID {
      id = own
    } else {
      guard let file = configuration.clientIDFile else {
        throw CloudError(
          .configuration, "there is no home folder to keep the client id in",
          help: "HOME has to name a folder, or NEMO_CLIENT_ID hold a UUID")
      }
      id = if let kept = file.read() { kept } else { try file.write(ClientIdentifier()) }
    }
    redaction.add(id)
    return id
  }

  private func request(as id: ClientIdentifier) async throws(CloudError) -> Answer {
    redaction.add(id)
    var request = HTTPRequest(
      method: "POST", address: try WebAddress(configuration.api.address + "/api/auth/anonymous-token"))
    request.ownHeaders = [.init("X-Client-Id", id.value)]
    request.purpose = "to give a token"
    let waiting = WaitingNotice(configuration)
    defer { waiting.end() }
    let answer = try ServiceAnswer(try await transport.fetch(waiting.begin(for: request)), redaction)
    do throws(CloudError) { try answer.checkCode() } catch {
      throw Self.advice(error)
    }
    guard let text = answer.text("token"), let token = AccessToken(text) else {
      throw CloudError(.unexpectedAnswer, "the service answered without a token", help: CloudError.tryLater)
    }
    return Answer(token: token, userID: answer.text("user_id"), expiry: answer.time("expires_at"))
  }

  private static func advice(_ error: CloudError) -> CloudError {
    var error = error
    switch (error.code, error.status) {
    case (.rateLimited, _):
      error.message = "the service gives no more free tokens to this machine or network for now"
      error.help =
        "one token is given to a client in seven days, and a few to an address: "
        + "wait\(error.retryAfter.map { " " + $0.words } ?? ""), or set NEMO_TOKEN to a token of your own"
    case (.refused, 400):
      error.code = .clientIDMissing
      error.message = "the service does not take this machine's client id"
      error.help = "NEMO_CLIENT_ID may hold another UUID"
    default: break
    }
    return error
  }
}

extension CloudError {
  public init(_ error: StateError) {
    self.init(
      .fileUnwritable, "cannot keep or read \(error.path.visible): \(error.reason)",
      help: "XDG_STATE_HOME may name another folder")
  }

  static let tryLater = "try again in a while"
}

extension CloudClient {
  /// Waits for its turn at something that only one run may do at a time; it lasts as long as the value.
  public func turn(_ name: String) async throws(CloudError) -> StateLock {
    try await identity.lock(name, patience: .seconds(4 * 3600))
  }

  /// Seconds since 1970.
  public var now: Int { Clock.now }
}
