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
    try expectReplacements(of: fixed)
  }

  /// The stretches that reports name, replaced in the text before, give the one after, round by round.
  private func expectReplacements(of fixed: DraftChecker.Fixed) throws {
    let after = fixed.rounds.dropFirst().map(\.source.text) + [fixed.draft.text]
    for (round, after) in zip(fixed.rounds, after) {
      let before = round.source.text
      let report = CheckReport(round.applied, draft: round.source, file: "draft.json")
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
      var starts = [0]
      for line in lines { starts.append((starts.last ?? 0) + line.unicodeScalars.count + 1) }
      func offset(_ position: JSONPosition) -> Int { starts[position.line - 1] + position.column - 1 }
      var scalars = Array(before.unicodeScalars)
      let replacements = report.entries.flatMap(\.replacements).sorted { $0.start > $1.start }
      #expect(!replacements.isEmpty)
      for replacement in replacements {
        scalars.replaceSubrange(
          offset(replacement.start)..<offset(replacement.end), with: replacement.text.unicodeScalars)
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      #expect(String(text) == after)
    }
  }

  @Test(arguments: [
    "{\"x\" : 1 ,\n \"x\": 1,\n \"t\":[TRACKS]}", "{ \"t\":[TRACKS] , \"x\":1 ,\"x\":1 }",
    "{\"x\":1,\"x\":1 , \"y\" : 2, \"x\":1 ,\"t\":[TRACKS] , \"y\" : 2 ,\n\"x\":1\n}",
  ])
  func replacementsAreWhatIsWritten(text: String) throws {
    let tracks = #"{"tt":0,"sg":[{"s":0,"d":2000,"u":"a.mp4"}]}"#
    let fixed = try DraftChecker().fix(try draft(text.replacing("TRACKS", with: tracks)))
    #expect(fixed.rounds.count == 1)
    try expectReplacements(of: fixed)
  }

  @Test func aFixInsideWhatAnotherTakesAwayWaits() throws {
    let list = #"[{"s": 0, "d": 2000, "fi": 3000, "u": "a.mp4"}]"#
    let fixed = try DraftChecker().fix(try draft(#"{"t": [{"tt": 0, "sg": \#(list), "sg": \#(list)}]}"#))
    #expect(fixed.rounds.map { $0.applied.map(\.code) } == [["key.duplicate"], ["segment.fades"]])
    #expect(fixed.draft.text == #"{"t": [{"tt": 0, "sg": \#(list.replacing("3000", with: "2000"))}]}"#)
    #expect(fixed.remaining.allSatisfy { $0.severity == .info })
    try expectReplacements(of: fixed)
  }

  @Test func whatIsToldAsMendedIsMended() throws {
    // Copies in copies: the inner ones go with the outer.
    let inner = #"{"a": 1, "a": 1}"#
    let text =
      #"{"d": 9000, "d": 9000, "x": \#(inner), "x": \#(inner), "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#
    let fixed = try DraftChecker().fix(try draft(text))
    #expect(
      fixed.rounds.map { $0.applied.map(\.code) } == [
        ["key.duplicate", "key.duplicate", "key.duplicate"], ["draft.duration"],
      ])
    #expect(
      fixed.draft.text
        == #"{"d": 2000, "x": {"a": 1}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)
  }

  @Test func fadesAreNeverMadeLonger() throws {
    let fixed = try DraftChecker().fix(
      try draft(#"{"t":[{"tt":0,"sg":[{"s":0,"d":500,"fi":1000,"fo":0.4,"u":"a.mp4"}]}]}"#))
    #expect(fixed.draft.text == #"{"t":[{"tt":0,"sg":[{"s":0,"d":500,"fi":499,"fo":0.4,"u":"a.mp4"}]}]}"#)
    #expect(fixed.remaining.allSatisfy { $0.code != "segment.fades" })
  }

  @Test(arguments: [
    #"{"d": 4000, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}, {"s": 2000, "d": 2000, "d": 2500, "u": "a.mp4"}]}]}"#,
    #"{"d": 2000, "d": 3000, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.jpg", "fi": 5000, "fadeIn": 100}]}]}"#,
  ])
  func whatIsDisputedIsNotMended(text: String) throws {
    #expect(try DraftChecker().fix(try draft(text)).applied.isEmpty)
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
