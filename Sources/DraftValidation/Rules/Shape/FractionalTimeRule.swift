/// Times with a point or an exponent, once a draft. Strings that spell one count as well, so that a
/// fix that writes such a value anew starts no new finding.
struct FractionalTimeRule: SpellingRule {
  static let description = RuleDescription(
    "time.fractional", .shape, .info, "a time is not a plain integer",
    why: "milliseconds are integers as a rule; the value is read exactly and left as it is",
    help: "nothing has to be done where the service writes it like this",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000.0, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard let group = draft.keys.fractionalTimes else { return }
    report(
      Finding(
        group.first, "a time is written with a point or an exponent\(times(group.count))",
        values: ["count": .int(group.count)]))
  }
}
