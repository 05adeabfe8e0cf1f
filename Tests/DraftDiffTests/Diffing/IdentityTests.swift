import DraftDiff
import DraftModel
import JSONTree
import Testing

/// Who is who: ids count only where the content agrees.
struct IdentityTests {
  @Test func newIdsAreOneLine() throws {
    let renewed = DiffFixture.film.replacing(#/"id": ?"/#) { _ in #""id":"new-"# }
    #expect(
      try DiffFixture.text(DiffFixture.film, renewed)
        == "New ids for 10 tracks and segments, the same otherwise")
  }

  @Test func renumberedIdsAreNotBelieved() throws {
    func film(_ clips: [(String, Int)]) -> String {
      var start = 0
      let segments = clips.enumerated().map { index, clip in
        defer { start += clip.1 }
        return #"{"id":\#(index + 1),"s":\#(start),"d":\#(clip.1),"u":"\#(clip.0).mp4"}"#
      }
      return #"{"t":[{"tt":0,"sg":["# + segments.joined(separator: ",") + "]}]}"
    }
    #expect(
      try DiffFixture.text(film([("a", 2000), ("b", 3000), ("c", 1000)]), film([("b", 3000), ("c", 1000)]))
        == """
        Video: Removed a (0-2s); later Video moves 2 s earlier
        New ids for 2 tracks and segments, the same otherwise
        """)
  }

  /// A copy with an id of its own is more like the old segment than the edited one is.
  @Test(arguments: [
    (#""u":"b.mp4","d":2000,"ss":300"#, "Video: Slipped b (2-4s) 0.3 s on in its source (0-2s → 0.3-2.3s)"),
    (#""u":"b.mp4","d":1500"#, "Video: Trimmed the tail of b by 0.5 s (2-4s → 2-3.5s)"),
    (#""u":"b.mp4","d":2000,"sp":2"#, "Video: Sped up b from 1x to 2x (2-4s)"),
  ])
  func anEditedSegmentIsNotItsCopy(_ edited: String, _ line: String) throws {
    let first = #"{"id":"a","u":"a.mp4","s":0,"d":2000}"#
    let old = DiffFixture.track(0, first, #"{"id":"b","s":2000,"u":"b.mp4","d":2000}"#)
    for place in [4000, 9000] {
      let new = DiffFixture.track(
        0, first, #"{"id":"b","s":2000,\#(edited)}"#, #"{"id":"c","s":\#(place),"u":"b.mp4","d":2000}"#)
      let lines = try DiffFixture.text(old, new).split(separator: "\n")
      #expect(lines.count == 2 && lines.contains { $0.hasPrefix("Video: Added b") }, "\(lines)")
      #expect(lines.contains(Substring(line)), "\(lines)")
      let back = try DiffFixture.text(new, old).split(separator: "\n")
      #expect(back.count == 2 && back.contains { $0.hasPrefix("Video: Removed b") }, "\(back)")
    }
  }

  @Test func aRewordedTextIsNotItsCopy() throws {
    let lines = try DiffFixture.text(
      DiffFixture.track(7, #"{"id":"x","tx":"One two","s":0,"d":1000}"#),
      DiffFixture.track(
        7, #"{"id":"x","tx":"One two four","s":0,"d":1000}"#,
        #"{"id":"y","tx":"One two","s":8000,"d":1000}"#)
    ).split(separator: "\n")
    #expect(lines.count == 2 && lines.contains { $0.hasPrefix("Title: Text of \"One two\"") }, "\(lines)")
  }

  /// Ids under a key that no table knows are ids all the same.
  @Test(arguments: [
    ["a1f0", "b2e1", "c3d2", "d4c3"],
    [
      "15f55bbe-8845-4993-b7de-bcbf1c04dc0f", "f83d6bf0-768a-4a09-977c-bc76cec65fa5",
      "0b4a59fc-8845-4993-b7de-bcbf1c04dc0f", "7c7a7d8c-768a-4a09-977c-bc76cec65fa5",
    ],
  ])
  func newValuesUnderAnUnknownKeyEverywhereAreNewIds(ids: [String]) throws {
    func film(_ a: String, _ b: String) -> String {
      DiffFixture.track(
        0, #"{"zid":"\#(a)","s":0,"d":1000,"u":"a.mp4"}"#, #"{"zid":"\#(b)","s":1000,"d":1000,"u":"b.mp4"}"#)
    }
    #expect(
      try DiffFixture.text(film(ids[0], ids[1]), film(ids[2], ids[3]))
        == "New ids for 2 tracks and segments, the same otherwise")
    // One that stayed, two that are alike, words: changes.
    for (old, new) in [
      ((ids[0], ids[1]), (ids[2], ids[1])), ((ids[0], ids[0]), (ids[2], ids[3])),
      (("Hello 1", "World 2"), ("Hallo 3", "Welt 4")), (("warm", "cold"), ("blue", "grey")),
    ] {
      #expect(try DiffFixture.text(film(old.0, old.1), film(new.0, new.1)).contains("zid"), "\(old) \(new)")
    }
  }

  @Test func aNumberThatMovedEverywhereIsAChange() throws {
    func film(_ a: Int, _ b: Int) -> String {
      DiffFixture.track(0, #"{"zat":\#(a),"d":1000,"u":"a.mp4"}"#, #"{"zat":\#(b),"d":1000,"u":"b.mp4"}"#)
    }
    #expect(try DiffFixture.text(film(10, 2000), film(1010, 3000)).contains("zat"))
  }

  @Test func idsTellLikeSegmentsApart() throws {
    func clip(_ id: String, _ start: Int) -> String { #"{"id":"\#(id)","s":\#(start),"d":1000,"u":"w.wav"}"# }
    #expect(
      try DiffFixture.text(
        DiffFixture.track(1, clip("x", 0), clip("y", 1000), clip("z", 2000)),
        DiffFixture.track(1, clip("x", 0), clip("z", 1000)))
        == "BGM: Removed w (1-2s); later BGM moves 1 s earlier")
  }

  @Test func signedAddressesAreTheSameMedia() throws {
    func film(_ signature: String) -> String {
      DiffFixture.track(0, #"{"s":0,"d":1000,"u":"https://cdn.example.com/a.mp4?sig=\#(signature)"}"#)
    }
    #expect(
      try DiffFixture.text(film("1"), film("2"))
        == "New signatures in the addresses of 1 segment, whose media are the same")
  }

  @Test func timesWithinAMillisecondAreOneLine() throws {
    #expect(
      try DiffFixture.text(
        DiffFixture.track(0, #"{"s":0,"d":1000,"u":"a.mp4"}"#, #"{"s":1000,"d":1000,"u":"b.mp4"}"#),
        DiffFixture.track(0, #"{"s":0,"d":1000.4,"u":"a.mp4"}"#, #"{"s":1000.4,"d":1000,"u":"b.mp4"}"#))
        == "2 times changed by a millisecond or less")
  }

  @Test func otherSpellingsAreNoChangeOfTheModel() throws {
    #expect(
      try DiffFixture.text(
        DiffFixture.track(0, #"{"s":0,"d":1000,"u":"a.mp4"}"#, #"{"s":1000,"d":1000,"u":"b.mp4"}"#),
        DiffFixture.track(0, #"{"s":0,"duration":1000,"u":"a.mp4","v":1}"#, #"{"d":"1000","u":"b.mp4"}"#))
        == "5 values written in another way, with the same meaning")
  }

  @Test func layoutIsSaidApart() throws {
    let diff = try DiffFixture.diff(
      DiffFixture.track(0, #"{"s":0,"d":1000,"u":"a.mp4"}"#),
      DiffFixture.track(0, #"{ "u":"\u0061.mp4", "d":1e3, "s":0.0 }"#))
    #expect(diff.isEmpty)
    #expect(diff.differsInLayoutOnly)
  }

  @Test func keysOfTheUsersOwnAreRead() throws {
    let keys = DraftKeys(userSpellings: [.volume: ["loudness"], .start: ["at"]])
    let diff = try DiffFixture.diff(
      DiffFixture.track(0, #"{"at":0,"d":1000,"u":"a.mp4","loudness":1}"#),
      DiffFixture.track(0, #"{"at":0,"d":1000,"u":"a.mp4","loudness":0.25}"#), keys: keys)
    #expect(diff.text == "Video: Volume of a (0-1s): 100% → 25%\n")
  }

  @Test func whatLiesAroundTheDraftIsListedApart() throws {
    func state(_ width: Int, _ video: String) -> String {
      #"{"code":0,"data":{"state":{"draft":\#(DiffFixture.track()),"canvas_config":{"width":\#(width)},"#
        + #""video_infos":[{"filename":"\#(video)"}],"x":\#(width)}}}"#
    }
    #expect(
      try DiffFixture.text(state(1080, "a.mp4"), state(720, "b.mp4")) == """
        Canvas: width 1080 → 720
        Media list: added b.mp4, removed a.mp4
        Around the draft: data/state/x 1080 → 720
        """)
  }
}
