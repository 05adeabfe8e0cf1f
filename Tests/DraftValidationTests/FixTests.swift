import DraftModel
import DraftValidation
import JSONTree
import Testing

/// Certain fixes mend what they say and nothing else.
@Suite struct FixTests {
  /// Faults with a fix, several at once, in a random draft.
  private func faulty(_ seed: UInt64) throws -> Draft {
    var random = RandomDraft(seed: seed, everyKind: true)
    let fixable: Set = ["segment.fades", "draft.duration", "key.duplicate"]
    for fault in PlantedFault.all where fixable.contains(fault.code) && !random.generator.chance(3) {
      fault.plant(&random)
    }
    return try draft(random.text())
  }

  @Test(arguments: UInt64(1)...100) func fixesTripNothingElseAndAreDoneOnce(seed: UInt64) throws {
    let before = try faulty(seed)
    let checker = DraftChecker()
    let fixed = try checker.fix(before)
    #expect(fixed.remaining.allSatisfy { $0.finding.fix == nil })
    let codes = Set(checker.check(before).map(\.code))
    #expect(Set(fixed.remaining.map(\.code)).isSubset(of: codes))
    // Nor anywhere else than before.
    let left = Dictionary(grouping: fixed.remaining, by: \.code).mapValues(\.count)
    let found = Dictionary(grouping: fixed.found, by: \.code).mapValues(\.count)
    #expect(left.allSatisfy { $0.value <= found[$0.key, default: 0] })
    #expect(fixed.remaining.allSatisfy { $0.severity == .info })
    let again = try checker.fix(fixed.draft)
    #expect(again.applied.isEmpty)
    #expect(again.draft.text == fixed.draft.text)
  }

  @Test(arguments: UInt64(1)...100) func bytesElsewhereStay(seed: UInt64) throws {
    let before = try faulty(seed)
    let fixed = try DraftChecker().fix(before)
    let report = CheckReport(fixed.applied, draft: before, file: "draft.json")
    // The stretches that the report names, replaced in the old text, give the new one.
    let lines = before.text.split(separator: "\n", omittingEmptySubsequences: false)
    var starts = [0]
    for line in lines { starts.append((starts.last ?? 0) + line.unicodeScalars.count + 1) }
    func offset(_ position: JSONPosition) -> Int { starts[position.line - 1] + position.column - 1 }
    var scalars = Array(before.text.unicodeScalars)
    let replacements = report.entries.flatMap(\.replacements).sorted { $0.start > $1.start }
    #expect(replacements.isEmpty == fixed.applied.isEmpty)
    for replacement in replacements {
      scalars.replaceSubrange(
        offset(replacement.start)..<offset(replacement.end), with: replacement.text.unicodeScalars)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    #expect(String(text) == fixed.draft.text)
  }

  @Test func everySpellingThatAgreesIsSet() throws {
    let fixed = try DraftChecker().fix(
      try draft(#"{"duration": "9000", "d":  9000.0, "t":[{"tt":0,"sg":[{"d":1500,"u":"a.mp4"}]}]}"#))
    #expect(
      fixed.draft.text == #"{"duration": "1500", "d":  1500.0, "t":[{"tt":0,"sg":[{"d":1500,"u":"a.mp4"}]}]}"#
    )
  }

  @Test func aLengthThatCannotBeTrustedIsNotSummed() throws {
    let text = #"{"d": 9000, "t": [{"tt": 0, "sg": [{"d": 1500, "u": "a.mp4"}, {"u": "b.mp4"}]}]}"#
    #expect(try DraftChecker().fix(try draft(text)).draft.text == text)
  }

  @Test func levelsOfTheUserCount() throws {
    let text = #"{"d": 9000, "t": [{"tt": 0, "sg": [{"d": 1500, "u": "a.mp4"}]}]}"#
    #expect(DraftChecker(levels: ["draft.duration": .off]).codes(try draft(text)) == [])
    #expect(
      DraftChecker(levels: ["draft.duration": .error]).codes(try draft(text), from: .error) == [
        "draft.duration"
      ])
  }
}
