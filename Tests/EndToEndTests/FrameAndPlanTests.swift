import Media
import TestSupport
import Testing

@Suite struct FrameAndPlanTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.addDraft()
  }

  @Test func frameMakesAPicture() throws {
    let result = try workspace.run("frame", "draft.json", "--at", "0.7s", "-o", "look.png")
    #expect(result.exitCode == 0)
    #expect(result.output == "look.png\n")
    let path = workspace.folder.file("look.png")
    #expect(try workspace.folder.bytes(of: "look.png").prefix(4) == [0x89, 0x50, 0x4E, 0x47])
    let pixels = try Pixels(StillReader(path: path).picture(at: .zero).frame)
    #expect((pixels.width, pixels.height) == (160, 90))
    #expect(pixels.at(0.5, 0.5).distance(to: .red) <= 4)
    #expect(pixels.at(0.1, 0.1).distance(to: .blue) <= 6)
  }

  @Test(arguments: [("12f", 12, .blue), ("480ms", 12, .blue), ("0:00.5", 12, .blue), ("13f", 13, Color.red)])
  func timesMayBeSpelledInManyWays(_ time: String, _ frame: Int, _ color: Color) throws {
    let result = try workspace.run("frame", "draft.json", "--at", time, "-o", "look.png", "--json")
    let document = try result.document
    #expect(document.text("/schema") == "workprint.frame/1")
    #expect(document.number("/frame") == Double(frame))
    let picture = try StillReader(path: workspace.folder.file("look.png")).picture(at: .zero).frame
    #expect(try Pixels(picture).at(0.5, 0.5).distance(to: color) <= 6)
  }

  @Test func aFrameAfterTheEndIsRefused() throws {
    let before = try workspace.folder.names()
    let result = try workspace.run("frame", "draft.json", "--at", "9s", "-o", "look.png")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("[frame.outside]"))
    #expect(try workspace.folder.names() == before)
  }

  @Test func frameDoesNotWriteOverAnything() throws {
    try workspace.folder.write("precious", to: "look.png")
    let result = try workspace.run("frame", "draft.json", "--at", "0s", "-o", "look.png")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("[output.exists]"))
    #expect(try workspace.folder.text(of: "look.png") == "precious")
  }

  @Test func planPrintsChunksAndSounds() throws {
    let result = try workspace.run("plan", "draft.json")
    #expect(result.exitCode == 0)
    try Golden.check(result.output, against: "plan.txt")
  }

  @Test func planPrintsOneDocument() throws {
    let result = try workspace.run("plan", "draft.json", "--json", "--range", "0.5s-1s", "--size", "320x90")
    let document = try result.document
    #expect(document.text("/schema") == "workprint.plan/1")
    #expect(document.number("/frames/start") == 13)
    #expect(document.number("/frames/end") == 25)
    #expect(document.number("/output/width") == 320)
    #expect(document.number("/output/canvas/x") == 80)
    #expect(document.count("/chunks") == 1)
    #expect(document.count("/sound/clips") == 2)
  }

  @Test func standardInputIsADraft() throws {
    let result = try workspace.run("plan", "-", "--json", input: Workspace.draft)
    #expect(result.exitCode == 0)
    #expect(try result.document.text("/layers/0/path") == "./clip.mp4")
    let film = try workspace.run("preview", "-", "--range", "0s-0.2s", input: Workspace.draft)
    #expect(film.output == "draft-preview.mp4\n")
    #expect(try workspace.folder.names().contains("draft-preview.mp4"))
  }

  @Test func mediaFoldersAreLookedThrough() throws {
    let other = try Workspace()
    try other.folder.write(Workspace.draft, to: "draft.json")
    let without = try other.run("plan", "draft.json", "--json").document
    #expect(without.text("/fidelity/0/status") == "notDrawn")
    let with = try other.run("plan", "draft.json", "--json", "--media", workspace.folder.path).document
    #expect(with.text("/fidelity/0/status") == "drawn")
  }
}
