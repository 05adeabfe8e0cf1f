import Synchronization

/// Tells, while something is waited for, what that is: after a few seconds, and then every two minutes.
///
/// Nobody waits in silence, and nobody hears of what comes at once.
final class WaitingNotice: Sendable {
  /// Between two words about one and the same thing.
  private static let interval = Duration.seconds(120)

  private let configuration: CloudConfiguration
  private let task = Mutex<Task<Void, any Error>?>(nil)

  init(_ configuration: CloudConfiguration) { self.configuration = configuration }

  deinit { end() }

  /// Begins to wait for something, in place of what was waited for before.
  /// - Parameters:
  ///   - first: what is said at first; asked for when it is said.
  ///   - again: what is said from then on, before how long it takes already. Nil where others tell that.
  func begin(_ first: @escaping @Sendable () -> String, again: String?) {
    let configuration = self.configuration
    let news = Task {
      try await Task.sleep(for: configuration.patience)
      configuration.notice(first())
      guard let again else { return }
      // Counted from the beginning.
      try await configuration.pace.sleep(Self.interval - configuration.patience)
      var time = Self.interval
      while true {
        configuration.notice("\(again) (\(time.components.seconds / 60) min)")
        try await configuration.pace.sleep(Self.interval)
        time += Self.interval
      }
    }
    replace(by: news)
  }

  /// Nothing is waited for any more, or others tell of it.
  func end() { replace(by: nil) }

  private func replace(by news: Task<Void, any Error>?) {
    task.withLock { task in
      task?.cancel()
      task = news
    }
  }
}

extension WaitingNotice {
  /// Begins to wait for the service: for its answer, or where files are sent, for them to be sent first.
  /// - Returns: the request, whose progress tells when only the answer is waited for.
  func begin(for request: HTTPRequest) -> HTTPRequest {
    guard case .form(let parts) = request.body else {
      begin(
        { "the service is slow \(request.purpose): waiting for it" },
        again: request.tellsItself ? nil : "still waiting for the service \(request.purpose)")
      return request
    }
    let name = parts.count == 1 ? parts[0].name : "\(parts.count) files"
    let sending = Sending()
    begin({ "sending \(name)\(sending.words)" }, again: "still sending \(name)")
    var told = request
    told.progress = { [weak self] done, total in
      request.progress?(done, total)
      guard sending.isWhole(with: done, of: total) else { return }
      self?.begin(
        { "\(name) is sent: waiting for the answer" }, again: "\(name) is sent: still waiting for the answer")
    }
    return told
  }
}

/// How much of a body is sent.
private final class Sending: Sendable {
  private let counts = Mutex((done: 0, total: 0))

  /// `: 34% of 12 MB`
  var words: String {
    let (done, total) = counts.withLock { $0 }
    return total > 0 ? ": \(Int(Double(done) / Double(total) * 100))% of \(total.bytesInWords)" : ""
  }

  /// Takes new counts.
  /// - Returns: whether they are the first that say that all of it is sent.
  func isWhole(with done: Int, of total: Int) -> Bool {
    counts.withLock { counts in
      let wasWhole = counts.total > 0 && counts.done >= counts.total
      counts = (done, total)
      return !wasWhole && total > 0 && done >= total
    }
  }
}
