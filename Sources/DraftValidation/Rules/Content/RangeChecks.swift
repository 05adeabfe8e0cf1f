import DraftModel
import JSONTree

/// Looks for numbers outside a range: what the rules of volume, opacity, scale and position share.
struct RangeCheck {
  let name: String
  let range: ClosedRange<Double>
  /// What values outside the range come to, in a few words.
  let effect: String
  var isLowerBoundExcluded = false

  func finding(_ node: JSONNodeID?, in draft: CheckedDraft, of owner: DiagnosticMessage) -> Finding? {
    guard let node, let value = draft.document.double(of: node) else { return nil }
    if range.contains(value), !(isLowerBoundExcluded && value == range.lowerBound) { return nil }
    return Finding(
      node, "the \(name) of \(owner) is \(number: draft.document.numberSpelling(of: node) ?? "?"): \(effect)",
      values: [
        "value": draft.document.literal(of: node), "minimum": .decimal(range.lowerBound),
        "maximum": .decimal(range.upperBound),
      ])
  }
}
