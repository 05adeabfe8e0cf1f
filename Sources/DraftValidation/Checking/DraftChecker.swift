import DraftModel

/// Runs rules over a draft.
public struct DraftChecker: Sendable {
  public var rules: [any Rule]
  /// What the user made of a rule, by code.
  public var levels: [String: RuleLevel]

  public init(rules: [any Rule] = DraftChecker.allRules, levels: [String: RuleLevel] = [:]) {
    self.rules = rules
    self.levels = levels
  }

  /// The rule of a code.
  public static func rule(_ code: String) -> RuleDescription? {
    allRules.lazy.map(\.description).first { $0.code == code }
  }

  /// Everything that the rules find, in document order. Time is n log n in the number of segments.
  /// - Parameters:
  ///   - media: without it, files are not looked at.
  ///   - text: without it, fonts are not asked.
  public func check(
    _ draft: Draft, media: (any MediaFactsProvider)? = nil, text: (any TextFacts)? = nil
  ) -> [Diagnostic] {
    let checked = CheckedDraft(draft, media: media, text: text)
    var found: [Diagnostic] = []
    for rule in rules {
      let description = rule.description
      let level = levels[description.code]
      if level == .off { continue }
      let isAboutSpelling = rule is any SpellingRule
      rule.check(checked) { finding in
        guard isAboutSpelling || !checked.doubts.concern(finding) else { return }
        let severity = level?.severity ?? finding.severity ?? description.severity
        found.append(Diagnostic(rule: description, severity: severity, finding: finding))
      }
    }
    let order = found.indices.sorted { a, b in
      if found[a].node != found[b].node { return found[a].node < found[b].node }
      if found[a].severity != found[b].severity { return found[a].severity > found[b].severity }
      return a < b
    }
    return order.map { found[$0] }
  }
}
