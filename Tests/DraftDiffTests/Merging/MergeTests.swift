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
}
