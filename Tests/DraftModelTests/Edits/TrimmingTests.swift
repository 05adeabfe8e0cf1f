import DraftModel
import Testing

@Suite struct TrimmingTests {
  private let two = #"{"s":0,"d":1000,"u":"a.mp4","ss":300},{"s":1500,"d":500,"u":"b.mp4"}"#

  @Test func movesBothEndsAndTheSourceWithTheHead() throws {
    let draft = try EditFixture.track(two)
    #expect(
      EditFixture.text(try draft.trimming(.first(0), to: .millis(200, 1400)))
        == EditFixture.wrapped(
          #"{"s":200,"d":1200,"u":"a.mp4","ss":500},{"s":1500,"d":500,"u":"b.mp4"}"#))
  }

  @Test func doesNothingWhereNothingMoves() throws {
    let draft = try EditFixture.track(#"{"d": 1e3 , "ss":0.50}"#)
    #expect(
      EditFixture.text(try draft.trimming(.first(0), to: .millis(0, 1000)))
        == EditFixture.wrapped(#"{"d": 1e3 , "ss":0.50}"#))
  }

  @Test func keepsTheNeighbourInItsPlace() throws {
    let draft = try EditFixture.track(#"{"d":1000},{"d":500},{"d":100}"#)
    #expect(
      EditFixture.text(try draft.trimming(.first(0), to: .millis(100, 900)))
        == EditFixture.wrapped(#"{"d":800,"s":100,"ss":100},{"d":500,"s":1000},{"d":100}"#))
  }

  @Test func keepsKeyframesAtTheirTimes() throws {
    let draft = try EditFixture.track(#"{"s":1000,"d":500,"tx":"t","kf":[{"t":100.0}]}"#)
    #expect(
      EditFixture.text(try draft.trimming(.first(0), to: .millis(900, 1500)))
        == EditFixture.wrapped(#"{"s":900,"d":600,"tx":"t","kf":[{"t":200.0}]}"#))
  }

  @Test func refusesToCoverAnother() throws {
    let draft = try EditFixture.track(two)
    #expect(throws: DraftEditError.noRoom(blockedBy: .first(1), limit: .millis(1500))) {
      try draft.trimming(.first(0), to: .millis(0, 1501))
    }
    #expect(throws: DraftEditError.noRoom(blockedBy: .first(0), limit: .millis(1000))) {
      try draft.trimming(.first(1), to: .millis(999, 1600), availableRange: .millis(-9999, 9999))
    }
  }

  @Test func refusesWhatTheSourceDoesNotHold() throws {
    let draft = try EditFixture.track(#"{"s":1000,"d":1000,"u":"a.mp4","ss":300}"#)
    #expect(
      throws: DraftEditError.sourceBeforeStart(.first(0), sourceStart: .millis(-1), earliest: .zero)
    ) { try draft.trimming(.first(0), to: .millis(699, 2000)) }
    #expect(
      throws: DraftEditError.sourceBeforeStart(.first(0), sourceStart: .millis(299), earliest: .millis(300))
    ) { try draft.trimming(.first(0), to: .millis(999, 2000), availableRange: .millis(300, 2000)) }
    #expect(
      throws: DraftEditError.sourceAfterEnd(.first(0), sourceEnd: .millis(1301), latest: .millis(1300))
    ) { try draft.trimming(.first(0), to: .millis(1000, 2001), availableRange: .millis(0, 1300)) }
  }

  @Test func extendsTextAndPicturesFreely() throws {
    let text = try EditFixture.track(#"{"s":1000,"d":1000,"tx":"Hi"}"#)
    #expect(
      EditFixture.text(try text.trimming(.first(0), to: .millis(0, 9000), availableRange: .millis(0, 1)))
        == EditFixture.wrapped(#"{"s":0,"d":9000,"tx":"Hi"}"#))
    let picture = try EditFixture.track(#"{"s":1000,"d":1000,"u":"https://a.b/c.png?x=1.mp4"}"#)
    #expect(
      EditFixture.text(try picture.trimming(.first(0), to: .millis(0, 9000)))
        == EditFixture.wrapped(#"{"s":0,"d":9000,"u":"https://a.b/c.png?x=1.mp4"}"#))
  }

  @Test func letsASourceThatReachedTooFarBeTrimmed() throws {
    let draft = try EditFixture.track(#"{"s":1000,"d":1000,"u":"a.mp4","ss":-300}"#)
    #expect(
      EditFixture.text(
        try draft.trimming(.first(0), to: .millis(1100, 1900), availableRange: .millis(0, 100)))
        == EditFixture.wrapped(#"{"s":1100,"d":800,"u":"a.mp4","ss":-200}"#))
  }

  @Test func refusesRangesThatAreNoTrim() throws {
    let draft = try EditFixture.track(two)
    #expect(throws: DraftEditError.emptyResult(.first(0), duration: .zero)) {
      try draft.trimming(.first(0), to: .millis(500, 500))
    }
    #expect(throws: DraftEditError.timeOutside(.millis(5000), of: .first(0), range: .millis(0, 1000))) {
      try draft.trimming(.first(0), to: .millis(5000, 6000))
    }
    #expect(throws: DraftEditError.timeOutside(.millis(1400), of: .first(1), range: .millis(1500, 2000))) {
      try draft.trimming(.first(1), to: .millis(1300, 1400))
    }
    #expect(throws: DraftEditError.beforeTimelineStart(.millis(-1))) {
      try draft.trimming(.first(0), to: .millis(-1, 1000))
    }
  }
}
