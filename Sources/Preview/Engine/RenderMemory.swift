import Media

/// The memory that the workers of one render share, in bytes of ``MemoryEstimate``. It decides how much
/// is open at a time, never what is rendered.
///
/// Each worker has a ``Share``. One that needs more than is free gives back all it has and waits for
/// its turn, so that those who hold something always come to an end; and who comes first while nobody
/// holds anything is served, however much it needs.
final class RenderMemory: Sendable {
  /// What keeps a render of sources up to 1080p below 300 MB: 90 MB go to the program and its libraries,
  /// and films with many reference frames take more than their estimate.
  static let standard = 164 << 20

  private let state: Monitor<State>
  /// Gives back what is held for nobody's use.
  private let reclaim: @Sendable () -> Void

  private struct State {
    let budget: Int
    let perMember: Int
    var taken = 0
    var members = 0
    /// Those who wait, in the order of their coming.
    var waiting: [Int] = []
    var nextTicket = 0

    /// What can be shared out.
    var available: Int { max(0, budget - perMember * members) }

    mutating func take(_ bytes: Int) -> Bool {
      guard taken == 0 || taken + bytes <= available else { return false }
      taken += bytes
      return true
    }
  }

  /// - Parameters:
  ///   - perMember: what goes off the budget for each member, whatever its share.
  ///   - reclaim: called before somebody waits, to give back what nobody uses.
  init(
    budget: Int = RenderMemory.standard, perMember: Int = MemoryEstimate.thread,
    reclaim: @escaping @Sendable () -> Void = {}
  ) {
    state = Monitor(State(budget: budget, perMember: perMember))
    self.reclaim = reclaim
  }

  /// Whether somebody waits.
  var isContested: Bool { state.withLock { !$0.waiting.isEmpty } }

  /// What is taken now.
  var taken: Int { state.withLock { $0.taken } }

  /// One worker's part. Not for two threads at once.
  final class Share {
    private let memory: RenderMemory
    private(set) var granted = 0

    init(_ memory: RenderMemory) {
      self.memory = memory
      memory.state.withLock { $0.members += 1 }
    }

    deinit {
      memory.state.withLock { state in
        state.members -= 1
        state.taken -= granted
      }
    }

    /// Makes the share as large as it has to be, and waits where that is not to be had.
    /// - Parameters:
    ///   - full: what would be of use.
    ///   - least: what is needed, even if an equal part of the budget is less.
    ///   - keepOnly: told how much may stay open, before it is given to others.
    func resize(full: Int, least: Int, keepOnly: (Int) -> Void) {
      let memory = memory
      func target(_ state: State) -> Int { min(full, max(least, state.available / max(1, state.members))) }
      let (wanted, isTaken) = memory.state.withLock { state in
        let wanted = target(state)
        // Who waits comes before who would have more.
        let isTaken =
          wanted > granted && state.waiting.isEmpty && state.take(wanted - granted)
        return (wanted, isTaken)
      }
      if isTaken {
        granted = wanted
      } else if wanted <= granted {
        keepOnly(wanted)
        giveBack(granted - wanted)
      } else {
        keepOnly(0)
        giveBack(granted)
        let ticket = memory.state.withLock { state in
          state.nextTicket += 1
          state.waiting.append(state.nextTicket)
          return state.nextTicket
        }
        memory.reclaim()
        granted = memory.state.wait { state in
          let wanted = target(state)
          guard state.waiting.first == ticket, state.take(wanted) else { return nil }
          state.waiting.removeFirst()
          return wanted
        }
      }
    }

    /// Makes the share as large as it has to be, where that is to be had at once.
    /// - Returns: false where it is not; the share is as it was then.
    func resizeAtOnce(to wanted: Int) -> Bool {
      guard wanted > granted else { return true }
      let more = wanted - granted
      let isTaken = memory.state.withLock { state in
        guard state.waiting.isEmpty, state.taken + more <= state.available else { return false }
        state.taken += more
        return true
      }
      if isTaken { granted = wanted }
      return isTaken
    }

    private func giveBack(_ bytes: Int) {
      granted -= bytes
      memory.state.withLock { $0.taken -= bytes }
    }
  }
}
