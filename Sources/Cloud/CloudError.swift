/// Why the cloud could not do what it was asked: what happened, and what to do about it.
///
/// No text in it holds a token, a client id or the query of a URL.
public struct CloudError: Error, Hashable, Sendable {
  /// Stable, for programs: `cloud.rateLimited`. New ones may come.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    private init(_ name: String) { rawValue = "cloud." + name }

    /// 1001: the token is bad or has expired.
    public static let tokenRefused = Code("tokenRefused")
    /// 1002: there is no such session.
    public static let sessionNotFound = Code("sessionNotFound")
    /// 2001: no credits are left.
    public static let outOfCredits = Code("outOfCredits")
    /// 4001: a file of a kind that is not accepted.
    public static let unsupportedType = Code("unsupportedType")
    /// 4002: a file that is too large.
    public static let tooLarge = Code("tooLarge")
    /// 400: the token request came without a client id.
    public static let clientIDMissing = Code("clientIDMissing")
    /// 402: exports are blocked on this plan.
    public static let planBlocked = Code("planBlocked")
    /// 429: too many requests.
    public static let rateLimited = Code("rateLimited")
    /// Another code or status of the service.
    public static let refused = Code("refused")
    /// An answer that is not what the service documents.
    public static let unexpectedAnswer = Code("unexpectedAnswer")
    /// An answer without end.
    public static let answerTooLarge = Code("answerTooLarge")
    /// No connection came about; nothing was sent.
    public static let unreachable = Code("unreachable")
    /// Whoever answers cannot prove to be the service.
    public static let untrusted = Code("untrusted")
    /// The connection broke.
    public static let connectionLost = Code("connectionLost")
    public static let timedOut = Code("timedOut")
    /// An address that is not gone to: not https, or inside a private network.
    public static let addressRefused = Code("addressRefused")
    public static let cancelled = Code("cancelled")
    public static let configuration = Code("configuration")
    public static let fileUnreadable = Code("fileUnreadable")
    public static let fileUnwritable = Code("fileUnwritable")
    /// Another run is at it.
    public static let busy = Code("busy")
    /// The answer was lost, and nothing tells whether the file is there.
    public static let arrivalUnknown = Code("arrivalUnknown")
    public static let exportFailed = Code("exportFailed")
    /// It is not finished yet; it goes on without the client.
    public static let exportUnfinished = Code("exportUnfinished")
    public static let noDraft = Code("noDraft")
  }

  public var code: Code
  public var message: String
  /// What to do about it.
  public var help: String?
  /// The status of the answer, where there was one.
  public var status: Int?
  /// The service's own code, where there was one.
  public var serviceCode: Int?
  /// Whether the service may have got the request all the same. Such a request is never repeated.
  public var mayHaveArrived = false
  /// How long the service asked to wait.
  public var retryAfter: Duration?

  public init(
    _ code: Code, _ message: String, help: String? = nil, status: Int? = nil, serviceCode: Int? = nil,
    mayHaveArrived: Bool = false, retryAfter: Duration? = nil
  ) {
    self.code = code
    self.message = message
    self.help = help
    self.status = status
    self.serviceCode = serviceCode
    self.mayHaveArrived = mayHaveArrived
    self.retryAfter = retryAfter
  }
}

extension CloudError {
  /// Whether the service does not know what was asked for.
  public var isNotFound: Bool { code == .refused && (status == 404 || serviceCode == 404) }

  /// Whether what was asked may have been done all the same: the answer was lost or cannot be read, or the
  /// service had a trouble of its own, which may have come after it had taken what it was sent. Only a look at
  /// what is there tells.
  public var leavesInDoubt: Bool {
    mayHaveArrived || code == .refused && (serviceCode ?? status ?? 0) >= 500
  }
}
