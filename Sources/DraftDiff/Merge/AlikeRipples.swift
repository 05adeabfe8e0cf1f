import DraftModel

/// How far what both sides did alike moved what comes after it. Where one side moved more tracks than the
/// other, only those that both moved count.
struct AlikeRipples {
  private let deeds: AlikeDeeds
  /// For each track of the base, on each side, what all of these edits up to each ripple come to.
  private let sums: (a: [Int: [Int]], b: [Int: [Int]])
  private let ripples: (a: MergeRipples, b: MergeRipples)

  init(_ deeds: AlikeDeeds) {
    self.deeds = deeds
    let (mine, others) = (Set(deeds.changes.keys), Set(deeds.changes.values))
    sums = (Self.sums(deeds.a, mine), Self.sums(deeds.b, others))
    func only(_ alike: Set<Int>, _ side: MergeInput) -> MergeRipples {
      var side = side
      side.rejected = Set(side.builder.rippling.keys).subtracting(alike)
      return MergeRipples(side)
    }
    ripples = (only(mine, deeds.a), only(others, deeds.b))
  }

  private static func sums(_ side: MergeInput, _ alike: Set<Int>) -> [Int: [Int]] {
    var result: [Int: [Int]] = [:]
    for (pair, ripples) in side.builder.ripples.enumerated() {
      var sum = 0
      result[side.diff.order.trackPairs[pair].0] =
        [0]
        + ripples.map { causes in
          sum =
            causes.isEmpty ? 0 : sum + causes.reduce(0) { $0 + (alike.contains($1.change) ? $1.amount : 0) }
          return sum
        }
    }
    return result
  }

  /// How far they moved a segment of the base.
  func ripple(_ i: Int) -> Int {
    func moved(_ side: MergeInput, _ sums: [Int: [Int]]) -> Int? {
      guard let movement = side.builder.movements[i], let steps = sums[side.base.facts[i].track] else {
        return nil
      }
      return steps[min(movement.ripples, steps.count - 1)]
    }
    return Self.common(moved(deeds.a, sums.a), moved(deeds.b, sums.b))
  }

  /// How far they move what is put on a track of the base at a time.
  func ripple(onTrack t: Int?, at time: Int) -> Int {
    Self.common(
      ripples.a.ripple(onTrack: t, at: time, isFirst: true),
      ripples.b.ripple(onTrack: t, at: time, isFirst: true))
  }

  private static func common(_ mine: Int?, _ other: Int?) -> Int {
    guard let mine, let other else { return mine ?? other ?? 0 }
    return abs(mine) < abs(other) ? mine : other
  }
}
