import JSONTree

/// An error as the service tells of it.
struct ServiceError: Error, Sendable {
  /// As documented, or the HTTP status where there is none.
  let code: Int
  let status: Int
  let message: String
  var retryAfter: Int?

  static let badToken = ServiceError(code: 1001, status: 401, message: "Token expired or invalid")
  static let noSession = ServiceError(code: 1002, status: 404, message: "Session not found")
  static let noCredits = ServiceError(code: 2001, status: 403, message: "Insufficient credits")
  static let badType = ServiceError(code: 4001, status: 415, message: "Unsupported file type")
  static let tooLarge = ServiceError(code: 4002, status: 413, message: "File too large")
  static let noClientID = ServiceError(code: 400, status: 400, message: "X-Client-Id header is required")
  static let planBlocked = ServiceError(
    code: 402, status: 402, message: "Export is not available on the free plan")
  static let rateLimited = ServiceError(code: 429, status: 429, message: "Too many requests")
  static let noJob = ServiceError(code: 404, status: 404, message: "Render job not found")
  static let busy = ServiceError(code: 409, status: 409, message: "An export of this session is running")
  static let noDraft = ServiceError(code: 400, status: 400, message: "The draft has nothing to render")

  static func bad(_ message: String) -> ServiceError {
    ServiceError(code: 400, status: 400, message: message)
  }

  static func of(code: Int) -> ServiceError {
    [
      badToken, noSession, noCredits, badType, tooLarge, planBlocked, rateLimited,
    ].first { $0.code == code } ?? ServiceError(code: code, status: 400, message: "Error \(code)")
  }

  func reply(_ settings: Settings) -> Reply {
    let body = JSONLiteral.object([
      "code": .int(code), "message": .string(message), "data": .null,
    ])
    var reply =
      switch settings.errors {
      case .both: Reply.json(body, status: status)
      case .body: Reply.json(body)
      // A code that is no HTTP status has to be said in the body all the same.
      case .status:
        Reply.json(code < 1000 ? .object(["detail": .string(message)]) : body, status: status)
      }
    if let retryAfter { reply.set("Retry-After", String(retryAfter)) }
    return reply
  }
}
