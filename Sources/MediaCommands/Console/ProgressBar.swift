import DraftCommands
import Synchronization

/// How far a long work has come: a bar that is drawn over on a terminal, plain lines elsewhere.
///
///     [==============>               ]  48%  1.3s elapsed, 1.4s left, 11.2x
final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn: Double = 0
    var lastTenth = 0
    var isDrawn = false
  }

  private let state = Mutex(State())
  private let start = ContinuousClock.now
  /// Seconds of film, for the speed; nil for work that is no film.
  private let length: Double?
  private let isTerminal = StandardStream.error.isTerminal

  init(length: Double? = nil) { self.length = length }

  private var elapsed: Double {
    Double((ContinuousClock.now - start).components.attoseconds) / 1e18
      + Double((ContinuousClock.now - start).components.seconds)
  }

  /// - Parameter fraction: 0...1
  func update(_ fraction: Double) {
    let elapsed = self.elapsed
    state.withLock { state in
      if isTerminal {
        guard elapsed - state.lastDrawn > 0.1 || fraction >= 1 else { return }
        state.lastDrawn = elapsed
        state.isDrawn = true
        StandardStream.error.write("\r" + line(fraction, elapsed) + "\u{1B}[K")
      } else if Int(fraction * 10) > state.lastTenth, elapsed > 1 {
        state.lastTenth = Int(fraction * 10)
        StandardStream.error.write(words(fraction, elapsed) + "\n")
      }
    }
  }

  /// Takes the bar away.
  func finish() {
    state.withLock { if $0.isDrawn { StandardStream.error.write("\r\u{1B}[K") } }
  }

  private func line(_ fraction: Double, _ elapsed: Double) -> String {
    let text = "  " + words(fraction, elapsed)
    let width = max(10, min(40, StandardStream.error.columns - text.count - 3))
    let filled = min(width, Int(fraction * Double(width)))
    let bar = String(repeating: "=", count: filled) + (filled < width ? ">" : "")
    return "[" + bar + String(repeating: " ", count: max(0, width - bar.count)) + "]" + text
  }

  private func words(_ fraction: Double, _ elapsed: Double) -> String {
    let left = fraction > 0 ? elapsed / fraction - elapsed : 0
    let percent = "\(Int(fraction * 100))%"
    return String(repeating: " ", count: max(0, 4 - percent.count)) + percent
      + "  \(tenths(elapsed))s elapsed, \(tenths(left))s left"
      + (length.map { ", \(tenths(fraction * $0 / max(elapsed, 0.001)))x" } ?? "")
  }
}

/// A number with one decimal.
func tenths(_ value: Double) -> String {
  let tenths = Int((min(max(value, 0), 1e9) * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
