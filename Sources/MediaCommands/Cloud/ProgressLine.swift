import Cloud
import DraftCommands
import Synchronization

/// A line on a terminal that is written over while bytes go by. Nothing elsewhere.
final class ProgressLine: Sendable {
  /// A terminal has one.
  static let shared = ProgressLine()

  private struct State {
    var last: ContinuousClock.Instant?
    var isDrawn = false
  }

  private let state = Mutex(State())
  private let isTerminal = StandardStream.error.isTerminal

  /// `uploading city.mp4: 34% of 12 MB`
  func show(_ what: String, _ done: Int, _ total: Int?) {
    guard isTerminal else { return }
    let part = total.map { $0 > 0 ? "\(Int(Double(done) / Double($0) * 100))% of \($0.bytesInWords)" : "" }
    write("\(what): \(part ?? done.bytesInWords)", isUrgent: false)
  }

  /// Shows a text in place of the last one.
  func show(_ text: String) {
    if isTerminal { write(text, isUrgent: true) }
  }

  private func write(_ text: String, isUrgent: Bool) {
    state.withLock { state in
      let now = ContinuousClock.now
      if !isUrgent, let last = state.last, now - last < .milliseconds(100) { return }
      state.last = now
      state.isDrawn = true
      let room = max(10, StandardStream.error.columns - 1)
      StandardStream.error.write("\r" + String(text.prefix(room)) + "\u{1B}[K")
    }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { state in
      if state.isDrawn { StandardStream.error.write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }
}
