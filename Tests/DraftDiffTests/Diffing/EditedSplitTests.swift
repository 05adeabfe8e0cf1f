import DraftDiff
import DraftModel
import Testing

/// A segment that was split in the same save in which something was done to one of its parts: the split
/// is one line, the other thing another.
struct EditedSplitTests {
  private static func clip(
    _ id: String, _ start: Int, _ length: Int, _ media: String? = nil, from source: Int = 1000,
    _ more: String = ""
  ) -> String {
    #"{"id":"\#(id)","s":\#(start),"d":\#(length),"u":"\#(media ?? id + ".mp4")","ss":\#(source)\#(more)}"#
  }

  private static let a = clip("a", 0, 4000)
  private static let b = clip("b", 4000, 4000)
  private static let c = clip("c", 8000, 4000)
  private static let d = clip("d", 12000, 4000)
  private static let first = clip("b", 4000, 1500)

  private static func second(
    at start: Int = 5500, _ length: Int = 2500, from source: Int = 2500, _ more: String = ""
  ) -> String {
    clip("n", start, length, "b.mp4", from: source, more)
  }

  private static func draft(_ tracks: [String]...) -> String {
    let all = tracks.map { #"{"tt":0,"sg":["# + $0.joined(separator: ",") + "]}" }
    return #"{"t":["# + all.joined(separator: ",") + "]}"
  }

  private static let film = draft([a, b, c, d])

  private func lines(_ new: String) throws -> [String] { try lines(Self.film, new) }

  private func lines(_ old: String, _ new: String) throws -> [String] {
    let diff = try DiffFixture.diff(old, new)
    try DiffFixture.expectRoundTrip(diff)
    return diff.text.split(separator: "\n").map(String.init)
  }

  @Test func aPartThatWasMovedIsWhatMoved() throws {
    let (c, d) = (Self.clip("c", 5500, 4000), Self.clip("d", 9500, 4000))
    #expect(
      try lines(Self.draft([Self.a, Self.first, c, d, Self.second(at: 13500)])) == [
        "Video: Split b (4-8s) at 5.5s", "Video: Moved b from 5.5-8s to 13.5-16s",
      ])
    #expect(
      try lines(
        Self.draft([
          Self.a, Self.second(at: 4000), Self.clip("c", 6500, 4000), Self.clip("d", 10500, 4000),
          Self.clip("b", 14500, 1500),
        ])) == ["Video: Split b (4-8s) at 5.5s", "Video: Moved b from 4-5.5s to 14.5-16s"])
    #expect(
      try lines(
        Self.draft([
          Self.second(at: 0), Self.clip("a", 2500, 4000), Self.clip("b", 6500, 1500), Self.c, Self.d,
        ])) == ["Video: Split b (4-8s) at 5.5s", "Video: Moved b from 5.5-8s to 0-2.5s"])
    #expect(
      try lines(Self.draft([Self.a, Self.first, Self.c, Self.d], [Self.second()])) == [
        "Video 1: Split b (4-8s) at 5.5s", "Video 2: Moved b (5.5-8s) to this new track from Video 1",
      ])
  }

  @Test func aPartThatWasSlippedRetimedOrTrimmedIsToldByItself() throws {
    #expect(
      try lines(Self.draft([Self.a, Self.first, Self.second(from: 3000), Self.c, Self.d])) == [
        "Video: Split b (4-8s) at 5.5s",
        "Video: Slipped b (5.5-8s) 0.5 s on in its source (2.5-5s → 3-5.5s)",
      ])
    let later = [Self.clip("c", 6750, 4000), Self.clip("d", 10750, 4000)]
    #expect(
      try lines(Self.draft([Self.a, Self.first, Self.second(1250, #","sp":2"#)] + later)) == [
        "Video: Split b (4-8s) at 5.5s",
        "Video: Sped up b from 1x to 2x (5.5-8s → 5.5-6.75s); later Video moves 1.25 s earlier",
      ])
    #expect(
      try lines(Self.draft([Self.a, Self.first, Self.second(1500), Self.c, Self.d])) == [
        "Video: Split b (4-8s) at 5.5s", "Video: Trimmed the tail of b by 1 s (5.5-8s → 5.5-7s)",
      ])
    #expect(
      try lines(
        Self.draft([
          Self.a, Self.clip("b", 4500, 1000, from: 1500), Self.second(), Self.c, Self.d,
        ])) == [
          "Video: Split b (4-8s) at 5.5s", "Video: Trimmed the head of b by 0.5 s (4-5.5s → 4.5-5.5s)",
        ])
  }

  @Test func newIDsChangeNothingOfIt() throws {
    let new = Self.draft([
      Self.clip("w", 0, 4000, "a.mp4"), Self.clip("x", 4000, 1500, "b.mp4"), Self.second(from: 3000),
      Self.clip("y", 8000, 4000, "c.mp4"), Self.clip("z", 12000, 4000, "d.mp4"),
    ])
    #expect(
      try lines(new) == [
        "Video: Split b (4-8s) at 5.5s",
        "Video: Slipped b (5.5-8s) 0.5 s on in its source (2.5-5s → 3-5.5s)",
        "New ids for 4 tracks and segments, the same otherwise",
      ])
  }

  @Test func titlesAreCutAndRewritten() throws {
    func titles(_ segments: String...) -> String {
      #"{"t":[{"tt":7,"sg":["# + segments.joined(separator: ",") + "]}]}"
    }
    let old = titles(#"{"id":"t","s":0,"d":3000,"tx":"Urban Dreams"}"#)
    #expect(
      try lines(
        old,
        titles(
          #"{"id":"t","s":0,"d":1500,"tx":"Urban Dreams"}"#,
          #"{"id":"n","s":1500,"d":1500,"tx":"Urban Nights"}"#))
        == [
          #"Title: Split "Urban Dreams" (0-3s) at 1.5s"#,
          #"Title: Text of "Urban Dreams" (1.5-3s): "Urban [-Dreams-]{+Nights+}""#,
        ])
    #expect(
      try lines(
        old,
        titles(
          #"{"id":"t","s":0,"d":1500,"tx":"Urban Dreams"}"#,
          #"{"id":"n","s":8000,"d":1500,"tx":"Urban Dreams"}"#))
        == [
          #"Title: Split "Urban Dreams" (0-3s) at 1.5s"#,
          #"Title: Moved "Urban Dreams" from 1.5-3s to 8-9.5s"#,
        ])
  }

  @Test func whatShowsTheSameSourceAgainIsNoPart() throws {
    // A loop: as long as the whole together, but the same twice.
    let loop = Self.draft([
      Self.a, Self.clip("b", 4000, 2000), Self.clip("n", 6000, 2000, "b.mp4"), Self.c, Self.d,
    ])
    #expect(
      try lines(loop) == ["Video: Trimmed the tail of b by 2 s (4-8s → 4-6s)", "Video: Added b (6-8s)"])
    let duplicate = Self.draft([Self.a, Self.b, Self.c, Self.d, Self.clip("n", 16000, 4000, "b.mp4")])
    #expect(try lines(duplicate) == ["Video: Added b (16-20s)"])
    // Cut out of the middle, which is one thing.
    let cutOut = Self.draft([Self.a, Self.first, Self.second(at: 6000, 2000, from: 3000), Self.c, Self.d])
    #expect(try lines(cutOut) == ["Video: Cut 5.5-6s out of b (4-8s)"])
    // Another with other properties is another.
    let other = Self.draft([Self.a, Self.first, Self.second(from: 3000, #","ft":"cover""#), Self.c, Self.d])
    #expect(try !lines(other).contains { $0.contains("Split") })
  }

  @Test func whoHasItsOwnPastIsNoPartOfAnother() throws {
    // Two pieces of one take, the cut between them moved.
    let old = Self.draft([
      Self.clip("p", 0, 4000, "take.mp4"), Self.clip("q", 4000, 4000, "take.mp4", from: 5000),
    ])
    let new = Self.draft([
      Self.clip("p", 0, 2000, "take.mp4"), Self.clip("q", 2000, 6000, "take.mp4", from: 3000),
    ])
    #expect(
      try lines(old, new) == [
        "Video: Trimmed the tail of take and the head of take: their cut moves 2 s earlier (4s → 2s)"
      ])
  }

  @Test func theDocumentSaysWhatTheCutsMade() throws {
    let diff = try DiffFixture.diff(
      Self.film, Self.draft([Self.a, Self.first, Self.second(from: 3000), Self.c, Self.d]))
    let slip = try #require(diff.changes.first { $0.kind == .segmentSlipped })
    #expect(slip.piece?.range.description == "5.5-8s")
    #expect(slip.piece?.sourceRange.description == "2.5-5s")
    #expect(
      diff.document.text(style: .compact).contains(
        #""piece":{"start":5500,"duration":2500,"sourceStart":2500}"#))
  }
}
