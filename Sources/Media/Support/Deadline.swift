import CFFmpeg

/// A moment after which reading is given up. It is looked at between two reads only.
final class Deadline {
  private var end: ContinuousClock.Instant
  /// Whether it has passed, and something was given up for it.
  private(set) var hasInterrupted = false

  init(in time: Duration) { end = .now + time }

  var hasPassed: Bool { ContinuousClock.now >= end }

  /// Does something that may be given up earlier, and is not missed then.
  func within<Result>(_ time: Duration, _ body: () -> Result) -> Result {
    let (wasEnd, wasInterrupted) = (end, hasInterrupted)
    end = min(end, .now + time)
    defer { (end, hasInterrupted) = (wasEnd, wasInterrupted) }
    return body()
  }

  /// Asked before something is done: whether it is left undone because the moment has passed.
  func interrupts() -> Bool {
    guard hasPassed else { return false }
    hasInterrupted = true
    return true
  }

  /// Valid as long as this object is.
  var callback: AVIOInterruptCB {
    AVIOInterruptCB(
      callback: { opaque in
        guard let opaque else { return 0 }
        return Unmanaged<Deadline>.fromOpaque(opaque).takeUnretainedValue().interrupts() ? 1 : 0
      }, opaque: Unmanaged.passUnretained(self).toOpaque())
  }
}
