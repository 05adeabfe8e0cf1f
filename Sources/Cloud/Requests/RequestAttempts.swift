/// Whether a request is sent again after it failed, and when.
struct RequestAttempts: Sendable {
  enum Step: Equatable, Sendable {
    case renewToken
    case wait(Duration, notice: String?)
    case giveUp
  }

  /// Whether a second one does no harm: GETs.
  let isRepeatable: Bool
  private var failures = 0
  private var timeouts = 0
  private var hasRenewed = false
  private var hasWaitedForRate = false

  /// Statuses of troubles that may pass.
  static let passing: Set = [500, 502, 503, 504]
  /// How often a GET is sent at most.
  static let limit = 5
  /// How often a GET is sent at most whose answer does not come in time: whoever hangs is waited for long
  /// enough by then.
  static let timeoutLimit = 2
  /// The longest wait that a service is granted; what asks for more is told as an error.
  static let longestWait = Duration.seconds(300)

  init(isRepeatable: Bool) { self.isRepeatable = isRepeatable }

  /// - Parameter jitter: 0...1; random unless said.
  mutating func next(after error: CloudError, jitter: Double = .random(in: 0...1)) -> Step {
    switch error.code {
    case .tokenRefused:
      guard !hasRenewed else { return .giveUp }
      hasRenewed = true
      return .renewToken
    case .rateLimited:
      let wait = error.retryAfter ?? .seconds(30)
      guard !hasWaitedForRate, wait <= Self.longestWait else { return .giveUp }
      hasWaitedForRate = true
      return .wait(wait, notice: "the service is busy: waiting \(wait.words)")
    // Nothing was sent.
    case .unreachable where !error.mayHaveArrived: break
    case .connectionLost, .timedOut, .unreachable:
      guard isRepeatable else { return .giveUp }
    case .refused:
      guard isRepeatable, let code = error.serviceCode ?? error.status, Self.passing.contains(code) else {
        return .giveUp
      }
    default: return .giveUp
    }
    failures += 1
    if error.code == .timedOut { timeouts += 1 }
    guard failures < Self.limit, timeouts < Self.timeoutLimit else { return .giveUp }
    let notice = error.code == .timedOut ? "\(error.message): trying again" : nil
    if let wait = error.retryAfter {
      return wait <= Self.longestWait ? .wait(wait, notice: nil) : .giveUp
    }
    // A half to a whole of 0.5, 1, 2, 4 seconds: several clients do not come back together.
    let longest = 0.5 * Double(1 << (failures - 1))
    return .wait(.seconds(longest * (0.5 + jitter / 2)), notice: notice)
  }
}
