import DraftModel
import DraftValidation
import JSONTree
import Testing

/// Each rule against the two drafts that it is explained with.
@Suite struct RuleExampleTests {
  static let codes = DraftChecker.allRules.map(\.description.code)

  private func rule(_ code: String) throws -> RuleDescription { try #require(DraftChecker.rule(code)) }

  private func check(_ draft: Draft, _ topic: RuleDescription.Topic) -> [Diagnostic] {
    // Where the example brings facts of its own, those are meant.
    let needsFacts = (topic == .media || topic == .canvas) && draft.wrapper.mediaInfos == nil
    return DraftChecker().check(
      draft, media: needsFacts ? PretendedMedia() : nil, text: needsFacts ? PretendedFonts() : nil)
  }

  @Test func codesAreUnique() { #expect(Set(Self.codes).count == Self.codes.count) }

  @Test(arguments: codes) func findsItsFaultAndNoOther(code: String) throws {
    let rule = try rule(code)
    let found = check(try draft(rule.example.before), rule.topic)
    #expect(found.contains { $0.code == code })
    #expect(found.allSatisfy { $0.code == code || $0.severity == .info })
  }

  @Test(arguments: codes) func isQuietWithoutTheFault(code: String) throws {
    let rule = try rule(code)
    let found = check(try draft(rule.example.after), rule.topic)
    #expect(!found.contains { $0.code == code })
    #expect(found.allSatisfy { $0.severity == .info })
  }

  @Test(arguments: codes) func reportsAsBefore(code: String) throws {
    let rule = try rule(code)
    var text = ""
    for (name, example) in [("before", rule.example.before), ("after", rule.example.after)] {
      let draft = try draft(example)
      let report = CheckReport(check(draft, rule.topic), draft: draft, file: "\(name).json")
      text += TextReport(report).text + "\n"
    }
    try expectGolden(text, "check/\(code).txt")
  }

  @Test(arguments: codes) func fixableExamplesAreMended(code: String) throws {
    let rule = try rule(code)
    let fixed = try DraftChecker().fix(try draft(rule.example.before))
    #expect(rule.isFixable == fixed.applied.contains { $0.code == code })
    guard rule.isFixable else { return }
    #expect(fixed.draft.text == rule.example.after)
  }
}
