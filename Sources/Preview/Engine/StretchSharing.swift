import Media
import Synchronization

/// Lets workers that have nothing left to do paint parts of the chunks that others have, so that all end
/// together.
final class StretchSharing: Sendable {
  private struct State {
    /// Workers that render chunks now.
    var busy = 0
    var offers: [HandedStretch] = []
  }

  private let state = Monitor(State())
  /// Workers that wait for something to do, and were promised nothing.
  private let free = Atomic(0)

  /// For a worker that begins with chunks; it calls ``help(_:)`` when it has none left.
  func begin() { state.withLock { $0.busy += 1 } }

  /// When giving away is worth it.
  let rule: StretchDivision.Rule

  init(rule: StretchDivision.Rule = .init()) { self.rule = rule }

  /// Whether somebody has nothing to do.
  var hasFreeWorker: Bool { free.load(ordering: .relaxed) > 0 }

  /// Gives a stretch to somebody who has nothing to do.
  /// - Returns: false where nobody is free any more.
  func offer(_ stretch: HandedStretch) -> Bool {
    var count = free.load(ordering: .relaxed)
    while count > 0 {
      let (isDone, now) = free.compareExchange(
        expected: count, desired: count - 1, ordering: .acquiringAndReleasing)
      if isDone {
        state.withLock { $0.offers.append(stretch) }
        return true
      }
      count = now
    }
    return false
  }

  /// For a worker that has no chunks left: paints what it is given, until all have none left.
  func help(_ paint: (HandedStretch) -> Void) {
    state.withLock { $0.busy -= 1 }
    while true {
      free.add(1, ordering: .acquiringAndReleasing)
      let stretch = state.wait { state -> HandedStretch?? in
        if !state.offers.isEmpty { return state.offers.removeFirst() }
        return state.busy <= 0 ? .some(nil) : nil
      }
      guard let stretch else { return }
      paint(stretch)
    }
  }
}
