import DraftModel
import JSONTree
import Testing

@Suite struct OverwritingTests {
  private let new = JSONLiteral.object(["u": .string("n.mp4")])

  @Test func cutsASegmentThatLiesOnBothSides() throws {
    let draft = try EditFixture.track(#"{"s":0,"d":4000,"u":"a.mp4","k":[1.0]}"#)
    let edited = try draft.overwriting(with: new, onTrack: 0, at: .millis(1000), duration: .millis(2000))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(
          #"{"s":0,"d":1000,"u":"a.mp4","k":[1.0]},{"u":"n.mp4","s":1000,"d":2000},"#
            + #"{"s":3000,"d":1000,"u":"a.mp4","k":[1.0],"ss":3000}"#))
  }

  @Test func trimsRemovesAndTrims() throws {
    let draft = try EditFixture.track(
      #"{"s":0,"d":1000,"u":"a.mp4"},{"s":1000,"d":500,"u":"b.mp4"},{"s":1500,"d":1500,"u":"c.mp4","sp":2}"#)
    let edited = try draft.overwriting(with: new, onTrack: 0, at: .millis(600), duration: .millis(1400))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(
          #"{"s":0,"d":600,"u":"a.mp4"},{"u":"n.mp4","s":600,"d":1400},"#
            + #"{"s":2000,"d":1000,"u":"c.mp4","sp":2,"ss":1000}"#))
  }

  @Test func leavesAGapBeyondTheEndAndMovesTheDraftsEnd() throws {
    let draft = try EditFixture.draft(#"{"d":1000,"t":[{"sg":[{"d":1000}]}],"z":null}"#)
    let edited = try draft.overwriting(with: new, onTrack: 0, at: .millis(3000), duration: .millis(500))
    #expect(
      EditFixture.text(edited)
        == #"{"d":3500,"t":[{"sg":[{"d":1000},{"u":"n.mp4","s":3000,"d":500}]}],"z":null}"#)
  }

  @Test func writesTheStartOfWhatWasImplied() throws {
    let draft = try EditFixture.track(#"{"d":1000},{"d":1000,"x":1},{"d":1000}"#)
    let edited = try draft.overwriting(with: new, onTrack: 0, at: .millis(0), duration: .millis(500))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(
          #"{"u":"n.mp4","s":0,"d":500},{"d":500,"ss":500},{"d":1000,"x":1},{"d":1000}"#))
    let later = try draft.overwriting(with: new, onTrack: 0, at: .millis(900), duration: .millis(200))
    #expect(
      EditFixture.text(later)
        == EditFixture.wrapped(
          #"{"d":900},{"u":"n.mp4","s":900,"d":200},{"d":900,"x":1,"ss":100},{"d":1000}"#))
  }

  @Test func makesTheArrayOfATrackThatHasNone() throws {
    let draft = try EditFixture.draft(#"{"t":[{"tt":7}]}"#)
    let edited = try draft.overwriting(
      with: .object(["tx": .string("Hi")]), onTrack: 0, at: .zero, duration: .millis(500))
    #expect(EditFixture.text(edited) == #"{"t":[{"tt":7,"sg":[{"tx":"Hi","s":0,"d":500}]}]}"#)
  }

  @Test func leavesASegmentOfNoLengthAlone() throws {
    let draft = try EditFixture.track(#"{"s":500,"tx":"?"},{"s":700,"d":100}"#)
    let edited = try draft.overwriting(with: new, onTrack: 0, at: .zero, duration: .millis(2000))
    #expect(
      EditFixture.text(edited) == EditFixture.wrapped(#"{"u":"n.mp4","s":0,"d":2000},{"s":500,"tx":"?"}"#))
  }

  @Test func comesAfterASegmentOfNoLengthAtTheSameTime() throws {
    let draft = try EditFixture.track(#"{"s":0,"tx":"?"},{"s":500,"d":100}"#)
    let edited = try draft.overwriting(with: new, onTrack: 0, at: .zero, duration: .millis(500))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(#"{"s":0,"tx":"?"},{"u":"n.mp4","s":0,"d":500},{"s":500,"d":100}"#))
  }

  @Test func refusesWhatIsNoSegment() throws {
    let draft = try EditFixture.track("")
    #expect(throws: DraftEditError.newSegmentNotAnObject) {
      try draft.overwriting(with: .null, onTrack: 0, at: .zero, duration: .millis(1))
    }
    #expect(throws: DraftEditError.noDuration(.zero)) {
      try draft.overwriting(with: new, onTrack: 0, at: .zero, duration: .zero)
    }
    #expect(throws: DraftEditError.beforeTimelineStart(.millis(-1))) {
      try draft.overwriting(with: new, onTrack: 0, at: .millis(-1), duration: .millis(1))
    }
    #expect(throws: DraftEditError.noSuchTrack(3, count: 1)) {
      try draft.overwriting(with: new, onTrack: 3, at: .zero, duration: .millis(1))
    }
    #expect(throws: DraftEditError.self) {
      try draft.overwriting(with: .object(["a": .number("1x")]), onTrack: 0, at: .zero, duration: .millis(1))
    }
  }
}
