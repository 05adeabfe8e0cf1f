import JSONTree
import Media
import TestSupport
import Testing

@Suite struct CheckTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String..., input: String = "") throws -> ProgramResult {
    try Program.run(arguments, in: folder, input: input)
  }

  private static let faulty = """
    {"m": {"width": 1080, "height": 1920}, "d": 9000, "t": [
      {"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.jpg", "fi": 1500, "fo": 1500}]}]}

    """

  @Test func aDryRunIsADocumentWithTheDiffInIt() throws {
    try folder.write(Self.faulty, to: "a.json")
    let result = try run("check", "a.json", "--fix", "--dry-run", "--json")
    #expect(result.exitCode == 1)
    let document = try result.document
    #expect(document.text("/schema") == "workprint.check/1")
    #expect(document.text("/wouldFix/0/code") == "draft.duration")
    #expect(document.text("/diff")?.hasPrefix("--- a.json\n+++ a.json\n@@") == true)
    #expect(document.text("/findings/0/fix/replacements/0/text") == "2000")
    #expect(try folder.text(of: "a.json") == Self.faulty)
  }

  @Test func aDryRunInSARIFHasTheFixes() throws {
    try folder.write(Self.faulty, to: "a.json")
    let result = try run("check", "a.json", "--fix", "--dry-run", "--format", "sarif")
    let base = "/runs/0/results/0/fixes/0/artifactChanges/0"
    #expect(try result.document.text(base + "/replacements/0/insertedContent/text") == "2000")
    #expect(try result.document.text(base + "/artifactLocation/uri") == "a.json")
    #expect(try folder.text(of: "a.json") == Self.faulty)
  }

  @Test func fixesAreDoneInPlace() throws {
    try folder.write(Self.faulty, to: "a.json")
    #expect(try run("check", "a.json", "--fix").exitCode == 0)
    #expect(
      try folder.text(of: "a.json")
        == Self.faulty.replacing("9000", with: "2000").replacing("1500", with: "1000"))
  }

  @Test func keysOfTheConfigurationThatSayNothingAreWarnedOf() throws {
    try folder.write(Self.faulty, to: "a.json")
    try folder.write(#"{"rulez": {"draft.duration": "off"}}"#, to: ".workprint.json")
    let result = try run("check", "a.json", "--json")
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("warning: the key `rulez` is not known"))
    #expect(try result.document.text("/findings/0/code") == "draft.duration")
  }

  @Test func faultsOfTheConfigurationAreShown() throws {
    try folder.write(Self.faulty, to: "a.json")
    try folder.write("{\n  {bad\n", to: ".workprint.json")
    let broken = try run("check", "a.json")
    #expect(broken.exitCode == 2)
    #expect(broken.errors.hasPrefix(".workprint.json:2:3: error: not a configuration"))
    #expect(broken.errors.contains("\n    {bad\n    ^\n"))
    try folder.write(
      #"{"rules": {"draft.duration": "off", "draft.duration": "error"}}"#, to: ".workprint.json")
    let twice = try run("check", "a.json", "--rule", "segment.fades=off", "--rule", "segment.fades=info")
    #expect(
      twice.errors.contains("warning: the key `draft.duration` stands here again, and the last one counts"))
    #expect(twice.errors.contains("warning: --rule gives `segment.fades` 2 levels, and the last one counts"))
    #expect(twice.output.contains("error: the draft says that it is 9s long"))
  }

  @Test func aStateWithoutADraftIsGivenBack() throws {
    let state = #"{"draft": null, "x": 1}"#
    let fixed = try run("check", "-", "--fix", input: state)
    #expect(fixed.output == state)
    #expect(fixed.errors == "no draft yet\n")
    #expect(fixed.exitCode == 0)
    let names = ["schema", "file", "counts", "findings"]
    for (arguments, more) in [
      ([], []), (["--fix"], ["fixed"]), (["--fix", "--dry-run"], ["wouldFix", "diff"]),
    ] {
      try folder.write(state, to: "none.json")
      let result = try Program.run(["check", "none.json", "--json"] + arguments, in: folder)
      let document = try result.document
      #expect(document.members(of: document.root).map { document.string(of: $0.name) } == names + more)
      #expect(document.number("/counts/error") == 0)
      #expect(try folder.text(of: "none.json") == state)
    }
  }

  @Test func aReaderThatGoesAwayLeavesTheCode() throws {
    let segments = Array(repeating: #"{"s": 0, "d": 10, "u": "a.mp4", "v": 35}"#, count: 5000)
    try folder.write(#"{"t": [{"tt": 0, "sg": [\#(segments.joined(separator: ","))]}]}"#, to: "large.json")
    let result = try Program.runPiped(["check", "large.json", "--json"], into: "head -1", in: folder)
    #expect(result.output == "{\n")
    #expect(result.exitCode == 1)
  }

  @Test func whatIsToldAsFixedWasDone() throws {
    let list = #"[{"s": 0, "d": 2000, "fi": 3000, "u": "a.mp4"}]"#
    try folder.write(#"{"t": [{"tt": 0, "sg": \#(list), "sg": \#(list)}]}"#, to: "a.json")
    let result = try run("check", "a.json", "--fix", "--json")
    let document = try result.document
    #expect((0..<3).map { document.text("/fixed/\($0)/code") } == ["key.duplicate", "segment.fades", nil])
    #expect(try folder.text(of: "a.json").contains(#""fi": 2000"#))
  }

  @Test func mediaIsLookedAtByDecodingIt() throws {
    let places = (0..<90).filter { $0 % 7 != 3 }
    try FilmMaker().write(places, to: folder.file("varied.mp4")) { _ in
      try PictureMaker.film(width: 64, height: 48, .blue)
    }
    let sizes = #""m": {"width": 640, "height": 480}"#
    try folder.write(
      #"{\#(sizes), "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "varied.mp4"}, {"s": 2000, "d": 1000, "u": "no.mp4"}, {"s": 3000, "d": 1000, "u": "file:///etc/passwd.mp4"}]}]}"#,
      to: "a.json")
    let result = try run("check", "a.json", "--media", ".", "--json", "--rule", "canvas.aspect=off")
    let document = try result.document
    let codes = (0..<3).map { document.text("/findings/\($0)/code") }
    #expect(codes == ["media.variableFrameRate", "media.missing", "media.pathEscapes"])
    #expect(document.text("/findings/3/code") == nil)
  }

  // MARK: Media beside the draft

  private func addFilm(_ places: [Int] = Array(0..<30)) throws {
    try FilmMaker().write(places, to: folder.file("clip.mp4")) { _ in
      try PictureMaker.film(width: 64, height: 48, .blue)
    }
  }

  private static let long =
    #"{"m": {"width": 640, "height": 480}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 9000, "u": "clip.mp4"}]}]}"#

  @Test func mediaBesideTheDraftAreLookedAt() throws {
    try folder.write(Self.long, to: "a.json")
    #expect(try run("check", "a.json").output == "no findings\n")
    try addFilm()
    let result = try run("check", "a.json", "--json")
    #expect(result.exitCode == 1)
    #expect(try result.document.text("/findings/0/code") == "media.sourceRange")
  }

  @Test func mediaBesideADraftFromStandardInputAreLookedAt() throws {
    try addFilm()
    let result = try run("check", "-", "--json", input: Self.long)
    #expect(try result.document.text("/findings/0/code") == "media.sourceRange")
  }

  @Test func checkAndProbeAgreeOnWhatIsVariable() throws {
    try addFilm(Array(0..<60).filter { $0 % 10 != 3 })
    try folder.write(Self.long.replacing("9000", with: "1000"), to: "a.json")
    #expect(try run("probe", "clip.mp4").output.contains("variable"))
    let result = try run("check", "a.json", "--json")
    #expect(try result.document.text("/findings/0/code") == "media.variableFrameRate")
    try addFilm(Array(0..<60))
    #expect(try !run("probe", "clip.mp4").output.contains("variable"))
    #expect(try run("check", "a.json", "--json").document.text("/findings/0/code") == nil)
  }

  @Test func absolutePathsAreAllowedOnRequest() throws {
    let text = Self.long.replacing("clip.mp4", with: "/nowhere/else.mp4")
    try folder.write(text, to: "a.json")
    let result = try run("check", "a.json", "--json")
    #expect(try result.document.text("/findings/0/code") == "media.pathEscapes")
    #expect(try result.document.text("/findings/0/severity") == "error")
    let allowed = try run("check", "a.json", "--json", "--allow-outside")
    #expect(try allowed.document.text("/findings/0/code") == "media.missing")
  }

  // MARK: Failures

  @Test func aFailureInSARIFIsANotification() throws {
    try folder.write(#"{"t": ["#, to: "a.json")
    let result = try run("check", "a.json", "--format", "sarif")
    #expect(result.exitCode == 2)
    #expect(result.errors == "")
    let document = try result.document
    #expect(document.text("/version") == "2.1.0")
    let notification = "/runs/0/invocations/0/toolExecutionNotifications/0"
    #expect(document.text(notification + "/descriptor/id") == "draft.syntax")
    let place = notification + "/locations/0/physicalLocation"
    #expect(document.text(place + "/artifactLocation/uri") == "a.json")
    #expect(document.number(place + "/region/startLine") == 1)
    #expect(String(decoding: document.bytes, as: UTF8.self).contains("\"executionSuccessful\": false"))
  }

  @Test(arguments: ["patch", "changes"]) func aDiffThatFailsWritesNoPatch(form: String) throws {
    try folder.write(#"{"t": ["#, to: "a.json")
    let result = try run("diff", "a.json", "a.json", "--format", form)
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("error: not a draft"))
  }

  @Test func aRuleTellsItsLevels() throws {
    #expect(
      try run("rules", "text.safeArea").output.contains(
        "level: info where it reaches into the margin, warning where its middle lies off the canvas\n"))
  }
}
