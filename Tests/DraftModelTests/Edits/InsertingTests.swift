import DraftModel
import JSONTree
import Testing

@Suite struct InsertingTests {
  private let new = JSONLiteral.object(["u": .string("n.mp4"), "more": .array([.int(1)])])

  @Test func pushesWhatComesLater() throws {
    let draft = try EditFixture.track(#"{"s":0,"d":1000,"u":"a.mp4"},{"s":1000,"d":500,"u":"b.mp4"}"#)
    let edited = try draft.inserting(new, onTrack: 0, at: .millis(1000), duration: .millis(250))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(
          #"{"s":0,"d":1000,"u":"a.mp4"},{"u":"n.mp4","more":[1],"s":1000,"d":250},"#
            + #"{"s":1250,"d":500,"u":"b.mp4"}"#))
  }

  @Test func leavesImpliedStartsImpliedWhereTheyStillHold() throws {
    let draft = try EditFixture.track(#"{"d":1000},{"d":500},{"d":200}"#)
    let edited = try draft.inserting(new, onTrack: 0, at: .millis(1000), duration: .millis(250))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(#"{"d":1000},{"u":"n.mp4","more":[1],"s":1000,"d":250},{"d":500},{"d":200}"#))
  }

  @Test func cutsWhatIsOn() throws {
    let draft = try EditFixture.track(#"{"s":0,"d":1000,"u":"a.mp4","id":"a"}"#)
    let edited = try draft.inserting(new, onTrack: 0, at: .millis(400), duration: .millis(100))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(
          #"{"s":0,"d":400,"u":"a.mp4","id":"a"},{"u":"n.mp4","more":[1],"s":400,"d":100},"#
            + #"{"s":500,"d":600,"u":"a.mp4","id":"a-2","ss":400}"#))
  }

  @Test func leavesOtherTracksUnlessAllMakeRoom() throws {
    let draft = try EditFixture.draft(
      #"{"d":1000,"t":[{"sg":[{"s":0,"d":1000}]},"#
        + #"{"tt":1,"sg":[{"s":0,"d":300},{"s":300,"d":700,"u":"m.mp3"}]}]}"#)
    let one = try draft.inserting(new, onTrack: 0, at: .zero, duration: .millis(500))
    #expect(
      EditFixture.text(one)
        == #"{"d":1500,"t":[{"sg":[{"u":"n.mp4","more":[1],"s":0,"d":500},{"s":500,"d":1000}]},"#
        + #"{"tt":1,"sg":[{"s":0,"d":300},{"s":300,"d":700,"u":"m.mp3"}]}]}"#)
    let all = try draft.inserting(
      new, onTrack: 0, at: .millis(400), duration: .millis(500), pushing: .allTracks)
    #expect(
      EditFixture.text(all)
        == #"{"d":1500,"t":[{"sg":[{"s":0,"d":400},{"u":"n.mp4","more":[1],"s":400,"d":500},"#
        + #"{"s":900,"d":600,"ss":400}]},"#
        + #"{"tt":1,"sg":[{"s":0,"d":300},{"s":300,"d":100,"u":"m.mp3"},"#
        + #"{"s":900,"d":600,"u":"m.mp3","ss":100}]}]}"#)
  }

  @Test func doesNotGiveThePieceTheIdentityOfTheNewSegment() throws {
    let draft = try EditFixture.track(#"{"s":0,"d":1000,"id":"a"}"#)
    let edited = try draft.inserting(
      .object(["id": .string("a-2")]), onTrack: 0, at: .millis(500), duration: .millis(1))
    #expect(edited.tracks[0].segments.map(\.identifier) == ["a", "a-2", "a-3"])
  }
}
