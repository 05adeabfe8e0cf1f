import DraftModel
import JSONTree
import Testing

@Suite struct OddDraftEditTests {
  @Test func passesOverWhatIsNoObject() throws {
    let draft = try EditFixture.track(#"{"d":10},null,7,[],{"d":5}"#)
    #expect(
      EditFixture.text(try draft.trimming(.first(0), to: .millis(0, 6)))
        == EditFixture.wrapped(#"{"d":6},null,7,[],{"d":5,"s":10}"#))
    #expect(
      EditFixture.text(try draft.removing(.first(2)))
        == EditFixture.wrapped(#"{"d":10},null,[],{"d":5}"#))
    #expect(throws: DraftEditError.notAnObject(JSONPointer(tokens: ["t", "0", "sg", "1"]), found: .null)) {
      try draft.slicing(.first(1), at: .zero)
    }
  }

  @Test func refusesATrackThatIsNoObject() throws {
    let draft = try EditFixture.draft(#"{"t":[3,{"sg":[{"d":1}]}]}"#)
    #expect(throws: DraftEditError.notAnObject(JSONPointer(tokens: ["t", "0"]), found: .number)) {
      try draft.moving(.second(0), to: .zero, onTrack: 0)
    }
  }

  @Test func givesALengthToASegmentWithout() throws {
    let draft = try EditFixture.track(#"{"s":10,"tx":"a"},{"s":10,"d":-4}"#)
    #expect(
      EditFixture.text(try draft.trimming(.first(0), to: .millis(10, 30)))
        == EditFixture.wrapped(#"{"s":10,"tx":"a","d":20},{"s":10,"d":-4}"#))
    #expect(
      EditFixture.text(try draft.trimming(.first(1), to: .millis(10, 30)))
        == EditFixture.wrapped(#"{"s":10,"tx":"a"},{"s":10,"d":20}"#))
  }

  @Test func writesOverATimeThatCannotBeRead() throws {
    let huge = String(repeating: "9", count: 40)
    let draft = try EditFixture.track(#"{"d":5},{"s":\#(huge),"d":1e9999},{"d":3}"#)
    #expect(
      EditFixture.text(try draft.rippling(.tail, of: .first(0), by: .millis(2)))
        == EditFixture.wrapped(#"{"d":7},{"s":\#(huge),"d":1e9999},{"d":3}"#))
    #expect(
      EditFixture.text(try draft.removing(.first(0)))
        == EditFixture.wrapped(#"{"s":5,"d":1e9999},{"d":3}"#))
  }

  @Test func refusesATimeThatADraftCannotHold() throws {
    let far = Time(milliseconds: Rational(Int128.max / 2, 1))
    let draft = try EditFixture.track(#"{"d":5}"#)
    #expect(throws: DraftEditError.timeTooLarge(far)) { try draft.moving(.first(0), to: far) }
  }

  @Test func readsTheLastOfDuplicateNames() throws {
    let draft = try EditFixture.track(#"{"s":1,"s":2,"d":5,"m":{},"m":{"text":"t"}}"#)
    #expect(
      EditFixture.text(try draft.moving(.first(0), to: .millis(9)))
        == EditFixture.wrapped(#"{"s":1,"s":9,"d":5,"m":{},"m":{"text":"t"}}"#))
  }

  @Test func saysWhatStandsInTheWay() throws {
    let draft = try EditFixture.track(#"{"d":1000}"#)
    do throws(DraftEditError) {
      _ = try draft.slicing(.first(0), at: .millis(1500))
    } catch {
      #expect("\(error)" == "1.5s is not inside 0-1s, the range of segment 0 of track 0, counted from 0")
    }
  }
}
