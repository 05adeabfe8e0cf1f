import DraftDiff
import DraftModel
import JSONTree
import Testing

/// The model's own edits, told as the one thing that each of them is.
struct EditScriptTests {
  private func text(_ edit: (Draft) throws -> Draft) throws -> String {
    let old = try DiffFixture.draft(DiffFixture.film)
    return String(DraftDiff(from: old, to: try edit(old)).text.dropLast())
  }

  @Test func removing() throws {
    #expect(
      try text { try $0.removing(SegmentReference(track: 0, index: 1)) }.hasPrefix("Video: Removed b (4-6s)"))
  }

  @Test func trimming() throws {
    #expect(
      try text { try $0.rippling(.tail, of: SegmentReference(track: 0, index: 1), by: .millis(-500)) }
        == "Video: Trimmed the tail of b by 0.5 s (4-6s → 4-5.5s); later Video moves 0.5 s earlier; Title stays"
    )
    #expect(
      try text {
        try $0.rippling(.tail, of: SegmentReference(track: 0, index: 1), by: .millis(-500), on: .allTracks)
      } == "Video: Trimmed the tail of b by 0.5 s (4-6s → 4-5.5s); later Video and Title move 0.5 s earlier")
    #expect(
      try text { try $0.rippling(.head, of: SegmentReference(track: 0, index: 0), by: .millis(1000)) }
        == "Video: Trimmed the head of a by 1 s (0-4s → 0-3s); later Video moves 1 s earlier; Title stays")
  }

  @Test func slicing() throws {
    #expect(
      try text { try $0.slicing(SegmentReference(track: 0, index: 2), at: .millis(7000)) }
        == "Video: Split c (6-9s) at 7s")
  }

  @Test func movingAndInserting() throws {
    #expect(
      try text { try $0.moving(SegmentReference(track: 0, index: 1), to: .millis(12000)) }
        == "Video: Moved b from 4-6s to 12-14s")
    let inserted = try text {
      try $0.inserting(
        .object(["u": .string("x.mp4")]), onTrack: 0, at: .millis(4000), duration: .millis(1000),
        pushing: .allTracks)
    }
    #expect(
      inserted == """
        Video: Added x (4-5s); later Video, Title and BGM move 1 s later
        BGM: Split lofi (0-12s) at 4s
        """)
    #expect(
      try text { try $0.removing(SegmentReference(track: 0, index: 1), closing: .allTracks) }
        == "Video: Removed b (4-6s); later Video and Title move 2 s earlier")
    #expect(
      try text { try $0.slipping(SegmentReference(track: 0, index: 0), by: .millis(500)) }
        == "Video: Slipped a (0-4s) 0.5 s on in its source (1-5s → 1.5-5.5s)")
    #expect(
      try text { try $0.rolling(.head, of: SegmentReference(track: 0, index: 2), by: .millis(250)) }
        == "Video: Trimmed the tail of b and the head of c: their cut moves 0.25 s later (6s → 6.25s)")
  }

  @Test func severalEditsAreALineEach() throws {
    let lines = try text { draft in
      try draft.rippling(.tail, of: SegmentReference(track: 0, index: 0), by: .millis(-1000))
        .slicing(SegmentReference(track: 0, index: 3), at: .millis(9000))
        .trimming(
          SegmentReference(track: 1, index: 0), to: TimeRange(start: .zero, end: .millis(2500)))
    }
    #expect(
      lines == """
        Video: Trimmed the tail of a by 1 s (0-4s → 0-3s); later Video moves 1 s earlier; Title stays
        Video: Split d (9-12s) at 10s
        Title: Trimmed the tail of "Urban Dreams" by 0.5 s (0-3s → 0-2.5s)
        """)
  }

  @Test(arguments: 0..<300)
  func oneEditIsOneLine(seed: UInt64) throws {
    var random = DiffGenerator(seed: seed)
    let old = try FilmEdits.film(&random)
    guard let new = try? FilmEdits.edit(old, "x", &random) else { return }
    let lines = DraftDiff(from: old, to: new).text.split(separator: "\n")
    // What is on across a place where all tracks make room is split, and that is told apart.
    let others = lines.filter { !$0.contains(": Split ") }
    #expect(others.count <= 1, "\(lines)")
  }

  @Test func aLongDraftIsStillAFewLines() throws {
    func film(removing gone: Int?) -> String {
      var start = 0
      let segments = (0..<2000).compactMap { index -> String? in
        guard index != gone else { return nil }
        defer { start += 1000 }
        return #"{"s":\#(start),"d":1000,"u":"c\#(index % 50).mp4","ss":\#(index * 7)}"#
      }
      return #"{"t":[{"tt":0,"sg":["# + segments.joined(separator: ",") + "]}]}"
    }
    #expect(
      try DiffFixture.text(film(removing: nil), film(removing: 100))
        == "Video: Removed c0 (100-101s); later Video moves 1 s earlier")
  }
}
