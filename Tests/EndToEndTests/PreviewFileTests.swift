import DraftModel
import Media
import TestSupport
import Testing

@Suite struct PreviewFileTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.addDraft()
  }

  @Test func makesAPlayableFilm() throws {
    let result = try workspace.run("preview", "draft.json")
    #expect(result.exitCode == 0)
    #expect(result.output == "draft-preview.mp4\n")
    let facts = try MediaProbe.facts(path: workspace.folder.file("draft-preview.mp4"))
    #expect(facts.picture?.codec == "h264")
    #expect(facts.picture?.width == 160)
    #expect(facts.picture?.height == 90)
    #expect(facts.picture?.frameRate == FrameRate("25"))
    #expect(facts.sound?.codec == "aac")
    #expect(facts.sound?.sampleRate == 48_000)
    // 37.5 frames of 40 ms: within one of them.
    let duration = try #require(facts.duration)
    #expect((1500...1540).contains(duration.milliseconds.rounded))
  }

  @Test func theIndexComesFirst() throws {
    _ = try workspace.run("preview", "draft.json", "-o", "film.mp4")
    let boxes = MovieBoxes.types(try workspace.folder.bytes(of: "film.mp4"))
    let index = try #require(boxes.firstIndex(of: "moov"))
    let data = try #require(boxes.firstIndex(of: "mdat"))
    #expect(index < data)
  }

  @Test func showsWhatTheDraftSays() throws {
    _ = try workspace.run("preview", "draft.json", "-o", "film.mp4", "--crf", "5")
    let reader = try VideoReader(path: workspace.folder.file("film.mp4"))
    func center(_ milliseconds: Int) throws -> Color {
      try Pixels(reader.picture(at: Time(milliseconds: milliseconds)).frame).at(0.5, 0.5)
    }
    #expect(try center(200).distance(to: .blue) <= 8)
    #expect(try center(700).distance(to: .red) <= 8)
    #expect(try center(1200).distance(to: .blue) <= 8)
  }

  @Test func printsOneDocument() throws {
    let result = try workspace.run("preview", "draft.json", "-o", "film.mp4", "--json")
    let document = try result.document
    #expect(result.exitCode == 0)
    #expect(document.text("/schema") == "workprint.preview/1")
    #expect(document.text("/output") == "film.mp4")
    #expect(document.number("/frames") == 38)
    #expect(document.number("/duration") == 1520)
    #expect(document.count("/fidelity") == 3)
    #expect(document.text("/fidelity/0/status") == "drawn")
  }

  @Test func doesNotWriteOverWhatItDidNotMake() throws {
    try workspace.folder.write("precious", to: "film.mp4")
    try FilmMaker().write(2, color: .red, to: workspace.folder.file("other.mp4"))
    let other = try workspace.folder.bytes(of: "other.mp4")
    for name in ["film.mp4", "other.mp4", "draft.json"] {
      let result = try workspace.run("preview", "draft.json", "-o", name)
      #expect(result.exitCode == 2)
      #expect(result.errors.hasPrefix("\(name): error: the file exists already [output.exists]\nhelp: "))
    }
    #expect(try workspace.folder.text(of: "film.mp4") == "precious")
    #expect(try workspace.folder.bytes(of: "other.mp4") == other)
    #expect(try workspace.folder.text(of: "draft.json") == Workspace.draft)
  }

  @Test func writesOverItsOwnFilms() throws {
    _ = try workspace.run("preview", "draft.json", "-o", "film.mp4")
    let first = try workspace.folder.bytes(of: "film.mp4")
    let result = try workspace.run("preview", "draft.json", "-o", "film.mp4", "--range", "0s-0.5s")
    #expect(result.exitCode == 0)
    #expect(try workspace.folder.bytes(of: "film.mp4") != first)
  }

  @Test func writesOverAnythingWhenForced() throws {
    try workspace.folder.write("precious", to: "film.mp4")
    let result = try workspace.run("preview", "draft.json", "-o", "film.mp4", "--force")
    #expect(result.exitCode == 0)
    #expect(try MediaProbe.facts(path: workspace.folder.file("film.mp4")).picture?.codec == "h264")
  }

  @Test func leavesNothingButTheFilm() throws {
    let before = try workspace.folder.names()
    _ = try workspace.run("preview", "draft.json", "-o", "film.mp4")
    #expect(try workspace.folder.names() == (before + ["film.mp4"]).sorted())
  }
}
