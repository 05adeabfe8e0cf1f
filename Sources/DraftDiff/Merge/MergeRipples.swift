import DraftModel

/// How far the edits of one side of a merge that count move things: found once for each state of the
/// merge, and asked for every segment.
struct MergeRipples {
  private let input: MergeInput
  /// For each track of the base, the edits that move what comes later on it; last, those that would move
  /// what is on none of them.
  private var byTrack: [Steps] = []
  /// For each pair of tracks, by how much the edits up to each ripple that do not count moved things.
  private var dropped: [[Int]] = []
  /// For each track of the base, its pair.
  private var pairs: [Int: Int] = [:]

  /// Edits in the order of time, and what they come to.
  private struct Steps {
    let causes: [RippleWalk.Cause]
    /// What all of them up to each have moved.
    let sums: [Int]
    /// The largest time of the new draft from which all of them up to each count.
    let reached: [Int]
    let largestCut: Int

    init(_ causes: [RippleWalk.Cause]) {
      self.causes = causes
      var (sum, latest) = (0, Int.min)
      var (sums, reached): ([Int], [Int]) = ([], [])
      for cause in causes {
        sum += cause.amount
        latest = max(latest, cause.time + sum)
        sums.append(sum)
        reached.append(latest)
      }
      self.sums = sums
      self.reached = reached
      largestCut = causes.map { -$0.amount }.max() ?? 0
    }

    /// How many come before the first that is not `isBefore`.
    func count(where isBefore: (Int) -> Bool) -> Int {
      var (low, high) = (0, causes.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(middle) { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  init(_ input: MergeInput) {
    self.input = input
    for (pair, tracks) in input.diff.order.trackPairs.enumerated() { pairs[tracks.0] = pair }
    let all = input.builder.rippling.values.joined().sorted { ($0.time, $0.change) < ($1.time, $1.change) }
    let counting = all.filter { !isDropped($0) }
    let tracks: [Int?] = input.base.tracks.indices.map { $0 } + [nil]
    byTrack = tracks.map { track in Steps(counting.filter { carries($0, track) }) }
    made = tracks.map { track in Steps(all.filter { carries($0, track) }) }
    guard !input.rejected.isEmpty else { return }
    dropped = input.builder.ripples.map { ripples in
      var sum = 0
      return [0]
        + ripples.map { causes in
          for cause in causes where isDropped(cause) { sum += cause.amount }
          return sum
        }
    }
  }

  /// As `byTrack`, with the edits that do not count.
  private var made: [Steps] = []

  private func isDropped(_ cause: RippleWalk.Cause) -> Bool { input.rejected.contains(cause.change) }

  /// How far edits that count have moved a segment of the base.
  func ripple(_ i: Int) -> Int {
    guard let movement = input.builder.movements[i] else { return 0 }
    guard !dropped.isEmpty, let pair = pairs[input.base.facts[i].track] else { return movement.ripple }
    let sums = dropped[pair]
    return movement.ripple - sums[min(movement.ripples, sums.count - 1)]
  }

  /// How far edits that count move what the other side put on a track of the base at a time.
  /// - Parameter isFirst: whether what is put in at the very time of an insertion stays before it.
  func ripple(onTrack track: Int?, at time: Int, isFirst: Bool) -> Int {
    let steps = byTrack[track ?? byTrack.count - 1]
    var at = steps.count { steps.causes[$0].time - 1000 <= time }
    var sum = at == 0 ? 0 : steps.sums[at - 1]
    guard isFirst else { return sum }
    while at > 0, isNear(time, steps.causes[at - 1].time) {
      at -= 1
      let cause = steps.causes[at]
      let isInsertion = cause.amount > 0 && input.kind(cause.change) != .segmentTrimmed
      if isInsertion, input.diff.order.trackPairs[cause.track].0 == track { sum -= cause.amount }
    }
    return sum
  }

  /// The time in the base that a time of this side was made from.
  func baseTime(_ time: Int, onTrack track: Int?) -> Int {
    let steps = made[track ?? made.count - 1]
    var at = steps.count { steps.reached[$0] <= time }
    var sum = at == 0 ? 0 : steps.sums[at - 1]
    while at < steps.causes.count, steps.causes[at].time <= time - sum + steps.largestCut {
      let cause = steps.causes[at]
      if time - sum - cause.amount >= cause.time { sum += cause.amount }
      at += 1
    }
    return time - sum
  }

  /// Whether an edit moves what lies later on a track: one of those that moved, or, where all tracks
  /// moved that have anything later, any.
  private func carries(_ cause: RippleWalk.Cause, _ track: Int?) -> Bool {
    guard let shift = input.builder.changes[cause.change].shift else { return false }
    if let track {
      if input.diff.order.trackPairs[cause.track].0 == track { return true }
      if shift.tracks.contains(where: { $0.old == track }) { return true }
      if shift.staying.contains(where: { $0.old == track }) { return false }
    }
    return shift.staying.isEmpty && shift.tracks.count > 1
  }
}
