import CloudState
import DraftModel
import JSONTree

/// The service, as calls.
///
/// The first call that needs to connects by itself: it takes the token that was given or asks for one,
/// and goes on in the session that is in use or makes one.
///
/// Errors are ``CloudError``. GETs are repeated where that may help; nothing else is repeated, but for a
/// request that certainly was not carried out: one that the service answered with 1001 (then with a new
/// token, once) or 429 (after the wait that it asks for, once).
public final class CloudClient: Sendable {
  public static let version = "0.1.0"
  static let userAgent = "workprint/" + version

  public let configuration: CloudConfiguration
  public let redaction = Redaction()
  let transport: HTTPTransport
  let identity: Identity
  /// Whether a person was told that what was found out about keys cannot be read, or cannot be kept.
  let (unreadableKeys, unwritableKeys) = (Once(), Once())

  /// - Throws: where the network library is too old.
  public init(_ configuration: CloudConfiguration) throws(CloudError) {
    self.configuration = configuration
    let redaction = self.redaction
    transport = HTTPTransport(
      api: configuration.api, trace: configuration.trace.map { Trace(redaction: redaction, write: $0) })
    identity = Identity(configuration: configuration, transport: transport, redaction: redaction)
    identity.noteSecrets()
  }

  // MARK: Requests

  /// What every request to the API's own origin carries.
  func ownHeaders(_ token: AccessToken) -> [HTTPRequest.Header] {
    let skill = configuration.attribution
    return [
      .init("Authorization", "Bearer " + token.value), .init("X-Skill-Source", skill.source),
      .init("X-Skill-Version", skill.version), .init("X-Skill-Platform", skill.platform),
    ]
  }

  /// - Parameter purpose: what the service is waited for: `to tell the timeline`.
  func request(
    _ method: String, _ path: String, _ purpose: String, body: HTTPRequest.Body = .none,
    limits: TransferLimits = TransferLimits()
  ) throws(CloudError) -> HTTPRequest {
    var request = HTTPRequest(
      method: method, address: try WebAddress(configuration.api.address + path))
    request.headers = [.init("Accept", "application/json")]
    request.body = body
    request.purpose = purpose
    request.limits = paced(limits)
    request.acceptsCompression = true
    return request
  }

  /// Limits under a test's pace: shorter, but never so short that a busy machine runs into them.
  func paced(_ limits: TransferLimits) -> TransferLimits {
    func silence(_ limit: Duration) -> Duration {
      configuration.idleLimit ?? max(configuration.pace.scaled(limit), min(limit, .seconds(10)))
    }
    var paced = limits
    paced.idle = silence(limits.idle)
    paced.answer = limits.answer.map(silence)
    paced.total = max(configuration.pace.scaled(limits.total), min(limits.total, .seconds(120)))
    return paced
  }

  /// Sends a request of the API and reads its answer.
  /// - Throws: what its code says, too.
  func call(_ request: HTTPRequest) async throws(CloudError) -> ServiceAnswer {
    return try await authorized(request) { (request) throws(CloudError) in
      let answer = try ServiceAnswer(try await self.transport.fetch(request), self.redaction)
      try answer.checkCode()
      return answer
    }
  }

  /// Runs with the headers of the API, and again where the rules say so.
  func authorized<Result: Sendable>(
    _ request: HTTPRequest, _ body: (HTTPRequest) async throws(CloudError) -> Result
  ) async throws(CloudError) -> Result {
    var token = try await identity.token()
    var attempts = RequestAttempts(isRepeatable: request.isRepeatable)
    let waiting = WaitingNotice(configuration)
    defer { waiting.end() }
    var told = waiting.begin(for: request)
    while true {
      told.ownHeaders = ownHeaders(token)
      do throws(CloudError) { return try await body(told) } catch {
        switch attempts.next(after: error) {
        case .renewToken:
          if configuration.token != nil { throw Identity.ownTokenRefused.with(error) }
          waiting.end()
          token = try await identity.token(refused: token)
          told = waiting.begin(for: request)
        case .wait(let duration, let notice):
          if let notice { configuration.notice(notice) }
          // Who asks to wait is not slow.
          let isAskedFor = error.code == .rateLimited
          if isAskedFor { waiting.end() }
          try await configuration.pace.sleep(duration)
          if isAskedFor { told = waiting.begin(for: request) }
        case .giveUp: throw advised(error)
        }
      }
    }
  }

  /// An error with the advice that depends on who asked.
  func advised(_ error: CloudError) -> CloudError {
    var error = error
    switch error.code {
    case .outOfCredits: error.help = creditsHelp
    case .planBlocked:
      let skill = configuration.attribution
      error.help =
        "sent as X-Skill-Source: \(skill.source.visible), X-Skill-Version: \(skill.version.visible), "
        + "X-Skill-Platform: \(skill.platform.visible); a skill of its own is named by --skill SKILL.md, "
        + "another plan is chosen at \(configuration.web)"
    case .tokenRefused where configuration.token == nil:
      error.help = "a new token was refused too; \(CloudError.tryLater)"
    default: break
    }
    return error
  }

  /// Anonymous people register, and keep what they made; others top up. Whose a given token is, is not
  /// known.
  private var creditsHelp: String {
    let bind = (try? SessionBook(in: configuration.stateFolder))?.current?.bindID
    let link = bind.map { "\(configuration.web)/?bind=\($0.percentEncoded)" }
    let register =
      link.map { "register, and keep what was made: \($0)" }
      ?? "register at \(configuration.web) (the service told no id to take along in the link)"
    let topUp = "top up at \(configuration.web)"
    guard configuration.token != nil else { return register }
    return "whose the token in NEMO_TOKEN is, is not known: \(topUp); if it is an anonymous one, \(register)"
  }
}

extension CloudError {
  func with(_ cause: CloudError) -> CloudError {
    var error = self
    (error.status, error.serviceCode) = (cause.status, cause.serviceCode)
    return error
  }
}
