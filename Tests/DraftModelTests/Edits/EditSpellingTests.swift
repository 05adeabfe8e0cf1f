import DraftModel
import JSONTree
import Testing

@Suite struct EditSpellingTests {
  @Test func keepsForeignSpellings() throws {
    let draft = try EditFixture.track(
      #"{"start_time":"1000","duration":500.0,"m":{"cdn_url":"https://a/b.mp4"}}"#)
    #expect(
      EditFixture.text(try draft.trimming(.first(0), to: .millis(1250, 1400)))
        == EditFixture.wrapped(
          #"{"start_time":"1250","duration":150.0,"m":{"cdn_url":"https://a/b.mp4"},"ss":250}"#))
  }

  @Test func changesEverySpellingThatSaidTheSame() throws {
    let draft = try EditFixture.track(
      #"{"s":1000,"start":999,"startTime":"1000.0","\u0073tart_time":1e3,"d":5,"d":5}"#)
    #expect(
      EditFixture.text(try draft.moving(.first(0), to: .millis(2500)))
        == EditFixture.wrapped(
          #"{"s":2500,"start":999,"startTime":"2500.0","\u0073tart_time":2500,"d":5,"d":5}"#))
    #expect(
      EditFixture.text(try draft.rippling(.tail, of: .first(0), by: .millis(1)))
        == EditFixture.wrapped(
          #"{"s":1000,"start":999,"startTime":"1000.0","\u0073tart_time":1e3,"d":6,"d":6}"#))
  }

  @Test func removesEverySpelling() throws {
    let draft = try EditFixture.track(#"{"d":10,"fi":1,"fadeIn":2,"fo":null,"fadeOut":4,"tx":""}"#)
    #expect(
      EditFixture.text(try draft.slicing(.first(0), at: .millis(5)))
        == EditFixture.wrapped(
          #"{"d":5,"fi":1,"fadeIn":2,"fo":null,"tx":""},"#
            + #"{"d":5,"fo":null,"fadeOut":4,"tx":""}"#))
  }

  @Test func writesIntoThePathOfAKeyTable() throws {
    let keys = DraftKeys(userSpellings: [
      .start: ["timing/at"], .duration: ["timing/length"], .sourceStart: ["asset/from"],
    ])
    let draft = try EditFixture.draft(
      #"{"t":[{"sg":[{"timing":{"length":1000}},{"timing":{"length":500},"asset":{"p":1}},{"d":1}]}]}"#,
      keys: keys)
    #expect(
      EditFixture.text(try draft.trimming(.first(1), to: .millis(1100, 1500)))
        == #"{"t":[{"sg":[{"timing":{"length":1000}},"#
        + #"{"timing":{"length":400,"at":1100},"asset":{"p":1,"from":100}},{"d":1}]}]}"#)
    let inserted = try draft.inserting(.object(["n": .int(1)]), onTrack: 0, at: .zero, duration: .millis(7))
    #expect(
      EditFixture.text(inserted).hasPrefix(
        #"{"t":[{"sg":[{"n":1,"timing":{"at":0,"length":7}},{"timing":{"length":1000}},"#))
  }

  @Test func takesAnotherKeyWhereOneIsTaken() throws {
    let keys = DraftKeys(userSpellings: [.start: ["asset/at"]])
    let draft = try EditFixture.draft(#"{"t":[{"sg":[{"d":5,"asset":3}]}]}"#, keys: keys)
    #expect(
      EditFixture.text(try draft.moving(.first(0), to: .millis(8)))
        == #"{"t":[{"sg":[{"d":5,"asset":3,"s":8}]}]}"#)
    let empty = try EditFixture.track(#"{"d":5,"s":null}"#)
    #expect(
      EditFixture.text(try empty.moving(.first(0), to: .millis(8))) == EditFixture.wrapped(#"{"d":5,"s":8}"#))
    let full = try EditFixture.track(#"{"d":5,"s":[],"start":{},"startTime":[],"start_time":{}}"#)
    #expect(throws: DraftEditError.cannotWrite(.start, JSONPointer(tokens: ["t", "0", "sg", "0"]))) {
      try full.moving(.first(0), to: .millis(8))
    }
  }

  @Test(arguments: [
    (Time(milliseconds: Rational(1, 2)), "0.5"),
    (Time(milliseconds: Rational(1, 4096)), "0.000244140625"),
    (Time(frame: 1, rate: .thirty), "33.333333333"),
    (Time(frame: 2, rate: .thirty), "66.666666667"),
    (Time(milliseconds: Rational(299_999_999_999, 300_000_000_000)), "1"),
    (Time(milliseconds: Rational(1, 30_000_000_000)), "0"),
  ])
  func writesFractionsExactlyOrToNinePlaces(time: Time, spelling: String) throws {
    let draft = try EditFixture.track(#"{"s":5,"d":1000}"#)
    #expect(
      EditFixture.text(try draft.moving(.first(0), to: time))
        == EditFixture.wrapped(#"{"s":\#(spelling),"d":1000}"#))
  }

  @Test func framesLeaveNoGapsBehindThem() throws {
    let draft = try EditFixture.track(#"{"s":0,"d":1000,"u":"a.mp4"}"#)
    let edited = try draft.slicing(.first(0), at: Time(frame: 7, rate: .thirty))
    let parts = edited.tracks[0].segments
    #expect(parts[0].end == parts[1].start)
    #expect(parts[0].duration + parts[1].duration == .millis(1000))
    #expect(edited.tracks[0].gaps.isEmpty)
  }

  @Test func followsAPrettyLayout() throws {
    let pretty = """
      {
        "t": [
          {
            "sg": [
              {
                "s": 0,
                "d": 1000
              },
              {
                "d": 500,
                "who": "knows"
              }
            ]
          }
        ],
        "d": 1500
      }

      """
    let expected = """
      {
        "t": [
          {
            "sg": [
              {
                "s": 0,
                "d": 400
              },
              {
                "s": 700,
                "d": 300,
                "ss": 700
              },
              {
                "d": 500,
                "who": "knows"
              },
              {
                "tx": "new",
                "s": 1500,
                "d": 100
              }
            ]
          }
        ],
        "d": 1600
      }

      """
    let draft = try EditFixture.draft(pretty)
    let edited = try draft.slicing(.first(0), at: .millis(400))
      .trimming(.first(1), to: .millis(700, 1000))
      .overwriting(
        with: .object(["tx": .string("new")]), onTrack: 0, at: .millis(1500), duration: .millis(100))
    #expect(EditFixture.text(edited) == expected)
  }

  @Test func keepsTheWrapper() throws {
    let draft = try EditFixture.draft(
      #"{"code":0,"data":{"state":{"draft":{"t":[{"sg":[{"d":5}]}]},"canvas_config":{}}}}"#)
    #expect(
      EditFixture.text(try draft.rippling(.tail, of: .first(0), by: .millis(2)))
        == #"{"code":0,"data":{"state":{"draft":{"t":[{"sg":[{"d":7}]}]},"canvas_config":{}}}}"#)
  }
}
