import DraftModel

/// Two spellings of one property in one object, with different values.
///
/// A media's `filename` beside its `url`, and a `name` beside a title, are two facts rather than one
/// said twice: those are only told. So are spellings that a key table has overruled.
struct DisagreeingKeysRule: SpellingRule {
  static let description = RuleDescription(
    "key.disagree", .shape, .warning, "two spellings of one property disagree",
    why: "the preview goes by one of them, and the service may go by the other",
    levels: "warning, info for media, titles and ids, and where a key table chose one of them",
    help: "give both the same value, or take one away",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "duration": 2500, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "duration": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let document = draft.document
    for disagreement in draft.keys.disagreements {
      let property = disagreement.property
      let spellings = draft.draft.keys.spellings(of: property)
      let winner = spellings[disagreement.ranks.winner]
      let other = spellings[disagreement.ranks.other]
      report(
        Finding(
          disagreement.other,
          "\(code: other) and \(code: winner) both say the \(DraftKeys.entry(property).qualifiedName), and disagree; \(code: winner) counts",
          values: [
            "property": .string(DraftKeys.entry(property).qualifiedName),
            "counts": document.literal(of: disagreement.winner),
            "ignored": document.literal(of: disagreement.other),
          ],
          severity: disagreement.isHarmless ? .info : nil,
          related: [.init(disagreement.winner, "this one counts")]))
    }
  }
}
