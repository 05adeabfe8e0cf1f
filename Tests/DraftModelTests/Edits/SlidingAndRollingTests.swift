import DraftModel
import Testing

@Suite struct SlidingAndRollingTests {
  private let three =
    #"{"s":0,"d":1000,"u":"a.mp4"},{"s":1000,"d":500,"u":"b.mp4","ss":70},"#
    + #"{"s":1500,"d":800,"u":"c.mp4","ss":600}"#

  @Test func slidesBetweenTheNeighbours() throws {
    let draft = try EditFixture.track(three)
    #expect(
      EditFixture.text(try draft.sliding(.first(1), by: .millis(200)))
        == EditFixture.wrapped(
          #"{"s":0,"d":1200,"u":"a.mp4"},{"s":1200,"d":500,"u":"b.mp4","ss":70},"#
            + #"{"s":1700,"d":600,"u":"c.mp4","ss":800}"#))
    #expect(
      EditFixture.text(try draft.sliding(.first(1), by: .millis(-200)))
        == EditFixture.wrapped(
          #"{"s":0,"d":800,"u":"a.mp4"},{"s":800,"d":500,"u":"b.mp4","ss":70},"#
            + #"{"s":1300,"d":1000,"u":"c.mp4","ss":400}"#))
  }

  @Test func slidesWithImpliedStarts() throws {
    let draft = try EditFixture.track(#"{"d":1000},{"d":500},{"d":800},{"d":1}"#)
    #expect(
      EditFixture.text(try draft.sliding(.first(1), by: .millis(100)))
        == EditFixture.wrapped(#"{"d":1100},{"d":500},{"d":700,"ss":100},{"d":1}"#))
  }

  @Test func slideRefusesWhatTheNeighboursCannotGive() throws {
    let draft = try EditFixture.track(three)
    #expect(throws: DraftEditError.noNeighbor(.first(0), .head)) {
      try draft.sliding(.first(0), by: .millis(1))
    }
    #expect(throws: DraftEditError.noNeighbor(.first(2), .tail)) {
      try draft.sliding(.first(2), by: .millis(1))
    }
    #expect(throws: DraftEditError.emptyResult(.first(0), duration: .zero)) {
      try draft.sliding(.first(1), by: .millis(-1000))
    }
    #expect(throws: DraftEditError.emptyResult(.first(2), duration: .zero)) {
      try draft.sliding(.first(1), by: .millis(800))
    }
    #expect(
      throws: DraftEditError.sourceBeforeStart(.first(2), sourceStart: .millis(-1), earliest: .zero)
    ) { try draft.sliding(.first(1), by: .millis(-601)) }
    #expect(
      throws: DraftEditError.sourceAfterEnd(.first(0), sourceEnd: .millis(1100), latest: .millis(1050))
    ) { try draft.sliding(.first(1), by: .millis(100), availableRange: .millis(0, 1050)) }
  }

  @Test func rollsTheCutFromEitherSide() throws {
    let draft = try EditFixture.track(three)
    let rolled = EditFixture.wrapped(
      #"{"s":0,"d":1000,"u":"a.mp4"},{"s":1000,"d":600,"u":"b.mp4","ss":70},"#
        + #"{"s":1600,"d":700,"u":"c.mp4","ss":700}"#)
    #expect(EditFixture.text(try draft.rolling(.tail, of: .first(1), by: .millis(100))) == rolled)
    #expect(EditFixture.text(try draft.rolling(.head, of: .first(2), by: .millis(100))) == rolled)
  }

  @Test func rollRefusesWhatTheSegmentsCannotGive() throws {
    let draft = try EditFixture.track(three + #",{"s":2400,"d":1}"#)
    #expect(throws: DraftEditError.noNeighbor(.first(2), .tail)) {
      try draft.rolling(.tail, of: .first(2), by: .millis(1))
    }
    #expect(throws: DraftEditError.emptyResult(.first(1), duration: .millis(-100))) {
      try draft.rolling(.head, of: .first(1), by: .millis(600))
    }
    #expect(
      throws: DraftEditError.sourceBeforeStart(.first(1), sourceStart: .millis(-10), earliest: .zero)
    ) { try draft.rolling(.head, of: .first(1), by: .millis(-80)) }
  }
}
