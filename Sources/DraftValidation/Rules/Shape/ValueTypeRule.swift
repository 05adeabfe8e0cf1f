import DraftModel
import JSONTree

/// A known key with a value that it cannot have; a track type that is no whole number; a track or segment
/// that is no object.
struct ValueTypeRule: SpellingRule {
  static let description = RuleDescription(
    "value.type", .shape, .error, "a value is of the wrong type",
    why: "the value does not count: the property has its default, and a required one is missing",
    levels: "error, info where another spelling of the property has a value that counts",
    help: "write the value in the type that the key has; `workprint inspect --keys` lists them",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4", "v": "loud"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4", "v": 0.8}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for mismatch in draft.keys.mismatches {
      let entry = DraftKeys.entry(mismatch.property)
      let kind = draft.document.kind(of: mismatch.value)
      let isRequired = entry.defaultValue == "required"
      if kind == .null, !isRequired { continue }
      report(
        Finding(
          mismatch.value,
          "\(entry.qualifiedName): expected \(entry.type.phrase), found \(Self.found(mismatch.value, draft))",
          values: ["property": .string(entry.qualifiedName), "found": .string(kind.phrase)],
          severity: mismatch.isFoundElsewhere ? .info : nil))
    }
    for track in draft.tracks where track.type == .unknown {
      guard let node = track.track.node(.trackType) else { continue }
      let spelling = draft.document.numberSpelling(of: node) ?? "?"
      report(
        Finding(
          node, "track.type: expected a whole number, found \(number: spelling)",
          values: ["property": .string("track.type"), "found": .string("a number with a fraction")]))
    }
    for (scope, node) in draft.keys.notObjects {
      let kind = draft.document.kind(of: node)
      report(
        Finding(
          node, "\(scope.rawValue): expected an object, found \(kind.phrase)",
          values: ["property": .string(scope.rawValue), "found": .string(kind.phrase)],
          help: "take it away, or put an object in its place"))
    }
  }

  /// A string is shown: it may be a number that only lacks its unit.
  private static func found(_ node: JSONNodeID, _ draft: CheckedDraft) -> DiagnosticMessage {
    if let text = draft.document.string(of: node) { return "the string \(quoted: text)" }
    return "\(draft.document.kind(of: node).phrase)"
  }
}
