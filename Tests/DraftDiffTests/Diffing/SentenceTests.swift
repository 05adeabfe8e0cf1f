import DraftDiff
import DraftModel
import Testing

/// What a person reads of each class of change.
struct SentenceTests {
  /// Segments of the film's first track, by name, so that a test shows only what it changes.
  private static let a = #"{"id":"a","s":0,"d":4000,"u":"a.mp4","ss":1000,"v":0.8}"#
  private static let b = #"{"id":"b","s":4000,"d":2000,"u":"b.mp4"}"#
  private static let c = #"{"id":"c","s":6000,"d":3000,"u":"c.mp4","ss":500}"#
  private static let d = #"{"id":"d","s":9000,"d":3000,"u":"d.mp4"}"#

  private func text(
    _ video: [String], _ titles: [String] = DiffFixture.titles, duration: Int = 12000
  ) throws -> String {
    try DiffFixture.text(
      DiffFixture.film, DiffFixture.film(video: video, titles: titles, duration: duration))
  }

  private static func at(_ start: Int, _ segment: String) -> String {
    segment.replacing(#/"s":\d+/#) { _ in "\"s\":\(start)" }
  }

  @Test func namesARemovalAndWhatItMoved() throws {
    #expect(
      try text([Self.a, Self.at(4000, Self.c), Self.at(7000, Self.d)])
        == "Video: Removed b (4-6s); later Video moves 2 s earlier; Title stays")
    #expect(try text([Self.a, Self.c, Self.d]) == "Video: Removed b (4-6s)")
  }

  @Test func namesTheTracksThatARippleMoved() throws {
    let titles = [DiffFixture.titles[0], Self.at(5000, DiffFixture.titles[1])]
    #expect(
      try text([Self.a, Self.at(4000, Self.c), Self.at(7000, Self.d)], titles)
        == "Video: Removed b (4-6s); later Video and Title move 2 s earlier")
  }

  @Test func tellsTheDraftsOwnLengthWithItsCause() throws {
    let added = #"{"id":"x","s":12000,"d":1500,"u":"x.mp4"}"#
    #expect(
      try text([Self.a, Self.b, Self.c, Self.d, added], duration: 13500) == "Video: Added x (12-13.5s)")
  }

  @Test func tellsTrimsByTheEndThatMoved() throws {
    let tail = #"{"id":"b","s":4000,"d":1500,"u":"b.mp4"}"#
    #expect(
      try text([Self.a, tail, Self.c, Self.d]) == "Video: Trimmed the tail of b by 0.5 s (4-6s → 4-5.5s)")
    let head = #"{"id":"b","s":4500,"d":1500,"u":"b.mp4","ss":500}"#
    #expect(
      try text([Self.a, head, Self.c, Self.d]) == "Video: Trimmed the head of b by 0.5 s (4-6s → 4.5-6s)")
    #expect(
      try text([Self.a, tail, Self.at(5500, Self.c), Self.at(8500, Self.d)])
        == "Video: Trimmed the tail of b by 0.5 s (4-6s → 4-5.5s); later Video moves 0.5 s earlier; Title stays"
    )
  }

  @Test func tellsEachEndByItsOwnLength() throws {
    let both = #"{"id":"b","s":4500,"d":1250,"u":"b.mp4","ss":500}"#
    #expect(
      try text([Self.a, both, Self.c, Self.d])
        == "Video: Trimmed the head of b by 0.5 s, and its tail by 0.25 s (4-6s → 4.5-5.75s)")
    let slid = #"{"id":"b","s":4000,"d":1500,"u":"b.mp4","ss":1000}"#
    #expect(
      try text([Self.a, slid, Self.c, Self.d])
        == "Video: Trimmed the head of b by 1 s, and extended its tail by 0.5 s (4-6s → 4-5.5s)")
  }

  @Test func keepsTheEndWhereATextLosesItsHead() throws {
    let titles = [DiffFixture.titles[0], #"{"id":"t2","s":7500,"d":1500,"tx":"Second title"}"#]
    #expect(
      try text([Self.a, Self.b, Self.c, Self.d], titles)
        == #"Title: Trimmed the head of "Second title" by 0.5 s (7-9s → 7.5-9s)"#)
  }

  @Test func tellsSlipsRetimesAndReplacements() throws {
    #expect(
      try text([Self.a, Self.b, #"{"id":"c","s":6000,"d":3000,"u":"c.mp4","ss":1200}"#, Self.d])
        == "Video: Slipped c (6-9s) 0.7 s on in its source (0.5-3.5s → 1.2-4.2s)")
    #expect(
      try text([
        Self.a, #"{"id":"b","s":4000,"d":1000,"u":"b.mp4","sp":2}"#, Self.at(5000, Self.c),
        Self.at(8000, Self.d),
      ])
        == "Video: Sped up b from 1x to 2x (4-6s → 4-5s); later Video moves 1 s earlier; Title stays")
    #expect(
      try text([Self.a, #"{"id":"q","s":4000,"d":2000,"u":"new.mp4"}"#, Self.c, Self.d])
        == "Video: Replaced b (4-6s) by new (4-6s)")
  }

  @Test func tellsSplitsAndJoins() throws {
    let parts = [
      #"{"id":"a","s":0,"d":1500,"u":"a.mp4","ss":1000,"v":0.8}"#,
      #"{"id":"n","s":1500,"d":2500,"u":"a.mp4","ss":2500,"v":0.8}"#,
    ]
    let split = DiffFixture.film(video: parts + [Self.b, Self.c, Self.d])
    #expect(try DiffFixture.text(DiffFixture.film, split) == "Video: Split a (0-4s) at 1.5s")
    #expect(
      try DiffFixture.text(split, DiffFixture.film) == "Video: Joined 2 parts of a at 1.5s (0-4s)")
  }

  @Test func tellsMoves() throws {
    #expect(
      try text([Self.a, Self.at(4000, Self.c), Self.at(7000, Self.b), Self.d])
        == "Video: Moved b from 4-6s to 7-9s")
    let titles = [Self.at(3500, DiffFixture.titles[0]), DiffFixture.titles[1]]
    #expect(
      try text([Self.a, Self.b, Self.c, Self.d], titles)
        == #"Title: Moved "Urban Dreams" from 0-3s to 3.5-6.5s"#)
  }

  @Test func tellsWhatMovedOnAllTracksOnce() throws {
    let titles = [DiffFixture.titles[0], Self.at(8000, DiffFixture.titles[1])]
    #expect(
      try text([Self.a, Self.b, Self.at(7000, Self.c), Self.at(10000, Self.d)], titles, duration: 13000)
        == #"Moved c, d and "Second title" 1 s later, from 6s to 7s"#)
  }

  @Test func tellsARollAndASlideAsOneThing() throws {
    #expect(
      try text([
        #"{"id":"a","s":0,"d":4500,"u":"a.mp4","ss":1000,"v":0.8}"#,
        #"{"id":"b","s":4500,"d":1500,"u":"b.mp4","ss":500}"#, Self.c, Self.d,
      ]) == "Video: Trimmed the tail of a and the head of b: their cut moves 0.5 s later (4s → 4.5s)")
    #expect(
      try text([
        #"{"id":"a","s":0,"d":4500,"u":"a.mp4","ss":1000,"v":0.8}"#, Self.at(4500, Self.b),
        #"{"id":"c","s":6500,"d":2500,"u":"c.mp4","ss":1000}"#, Self.d,
      ]) == "Video: Moved b 0.5 s later between a and c, which were trimmed to make room")
  }

  @Test func showsTextsWordByWord() throws {
    let titles = [#"{"id":"t1","s":0,"d":3000,"tx":"Urban Nights"}"#, DiffFixture.titles[1]]
    #expect(
      try text([Self.a, Self.b, Self.c, Self.d], titles)
        == #"Title: Text of "Urban Dreams" (0-3s): "Urban [-Dreams-]{+Nights+}""#)
  }

  @Test(arguments: [
    (#""v":0.5"#, "Volume of b (4-6s): 100% → 50%"), (#""r":-5"#, "Rotation of b (4-6s): 0° → -5°"),
    (#""x":0.4,"y":0.6"#, "Position of b (4-6s): x 50% → 40%, y 50% → 60%"),
    (#""fi":300"#, "Fade in of b (4-6s): 0s → 0.3s"), (#""ft":"cover""#, "Fit of b (4-6s): contain → cover"),
    (#""tr":{"k":"wipe","d":500}"#, "Transition of b (4-6s): none → wipe 0.5s"),
    (#""fx":[{"k":"blur","a":4}]"#, "Effects of b (4-6s): none → blur 4"),
    (#""kf":[{"p":"x","t":0,"v":0.5}]"#, "Keyframes of b (4-6s): none → x (0s 0.5)"),
    (##""ts":{"z":0.06,"c":"#FF0000"}"##, "Text style of b (4-6s): none → size 0.06, color #FF0000"),
    (#""an":{"i":{"k":"fade","d":300}}"#, "Animation of b (4-6s): none → in fade 0.3s"),
    (#""cr":{"l":0.1}"#, "Crop of b (4-6s): none → left 10%"),
    (#""hd":true"#, "Hid b (4-6s)"),
    (#""own":[1]"#, "Unknown key own of b (4-6s): nothing → [1]"),
    (#""m":{"note":"n"}"#, #"Note of b (4-6s): none → "n""#),
  ])
  func tellsPropertiesInTheirUnits(member: String, expected: String) throws {
    let changed = #"{"id":"b","s":4000,"d":2000,"u":"b.mp4",\#(member)}"#
    let found = try text([Self.a, changed, Self.c, Self.d])
    #expect(found == "Video: \(expected)")
  }

  @Test func tellsAlikeChangesOfSeveralSegmentsOnce() throws {
    let quiet = [Self.b, Self.c, Self.d].map { $0.replacing("}", with: #","v":0.5}"#) }
    #expect(
      try text([Self.a] + quiet)
        == "Video: Volume of b (4-6s), c (6-9s) and d (9-12s): 100% → 50%")
  }

  @Test func tellsACutOutOfTheMiddleAsOneThing() throws {
    let parts = [
      #"{"id":"a","s":0,"d":1500,"u":"a.mp4","ss":1000,"v":0.8}"#,
      #"{"id":"n","s":1500,"d":2000,"u":"a.mp4","ss":3000,"v":0.8}"#,
    ]
    let closed = DiffFixture.film(
      video: parts + [Self.at(3500, Self.b), Self.at(5500, Self.c), Self.at(8500, Self.d)])
    #expect(
      try DiffFixture.text(DiffFixture.film, closed)
        == "Video: Cut 1.5-2s out of a (0-4s); later Video moves 0.5 s earlier; Title stays")
    let open = DiffFixture.film(video: [parts[0], Self.at(2000, parts[1]), Self.b, Self.c, Self.d])
    #expect(try DiffFixture.text(DiffFixture.film, open) == "Video: Cut 1.5-2s out of a (0-4s)")
    #expect(
      try DiffFixture.text(open, DiffFixture.film)
        == "Video: Joined 2 parts of a and put 1.5-2s back (0-4s)")
  }

  @Test func tellsWhatAPartOfASplitHasOtherwise() throws {
    let split = DiffFixture.film(video: [
      #"{"id":"a","s":0,"d":1500,"u":"a.mp4","ss":1000,"v":0.8}"#,
      #"{"id":"n","s":1500,"d":2500,"u":"a.mp4","ss":2500,"v":0.2}"#, Self.b, Self.c, Self.d,
    ])
    #expect(
      try DiffFixture.text(DiffFixture.film, split) == """
        Video: Split a (0-4s) at 1.5s
        Video: Volume of a (1.5-4s): 80% → 20%
        """)
  }

  @Test func aStartThatHadToBeWrittenIsToldWithItsCause() throws {
    let (b, c) = (#"{"d":2000,"u":"b.mp4"}"#, #"{"d":3000,"u":"c.mp4"}"#)
    #expect(
      try DiffFixture.text(
        DiffFixture.track(0, Self.a, b, c), DiffFixture.track(0, Self.a, Self.at(6000, Self.c))
      )
      .hasPrefix("Video: Removed b (4-6s)"))
    #expect(
      try DiffFixture.text(
        DiffFixture.track(0, Self.a, b, c),
        DiffFixture.track(0, Self.a, #"{"s":6000,"d":3000,"u":"c.mp4"}"#)) == "Video: Removed b (4-6s)")
  }

  @Test func whoeverWasChangedOtherwiseHasStayed() throws {
    let trimmed = #"{"id":"c","s":4000,"d":2500,"u":"c.mp4","ss":500}"#
    #expect(
      try text([Self.a, trimmed, Self.at(6500, Self.b), Self.at(8500, Self.d)]).contains(
        "Moved b from 4-6s to 6.5-8.5s"))
  }

  @Test func tellsAStyleThatAllCameToHaveOnce() throws {
    func titles(_ first: String, _ second: String) -> String {
      DiffFixture.track(
        7, #"{"s":0,"d":1000,"tx":"One"\#(first)}"#, #"{"s":1000,"d":1000,"tx":"Two"\#(second)}"#)
    }
    let red = ##","ts":{"z":0.09,"c":"#FF0000"}"##
    #expect(
      try DiffFixture.text(titles("", ##","ts":{"z":0.05,"c":"#FFFFFF"}"##), titles(red, red))
        == #"Title: Text style of "One" (0-1s) and "Two" (1-2s) set to size 0.09, color #FF0000"#)
  }

  @Test func tellsFilesThatWerePutElsewhereOnce() throws {
    let moved = [Self.a, Self.b, Self.c, Self.d].map {
      $0.replacing(#/"u":"/#) { _ in #""u":"https://cdn.example.com/x/"# }
    }
    #expect(try text(moved) == "Video: Media address of 4 segments changed")
  }

  @Test func tellsSwitchesAndTypesAsAPersonDoes() throws {
    func film(_ type: Int, _ muted: String) -> String {
      #"{"t":[{"tt":\#(type),\#(muted)"sg":[{"s":0,"d":1000,"u":"a.mp4"}]}]}"#
    }
    #expect(try DiffFixture.text(film(0, ""), film(0, #""mu":true,"#)) == "Video: Muted the track")
    #expect(try DiffFixture.text(film(1, ""), film(0, "")) == "Changed track Video from audio to video")
  }

  @Test func measuresTheTrimOfWhatARippleCarries() throws {
    let titles = [DiffFixture.titles[0], #"{"id":"t2","s":5500,"d":1500,"tx":"Second title"}"#]
    #expect(
      try text([Self.a, Self.at(4000, Self.c), Self.at(7000, Self.d)], titles)
        == """
        Video: Removed b (4-6s); later Video and Title move 2 s earlier
        Title: Trimmed the head of "Second title" by 0.5 s (7-9s → 5.5-7s)
        """)
  }

  @Test func tellsEachOfTwoRipplesByItsOwnOffset() throws {
    let tail = #"{"id":"b","s":4000,"d":1600,"u":"b.mp4"}"#
    let added = #"{"id":"n","s":8600,"d":2000,"u":"n.mp4"}"#
    let titles = [DiffFixture.titles[0], #"{"id":"t2","s":11000,"d":2000,"tx":"Second title"}"#]
    let old = DiffFixture.film.replacing(#""s":7000"#, with: #""s":9400"#)
    let new = DiffFixture.film(
      video: [Self.a, tail, Self.at(5600, Self.c), added, Self.at(10600, Self.d)], titles: titles)
    #expect(
      try DiffFixture.text(old, new) == """
        Video: Trimmed the tail of b by 0.4 s (4-6s → 4-5.6s); later Video and Title move 0.4 s earlier
        Video: Added n (8.6-10.6s); later Video and Title move 2 s later
        """)
  }

  @Test func aRippleIsToldOnceAroundASplit() throws {
    func film(_ video: String, _ sounds: String) -> String {
      #"{"t":[{"tt":0,"sg":[\#(video)]},{"tt":1,"sg":[\#(sounds)]}]}"#
    }
    let old = film(
      #"{"u":"a.mp4","s":0,"d":4000},{"u":"b.mp4","s":4000,"d":4000}"#,
      #"{"u":"m.m4a","s":3000,"d":4000},{"u":"n.m4a","s":8000,"d":2000}"#)
    let new = film(
      #"{"u":"a.mp4","s":0,"d":4000},{"u":"z.mp4","s":4000,"d":1500},{"u":"b.mp4","s":5500,"d":4000}"#,
      #"{"u":"m.m4a","s":3000,"d":1800},{"u":"m.m4a","s":4800,"d":2200,"ss":1800},{"u":"n.m4a","s":9500,"d":2000}"#
    )
    #expect(
      try DiffFixture.text(old, new) == """
        Video: Added z (4-5.5s); later Video and BGM move 1.5 s later
        BGM: Split m (3-7s) at 4.8s
        """)
  }

  @Test func namesTheTrackThatASegmentCameFrom() throws {
    func film(_ second: String, _ third: String) -> String {
      #"{"t":[{"tt":0,"sg":[{"u":"a.mp4","s":0,"d":2000}]},{"tt":0,"sg":[{"u":"c.mp4","s":0,"d":2000}\#(second)]},"#
        + #"{"tt":0,"sg":[\#(third){"u":"e.mp4","s":4000,"d":1000}]}]}"#
    }
    let moved = #"{"u":"d.mp4","s":2000,"d":2000}"#
    #expect(
      try DiffFixture.text(film("," + moved, ""), film("", moved + ","))
        == "Video 3: Moved d (2-4s) here from Video 2")
  }

  @Test func showsTimesThatDifferByLittleWithAllTheirPlaces() throws {
    #expect(
      try text([Self.a, Self.b, Self.c, #"{"id":"d","s":9000,"d":3002,"u":"d.mp4"}"#])
        == "Video: Extended the tail of d by 0.002 s (9-12s → 9-12.002s)")
  }

  @Test func saysNestedKeysAsAPersonDoes() throws {
    func title(_ animation: String) -> String {
      DiffFixture.track(7, #"{"s":0,"d":3000,"tx":"One","an":\#(animation)}"#)
    }
    #expect(
      try DiffFixture.text(title(#"{"i":{"k":"fade","d":300}}"#), title(#"{"i":{"k":"pop","d":450}}"#))
        == #"Title: Animation of "One" (0-3s): in fade → pop, in duration 0.3s → 0.45s"#)
  }
}
