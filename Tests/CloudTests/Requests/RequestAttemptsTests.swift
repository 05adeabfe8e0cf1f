import Testing

@testable import Cloud

@Suite struct RequestAttemptsTests {
  private let lost = CloudError(.connectionLost, "", mayHaveArrived: true)

  @Test func readsWaitLongerEachTimeAndGiveUp() {
    var attempts = RequestAttempts(isRepeatable: true)
    let waits = (0..<5).map { _ in attempts.next(after: lost, jitter: 1) }
    let steps: [RequestAttempts.Step] = [0.5, 1, 2, 4].map { .wait(.seconds($0), notice: nil) }
    #expect(waits == steps + [.giveUp])
  }

  @Test func waitsAreSpread() {
    var a = RequestAttempts(isRepeatable: true)
    var b = RequestAttempts(isRepeatable: true)
    #expect(a.next(after: lost, jitter: 0) == .wait(.seconds(0.25), notice: nil))
    #expect(b.next(after: lost, jitter: 1) == .wait(.seconds(0.5), notice: nil))
  }

  @Test func whatMayHaveArrivedIsNeverSentAgain() {
    var attempts = RequestAttempts(isRepeatable: false)
    #expect(attempts.next(after: lost) == .giveUp)
    #expect(attempts.next(after: CloudError(.timedOut, "", mayHaveArrived: true)) == .giveUp)
    #expect(attempts.next(after: CloudError(.refused, "", status: 503)) == .giveUp)
    // Without a connection nothing was sent.
    #expect(attempts.next(after: CloudError(.unreachable, "")) != .giveUp)
  }

  @Test func aRateLimitIsWaitedForOnce() {
    var attempts = RequestAttempts(isRepeatable: false)
    let limited = CloudError(.rateLimited, "", status: 429)
    #expect(
      attempts.next(after: limited)
        == .wait(.seconds(30), notice: "the service is busy: waiting 30 seconds"))
    #expect(attempts.next(after: limited) == .giveUp)
    var told = RequestAttempts(isRepeatable: true)
    #expect(
      told.next(after: CloudError(.rateLimited, "", retryAfter: .seconds(7)))
        == .wait(.seconds(7), notice: "the service is busy: waiting 7 seconds"))
    var long = RequestAttempts(isRepeatable: true)
    #expect(long.next(after: CloudError(.rateLimited, "", retryAfter: .seconds(3600))) == .giveUp)
  }

  @Test func aServiceMaySayWhenToComeBack() {
    var attempts = RequestAttempts(isRepeatable: true)
    let busy = CloudError(.refused, "", status: 503, retryAfter: .seconds(9))
    #expect(attempts.next(after: busy) == .wait(.seconds(9), notice: nil))
  }

  @Test func aTokenIsRenewedOnce() {
    var attempts = RequestAttempts(isRepeatable: false)
    let refused = CloudError(.tokenRefused, "")
    #expect(attempts.next(after: refused) == .renewToken)
    #expect(attempts.next(after: refused) == .giveUp)
  }
}
