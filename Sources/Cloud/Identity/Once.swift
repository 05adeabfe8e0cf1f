import Synchronization

/// True once.
final class Once: Sendable {
  private let isUsed = Mutex(false)

  var isFirst: Bool {
    isUsed.withLock { isUsed in
      defer { isUsed = true }
      return !isUsed
    }
  }
}
