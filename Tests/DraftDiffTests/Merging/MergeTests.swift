import DraftDiff
import DraftModel
import JSONTree
import Testing

/// What becomes of two versions of one draft.
struct MergeTests {
  private let base = DiffFixture.film

  private func merge(
    _ ours: (Draft) throws -> Draft, _ theirs: (Draft) throws -> Draft, keeping kept: MergeSide = .ours
  ) throws -> (merge: DraftMerge, draft: Draft) {
    let base = try DiffFixture.draft(base)
    let merge = try DraftMerge(base: base, ours: try ours(base), theirs: try theirs(base), keeping: kept)
    return (merge, try Draft(merge.document))
  }

  /// An edit that writes another text in the place of one.
  private func replacing(_ old: String, by new: String) -> (Draft) throws -> Draft {
    { draft in try DiffFixture.draft(DiffFixture.string(draft.document).replacing(old, with: new)) }
  }

  private func add(
    _ name: String, at start: Int, for duration: Int, track: Int = 0, pushing: RippleScope = .track
  )
    -> (Draft) throws -> Draft
  {
    {
      try $0.inserting(
        .object([track == 1 ? "tx" : "u": .string(name)]), onTrack: track, at: .millis(start),
        duration: .millis(duration), pushing: pushing)
    }
  }

  private func remove(_ index: Int, closing: RippleScope?) -> (Draft) throws -> Draft {
    { try $0.removing(SegmentReference(track: 0, index: index), closing: closing) }
  }

  private func trim(_ track: Int, _ index: Int, to range: (Int, Int)) -> (Draft) throws -> Draft {
    {
      try $0.trimming(
        SegmentReference(track: track, index: index),
        to: TimeRange(start: .millis(range.0), end: .millis(range.1)))
    }
  }

  /// `a 0-4, b 4-6` of a track.
  private func track(_ index: Int, of draft: Draft) -> String {
    draft.tracks[index].segments.map { "\($0.label) \($0.rangeInParent)" }.joined(separator: ", ")
  }

  @Test func disjointEditsGoTogether() throws {
    let result = try merge(
      replacing(#""v":0.8"#, by: #""v":0.5"#), replacing("Urban Dreams", by: "Urban Nights"))
    #expect(result.merge.conflicts.isEmpty)
    #expect(result.draft.segments[0].volume == 0.5)
    #expect(result.draft.tracks[1].segments[0].text == "Urban Nights")
  }

  @Test func rippleOfAllTracksCarriesAdditionsAlong() throws {
    for isSwapped in [false, true] {
      let edits = (remove(1, closing: .allTracks), add("New", at: 9500, for: 1000, track: 1))
      let result = isSwapped ? try merge(edits.1, edits.0) : try merge(edits.0, edits.1)
      #expect(result.merge.conflicts.isEmpty)
      #expect(
        track(1, of: result.draft) == #""Urban Dreams" 0-3s, "Second title" 5-7s, "New" 7.5-8.5s"#)
    }
  }

  @Test func rippleOfOneTrackMovesOnlyThat() throws {
    let result = try merge(add("New", at: 9500, for: 1000, track: 1), remove(1, closing: .track))
    #expect(
      track(1, of: result.draft) == #""Urban Dreams" 0-3s, "Second title" 7-9s, "New" 9.5-10.5s"#)
    #expect(track(0, of: result.draft) == "a 0-4s, c 4-7s, d 7-10s")
  }

  @Test func insertionsAtOnePointComeInOrder() throws {
    let edits = (add("x.mp4", at: 4000, for: 1500), add("y.mp4", at: 4000, for: 2000))
    let ours = try merge(edits.0, edits.1)
    #expect(ours.merge.conflicts.isEmpty)
    #expect(ours.merge.notes.count == 1)
    #expect(track(0, of: ours.draft) == "a 0-4s, x 4-5.5s, y 5.5-7.5s, b 7.5-9.5s, c 9.5-12.5s, d 12.5-15.5s")
  }

  @Test func whatBothDidIsDoneOnce() throws {
    let result = try merge(remove(1, closing: .allTracks)) { draft in
      try self.replacing(#""v":0.8"#, by: #""v":0.1"#)(self.remove(1, closing: .allTracks)(draft))
    }
    #expect(result.merge.conflicts.isEmpty)
    #expect(track(0, of: result.draft) == "a 0-4s, c 4-7s, d 7-10s")
    #expect(result.draft.segments[0].volume == 0.1)
  }

  @Test func trimsOfBothEndsAreBothDone() throws {
    let result = try merge(trim(0, 1, to: (4500, 6000)), trim(0, 1, to: (4000, 5500)))
    #expect(result.merge.conflicts.isEmpty)
    #expect(track(0, of: result.draft) == "a 0-4s, b 4.5-5.5s, c 6-9s, d 9-12s")
    #expect(result.draft.segments[1].sourceStart == .millis(500))
  }

  @Test func twoOrdersOfTheTracksAreAConflict() throws {
    func draft(_ names: String...) throws -> Draft {
      let tracks = [
        "v": #"{"tt":0,"sg":[{"s":0,"d":4000,"u":"a.mp4"}]}"#,
        "m": #"{"tt":1,"sg":[{"s":0,"d":4000,"u":"m.mp3"}]}"#,
        "t": #"{"tt":7,"sg":[{"s":0,"d":2000,"tx":"Hi"}]}"#,
      ]
      return try DiffFixture.draft("{\"t\":[" + names.compactMap { tracks[$0] }.joined(separator: ",") + "]}")
    }
    let (base, ours, theirs) = (try draft("v", "m", "t"), try draft("m", "t", "v"), try draft("t", "v", "m"))
    let merge = try DraftMerge(base: base, ours: ours, theirs: theirs)
    #expect(merge.conflicts.map(\.kind) == [.trackOrder])
    #expect(merge.document.bytes == ours.document.bytes)
    #expect(try DraftMerge(base: base, ours: ours, theirs: ours).conflicts.isEmpty)
    #expect(try DraftMerge(base: base, ours: base, theirs: theirs).conflicts.isEmpty)
  }

  @Test func conflictsAreNamedAndOursIsKept() throws {
    func kinds(_ ours: (Draft) throws -> Draft, _ theirs: (Draft) throws -> Draft) throws -> [MergeConflict
      .Kind]
    {
      try merge(ours, theirs).merge.conflicts.map(\.kind)
    }
    #expect(try kinds(trim(0, 1, to: (4000, 5500)), trim(0, 1, to: (4000, 5000))) == [.trimmed])
    #expect(try kinds(remove(1, closing: .track), trim(0, 1, to: (4000, 5000))) == [.removedAndChanged])
    #expect(try kinds(trim(0, 1, to: (4000, 5000)), remove(1, closing: .track)) == [.removedAndChanged])
    #expect(
      try kinds(replacing("Urban Dreams", by: "One"), replacing("Urban Dreams", by: "Two")) == [.text])
    #expect(
      try kinds(replacing(#""v":0.8"#, by: #""v":1"#), replacing(#""v":0.8"#, by: #""v":0"#)) == [.value])
    #expect(
      try kinds(
        { try $0.moving(SegmentReference(track: 1, index: 0), to: .millis(3500)) },
        { try $0.moving(SegmentReference(track: 1, index: 0), to: .millis(3800)) }) == [.moved])
    #expect(
      try kinds(trim(1, 0, to: (0, 5000))) {
        try $0.moving(SegmentReference(track: 1, index: 1), to: .millis(4000))
      } == [.overlap])
    #expect(
      try kinds(replacing(#""ss":1000,"v":0.8"#, by: #""ss":1500,"v":0.8"#)) {
        try $0.slicing(SegmentReference(track: 0, index: 0), at: .millis(2000))
      } == [.divided])
    #expect(
      try kinds(replacing(#""b.mp4""#, by: #""x.mp4""#), replacing(#""b.mp4""#, by: #""y.mp4""#))
        == [.replaced])
  }

  @Test func aSplitGetsTheOtherSidesValuesInAllItsParts() throws {
    let edits = (
      replacing(#""v":0.8"#, by: #""v":0.5,"o":0.9"#),
      { (draft: Draft) in try draft.slicing(SegmentReference(track: 0, index: 0), at: .millis(2000)) }
    )
    for isSwapped in [false, true] {
      let result = isSwapped ? try merge(edits.1, edits.0) : try merge(edits.0, edits.1)
      #expect(result.merge.conflicts.isEmpty)
      #expect(track(0, of: result.draft) == "a 0-2s, a 2-4s, b 4-6s, c 6-9s, d 9-12s")
      #expect(result.draft.segments.prefix(2).map(\.volume) == [0.5, 0.5])
      #expect(result.draft.segments.prefix(2).map(\.opacity) == [0.9, 0.9])
    }
  }

  @Test func conflictsShowBothSides() throws {
    let conflict = try merge(
      replacing("Urban Dreams", by: "One"), replacing("Urban Dreams", by: "Two")
    ).merge.conflicts[0]
    #expect(
      conflict.sentence
        == #"Title: "Urban Dreams" (0-3s), text: ours "One", theirs "Two" [segment.text]"#)
    #expect(conflict.places == "ours /t/1/sg/0/tx, theirs /t/1/sg/0/tx")
  }

  @Test func theirsIsKeptWhereAsked() throws {
    let result = try merge(
      trim(0, 1, to: (4000, 5500)), trim(0, 1, to: (4000, 5000)), keeping: .theirs)
    #expect(track(0, of: result.draft) == "a 0-4s, b 4-5s, c 6-9s, d 9-12s")
    #expect(result.merge.conflicts[0].ours == "trimmed it to 4-5.5s")
  }

  @Test func whatIsKeptInAConflictDoesNotRipple() throws {
    let result = try merge(replacing(#""b.mp4""#, by: #""b.mp4","v":0.1"#), remove(1, closing: .allTracks))
    #expect(track(0, of: result.draft) == "a 0-4s, b 4-6s, c 6-9s, d 9-12s")
    #expect(track(1, of: result.draft) == #""Urban Dreams" 0-3s, "Second title" 7-9s"#)
  }

  @Test(arguments: [
    // The second part slipped, trimmed, faster, at the end, in front; the first part at the end.
    ["a 0 1500 1000", "n 1500 2500 3000", "b 4000 2000 0", "c 6000 3000 500", "d 9000 3000 0"],
    ["a 0 1500 1000", "n 1500 1000 2500", "b 4000 2000 0", "c 6000 3000 500", "d 9000 3000 0"],
    ["a 0 1500 1000", "n 1500 1250 2500 2", "b 4000 2000 0", "c 6000 3000 500", "d 9000 3000 0"],
    ["a 0 1500 1000", "b 1500 2000 0", "c 3500 3000 500", "d 6500 3000 0", "n 9500 2500 2500"],
    ["n 0 2500 2500", "a 2500 1500 1000", "b 4000 2000 0", "c 6000 3000 500", "d 9000 3000 0"],
    ["n 0 2500 2500", "b 2500 2000 0", "c 4500 3000 500", "d 7500 3000 0", "a 10500 1500 1000"],
  ])
  func bothPartsOfASplitThatWasEditedTooGetTheOthersValue(parts: [String]) throws {
    func edited(_ draft: Draft) throws -> Draft {
      try DiffFixture.draft(
        DiffFixture.film(
          video: parts.map { part in
            let words = part.split(separator: " ")
            let isPart = words[0] == "a" || words[0] == "n"
            return #"{"id":"\#(words[0])","s":\#(words[1]),"d":\#(words[2]),"#
              + #""u":"\#(isPart ? "a" : words[0]).mp4","ss":\#(words[3])"# + (isPart ? #","v":0.8"# : "")
              + (words.count > 4 ? #","sp":\#(words[4])}"# : "}")
          }))
    }
    for isSwapped in [false, true] {
      let volume = replacing(#""v":0.8"#, by: #""v":0.1"#)
      let (merge, draft) = isSwapped ? try self.merge(volume, edited) : try self.merge(edited, volume)
      #expect(merge.conflicts.isEmpty)
      #expect(draft.tracks[0].segments.filter { $0.media == "a.mp4" }.map(\.volume) == [0.1, 0.1])
      #expect(
        draft.tracks[0].segments.map { "\($0.identifier ?? "") \($0.rangeInParent)" }
          == (try edited(try DiffFixture.draft(DiffFixture.film))).tracks[0].segments.map {
            "\($0.identifier ?? "") \($0.rangeInParent)"
          })
    }
  }

  @Test func whatIsRefusedOfASplitTakesItsOtherEditsAlong() throws {
    // The split of `a`, whose first part went to the end, against a trim.
    let result = try merge(
      replacing(#""d":4000,"u":"a.mp4""#, by: #""d":3500,"u":"a.mp4""#),
      { _ in
        try DiffFixture.draft(
          DiffFixture.film(video: [
            #"{"id":"n","s":0,"d":2500,"u":"a.mp4","ss":2500,"v":0.8}"#,
            #"{"id":"b","s":2500,"d":2000,"u":"b.mp4"}"#,
            #"{"id":"c","s":4500,"d":3000,"u":"c.mp4","ss":500}"#,
            #"{"id":"d","s":7500,"d":3000,"u":"d.mp4"}"#,
            #"{"id":"a","s":10500,"d":1500,"u":"a.mp4","ss":1000,"v":0.8}"#,
          ]))
      })
    #expect(result.merge.conflicts.map(\.kind) == [.divided])
    #expect(track(0, of: result.draft) == "a 0-3.5s, b 4-6s, c 6-9s, d 9-12s")
  }

  @Test func whatOneSideSplitAndReaddressedTakesTheOthersChangeOnBothParts() throws {
    let (merge, draft) = try merge(
      { base in
        try DiffFixture.draft(
          DiffFixture.film(video: [
            #"{"id":"a","s":0,"d":1500,"u":"https://x.y/a.mp4","ss":1000,"v":0.8}"#,
            #"{"id":"n","s":1500,"d":2500,"u":"https://x.y/a.mp4","ss":2500,"v":0.8}"#,
            #"{"id":"b","s":4000,"d":2000,"u":"https://x.y/b.mp4"}"#,
            #"{"id":"c","s":6000,"d":3000,"u":"https://x.y/c.mp4","ss":500}"#,
            #"{"id":"d","s":9000,"d":3000,"u":"https://x.y/d.mp4"}"#,
          ]))
      }, replacing(#""v":0.8"#, by: #""v":0.1"#))
    #expect(merge.conflicts.isEmpty)
    #expect(draft.tracks[0].segments.prefix(2).map(\.volume) == [0.1, 0.1])
  }

  @Test func whatMovedOntoTheRemovedTakesTheOthersChange() throws {
    let (merge, draft) = try merge(
      { base in
        try DiffFixture.draft(
          DiffFixture.film(video: [
            #"{"id":"a","s":0,"d":4000,"u":"a.mp4","ss":1000,"v":0.8}"#,
            #"{"id":"d","s":4000,"d":2500,"u":"d.mp4"}"#,
            #"{"id":"c","s":6500,"d":3000,"u":"c.mp4","ss":500}"#,
          ]))
      }, replacing(#""u":"d.mp4""#, by: #""u":"d.mp4","v":0.1"#))
    #expect(merge.conflicts.isEmpty)
    #expect(draft.tracks[0].segments.map(\.label) == ["a", "d", "c"])
    #expect(draft.tracks[0].segments[1].volume == 0.1)
  }

  /// Both sides' edits after one that both did.
  private func after(_ common: @escaping (Draft) throws -> Draft, _ edit: @escaping (Draft) throws -> Draft)
    -> (Draft) throws -> Draft
  {
    { try edit(common($0)) }
  }

  private func expectOnce(
    _ common: @escaping (Draft) throws -> Draft, _ further: @escaping (Draft) throws -> Draft,
    _ expected: String, on index: Int = 0
  ) throws {
    for isSwapped in [false, true] {
      let edits = (common, after(common, further))
      let result = isSwapped ? try merge(edits.1, edits.0) : try merge(edits.0, edits.1)
      #expect(result.merge.conflicts.isEmpty)
      #expect(result.merge.notes.isEmpty)
      #expect(track(index, of: result.draft) == expected)
    }
  }

  @Test func whatBothAddedIsThereOnceWhateverOneSideDidBesides() throws {
    let title = add("New words", at: 9500, for: 1000, track: 1)
    let clip = add("x.mp4", at: 6000, for: 1000)
    try expectOnce(clip, remove(0, closing: .track), "b 0-2s, x 2-3s, c 3-6s, d 6-9s")
    try expectOnce(
      title, remove(1, closing: .allTracks),
      #""Urban Dreams" 0-3s, "Second title" 5-7s, "New words" 7.5-8.5s"#, on: 1)
    try expectOnce(
      title, replacing(#""tx":"New words""#, by: #""tx":"New words","o":0.5"#),
      #""Urban Dreams" 0-3s, "Second title" 7-9s, "New words" 9.5-10.5s"#, on: 1)
  }

  @Test func whatBothSplitIsSplitOnce() throws {
    let split = { (draft: Draft) in
      try draft.slicing(SegmentReference(track: 0, index: 0), at: .millis(1500))
    }
    try expectOnce(
      split, replacing("Urban Dreams", by: "Urban Nights"), "a 0-1.5s, a 1.5-4s, b 4-6s, c 6-9s, d 9-12s")
    try expectOnce(
      split, remove(4, closing: .track), "a 0-1.5s, a 1.5-4s, b 4-6s, c 6-9s")
  }

  @Test func aTrackThatBothAddedIsThereOnce() throws {
    let added = replacing(
      #""sg": [{"id":"mm""#,
      by: #""sg":[]},{"id":"q","tt":7,"rl":"caption","sg":[{"s":500,"d":900,"tx":"one"}]},"#
        + #"{"id":"m2","tt":1,"sg":[{"id":"mm""#)
    let result = try merge(added, after(added, remove(1, closing: .allTracks)))
    #expect(result.merge.conflicts.isEmpty)
    #expect(result.draft.tracks.count { $0.role == .caption } == 1)
    #expect(track(0, of: result.draft) == "a 0-4s, c 4-7s, d 7-10s")
  }

  @Test func whatBothMovedIsMovedOnce() throws {
    func film(_ video: [(String, Int)], _ second: Int, _ third: Int) throws -> Draft {
      try DiffFixture.draft(
        DiffFixture.film(
          video: video.map { #"{"id":"\#($0.0)","s":\#($0.1),"d":2000,"u":"\#($0.0).mp4"}"# },
          titles: [
            #"{"id":"t2","s":\#(second),"d":1000,"tx":"Two"}"#,
            #"{"id":"t3","s":\#(third),"d":1000,"tx":"Three"}"#,
          ]))
    }
    let all = [("a", 0), ("b", 2000), ("c", 4000), ("d", 6000)]
    let base = try film(all, 5000, 7000)
    let (ours, theirs) = (
      try film(all, 5000, 7500), try film([("a", 0), ("c", 2000), ("d", 4000)], 3000, 5500)
    )
    for sides in [(ours, theirs), (theirs, ours)] {
      let merge = try DraftMerge(base: base, ours: sides.0, theirs: sides.1)
      #expect(merge.conflicts.isEmpty)
      #expect(track(1, of: try Draft(merge.document)) == #""Two" 3-4s, "Three" 5.5-6.5s"#)
    }
  }

  @Test func aRippleOfBothIsDoneOnceWhateverComesLater() throws {
    try expectOnce(
      add("x.mp4", at: 4000, for: 1000),
      { try $0.slicing(SegmentReference(track: 0, index: 4), at: .millis(11500)) },
      "a 0-4s, x 4-5s, b 5-7s, c 7-10s, d 10-11.5s, d 11.5-13s")
  }

  @Test func theWiderOfTwoRipplesIsDone() throws {
    for isSwapped in [false, true] {
      let edits = (remove(1, closing: .track), remove(1, closing: .allTracks))
      let result = isSwapped ? try merge(edits.1, edits.0) : try merge(edits.0, edits.1)
      #expect(result.merge.conflicts.isEmpty)
      #expect(track(0, of: result.draft) == "a 0-4s, c 4-7s, d 7-10s")
      #expect(track(1, of: result.draft) == #""Urban Dreams" 0-3s, "Second title" 5-7s"#)
    }
  }

  @Test func twoWordingsOfOneNewTextAreAConflict() throws {
    func title(_ text: String) -> (Draft) throws -> Draft {
      replacing(#"{"id":"t2""#, by: #"{"id":"n","s":4000,"d":1000,"tx":"\#(text)"}, {"id":"t2""#)
    }
    let conflicts = try merge(title("New words"), title("Newer words")).merge.conflicts
    #expect(
      conflicts.map(\.sentence) == [
        #"Title: "New words" (4-5s), text: ours "New words", theirs "Newer words" [segment.text]"#
      ])
    #expect(conflicts.first?.basePointer == nil)
  }

  @Test func objectsThatAreNewOnBothSidesGoTogetherFieldByField() throws {
    func style(_ fields: String) -> (Draft) throws -> Draft {
      replacing(#""tx":"Urban Dreams""#, by: #""tx":"Urban Dreams","ts":{\#(fields)}"#)
    }
    let both = try merge(style(#""z":0.06"#), style(##""c":"#FF0000","z":0.06"##))
    #expect(both.merge.conflicts.isEmpty)
    #expect(
      DiffFixture.string(both.merge.document).replacing(" ", with: "").contains(
        ##""ts":{"z":0.06,"c":"#FF0000"}"##))
    let one = try merge(style(#""z":0.06"#), style(##""c":"#FF0000","z":0.08"##))
    #expect(
      one.merge.conflicts.map(\.sentence) == [
        #"Title: "Urban Dreams" (0-3s), text style size: ours 0.06, theirs 0.08 [value]"#
      ])
  }

  @Test func conflictsSayWhatEachSideDid() throws {
    func sentences(_ ours: (Draft) throws -> Draft, _ theirs: (Draft) throws -> Draft) throws -> [String] {
      try merge(ours, theirs).merge.conflicts.map { "ours \($0.ours), theirs \($0.theirs)" }
    }
    func split(at time: Int) -> (Draft) throws -> Draft {
      { try $0.slicing(SegmentReference(track: 0, index: 0), at: .millis(time)) }
    }
    func move(to time: Int) -> (Draft) throws -> Draft {
      { try $0.moving(SegmentReference(track: 1, index: 1), to: .millis(time)) }
    }
    func title(_ text: String, _ start: Int, _ length: Int) -> (Draft) throws -> Draft {
      replacing(
        #"{"id":"t2""#, by: #"{"s":\#(start),"d":\#(length),"tx":"\#(text)"}, {"id":"t2""#)
    }
    #expect(
      try sentences(split(at: 1500), split(at: 2000)) == ["ours split it at 1.5s, theirs split it at 2s"])
    #expect(
      try sentences(move(to: 9500), move(to: 10_000)) == [
        "ours moved it to 9.5-11.5s, theirs moved it to 10-12s"
      ])
    #expect(
      try sentences(replacing(#"{"id": "t", "tt": 7, "sg": ["#, by: #"{"id": "t", "tt": 7, "xx": ["#)) {
        try self.replacing("Urban Dreams", by: "Urban Nights")($0)
      } == [
        #"ours removed it, theirs set text to "Urban Nights""#
      ])
    #expect(
      try sentences(title("Ours", 4000, 2000), title("Theirs", 5000, 1500))
        == [#"ours has "Ours" (4-6s), theirs has "Theirs" (5-6.5s)"#])
  }

  @Test func anOrderOfTracksIsAtTheListOfTracks() throws {
    let base =
      #"{"t":[{"tt":0,"sg":[{"d":1,"u":"a.mp4"}]},{"tt":1,"sg":[{"d":1,"u":"m.mp3"}]},{"tt":7,"sg":[{"d":1,"tx":"x"}]}]}"#
    let draft = try DiffFixture.draft(base)
    func ordered(_ order: [Int]) throws -> Draft {
      let list = try #require(draft.document.value(of: "t", in: draft.node))
      let tracks = order.map { draft.document.literal(of: draft.tracks[$0].node) }
      return try Draft(draft.document.applying([.replace(list, .array(tracks))]))
    }
    let conflicts = try DraftMerge(base: draft, ours: ordered([1, 0, 2]), theirs: ordered([2, 1, 0]))
      .conflicts
    #expect(conflicts.map(\.places) == ["ours /t, theirs /t"])
  }

  @Test(arguments: [
    (
      #"{"t":[{"tt":7,"v":0.5,"sg":[{"d":1000,"tx":"one"}]}]}"#,
      #"{"t":[{"tt":7,"sg":[{"d":1000,"tx":"one"},{"d":1000,"tx":"two"}],"sg":null}]}"#, ["one", "two"]
    ),
    (#"{"t":[{"tt":7,"sg":[{"d":1000,"tx":"one","v":1}]}]}"#, #"{"t":[{"tt":7}]}"#, [] as [String]),
    (#"{"t":[{"tt":7,"sg":[{"d":1000,"tx":"one","v":0.5}]}]}"#, #"{"t":[{"tt":7}]}"#, ["one"]),
    (#"{"t":[{"tt":7,"sg":[{"d":1000,"tx":"one"}],"v":0.5}]}"#, #"{"t":[{"tt":7,"sg":false}]}"#, []),
    (
      #"{"t":[{"tt":7,"sg":{}}]}"#,
      #"{"t":[{"tt":7,"sg":[{"d":1000,"tx":"one"},{"s":1000,"d":1000,"tx":"two"}]}]}"#, ["two"]
    ),
  ])
  func damagedListsOfSegmentsAreNoValues(ours: String, theirs: String, texts: [String]) throws {
    let base = try DiffFixture.draft(#"{"t":[{"tt":7,"sg":[{"d":1000,"tx":"one"}]}]}"#)
    let sides = (try DiffFixture.draft(ours), try DiffFixture.draft(theirs))
    for side in [sides, (sides.1, sides.0)] {
      let merge = try DraftMerge(base: base, ours: side.0, theirs: side.1)
      let draft = try Draft(merge.document)
      if merge.conflicts.isEmpty || side.0.document.bytes == sides.0.document.bytes {
        #expect(draft.segments.compactMap(\.text) == texts, "\(DiffFixture.string(merge.document))")
      }
    }
  }

  /// What theirs did to a segment is not put on the copy that ours made of it.
  @Test func aCopyTakesNothingFromItsOriginal() throws {
    func titles(_ segments: String...) -> String {
      DiffFixture.track(7, segments.joined(separator: ","))
    }
    func title(_ id: String, _ text: String, at start: Int) -> String {
      #"{"id":"\#(id)","tx":"\#(text)","s":\#(start),"d":1000}"#
    }
    let result = try DraftMerge(
      base: DiffFixture.draft(titles(title("x", "One two", at: 0))),
      ours: DiffFixture.draft(titles(title("x", "One two four", at: 0), title("y", "One two", at: 8000))),
      theirs: DiffFixture.draft(titles(title("x", "Entirely different", at: 0))))
    #expect(result.conflicts.map(\.kind.rawValue) == ["segment.text"])
    #expect(try Draft(result.document).segments.map(\.text) == ["One two four", "One two"])
  }

  /// Of segments that moved together, a conflict names the place of the one that it is about.
  @Test func aConflictNamesThePlaceOfItsOwnSegment() throws {
    func clip(_ name: String, _ start: Int, _ more: String = #""d":2000"#) -> String {
      #"{"id":"\#(name)","u":"\#(name).mp4","s":\#(start),\#(more)}"#
    }
    let result = try DraftMerge(
      base: DiffFixture.draft(DiffFixture.track(0, clip("a", 0), clip("b", 2000))),
      ours: DiffFixture.draft(DiffFixture.track(0, clip("a", 500), clip("b", 2500))),
      theirs: DiffFixture.draft(
        DiffFixture.track(
          0, clip("a", 0), clip("b", 2000, #""d":700"#),
          #"{"id":"c","u":"b.mp4","s":2700,"d":1300,"ss":700}"#)))
    #expect(
      result.conflicts.map(\.sentence) == [
        "Video: b (2-4s): ours moved it to 2.5-4.5s, theirs split it at 2.7s [segment.divided]"
      ])
  }
}
