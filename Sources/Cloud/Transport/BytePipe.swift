import Synchronization

/// What a transfer brings, from curl's thread to the one task that waits for it: a head, bytes, an end.
///
/// It holds a megabyte; when more comes, curl is told to pause, and the sender has to wait.
final class BytePipe: Sendable {
  private struct State {
    var head: HTTPHead?
    var chunks: [[UInt8]] = []
    var buffered = 0
    var end: Result<Void, CloudError>?
    var isPaused = false
    var waiter: CheckedContinuation<Void, Never>?

    /// Whoever waits is to look again.
    mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
      defer { waiter = nil }
      return waiter
    }
  }

  private static let capacity = 1 << 20
  private let state = Mutex(State())

  // MARK: curl's side

  func put(_ head: HTTPHead) {
    state.withLock { state in
      state.head = head
      return state.takeWaiter()
    }?.resume()
  }

  /// - Returns: false where there is no room; the same bytes are to be offered again later.
  func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (isTaken, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
      guard state.buffered < Self.capacity else {
        state.isPaused = true
        return (false, nil)
      }
      state.chunks.append(Array(bytes))
      state.buffered += bytes.count
      return (true, state.takeWaiter())
    }
    waiter?.resume()
    return isTaken
  }

  func finish(_ result: Result<Void, CloudError>) {
    state.withLock { state in
      if state.end == nil { state.end = result }
      return state.takeWaiter()
    }?.resume()
  }

  var isPaused: Bool { state.withLock { $0.isPaused } }

  // MARK: The reader's side

  /// Waits for the head.
  func head() async throws(CloudError) -> HTTPHead {
    while true {
      let (head, end) = state.withLock { ($0.head, $0.end) }
      if let head { return head }
      switch end {
      case .failure(let error): throw error
      case .success:
        throw CloudError(.unexpectedAnswer, "the service closed the connection without an answer")
      case nil: await change { $0.head != nil || $0.end != nil }
      }
    }
  }

  /// Waits for bytes; nil at the end of the body.
  /// - Returns: also whether curl has to be told that there is room again.
  func next() async throws(CloudError) -> (bytes: [UInt8], hasRoomAgain: Bool)? {
    while true {
      let (bytes, hasRoomAgain, end) = state.withLock {
        state -> ([UInt8]?, Bool, Result<Void, CloudError>?) in
        guard !state.chunks.isEmpty else { return (nil, false, state.end) }
        // All that is there at once: what comes in many small parts is not taken out one by one.
        let bytes = state.chunks.count == 1 ? state.chunks[0] : Array(state.chunks.joined())
        state.chunks = []
        state.buffered = 0
        defer { state.isPaused = false }
        return (bytes, state.isPaused, nil)
      }
      if let bytes { return (bytes, hasRoomAgain) }
      switch end {
      case .failure(let error): throw error
      case .success: return nil
      case nil: await change { !$0.chunks.isEmpty || $0.end != nil }
      }
    }
  }

  /// Waits until something is there. There is one reader, so there is one who waits.
  private func change(_ isThere: (State) -> Bool) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if isThere(state) { return true }
        state.waiter = continuation
        return false
      }
      if isThere { continuation.resume() }
    }
  }
}
