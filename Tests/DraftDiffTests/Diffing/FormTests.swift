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

  @Test(arguments: [
    // Beside the draft, on the way to it, on the way to its tracks, and to the segments of one.
    (#"{"draft":{"t":[T]},"x":1}"#, #"{"draft":{"t":[N]},"x":1,"x":2}"#, ""),
    (#"{"draft":7,"draft":{"t":[T]}}"#, #"{"draft":7,"draft":{"t":[N]}}"#, ""),
    (#"{"draft":{"t":[T],"t":7}}"#, #"{"draft":{"t":[N],"t":7}}"#, "/draft"),
    (#"{"t":[{"tt":7,"sg":[S],"sg":false}]}"#, #"{"t":[{"tt":7,"sg":[M],"sg":false}]}"#, "/t/0"),
    (#"{"t":[{"tt":7,"sg":[S],"sg":false}]}"#, #"{"t":[{"tt":7,"sg":[S,M],"sg":false}]}"#, "/t/0"),
  ])
  func patchReplacesWhatPointersReach(before: String, after: String, place: String) throws {
    func draft(_ text: String) -> String {
      var text = text.replacing("T", with: #"{"tt":7,"sg":[S]}"#)
      text = text.replacing("N", with: #"{"tt":7,"sg":[M]}"#)
      text = text.replacing("S", with: #"{"d":1000,"tx":"one"}"#)
      return text.replacing("M", with: #"{"d":1000,"tx":"one","ts":{"z":0.2}}"#)
    }
    let diff = try DiffFixture.diff(draft(before), draft(after))
    let patch = try JSONPatch(JSONDocument(writing: diff.patch))
    #expect(patch.operations.map(\.path.description) == [place, place])
    let result = try patch.apply(to: diff.old.document)
    #expect(result.isEqual(result.root, to: diff.new.document.root, in: diff.new.document))
  }

  @Test func changeListSaysWhichEditsOverlap() throws {
    let list = try ChangeList(
      JSONDocument(
        parsing: #"""
          {"changes": [{"edits": [
            {"old": 0, "new": 0, "remove": "abc"}, {"old": 1, "new": 0, "remove": "b"}
          ]}]}
          """#))
    #expect {
      _ = try list.apply(to: Array("abcd".utf8))
    } throws: { error in
      (error as? PatchFailure)?.reason
        == "byte 1 is edited twice: another edit of the list takes what stands before byte 3"
    }
  }
}
