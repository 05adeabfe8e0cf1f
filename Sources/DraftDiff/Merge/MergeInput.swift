import DraftModel
import JSONTree

/// One side of a merge: what it did to the base.
struct MergeInput {
  let diff: DraftDiff
  /// For each segment of the base, the changes that were made to it, beside being shifted.
  let touches: [Int: [Int]]
  /// Changes that are not to be taken over.
  var rejected: Set<Int> = []
  /// Changes that the other side made as well.
  var shared: Set<Int> = []
  /// Changes that moved what comes after them on the other side as well.
  var settled: Set<Int> = []

  var builder: ChangeBuilder { diff.builder }
  var base: DraftFacts { diff.matching.old }
  var own: DraftFacts { diff.matching.new }

  init(_ base: DraftFacts, _ own: DraftFacts) {
    diff = DraftDiff(from: base, to: own)
    var touches: [Int: [Int]] = [:]
    let firsts = base.firsts
    for (index, change) in diff.builder.changes.enumerated() where !change.kind.isCounted {
      for pair in change.segments {
        guard let old = pair.old else { continue }
        touches[firsts[old.track.index] + old.index, default: []].append(index)
      }
    }
    self.touches = touches
  }

  func partner(_ i: Int) -> Int? { diff.matching.newSegment[i] }
  func isGone(_ i: Int) -> Bool { partner(i) == nil }
  func kind(_ change: Int?) -> Change.Kind? { change.map { builder.changes[$0].kind } }

  /// Whether a segment is on its own track and in its order.
  func isInPlace(_ i: Int) -> Bool { builder.movements[i] != nil }

  /// How far edits that count have moved a segment of the base.
  func ripple(_ i: Int) -> Int {
    guard let movement = builder.movements[i] else { return 0 }
    guard !(rejected.isEmpty && settled.isEmpty), let pair = pair(ofTrack: base.facts[i].track) else {
      return movement.ripple
    }
    let passed = builder.ripples[pair].prefix(movement.ripples).joined()
    let dropped = passed.filter { rejected.contains($0.change) || settled.contains($0.change) }
    return movement.ripple - dropped.reduce(0) { $0 + $1.amount }
  }

  private func pair(ofTrack track: Int) -> Int? { diff.order.trackPairs.firstIndex { $0.0 == track } }

  /// How far edits that count move what the other side put on a track of the base at a time.
  /// - Parameter isFirst: whether what is put in at the very time of an insertion stays before it.
  func ripple(onTrack track: Int?, at time: Int, isFirst: Bool) -> Int {
    builder.rippling.values.reduce(0) { sum, cause in
      guard !rejected.contains(cause.change), !settled.contains(cause.change),
        carries(cause, track), isAfter(time, cause, track, isFirst: isFirst)
      else { return sum }
      return sum + cause.amount
    }
  }

  private func isAfter(_ time: Int, _ cause: RippleWalk.Cause, _ track: Int?, isFirst: Bool) -> Bool {
    let isInsertion = cause.amount > 0 && kind(cause.change) != .segmentTrimmed
    if isFirst, isInsertion, isNear(time, cause.time), diff.order.trackPairs[cause.track].0 == track {
      return false
    }
    return time >= cause.time - 1000
  }

  /// Whether an edit moves what lies later on a track: one of those that moved, or, where all tracks
  /// moved that have anything later, any.
  private func carries(_ cause: RippleWalk.Cause, _ track: Int?) -> Bool {
    guard let shift = builder.changes[cause.change].shift else { return false }
    if let track {
      if diff.order.trackPairs[cause.track].0 == track { return true }
      if shift.tracks.contains(where: { $0.old == track }) { return true }
      if shift.staying.contains(where: { $0.old == track }) { return false }
    }
    return shift.staying.isEmpty && shift.tracks.count > 1
  }

  /// The time in the base that a time of this side was made from.
  func baseTime(_ time: Int, onTrack track: Int?, besides own: Int?) -> Int {
    var sum = 0
    for cause in builder.rippling.values.sorted(by: { ($0.time, $0.change) < ($1.time, $1.change) })
    where cause.change != own && carries(cause, track) {
      let before = time - sum - cause.amount
      let isLater = cause.amount > 0 ? before >= cause.time : time - sum >= cause.time + cause.amount
      if isLater { sum += cause.amount }
    }
    return time - sum
  }
}

extension DraftFacts {
  /// The ordinal of each track's first segment.
  var firsts: [Int] {
    var first = 0
    return order.map { ordinals in
      defer { first += ordinals.count }
      return first
    }
  }
}
