import DraftModel
import DraftValidation
import Foundation
import JSONTree
import Testing

/// The three forms of a report.
@Suite struct ReportTests {
  static let faulty = """
    {
      "d": 9000, "m": {"width": 1080, "height": 1920},
      "t": [
        {"tt": 0, "sg": [
          {"s": 0, "d": 4000, "u": "ä b.mp4", "v": 35, "zz": 1},
    \t    {"s": 3000, "d": 2000, "d": 2000, "u": "https://x.y/b.mp4?token=secret", "fi": 1500, "fo": 1500}
        ]},
        {"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "\\u001b[31mred\\u202e", "y": 1.1}]}
      ]
    }

    """

  private func report(_ file: String = "my draft.json") throws -> CheckReport {
    let draft = try draft(Self.faulty)
    return CheckReport(DraftChecker().check(draft), draft: draft, file: file)
  }

  @Test func textIsAsBefore() throws { try expectGolden(TextReport(try report()).text, "check/report.txt") }

  @Test func jsonIsAsBefore() throws {
    try expectGolden(JSONReport(try report()).literal.text(style: .pretty) + "\n", "check/report.json")
  }

  @Test func sarifIsAsBefore() throws {
    try expectGolden(
      SARIFReport(try report(), version: "1.2.3").literal.text(style: .pretty) + "\n", "check/report.sarif")
  }

  /// What SARIF 2.1.0 requires of the objects that are used (sections 3.13 to 3.58).
  @Test func sarifHasWhatTheStandardRequires() throws {
    let text = SARIFReport(try report("ä/my draft.json"), version: "1.2.3").literal.text()
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "Workprint")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let ids = rules.compactMap { $0["id"] as? String }
    #expect(ids.count == rules.count && Set(ids).count == ids.count)
    for result in try #require(run["results"] as? [[String: Any]]) {
      let rule = try #require(result["ruleId"] as? String)
      #expect(ids[try #require(result["ruleIndex"] as? Int)] == rule)
      #expect(["note", "warning", "error"].contains(result["level"] as? String))
      #expect((result["message"] as? [String: Any])?["text"] is String)
      let location = try #require((result["locations"] as? [[String: Any]])?.first)
      let physical = try #require(location["physicalLocation"] as? [String: Any])
      let artifact = try #require(physical["artifactLocation"] as? [String: Any])
      #expect(artifact["uri"] as? String == "%C3%A4/my%20draft.json")
      let region = try #require(physical["region"] as? [String: Int])
      #expect(region.values.allSatisfy { $0 >= 1 })
      for fix in result["fixes"] as? [[String: Any]] ?? [] {
        for change in try #require(fix["artifactChanges"] as? [[String: Any]]) {
          #expect(change["artifactLocation"] != nil)
          let replacements = try #require(change["replacements"] as? [[String: Any]])
          #expect(!replacements.isEmpty && replacements.allSatisfy { $0["deletedRegion"] != nil })
        }
      }
    }
  }

  @Test func nothingOfADraftActsOnATerminal() throws {
    let text = TextReport(try report("a\u{1B}[2J.json")).text
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\t" })
  }

  @Test func queriesOfURLsAreNotShown() throws {
    let query = String(repeating: "x", count: 900)
    let text = #"""
      {"t": [{"tt": 0, "sg": [{"u": "https://me:SECRET@cdn.x/a.mp4?sig=SECRET\#(query)", "d": -1, "v": "https:\/\/cdn.x\/b?s=SECRET", "fl": "https://cdn.x/c\u003fSECRET"},
        {"u": "https://cdn.x/a.mp4?sig=SECRET\u0022SECRET", "s": 0, "tx": "https://a.b/?SECRET", "text": "https://c.d/?SECRET", "d": 900}]}]}
      """#
    let draft = try draft(text)
    let report = CheckReport(DraftChecker().check(draft), draft: draft, file: "a.json")
    #expect(
      Set(report.entries.map(\.diagnostic.code)).isSuperset(of: [
        "key.disagree", "value.type", "value.unknown",
      ]))
    for form in [
      TextReport(report).text, JSONReport(report).literal.text(),
      SARIFReport(report, version: "1").literal.text(),
    ] { #expect(!form.contains("SECRET") && !form.contains("xxx")) }
    // The caret is below what it was below.
    let lines = TextReport(report).text.split(separator: "\n").map(Array.init)
    let excerpt = try #require(
      lines.firstIndex { String($0).contains("is -1 ms") || String($0).contains("length of") })
    let caret = try #require(lines[excerpt + 2].firstIndex(of: "^"))
    #expect(String(lines[excerpt + 1][caret...].prefix(2)) == "-1")
    #expect(String(lines[excerpt + 1]).contains(#"…", "d": -1"#))
  }

  @Test func excerptsAreWithoutQueries() throws {
    let document = try JSONDocument(parsing: #"{"u": "https://me@cdn.x/a.mp4?sig=SECRET", "d": -1}"#)
    let offset = document.byteRange(of: try #require(document.value(of: "d", in: document.root))).lowerBound
    let shown = "  {\"u\": \"https://cdn.x/a.mp4\", \"d\": -1}\n" + String(repeating: " ", count: 36) + "^\n"
    #expect(SourceExcerpt(document, offset: offset).text == shown)
  }

  @Test func queriesAreNotShownWhereTheTextIsNoJSON() {
    let line = #"{"u": "https://cdn.x/a.mp4?sig=SECRET", "d": }"#
    let text = SourceExcerpt(line: line, column: line.count).text
    #expect(
      text == "  {\"u\": \"https://cdn.x/a.mp4\", \"d\": }\n" + String(repeating: " ", count: 36) + "^\n")
  }

  @Test func answersHoldNothingThatActsOnATerminal() throws {
    let text =
      "{\"q\u{9B}\u{7F}\u{202E}\u{2028}\": \"a\", \"q\u{9B}\u{7F}\u{202E}\u{2028}\": \"a\", \"t\": []}"
    let draft = try draft(text)
    let report = CheckReport(DraftChecker().check(draft), draft: draft, file: "a\u{85}.json")
    for literal in [JSONReport(report).literal, SARIFReport(report, version: "1").literal] {
      let answer = literal.text(style: .answer)
      #expect(!answer.unicodeScalars.contains { $0.isHazardous && $0 != "\n" })
      let plain = try JSONDocument(parsing: literal.text(style: .pretty))
      let read = try JSONDocument(parsing: answer)
      #expect(read.isEqual(read.root, to: plain.root, in: plain))
    }
  }

  @Test func theLevelsOfARuleAreTold() throws {
    let drafts = PlantedFault.all.indices.map { index in
      var random = RandomDraft(seed: UInt64(index), everyKind: true)
      PlantedFault.all[index].plant(&random)
      return random.text()
    }
    let odd = [
      #"{"t": [{"tt": 0, "sg": [{"id": 1, "s": 0, "d": 900, "u": "a.mp4"}]}, {"tt": 1, "sg": [{"id": 1, "s": 0, "d": 900, "u": "a.mp3"}]}]}"#,
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 900, "duration": "x", "u": "a.mp4", "filename": "b.mp4", "tr": {}, "fx": [{"zz": 1}]}, {"s": 900, "d": 900, "u": "a.mp4"}]}]}"#,
      #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 900, "u": "a.mp4", "tx": "Hi"}]}]}"#,
    ]
    for text in drafts + odd {
      for diagnostic in DraftChecker().check(try draft(text))
      where diagnostic.severity != diagnostic.rule.severity {
        #expect(diagnostic.rule.levels != nil, "\(diagnostic.code)")
      }
    }
  }

  @Test func placesAgreeWithTheDocument() throws {
    let report = try report()
    for entry in report.entries {
      let node = entry.diagnostic.node
      #expect(entry.place.start == report.draft.document.position(of: node))
      #expect(entry.place.pointer == report.draft.pointer(of: node))
    }
  }

  /// Quadratic time would take minutes.
  @Test(.timeLimit(.minutes(1))) func veryManyFindingsInOneObjectAreReportedInTime() throws {
    let count = 20_000
    let times = (0..<count).map { #"{"p": "x\#($0)", "t": -1, "v": 0.5}"# }.joined(separator: ",")
    let names = Array(repeating: #""note": 1"#, count: count).joined(separator: ",")
    let draft = try draft(
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 900, "u": "a.jpg", \#(names), "kf": [\#(times)]}]}]}"#)
    let diagnostics = DraftChecker().check(draft)
    #expect(diagnostics.count > 2 * count)
    let report = CheckReport(diagnostics, draft: draft, file: "d.json")
    #expect(report.entries.count { !$0.replacements.isEmpty } == count - 1)
    #expect(report.entries.last?.place.pointer.description == "/t/0/sg/0/kf/\(count - 1)/p")
    #expect(try DraftChecker().fix(draft).applied.count == count - 1)
  }

  @Test func manyFindingsOfOneRuleAreCounted() throws {
    let segments = (0..<50).map { #"{"s": \#($0 * 1000), "d": 1000, "u": "a.mp4", "v": 9}"# }
    let draft = try draft(#"{"t": [{"tt": 0, "sg": [\#(segments.joined(separator: ","))]}]}"#)
    let report = CheckReport(DraftChecker().check(draft), draft: draft, file: "d.json")
    var text = TextReport(report)
    #expect(text.text.contains("30 more [segment.volume]; --all shows them"))
    text.limitForEachRule = .max
    #expect(!text.text.contains("more [segment.volume]"))
  }
}
