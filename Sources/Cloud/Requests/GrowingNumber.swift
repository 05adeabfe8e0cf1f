import Synchronization

/// Numbers that only grow.
final class GrowingNumber: Sendable {
  private let last = Mutex(0)

  /// The number, or the one after the last that was given where that is larger.
  func next(_ number: Int) -> Int {
    last.withLock { last in
      last = max(number, last + 1)
      return last
    }
  }
}
