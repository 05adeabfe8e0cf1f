import DraftDiff
import DraftModel
import JSONTree
import Testing

/// The forms that programs read.
struct FormTests {
  private let old = DiffFixture.track(0, #"{"id":"a","s":0,"d":1000,"u":"a.mp4","v":1}"#)
  private let new = DiffFixture.track(0, #"{"id":"a","s":0,"d":1000,"u":"a.mp4","v":0.5}"#)

  @Test func summaryIsWhatAConversationSays() throws {
    let title = #"{"tt":7,"sg":[{"s":0,"d":3000,"tx":"Urban Dreams"}]}"#
    #expect(
      try DiffFixture.diff(#"{"t":[]}"#, #"{"t":[\#(title)]}"#).summary
        == #"Title added: "Urban Dreams" (0-3s)"#)
    #expect(try DiffFixture.diff(old, old).summary == "No changes")
  }

  @Test func patchTestsWhatItReplaces() throws {
    let patch = try DiffFixture.diff(old, new).patch
    #expect(
      DiffFixture.string(try JSONDocument(writing: patch))
        == #"[{"op":"test","path":"/t/0/sg/0/v","value":1},{"op":"replace","path":"/t/0/sg/0/v","value":0.5}]"#
    )
  }

  @Test func patchReplacesTheParentOfDuplicates() throws {
    let twice = old.replacing(#""v":1"#, with: #""v":1,"v":0.5"#)
    let patch = DiffFixture.string(try JSONDocument(writing: DiffFixture.diff(old, twice).patch))
    #expect(patch.contains(#"{"op":"replace","path":"/t/0/sg/0","value":{"#))
  }

  @Test func pointersOfAPatchCountFromTheFile() throws {
    func state(_ draft: String) -> String { #"{"data":{"state":{"draft":\#(draft)}}}"# }
    let patch = try DiffFixture.diff(state(old), state(new)).patch
    #expect(
      DiffFixture.string(try JSONDocument(writing: patch)).contains(#""path":"/data/state/draft/t/0/sg/0/v""#)
    )
  }

  @Test func documentHasTheListAndItsValues() throws {
    let document = try JSONDocument(writing: DiffFixture.diff(old, new).document)
    func value(_ pointer: String) -> String? {
      JSONPointer(pointer).flatMap { document.node(at: $0) }.map {
        String(decoding: document.source(of: $0), as: UTF8.self)
      }
    }
    #expect(value("/schema") == #""workprint.diff/1""#)
    #expect(value("/equal") == "false")
    #expect(value("/changes/0/kind") == #""segment.property""#)
    #expect(value("/changes/0/track/name") == #""Video""#)
    #expect(value("/changes/0/segments/0/new/pointer") == #""/t/0/sg/0""#)
    #expect(value("/changes/0/properties/0/name") == #""volume""#)
    #expect(value("/changes/0/properties/0/before") == "1")
    #expect(value("/changes/0/properties/0/after") == "0.5")
  }

  @Test func changeListSaysWhereItDoesNotFit() throws {
    let list = ChangeList(try DiffFixture.diff(old, new))
    #expect {
      _ = try list.apply(to: Array(new.utf8))
    } throws: { error in
      (error as? PatchFailure)?.reason.contains("expected \"1\"") == true
    }
  }
}
