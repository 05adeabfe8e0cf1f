import DraftModel

/// A crop that cuts off a negative part, or all.
struct CropRule: Rule {
  static let description = RuleDescription(
    "segment.crop", .content, .warning, "a crop is out of range",
    why: "crops are fractions of the picture: where opposite sides come to 1 or more, nothing is left",
    help: "give each side a fraction from 0 to 1, opposite sides less than 1 together",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "cr": {"l": 0.6, "r": 0.5}, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "cr": {"l": 0.1, "r": 0.1}, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.crop) else { return }
      let crop = draft.draft.object(node, .crop)
      let range = RangeCheck(name: "crop", range: 0...1, effect: "it is a fraction, 0 to 1")
      var faulty: Set<DraftProperty> = []
      let sides: [DraftProperty] = [.cropLeft, .cropTop, .cropRight, .cropBottom]
      for side in sides {
        let owner: DiagnosticMessage = "\(segment) at the \(DraftKeys.entry(side).name)"
        guard let finding = range.finding(crop.node(side), in: draft, of: owner) else { continue }
        report(finding)
        faulty.insert(side)
      }
      for (one, other, names) in [
        (DraftProperty.cropLeft, DraftProperty.cropRight, "left and right"),
        (.cropTop, .cropBottom, "top and bottom"),
      ] where faulty.isDisjoint(with: [one, other]) {
        let sum = (crop.number(one) ?? 0) + (crop.number(other) ?? 0)
        guard sum >= 1 else { continue }
        report(
          Finding(
            node, "the crop of \(segment) leaves nothing between \(names)", values: ["sum": .decimal(sum)],
            grounds: [Ground(node, one, other)]))
      }
    }
  }
}
