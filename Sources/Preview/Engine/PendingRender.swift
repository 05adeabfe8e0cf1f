import Synchronization

/// A result that several tasks wait for. It is given up when the last of them is cancelled.
final class PendingRender<Output: Sendable>: Sendable {
  private struct State {
    var outcome: Result<Output, any Error>?
    var continuations: [Int: CheckedContinuation<Output, any Error>] = [:]
    /// Tasks that wait, or are about to.
    var waiting = 0
    var isGivenUp = false
    var nextTicket = 0
    /// Of tasks that were cancelled before they waited.
    var cancelled: Set<Int> = []
  }

  private let state = Mutex(State())
  /// Called when the last task was cancelled.
  private let onGivingUp: @Sendable () -> Void

  init(onGivingUp: @escaping @Sendable () -> Void) { self.onGivingUp = onGivingUp }

  var isWanted: Bool { state.withLock { !$0.isGivenUp } }

  /// Announces ``value()``.
  /// - Returns: false where it was given up already.
  func join() -> Bool {
    state.withLock { state in
      guard !state.isGivenUp else { return false }
      state.waiting += 1
      return true
    }
  }

  /// Waits for the result. For those who have joined, once.
  /// - Throws: `CancellationError` at once, when the task is cancelled.
  func value() async throws -> Output {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let outcome = state.withLock { state -> Result<Output, any Error>? in
          if let outcome = state.outcome { return outcome }
          if state.cancelled.remove(ticket) != nil { return .failure(CancellationError()) }
          state.continuations[ticket] = continuation
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      cancel(ticket)
    }
  }

  private func cancel(_ ticket: Int) {
    let (continuation, isLast) = state.withLock { state in
      let continuation = state.continuations.removeValue(forKey: ticket)
      if continuation == nil { state.cancelled.insert(ticket) }
      state.waiting -= 1
      let isLast = state.waiting == 0 && state.outcome == nil
      if isLast { state.isGivenUp = true }
      return (continuation, isLast)
    }
    continuation?.resume(throwing: CancellationError())
    if isLast { onGivingUp() }
  }

  /// Gives the result to all who wait; only the first one counts.
  func resolve(_ outcome: Result<Output, any Error>) {
    let continuations = state.withLock { state in
      if state.outcome == nil { state.outcome = outcome }
      defer { state.continuations = [:] }
      return state.continuations
    }
    for continuation in continuations.values { continuation.resume(with: outcome) }
  }
}
