import DraftModel
import Testing

@Suite struct SlicingTests {
  @Test func sharesOutWhatBelongsToOneEnd() throws {
    let draft = try EditFixture.track(
      #"{"s":1000,"d":1000,"u":"a.mp4","ss":500,"sp":2,"fi":100,"fo":200,"tr":{"k":"wipe","d":50},"#
        + #""an":{"i":{"k":"pop","d":1},"o":{"k":"out","d":2}},"who":"knows"},{"s":2000,"d":1}"#)
    let edited = try draft.slicing(.first(0), at: .millis(1400))
    #expect(
      EditFixture.text(edited)
        == EditFixture.wrapped(
          #"{"s":1000,"d":400,"u":"a.mp4","ss":500,"sp":2,"fi":100,"an":{"i":{"k":"pop","d":1}},"#
            + #""who":"knows"},"#
            + #"{"s":1400,"d":600,"u":"a.mp4","ss":1300,"sp":2,"fo":200,"tr":{"k":"wipe","d":50},"#
            + #""an":{"o":{"k":"out","d":2}},"who":"knows"},{"s":2000,"d":1}"#))
  }

  @Test func leavesImpliedStartsImplied() throws {
    let draft = try EditFixture.track(#"{"d":1000,"u":"a.mp4"},{"d":300}"#)
    #expect(
      EditFixture.text(try draft.slicing(.first(0), at: .millis(250)))
        == EditFixture.wrapped(#"{"d":250,"u":"a.mp4"},{"d":750,"u":"a.mp4","ss":250},{"d":300}"#))
  }

  @Test func keepsAllKeyframesAtTheirTimes() throws {
    let draft = try EditFixture.track(
      #"{"s":0,"d":1000,"kf":[{"p":"x","t":0,"v":0},{"t":"800","v":1},{"v":2,"p":"y"},7]}"#)
    #expect(
      EditFixture.text(try draft.slicing(.first(0), at: .millis(500)))
        == EditFixture.wrapped(
          #"{"s":0,"d":500,"kf":[{"p":"x","t":0,"v":0},{"t":"800","v":1},{"v":2,"p":"y"},7]},"#
            + #"{"s":500,"d":500,"kf":[{"p":"x","t":-500,"v":0},{"t":"300","v":1},{"v":2,"p":"y","t":-500},"#
            + #"7],"ss":500}"#))
  }

  @Test func repeatsTextWithoutASourceTime() throws {
    let draft = try EditFixture.draft(#"{"t":[{"tt":7,"sg":[{"s":0,"d":900,"tx":"Hi\u0021"}]}]}"#)
    #expect(
      EditFixture.text(try draft.slicing(.first(0), at: .millis(300)))
        == #"{"t":[{"tt":7,"sg":[{"s":0,"d":300,"tx":"Hi\u0021"},{"s":300,"d":600,"tx":"Hi\u0021"}]}]}"#)
    let picture = try EditFixture.track(#"{"d":10,"u":"a/B.JPG"}"#)
    #expect(
      EditFixture.text(try picture.slicing(.first(0), at: .millis(4)))
        == EditFixture.wrapped(#"{"d":4,"u":"a/B.JPG"},{"d":6,"u":"a/B.JPG"}"#))
  }

  @Test(arguments: [
    (#""id":"a""#, #""id":"a-3""#),
    (#""id":7"#, #""id":42"#),
    (#""uuid":"q","id":"q""#, #""uuid":"q-2","id":"q-2""#),
    (#""uuid":"q","id":"r""#, #""uuid":"q-2","id":"r-2""#),
  ])
  func givesTheRightPartAFreshIdentity(old: String, fresh: String) throws {
    let draft = try EditFixture.track(#"{"d":10,\#(old)},{"id":"a-2"},{"id":41}"#)
    #expect(
      EditFixture.text(try draft.slicing(.first(0), at: .millis(5)))
        == EditFixture.wrapped(#"{"d":5,\#(old)},{"d":5,\#(fresh),"ss":5},{"id":"a-2"},{"id":41}"#))
  }

  @Test func keepsTheStackingOrder() throws {
    let draft = try EditFixture.track(#"{"s":0,"d":10},{"s":2,"d":3,"x":0.25}"#)
    #expect(
      EditFixture.text(try draft.slicing(.first(0), at: .millis(5)))
        == EditFixture.wrapped(#"{"s":0,"d":5},{"s":5,"d":5,"ss":5},{"s":2,"d":3,"x":0.25}"#))
  }

  @Test(arguments: [0, 1000, 3000, -5])
  func refusesATimeThatIsNotInside(time: Int) throws {
    let draft = try EditFixture.track(#"{"s":0,"d":1000}"#)
    #expect(throws: DraftEditError.timeOutside(.millis(time), of: .first(0), range: .millis(0, 1000))) {
      try draft.slicing(.first(0), at: .millis(time))
    }
  }
}
