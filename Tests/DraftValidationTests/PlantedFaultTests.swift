import DraftModel
import DraftValidation
import JSONTree
import Testing

/// A fault is found under its own code, and no other rule speaks of it.
@Suite struct PlantedFaultTests {
  @Test(arguments: PlantedFault.all, UInt64(1)...12)
  func isFoundUnderItsOwnCode(fault: PlantedFault, seed: UInt64) throws {
    var random = RandomDraft(seed: seed, everyKind: true)
    fault.plant(&random)
    let draft = try draft(random.text())
    #expect(Set(DraftChecker().codes(draft)) == [fault.code], "\(draft.text)")
  }

  static let broken: [(String, code: String)] = [
    (#"{"d": 3}"#, "value.missing"), (#"{"t": {}}"#, "value.type"), (#"{"t": []}"#, "draft.empty"),
    (#"{"t": [{"tt": 0, "sg": []}]}"#, "draft.nothingToExport"), (#"{"t": [{"tt": 0}]}"#, "value.missing"),
    (#"{"t": [{"sg": [{"d": 9, "u": "a.mp4"}]}]}"#, "value.missing"),
    (#"{"t": [{"tt": "0", "sg": [{"d": 9, "u": "a.mp4"}]}]}"#, "value.type"),
    (#"{"t": [{"tt": 0, "sg": 5}]}"#, "value.type"), (#"{"t": [7]}"#, "value.type"),
    (#"{"t": [{"tt": 0, "sg": ["a", {"d": 900, "u": "a.mp4"}]}]}"#, "value.type"),
    (#"{"t": [{"tt": 0, "sg": [{"d": null, "u": "a.mp4"}]}]}"#, "value.type"),
    (#"{"t": [{"tt": 0, "sg": [{"d": 1e999, "u": "a.mp4"}]}]}"#, "segment.duration"),
  ]

  @Test func duplicatesAreFoundAmongVeryManyNames() throws {
    let names = (0..<50_000).map { #""k\#($0)": 1"# } + [#""k49999": 1"#, #""k3": 2"#]
    let text =
      #"{"note": {\#(names.joined(separator: ","))}, "t": [{"tt": 0, "sg": [{"d": 900, "u": "a.mp4"}]}]}"#
    #expect(DraftChecker().codes(try draft(text)) == ["key.duplicate", "key.duplicate"])
  }

  @Test(arguments: broken) func oneFaultIsOneFinding(text: String, code: String) throws {
    #expect(DraftChecker().codes(try draft(text)) == [code])
  }
}
