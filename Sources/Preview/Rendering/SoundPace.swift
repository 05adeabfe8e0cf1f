import Media

/// Holds the sound back while pictures are painted, so that some of it is left for the end: there, a worker
/// that has nothing to paint any more leaves its core to the sound, where it would be idle otherwise.
///
/// Sound is made in one pass, by one thread. It begins so late that it and the pictures end together, and
/// leaves a little more: workers seldom end at one time.
final class SoundPace: Sendable {
  private struct State {
    /// 0...1.
    var picturesDone = 0.0
    var isHeldBack = true
    /// What went into the sound, but for the time since it last went on.
    var work = Duration.zero
    var wentOn: ContinuousClock.Instant
  }

  private let start: ContinuousClock.Instant
  private let state: Monitor<State>

  init() {
    start = .now
    state = Monitor(State(wentOn: start))
  }

  /// - Parameter part: of all pictures, 0...1.
  func pictures(done part: Double) { state.withLock { $0.picturesDone = max($0.picturesDone, part) } }

  /// For a worker that has nothing left to paint, and where there is nothing to paint at all.
  func letGo() { state.withLock { $0.isHeldBack = false } }

  /// Called by the thread that makes the sound: waits until it has to go on.
  /// - Parameter part: of the sound that is done, 0...1.
  func wait(soundDone part: Double) {
    state.withLock { $0.work += .now - $0.wentOn }
    state.wait { state -> Void? in
      let now = ContinuousClock.now
      let times = Times(
        picturesDone: state.picturesDone, elapsed: (now - start) / .seconds(1), soundDone: part,
        work: state.work / .seconds(1))
      guard !state.isHeldBack || times.leaveNoTime else { return nil }
      state.wentOn = now
      return ()
    }
  }

  /// How far both have come.
  struct Times {
    /// Parts, 0...1.
    var picturesDone: Double
    /// Seconds since the pictures were begun.
    var elapsed: Double
    var soundDone: Double
    /// Seconds that went into the sound.
    var work: Double

    /// What is left for the end, of the time that pictures take. Two workers of a film of half a minute end
    /// a fifteenth of it apart on average.
    private static let reserve = 0.05

    /// Whether the sound takes as long as the pictures do, from now on.
    var leaveNoTime: Bool {
      // Before the first part, nobody knows how long one takes.
      guard soundDone > 0 else { return true }
      guard picturesDone > 0 else { return false }
      let pictures = elapsed / picturesDone
      return work / soundDone - work >= pictures - elapsed + Self.reserve * pictures
    }
  }
}
