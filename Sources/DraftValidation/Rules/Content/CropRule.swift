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
      func side(_ property: DraftProperty) -> Double { crop.number(property) ?? 0 }
      let sides: [(DraftProperty, String)] = [
        (.cropLeft, "left"), (.cropTop, "top"), (.cropRight, "right"), (.cropBottom, "bottom"),
      ]
      for (property, name) in sides where !(0..<1).contains(side(property)) {
        report(
          Finding(
            crop.node(property) ?? node, "the crop of \(segment) cuts \(side(property)) off at the \(name)",
            values: ["side": .string(name), "value": .decimal(side(property))]))
        return
      }
      for (one, other, names) in [
        (DraftProperty.cropLeft, DraftProperty.cropRight, "left and right"),
        (.cropTop, .cropBottom, "top and bottom"),
      ] where side(one) + side(other) >= 1 {
        report(
          Finding(
            node, "the crop of \(segment) leaves nothing between \(names)",
            values: ["sum": .decimal(side(one) + side(other))]))
      }
    }
  }
}
