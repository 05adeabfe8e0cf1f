import DraftModel
import JSONTree

/// Null where a value could be.
struct NullValueRule: SpellingRule {
  static let description = RuleDescription(
    "value.null", .shape, .info, "a value is null",
    why: "null counts as absent here; the service may read it in another way",
    help: "leave the key out, or give it a value",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4", "fx": null}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var counts: [DraftProperty: (first: JSONNodeID, count: Int)] = [:]
    for mismatch in draft.keys.mismatches where draft.document.kind(of: mismatch.value) == .null {
      guard DraftKeys.entry(mismatch.property).defaultValue != "required" else { continue }
      counts[mismatch.property, default: (mismatch.value, 0)].count += 1
    }
    for (property, group) in counts.sorted(by: { $0.value.first < $1.value.first }) {
      let name = DraftKeys.entry(property).qualifiedName
      report(
        Finding(
          group.first, "\(name) is null\(times(group.count)), which counts as absent",
          values: ["property": .string(name), "count": .int(group.count)]))
    }
  }
}

/// ` (here and 3 times more)`, or nothing.
func times(_ count: Int) -> String { count > 1 ? " (here and \(count - 1) times more)" : "" }
