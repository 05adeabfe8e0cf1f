import DraftModel

/// A required key that is not there.
struct MissingValueRule: SpellingRule {
  static let description = RuleDescription(
    "value.missing", .shape, .error, "a required key is missing",
    why: "tracks `t`, types `tt`, segments `sg` and lengths `d` are what the service needs to export at all",
    help:
      "add the key; if the draft spells it in another way, `workprint inspect --suggest-keys keys.json` looks for it",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for (property, object) in draft.keys.missing {
      let entry = DraftKeys.entry(property)
      let key = draft.draft.keys.canonical(property)
      report(
        Finding(
          object, "the \(entry.scope.rawValue) has no \(code: key), its \(entry.name)",
          values: ["property": .string(entry.qualifiedName), "key": .string(key)]))
    }
  }
}
