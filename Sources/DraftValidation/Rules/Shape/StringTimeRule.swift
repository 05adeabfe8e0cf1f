/// Times as strings, once a draft.
struct StringTimeRule: SpellingRule {
  static let description = RuleDescription(
    "time.string", .shape, .info, "a time is written as a string",
    why: "it is read and left as it is; other readers of the draft may want a number",
    help: "nothing has to be done where the service writes it like this",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": "2000", "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard let group = draft.keys.stringTimes else { return }
    report(
      Finding(
        group.first, "a time is written as a string\(times(group.count))",
        values: ["count": .int(group.count)]))
  }
}
