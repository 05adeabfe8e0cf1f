import DraftModel
import Testing

@Suite struct MovingTests {
  private let a = #"{"s":0,"d":1000,"u":"a.mp4","own":{"b":[1.50]}}"#
  private let b = #"{"s":1000,"d":1000,"u":"b.mp4"}"#
  private let c = #"{"s":2000,"d":1000,"u":"c.mp4"}"#

  @Test func overwritesWhatLiesThere() throws {
    let draft = try EditFixture.track([a, b, c].joined(separator: ","))
    #expect(
      EditFixture.text(try draft.moving(.first(0), to: .millis(2000)))
        == EditFixture.wrapped(b + "," + #"{"s":2000,"d":1000,"u":"a.mp4","own":{"b":[1.50]}}"#))
  }

  @Test func insertsWithRoomMade() throws {
    let draft = try EditFixture.track([a, b, c].joined(separator: ","))
    #expect(
      EditFixture.text(try draft.moving(.first(2), to: .zero, as: .insert(pushing: .track)))
        == EditFixture.wrapped(
          #"{"s":0,"d":1000,"u":"c.mp4"},{"s":1000,"d":1000,"u":"a.mp4","own":{"b":[1.50]}},"#
            + #"{"s":2000,"d":1000,"u":"b.mp4"}"#))
  }

  @Test func writesOnlyTheStartWhereTheOrderStays() throws {
    let draft = try EditFixture.track("\n" + a + " ,\n" + b)
    #expect(
      EditFixture.text(try draft.moving(.first(1), to: .millis(5000)))
        == EditFixture.wrapped("\n" + a + " ,\n" + #"{"s":5000,"d":1000,"u":"b.mp4"}"#))
  }

  @Test func keepsTheTimesOfImpliedNeighbours() throws {
    let draft = try EditFixture.track(#"{"d":1000,"x":1},{"d":500,"x":2},{"d":200,"x":3}"#)
    #expect(
      EditFixture.text(try draft.moving(.first(0), to: .millis(4000)))
        == EditFixture.wrapped(#"{"d":500,"x":2,"s":1000},{"d":200,"x":3},{"d":1000,"x":1,"s":4000}"#))
  }

  @Test func goesToAnotherTrackWithAllItsKeys() throws {
    let draft = try EditFixture.draft(
      #"{"t":[{"sg":[{"d":100,"q":"\u00e4"},{"d":50}]},{"sg":[{"d":30}]}]}"#)
    #expect(
      EditFixture.text(try draft.moving(.first(0), to: .millis(10), onTrack: 1))
        == #"{"t":[{"sg":[{"d":50,"s":100}]},{"sg":[{"d":10},{"d":100,"q":"\u00e4"}]}]}"#)
  }

  @Test func makesRoomOnAllTracks() throws {
    let draft = try EditFixture.draft(#"{"t":[{"sg":[{"s":0,"d":100}]},{"sg":[{"s":0,"d":30}]}]}"#)
    let moved = try draft.moving(.second(0), to: .zero, onTrack: 0, as: .insert(pushing: .allTracks))
    #expect(EditFixture.text(moved) == #"{"t":[{"sg":[{"s":0,"d":30},{"s":30,"d":100}]},{"sg":[]}]}"#)
  }

  @Test func refusesPlacesThatAreNone() throws {
    let draft = try EditFixture.track(a)
    #expect(throws: DraftEditError.beforeTimelineStart(.millis(-1))) {
      try draft.moving(.first(0), to: .millis(-1))
    }
    #expect(throws: DraftEditError.noSuchTrack(1, count: 1)) {
      try draft.moving(.first(0), to: .zero, onTrack: 1)
    }
  }
}

@Suite struct RemovingTests {
  @Test func leavesAGap() throws {
    let draft = try EditFixture.track(#"{"d":1000},{"d":500},{"d":200},{"d":100}"#)
    #expect(
      EditFixture.text(try draft.removing(.first(1)))
        == EditFixture.wrapped(#"{"d":1000},{"d":200,"s":1500},{"d":100}"#))
  }

  @Test func closesTheGap() throws {
    let draft = try EditFixture.draft(
      #"{"d":1700,"t":[{"sg":[{"d":1000},{"d":500},{"s":1500,"d":200}]},{"sg":[{"s":1600,"d":10}]}]}"#)
    #expect(
      EditFixture.text(try draft.removing(.first(1), closing: .track))
        == #"{"d":1610,"t":[{"sg":[{"d":1000},{"s":1000,"d":200}]},{"sg":[{"s":1600,"d":10}]}]}"#)
    #expect(
      EditFixture.text(try draft.removing(.first(1), closing: .allTracks))
        == #"{"d":1200,"t":[{"sg":[{"d":1000},{"s":1000,"d":200}]},{"sg":[{"s":1100,"d":10}]}]}"#)
  }

  @Test func updatesTheDraftsOwnDurationOnlyWhereItWasRight() throws {
    let right = try EditFixture.draft(#"{"t":[{"sg":[{"d":5},{"d":6}]}],"duration":"11.0","d":11}"#)
    #expect(
      EditFixture.text(try right.removing(.first(1)))
        == #"{"t":[{"sg":[{"d":5}]}],"duration":"5.0","d":5}"#)
    let wrong = try EditFixture.draft(#"{"t":[{"sg":[{"d":5},{"d":6}]}],"d":12}"#)
    #expect(EditFixture.text(try wrong.removing(.first(1))) == #"{"t":[{"sg":[{"d":5}]}],"d":12}"#)
  }

  @Test func refusesWhatIsNotThere() throws {
    let draft = try EditFixture.track(#"{"d":1}"#)
    #expect(throws: DraftEditError.noSuchSegment(.first(1), count: 1)) { try draft.removing(.first(1)) }
    #expect(throws: DraftEditError.noSuchTrack(-1, count: 1)) {
      try draft.removing(SegmentReference(track: -1, index: 0))
    }
  }
}
