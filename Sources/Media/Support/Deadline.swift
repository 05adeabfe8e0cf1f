import CFFmpeg

/// A moment after which FFmpeg gives up to read. It asks between two reads only.
final class Deadline {
  private let end: ContinuousClock.Instant
  /// Whether it has passed, and something was given up for it.
  private(set) var hasInterrupted = false

  init(in time: Duration) { end = .now + time }

  var hasPassed: Bool { ContinuousClock.now >= end }

  /// Valid as long as this object is.
  var callback: AVIOInterruptCB {
    AVIOInterruptCB(
      callback: { opaque in
        guard let opaque else { return 0 }
        let deadline = Unmanaged<Deadline>.fromOpaque(opaque).takeUnretainedValue()
        guard deadline.hasPassed else { return 0 }
        deadline.hasInterrupted = true
        return 1
      }, opaque: Unmanaged.passUnretained(self).toOpaque())
  }
}
