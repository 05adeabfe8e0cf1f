import DraftModel

/// A number of an effect that the effect cannot have.
struct EffectAmountRule: Rule {
  static let description = RuleDescription(
    "effect.amount", .content, .warning, "an effect's amount is out of range",
    why: "amounts are fractions or factors near 1: so large ones are nearly always percentages",
    help: "give an amount from -10 to 10, and a similarity and a blend from 0 to 1",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fx": [{"k": "contrast", "a": 120}], "u": "a.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fx": [{"k": "contrast", "a": 1.2}], "u": "a.mp4"}]}]}"#
  )

  private static let ranges: [(property: DraftProperty, range: RangeCheck)] = [
    (.effectAmount, RangeCheck(name: "effect's amount", range: -10...10, effect: "it is -10 to 10")),
    (.effectSimilarity, RangeCheck(name: "effect's similarity", range: 0...1, effect: "it is 0 to 1")),
    (.effectBlend, RangeCheck(name: "effect's blend", range: 0...1, effect: "it is 0 to 1")),
  ]

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard segment.node(.effects) != nil else { return }
      for effect in segment.objects(.effects, .effect) {
        // Nobody here knows what the amounts of other kinds are.
        guard let kind = effect.string(.effectKind), EffectKind(word: kind) != nil else {
          continue
        }
        for (property, range) in Self.ranges {
          if var finding = range.finding(effect.node(property), in: draft, of: "\(segment)") {
            finding.grounds = [Ground(effect.node, .effectKind)]
            report(finding)
          }
        }
      }
    }
  }
}
