import DraftModel
import Testing

@Suite struct SlippingTests {
  @Test func movesTheSourceAndNothingElse() throws {
    let draft = try EditFixture.track(#"{"d":1000,"u":"a.mp4","kf":[{"t":5}]},{"d":1}"#)
    #expect(
      EditFixture.text(try draft.slipping(.first(0), by: .millis(250)))
        == EditFixture.wrapped(#"{"d":1000,"u":"a.mp4","kf":[{"t":5}],"ss":250},{"d":1}"#))
  }

  @Test(arguments: ["1000", "1000.0", "\"1000\"", "\"1000.5\"", "1000.25"])
  func thereAndBackRestoresTheBytes(spelling: String) throws {
    let draft = try EditFixture.track(#"{"d":1000,"u":"a.mp4", "sourceStart" :\#(spelling) }"#)
    let there = try draft.slipping(.first(0), by: .millis(500))
    #expect(EditFixture.text(there) != EditFixture.text(draft))
    #expect(EditFixture.text(try there.slipping(.first(0), by: .millis(-500))) == EditFixture.text(draft))
  }

  @Test func staysInsideTheSource() throws {
    let draft = try EditFixture.track(#"{"d":1000,"u":"a.mp4","ss":300,"sp":2}"#)
    #expect(
      throws: DraftEditError.sourceBeforeStart(.first(0), sourceStart: .millis(-100), earliest: .zero)
    ) { try draft.slipping(.first(0), by: .millis(-400)) }
    #expect(
      throws: DraftEditError.sourceAfterEnd(.first(0), sourceEnd: .millis(2301), latest: .millis(2300))
    ) { try draft.slipping(.first(0), by: .millis(1), availableRange: .millis(0, 2300)) }
  }

  @Test func refusesWhatHasNoSourceTime() throws {
    let draft = try EditFixture.track(#"{"d":1000,"tx":"t"},{"d":1,"u":"a.png"}"#)
    for index in 0...1 {
      #expect(throws: DraftEditError.noSourceTime(.first(index))) {
        try draft.slipping(.first(index), by: .millis(1))
      }
    }
  }
}
