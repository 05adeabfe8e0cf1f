import DraftModel
import JSONTree

/// One side of a merge: what it did to the base.
struct MergeInput {
  let diff: DraftDiff
  /// For each segment of the base, the changes that were made to it, beside being shifted.
  let touches: [Int: [Int]]
  /// Changes that are not to be taken over.
  var rejected: Set<Int> = []

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
    var wholes: [Int: Int] = [:]
    var comings = Self.segments(diff.builder.newFate, diff.builder.changes)
    var edits: [Int: [Int]] = [:]
    let (matching, changes) = (diff.matching, diff.builder.changes)
    for (whole, parts) in matching.splits {
      guard let split = diff.builder.spans[whole] else { continue }
      comings[split] = parts.filter { $0 != matching.newSegment[whole] }
      for part in comings[split] ?? [] { wholes[part] = whole }
      edits[split] = (touches[whole] ?? []).filter { changes[$0].piece != nil }
    }
    self.wholes = wholes
    self.comings = comings
    partEdits = edits
    goings = Self.segments(diff.builder.oldFate, diff.builder.changes)
  }

  func partner(_ i: Int) -> Int? { diff.matching.newSegment[i] }
  func isGone(_ i: Int) -> Bool { partner(i) == nil }
  func kind(_ change: Int?) -> Change.Kind? { change.map { builder.changes[$0].kind } }

  /// Whether a segment is on its own track and in its order.
  func isInPlace(_ i: Int) -> Bool { builder.movements[i] != nil }

  /// The segment of the base that a part was split off.
  let wholes: [Int: Int]

  /// The same, of a part that stayed beside the one that stands for the whole.
  func wholeBeside(_ part: Int) -> Int? {
    guard let whole = wholes[part], kind(builder.newFate[part]) == .segmentSplit else { return nil }
    return whole
  }
  /// Of each change that split, what was done to its parts beside.
  let partEdits: [Int: [Int]]
  /// Of each change that split or joined, the segments that came, and that went, with it.
  let comings: [Int: [Int]]
  let goings: [Int: [Int]]

  /// What of a split segment is divided among its parts, or belongs to one of its ends.
  func isCarriedToParts(_ change: Int) -> Bool {
    let change = builder.changes[change]
    switch change.kind {
    case .segmentText, .segmentStyle, .segmentEffects, .segmentMetadata, .segmentUnknown: return true
    case .segmentProperty: return change.properties.allSatisfy { $0.name != "fadeOut" }
    default: return false
    }
  }

  private static func segments(_ fates: [Int: Int], _ changes: [Change]) -> [Int: [Int]] {
    var result: [Int: [Int]] = [:]
    for (ordinal, change) in fates {
      let kind = changes[change].kind
      if kind == .segmentSplit || kind == .segmentJoined { result[change, default: []].append(ordinal) }
    }
    return result
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
