import DraftModel
import Testing

@Suite struct RipplingTests {
  private let text =
    #"{"d":1800,"t":[{"sg":[{"s":0,"d":1000,"u":"a.mp4"},{"s":1000,"d":500},{"s":1500,"d":300}]},"#
    + #"{"tt":7,"sg":[{"s":100,"d":200,"tx":"x"},{"s":1200,"d":100,"tx":"y"}]}]}"#

  @Test func tailMovesWhatFollowsOnTheTrack() throws {
    let draft = try EditFixture.draft(text)
    #expect(
      EditFixture.text(try draft.rippling(.tail, of: .first(0), by: .millis(-400)))
        == #"{"d":1400,"t":[{"sg":[{"s":0,"d":600,"u":"a.mp4"},{"s":600,"d":500},{"s":1100,"d":300}]},"#
        + #"{"tt":7,"sg":[{"s":100,"d":200,"tx":"x"},{"s":1200,"d":100,"tx":"y"}]}]}"#)
  }

  @Test func headMovesTheSourceAndWhatFollowsOnAllTracks() throws {
    let draft = try EditFixture.draft(text)
    #expect(
      EditFixture.text(try draft.rippling(.head, of: .first(0), by: .millis(400), on: .allTracks))
        == #"{"d":1400,"t":[{"sg":[{"s":0,"d":600,"u":"a.mp4","ss":400},"#
        + #"{"s":600,"d":500},{"s":1100,"d":300}]},"#
        + #"{"tt":7,"sg":[{"s":100,"d":200,"tx":"x"},{"s":800,"d":100,"tx":"y"}]}]}"#)
  }

  @Test func touchesNoBytesOfAChainOfImpliedStarts() throws {
    let draft = try EditFixture.track(#"{"d":1000},{ "d" :500},{"d":1}"#)
    #expect(
      EditFixture.text(try draft.rippling(.tail, of: .first(0), by: .millis(5)))
        == EditFixture.wrapped(#"{"d":1005},{ "d" :500},{"d":1}"#))
  }

  @Test func refusesToPushOneSegmentOverAnother() throws {
    let draft = try EditFixture.draft(
      #"{"t":[{"sg":[{"s":0,"d":1000}]},{"sg":[{"s":100,"d":700},{"s":1000,"d":100}]}]}"#)
    #expect(throws: DraftEditError.noRoom(blockedBy: .second(0), limit: .millis(800))) {
      try draft.rippling(.tail, of: .first(0), by: .millis(-300), on: .allTracks)
    }
    #expect(throws: Never.self) {
      try draft.rippling(.tail, of: .first(0), by: .millis(-200), on: .allTracks)
    }
  }

  @Test func refusesWhatTheSegmentCannotGive() throws {
    let draft = try EditFixture.draft(text)
    #expect(throws: DraftEditError.emptyResult(.first(0), duration: .zero)) {
      try draft.rippling(.head, of: .first(0), by: .millis(1000))
    }
    #expect(
      throws: DraftEditError.sourceBeforeStart(.first(0), sourceStart: .millis(-1), earliest: .zero)
    ) { try draft.rippling(.head, of: .first(0), by: .millis(-1)) }
    #expect(
      throws: DraftEditError.sourceAfterEnd(.first(0), sourceEnd: .millis(1001), latest: .millis(1000))
    ) { try draft.rippling(.tail, of: .first(0), by: .millis(1), availableRange: .millis(0, 1000)) }
  }
}
