import DraftDiff
import DraftModel
import Testing

/// Several things done in one save: one line each.
struct EditCombinationTests {
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
  private static let e = clip("e", 16000, 4000)

  private func lines(_ old: [String], _ new: [String]) throws -> [String] {
    func track(_ segments: [String]) -> String {
      #"{"t":[{"id":"v","tt":0,"sg":["# + segments.joined(separator: ",") + "]}]}"
    }
    return try DiffFixture.text(track(old), track(new)).split(separator: "\n").map(String.init)
  }

  private static func moved(to host: String, _ segments: [String]) -> [String] {
    segments.map { $0.replacing(#/"u":"(\w+)\.mp4"/#) { #""u":"\#(host)/\#($0.1).mp4""# } }
  }

  private static let halves = [a, clip("b", 4000, 1500), clip("n", 5500, 2500, "b.mp4", from: 2500), c, d, e]

  @Test(arguments: ["https://cdn.example.com/v2", "uploads"])
  func aSplitIsSeenWhereAddressesChangedInTheSameSave(host: String) throws {
    let new = Self.moved(to: host, Self.halves)
    #expect(
      try lines([Self.a, Self.b, Self.c, Self.d, Self.e], new) == [
        "Video: Media address of 6 segments changed", "Video: Split b (4-8s) at 5.5s",
      ])
    let hosted = Self.moved(to: "https://cdn.example.com/v1", [Self.a, Self.b, Self.c, Self.d, Self.e])
    #expect(
      try lines(hosted, new) == [
        "Video: Media address of 6 segments changed", "Video: Split b (4-8s) at 5.5s",
      ])
  }

  @Test func filesOfOneNameInSeveralPlacesAreNotTakenForEachOther() throws {
    let old = [Self.clip("a", 0, 2000, "one/x.mp4"), Self.clip("b", 2000, 2000, "two/x.mp4")]
    let new = [Self.clip("p", 0, 1000, "three/x.mp4"), Self.clip("q", 1000, 1000, "three/x.mp4", from: 2000)]
    #expect(try !lines(old, new).contains { $0.contains("Split") })
  }

  @Test func whoKeepsItsIDAndItsMediaHasMovedWhateverElseWasDone() throws {
    let old = [Self.a, Self.b, Self.c, Self.d, Self.e]
    let c = Self.clip("c", 7000, 4000)
    let e = Self.clip("e", 11000, 4000)
    #expect(
      try lines(old, [Self.a, Self.clip("d", 4000, 3000), c, e]) == [
        "Video: Removed b (4-8s)",
        "Video: Moved d from 12-16s to 4-7s", "Video: Trimmed the tail of d by 1 s (12-16s → 4-7s)",
      ])
    #expect(
      try lines(
        old, [Self.a, Self.clip("d", 4000, 4000, from: 9000), Self.c, Self.clip("e", 12000, 4000)]) == [
          "Video: Removed b (4-8s)", "Video: Moved d from 12-16s to 4-8s",
          "Video: Slipped d (4-8s) 8 s on in its source (1-5s → 9-13s)",
        ])
  }

  @Test func anotherInItsPlaceIsAReplacementOnlyWhereItIsLikeIt() throws {
    let louder = #","v":0.5"#
    let old = [Self.a, Self.clip("b", 4000, 4000, nil, from: 1000, louder), Self.c]
    let other = #"{"id":"n","s":4000,"d":2000,"u":"ins.mp4","ft":"cover"}"#
    #expect(
      try lines(old, [Self.a, other, Self.clip("c", 6000, 4000)]) == [
        "Video: Removed b (4-8s)", "Video: Added ins (4-6s); later Video moves 2 s earlier",
      ])
    #expect(
      try lines(old, [Self.a, Self.clip("n", 4000, 4000, "new.mp4", from: 0, louder), Self.c]) == [
        "Video: Replaced b (4-8s) by new (4-8s)"
      ])
    // By its own id it is the same one, of whatever length.
    #expect(
      try lines(old, [Self.a, Self.clip("b", 4000, 3000, "new.mp4", from: 0, louder), Self.c]) == [
        "Video: Replaced b (4-8s) by new (4-7s)"
      ])
  }

  @Test func aReplacementIsSeenBesideAnInsertion() throws {
    func churned(_ segments: [String]) -> [String] {
      segments.enumerated().map { index, text in text.replacing(#/"id":"\w+"/#) { _ in #""id":"x\#(index)""# }
      }
    }
    let new = [
      Self.a, Self.clip("n", 4000, 1000, "ins.mp4", from: 0, #","ft":"cover""#),
      Self.clip("b", 5000, 4000, "new.mp4"), Self.clip("c", 9000, 4000),
    ]
    let told = try lines([Self.a, Self.b, Self.c], churned(new))
    #expect(told.contains("Video: Added ins (4-5s); later Video moves 1 s later"))
    #expect(told.contains { $0.hasPrefix("Video: Replaced b (4-8s) by new (5-9s)") })
    #expect(told.count == 3)
  }

  @Test func whatIsPutBetweenTheHalvesOfASplitIsWhatMoved() throws {
    let new = [
      Self.a, Self.clip("b", 4000, 1500), Self.clip("d", 5500, 4000),
      Self.clip("n", 9500, 2500, "b.mp4", from: 2500), Self.clip("c", 12000, 4000), Self.e,
    ]
    #expect(
      try lines([Self.a, Self.b, Self.c, Self.d, Self.e], new) == [
        "Video: Split b (4-8s) at 5.5s", "Video: Moved d from 12-16s to 5.5-9.5s",
      ])
  }

  @Test func whatMovedByItselfHidesNoRipple() throws {
    func draft(_ clips: [String], _ titles: [(String, Int)]) -> String {
      let texts = titles.map { #"{"id":"\#($0.0)","s":\#($0.1),"d":1000,"tx":"Title \#($0.0)"}"# }
      return #"{"t":[{"tt":0,"sg":[\#(clips.joined(separator: ","))]},"#
        + #"{"tt":7,"sg":[\#(texts.joined(separator: ","))]}]}"#
    }
    #expect(
      try DiffFixture.text(
        draft([Self.a, Self.b, Self.c], [("one", 1000), ("two", 9000), ("three", 11000)]),
        draft([Self.a, Self.clip("c", 4000, 4000)], [("one", 1000), ("two", 4600), ("three", 7000)]))
          == """
          Video: Removed b (4-8s); later Video and Title move 4 s earlier
          Title: Moved "Title two" from 9-10s to 4.6-5.6s
          """)
  }

  @Test func anEditedTextThatMovedIsTheSameByItsID() throws {
    func titles(_ titles: [(String, Int, String)]) -> String {
      let texts = titles.map { #"{"id":"\#($0.0)","s":\#($0.1),"d":1000,"tx":"\#($0.2)"}"# }
      return DiffFixture.track(7, texts.joined(separator: ","))
    }
    let told = try DiffFixture.text(
      titles([("x", 0, "Urban Dreams"), ("y", 5000, "Second one here"), ("z", 9000, "The end")]),
      titles([("x", 0, "Urban Dreams"), ("z", 2000, "The very end"), ("y", 5000, "Second one here")]))
    #expect(
      told == """
        Title: Moved "The very end" from 9-10s to 2-3s
        Title: Text of "The end" (2-3s): "The {+very +}end"
        """)
  }

  @Test func idsThatAreGoneAreNotNew() throws {
    let with = DiffFixture.film
    let without = with.replacing(#/"id": ?"\w+", ?/#) { _ in "" }
    #expect(try DiffFixture.text(with, without) == "Ids of 10 tracks and segments dropped")
    #expect(try DiffFixture.text(without, with) == "Ids given to 10 tracks and segments")
  }

  @Test func switchesAreOnAndOff() throws {
    func title(_ style: String) -> String {
      DiffFixture.track(7, #"{"s":0,"d":1000,"tx":"A","ts":{"z":0.05\#(style)}}"#)
    }
    #expect(try DiffFixture.text(title(""), title(#","i":true"#)).hasSuffix("off → on"))
  }

  @Test func aValueThatDoesNotCountIsSaidToBeThat() throws {
    func clip(_ first: Int) -> String { DiffFixture.track(0, #"{"s":0,"d":\#(first),"d":2000,"u":"a.mp4"}"#) }
    #expect(
      try DiffFixture.text(clip(1), clip(4))
        == "1 value changed that does not count: another of the same property overrules it")
    func spelled(_ other: Int) -> String {
      DiffFixture.track(0, #"{"s":0,"d":2000,"duration":\#(other),"u":"a.mp4"}"#)
    }
    #expect(try DiffFixture.text(spelled(1), spelled(4)).hasPrefix("1 value changed that does not count"))
    #expect(
      try DiffFixture.text(spelled(2000), DiffFixture.track(0, #"{"s":0,"d":2000,"u":"a.mp4"}"#))
        == "1 value written in another way, with the same meaning")
  }

  @Test func theFirstDraftOfASessionIsItsTracks() throws {
    let none = #"{"data":{"state":{"draft":null}}}"#
    let first = #"{"data":{"state":{"draft":{"d":900,"t":[{"tt":0,"sg":[{"d":900,"u":"a.mp4"}]}]}}}}"#
    let old = try Draft(orEmpty: .init(parsing: none))
    let new = try DiffFixture.draft(first)
    let diff = DraftDiff(from: old, to: new)
    #expect(diff.text == "Added track Video: a (0-0.9s)\n")
    let list = ChangeList(diff)
    #expect(try list.apply(to: old.document.bytes) == Array(new.document.bytes))
    #expect(try list.reversed.apply(to: new.document.bytes) == Array(old.document.bytes))
    let back = DraftDiff(from: new, to: old)
    #expect(back.text == "Removed track Video: a (0-0.9s)\n")
    #expect(throws: DraftReadingError.noDraftYet) { try DiffFixture.draft(none) }
  }
}
