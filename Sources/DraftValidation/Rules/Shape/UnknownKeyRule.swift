import DraftModel

/// A key that nobody here knows, once for each key and kind of object.
struct UnknownKeyRule: SpellingRule {
  static let description = RuleDescription(
    "key.unknown", .shape, .info, "a key is not known",
    why: "what it says is kept, and the preview does not show it",
    help:
      "if it is another spelling of a known property, name it in a `--key-table`; `inspect --keys` lists all",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4", "lut": "warm"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for unknown in draft.keys.unknownKeys {
      let count = unknown.count > 1 ? ", \(unknown.count) times" : ""
      report(
        Finding(
          unknown.name,
          "the key \(code: unknown.key.description) of a \(unknown.scope.rawValue) is not known\(count)",
          values: [
            "key": .string(unknown.key.description), "scope": .string(unknown.scope.rawValue),
            "count": .int(unknown.count),
          ]))
    }
  }
}
