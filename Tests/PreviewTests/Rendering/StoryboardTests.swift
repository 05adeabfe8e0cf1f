import DraftModel
import Media
import Preview
import TestSupport
import Testing

/// A draft at one look, and two drafts beside each other.
@Suite struct StoryboardTests {
  private let stage: Stage

  init() throws {
    stage = try Stage()
    try stage.addPhoto("a.png", .red)
    try stage.addPhoto("b.png", .green)
  }

  private static let tracks = #"""
    {"tt": 0, "sg": [{"u": "a.png", "d": 2000, "ft": "cover"}, {"u": "b.png", "s": 2000, "d": 2000, "ft": "cover"}]},
    {"tt": 7, "sg": [{"tx": "Hello", "s": 1000, "d": 1000}]}
    """#

  @Test func thereIsAPictureFromTheMiddleOfEachSegment() throws {
    let board = Storyboard(try stage.plan(Self.tracks))
    #expect(board.cells.map(\.title) == ["a", "\"Hello\"", "b"])
    #expect(board.cells.map(\.frame) == [29, 44, 89])
    #expect(board.cells[1].time == Time(frame: 44, rate: .thirty))
  }

  @Test func picturesAtEvenStepsCoverAllOfIt() throws {
    let board = Storyboard(try stage.plan(Self.tracks), every: Time(milliseconds: 1500), columns: 2)
    #expect(board.cells.map(\.frame) == [0, 45, 90])
    #expect(board.cells.map(\.title) == ["a", "a", "b"])
    #expect(board.columns == 2)
  }

  @Test func aLongDraftIsStillOneLook() throws {
    let plan = try stage.plan(#"{"tt": 0, "sg": [{"u": "a.png", "d": 600000}]}"#)
    let board = Storyboard(plan, every: Time(milliseconds: 1))
    #expect(board.cells.count == Storyboard.mostCells)
    #expect(board.cells.first?.frame == 0)
    #expect(try #require(board.cells.last?.frame) > plan.frames.count * 99 / 100)
  }

  @Test func thePageHoldsThePicturesAndWhatIsUnderThem() throws {
    let notes = RenderNotes()
    let board = Storyboard(try stage.plan(Self.tracks), columns: 3)
    let page = try Pixels(film: board.draw(notes: notes))
    #expect(page.width == 12 + 3 * 172)
    #expect(page.height == 12 + 132)
    #expect(page.isNearly(.red, 12 + 80, 12 + 20))
    #expect(page.isNearly(.green, 12 + 2 * 172 + 80, 12 + 20))
    let background = page[4, 4]
    // Time and title, under the first and not between the pictures.
    for rows in [92..<114, 112..<130] {
      #expect(rows.contains { y in (12..<172).contains { page[$0, y].distance(to: background) > 60 } })
    }
    #expect(!(92..<130).contains { y in (173..<183).contains { page[$0, y].distance(to: background) > 12 } })
  }

  // MARK: Comparisons

  private func comparison(_ tracks: String) throws -> Comparison {
    Comparison(old: try stage.plan(Self.tracks), new: try stage.plan(tracks))
  }

  @Test func whatIsTheSameIsNotCompared() throws {
    let same = try comparison(Self.tracks)
    #expect(same.stretches == [])
    #expect(!same.soundDiffers)
  }

  @Test func anEditedTitleIsOneStretch() throws {
    let edited = try comparison(Self.tracks.replacing("Hello", with: "Bye"))
    #expect(edited.stretches == [.init(old: 30..<60, new: 30..<60)])
  }

  @Test func aRemovedSegmentHasNothingAfterIt() throws {
    let edited = try comparison(
      #"{"tt": 0, "sg": [{"u": "b.png", "d": 2000, "ft": "cover"}]}"#)
    // The rest only moved.
    #expect(edited.stretches == [.init(old: 0..<60, new: 0..<0)])
  }

  @Test func theFilmShowsBeforeAboveAfter() throws {
    let edited = try comparison(Self.tracks.replacing("\"s\": 1000", with: "\"s\": 500"))
    #expect(edited.frameCount > 0)
    let changed = try comparison(Self.tracks.replacing("b.png", with: "a.png"))
    #expect(changed.stretches == [.init(old: 60..<120, new: 60..<120)])
    let path = stage.folder.file("compare.mp4")
    try changed.render(to: path, workers: 2) { _ in }
    let reader = try VideoReader(path: path)
    let page = try Pixels(film: reader.picture(at: .zero).frame)
    #expect(page.height == 2 * (80 + 26))
    #expect(page.isNearly(.green, 20, 26 + 20, within: 12))
    #expect(page.isNearly(.red, 20, 26 + 80 + 26 + 20, within: 12))
    #expect(try MediaProbe.facts(path: path).duration == Time(milliseconds: 2000))
  }
}
