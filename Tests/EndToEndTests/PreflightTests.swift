import DraftModel
import Foundation
import JSONTree
import Media
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct PreflightTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.addDraft()
  }

  private var folder: TemporaryFolder { workspace.folder }

  @Test func aReadyFileIs0AndARefusedOne1() throws {
    let ready = try workspace.run("preflight", "clip.mp4")
    #expect(ready.exitCode == 0)
    #expect(ready.output.hasPrefix("clip.mp4: ready ("))
    #expect(ready.errors == "")
    try folder.write(folder.bytes(of: "clip.mp4"), to: "clip.ts")
    let refused = try workspace.run("preflight", "clip.mp4", "clip.ts", "absent.mov")
    #expect(refused.exitCode == 1)
    #expect(refused.output.contains("clip.ts: refused [4001]"))
    #expect(refused.output.contains("absent.mov: refused\n"))
    #expect(refused.output.contains("1 ready, 2 refused"))
  }

  @Test func whatIsTooLargeForADraftIsNotReadAsOne() throws {
    for (name, reason) in [("huge.txt", "refused"), ("huge.json", "more than a draft can be")] {
      let path = try folder.write("{", to: name)
      #expect(truncate(path, 4 << 30) == 0)
      let start = ContinuousClock.now
      let result = try workspace.run("preflight", name)
      #expect(result.exitCode == 1)
      #expect(result.output.contains(reason))
      #expect(.now - start < .seconds(5))
    }
  }

  /// A name in .json does not keep the other files from their verdicts.
  @Test func whatIsNoDraftHasAVerdictOfItsOwn() throws {
    try folder.write(folder.bytes(of: "clip.mp4"), to: "film.json")
    try folder.write("{\n  \"t\": [,]\n}", to: "broken.json")
    try folder.write("{}", to: "bare.json")
    try folder.makeFolder("folder.json")
    #expect(mkfifo(folder.file("pipe.json"), 0o600) == 0)
    #expect(symlink("/dev/zero", folder.file("zeros.json")) == 0)
    let start = ContinuousClock.now
    let result = try workspace.run(
      "preflight", "film.json", "broken.json", "bare.json", "folder.json", "pipe.json", "zeros.json",
      "absent.json", "clip.mp4")
    #expect(result.exitCode == 1)
    #expect(result.errors == "")
    #expect(result.output.contains("film.json: refused [4001]"))
    #expect(result.output.contains("broken.json: refused\n  refusal: it cannot be read as a draft at 2:9: "))
    #expect(result.output.contains("bare.json: refused\n  refusal: it cannot be read as a draft: "))
    #expect(result.output.contains("not a regular file, but a folder"))
    #expect(result.output.contains("not a regular file, but a pipe"))
    #expect(result.output.contains("not a regular file, but a device"))
    #expect(result.output.contains("absent.json: refused\n  refusal: there is no such file"))
    #expect(result.output.contains("clip.mp4: ready ("))
    #expect(result.output.contains("1 ready, 7 refused"))
    #expect(.now - start < .seconds(5))
    let input = try workspace.run(["preflight", "-", "clip.mp4", "--json"], input: "{]")
    #expect(input.exitCode == 1)
    let document = try input.document
    #expect(document.text("/files/0/verdict") == "ready")
    #expect(document.text("/files/1/findings/0/kind") == "brokenDraft")
  }

  @Test func theLimitIsReadInBothUnits() throws {
    let size = try folder.bytes(of: "music.wav").count
    for (limit, code) in [("\(size)", 0 as Int32), ("\(size - 1)", 1), ("1MiB", 0), ("200kB", 1)] {
      let result = try workspace.run("preflight", "music.wav", "--limit", limit)
      #expect(result.exitCode == code, "\(limit)")
      #expect(result.output.contains("[4002]") == (code == 1))
    }
  }

  @Test(arguments: [
    ["preflight"], ["preflight", "clip.mp4", "--limit", "huge"], ["preflight", "clip.mp4", "--fix"],
    ["preflight", "clip.mp4", "-o", "out"], ["preflight", "clip.mp4", "--strip-location"],
    ["preflight", "clip.mp4", "--workers", "0"], ["preflight", "-", "-"],
  ])
  func wrongUsageIs64(_ arguments: [String]) throws {
    #expect(try workspace.run(arguments).exitCode == 64)
  }

  @Test func aDraftStandsForItsFiles() throws {
    for (name, input) in [("draft.json", ""), ("-", Workspace.draft)] {
      let result = try workspace.run(["preflight", name, "--json"], input: input)
      #expect(result.exitCode == 0)
      let document = try result.document
      #expect(document.text("/schema") == "workprint.preflight/1")
      #expect(document.text("/verdict") == "ready")
      #expect(document.count("/files") == 0)
      #expect(document.count("/drafts/0/files") == 3)
      #expect(document.text("/drafts/0/files/0/references/0") == "clip.mp4")
      #expect(document.text("/drafts/0/files/0/segments/0/pointer") == "/t/0/sg/0")
      #expect(document.number("/drafts/0/files/0/ranges/0/end") == 1500)
      // All of a picture is used.
      #expect(document.kind("/drafts/0/files/1/ranges") == .null)
      let bytes = try ["clip.mp4", "logo.png", "music.wav"].reduce(0) { try $0 + folder.bytes(of: $1).count }
      #expect(document.number("/uploadBytes") == Double(bytes))
    }
  }

  @Test func failuresUnderJSONAreDocuments() throws {
    try folder.write("{", to: "broken.json")
    let result = try workspace.run("preflight", "clip.mp4", "--key-table", "broken.json", "--json")
    #expect(result.exitCode == 2)
    #expect(try result.document.text("/error/code")?.isEmpty == false)
    let refused = try workspace.run("preflight", "absent.mp4", "--json")
    #expect(refused.exitCode == 1)
    #expect(try refused.document.text("/files/0/findings/0/kind") == "unreadable")
  }

  @Test func namesCannotActOnTheTerminal() throws {
    let name = "evil\u{1B}[2J\u{202E}.mp4"
    try folder.write("x", to: name)
    let result = try workspace.run("preflight", name)
    #expect(result.exitCode == 1)
    #expect(!result.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    #expect(result.output.contains("evil\\u{1B}[2J"))
  }

  @Test func aDraftIsWrittenForTheFilesThatWereMade() throws {
    let size = try folder.bytes(of: "music.wav").count
    let result = try workspace.run(
      "preflight", "draft.json", "--limit", "\(size - 1)", "--fix", "-o", "out", "--json")
    #expect(result.exitCode == 0)
    let document = try result.document
    #expect(document.count("/fixes") == 1)
    let made = try #require(document.text("/fixes/0/output"))
    #expect(made.hasPrefix("out/music."))
    #expect(document.text("/writtenDrafts/0/output") == "out/draft.json")
    let name = String(made.dropFirst("out/".count))
    #expect(try folder.text(of: "out/draft.json") == Workspace.draft.replacing("music.wav", with: name))
    #expect(try folder.text(of: "draft.json") == Workspace.draft)
    #expect(try folder.bytes(of: "music.wav").count == size)
    // The new draft passes with the new file.
    let again = try workspace.run("preflight", "out/draft.json", "--media", ".", "--limit", "\(size - 1)")
    #expect(again.exitCode == 0)
  }

  @Test func theWrittenDraftPlaysTheNewFilesWhereverItIsShownFrom() throws {
    var generator = SeededGenerator(seed: 3)
    try folder.makeFolder("m/old")
    let maker = FilmMaker(width: 160, height: 120, keyInterval: 15)
    try maker.write(Array(0..<300), to: folder.file("m/film.mp4")) { _ in
      try PictureMaker.film(width: 160, height: 120, Color(Int(generator.next() % 256), 9, 9))
    }
    try folder.write(folder.bytes(of: "clip.mp4"), to: "m/old/clip.mp4")
    try folder.write(Array(folder.bytes(of: "m/film.mp4").reversed()), to: "m/film-fixed.mp4")
    let draft =
      #"{"t":[{"tt":0,"sg":[{"s":0,"d":500,"ss":3000,"u":"film.mp4"},{"s":500,"d":500,"u":"old/clip.mp4"}]}]}"#
    try folder.write(draft, to: "d.json")
    let size = try folder.bytes(of: "m/film.mp4").count
    let limit = max(size - 1, try folder.bytes(of: "clip.mp4").count)
    #expect(limit < size)
    let made = try workspace.run(
      "preflight", "d.json", "--media", "m", "--limit", "\(limit)", "--fix", "-o", "fx")
    #expect(made.exitCode == 0)
    #expect(made.output.contains("see it: workprint preview fx/d.json\n"))
    // Neither the name of the original nor that of another file that comes first.
    #expect(try folder.text(of: "fx/d.json").contains("film-fixed-2.mp4"))
    #expect(try folder.bytes(of: "fx/old/clip.mp4") == folder.bytes(of: "clip.mp4"))
    for options in [[], ["--media", "m"]] {
      let document = try workspace.run(["preflight", "fx/d.json", "--json"] + options).document
      #expect(document.text("/verdict") == "ready")
      #expect(document.text("/drafts/0/files/0/path") == "fx/film-fixed-2.mp4")
      #expect(document.text("/drafts/0/files/1/status") == "local")
    }
  }

  @Test func twoFilesOfOneNameAreBothFoundBesideTheWrittenDraft() throws {
    for name in ["a", "b"] { try folder.makeFolder("m/" + name) }
    try folder.write(folder.bytes(of: "clip.mp4"), to: "m/a/clip.mp4")
    try FilmMaker().write(9, color: .green, to: folder.file("m/b/clip.mp4"))
    try folder.write(folder.bytes(of: "clip.mp4"), to: "m/old.3gp")
    let (first, second) = (folder.file("m/a/clip.mp4"), folder.file("m/b/clip.mp4"))
    let draft =
      #"{"t":[{"tt":0,"sg":[{"s":0,"d":100,"u":"old.3gp"},{"s":100,"d":100,"u":"\#(first)"},{"s":200,"d":100,"u":"\#(second)"}]}]}"#
    try folder.write(draft, to: "d.json")
    let made = try workspace.run("preflight", "d.json", "--media", "m", "--fix", "-o", "fx", "--json")
    #expect(made.exitCode == 0)
    #expect(try made.document.text("/fixes/0/output") == "fx/old.mp4")
    let written = try folder.text(of: "fx/d.json")
    #expect(written == draft.replacing("old.3gp", with: "old.mp4").replacing(second, with: "clip-2.mp4"))
    #expect(try folder.bytes(of: "fx/clip.mp4") == folder.bytes(of: "m/a/clip.mp4"))
    #expect(try folder.bytes(of: "fx/clip-2.mp4") == folder.bytes(of: "m/b/clip.mp4"))
  }

  @Test func aFilmThatHoldsTextIsRefusedAndTheOthersHaveTheirVerdicts() throws {
    try folder.write(#"{"a":1}"#, to: "note.mp4")
    try folder.write("{", to: "half.mov")
    let document = try workspace.run("preflight", "note.mp4", "clip.mp4", "half.mov", "--json").document
    for (index, verdict) in ["refused", "ready", "refused"].enumerated() {
      #expect(document.text("/files/\(index)/verdict") == verdict)
      #expect(document.number("/files/\(index)/code") == (verdict == "refused" ? 4001 : nil))
    }
  }

  @Test func whatIsCopiedBesideAWrittenDraftIsNoOtherNameOfTheOriginal() throws {
    try folder.write(folder.bytes(of: "clip.mp4"), to: "old.3gp")
    try folder.write(
      #"{"t":[{"tt":0,"sg":[{"s":0,"d":100,"u":"old.3gp"},{"s":100,"d":100,"u":"clip.mp4"}]}]}"#, to: "d.json"
    )
    for options in [[], ["--force"]] {
      #expect(try workspace.run(["preflight", "d.json", "--fix", "-o", "fx"] + options).exitCode == 0)
      #expect(try folder.bytes(of: "fx/clip.mp4") == folder.bytes(of: "clip.mp4"))
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("fx/clip.mp4"))
      #expect(attributes[.referenceCount] as? Int == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("fx")).count == 3)
    }
  }

  @Test func aFolderForNothingIsNotLeftBehind() throws {
    let made = try workspace.run("preflight", "music.wav", "--limit", "1000", "--fix", "-o", "fx")
    #expect(made.exitCode == 1)
    #expect(made.output.contains("not mended"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("fx")))
  }

  @Test func whatHasNoTracksIsNoDraft() throws {
    try folder.write(#"{"a":1}"#, to: "note.json")
    let result = try workspace.run("preflight", "note.json")
    #expect(result.exitCode == 1)
    #expect(result.output.contains("note.json: refused\n  refusal: it cannot be read as a draft: no draft"))
  }

  @Test func namesMayBeginWithDashes() throws {
    for name in ["--json.mp4", "-dash.mp4"] {
      try folder.write(folder.bytes(of: "clip.mp4"), to: name)
      for command in ["preflight", "probe"] {
        #expect(try workspace.run(command, name).exitCode == 0)
        #expect(try workspace.run(command, "--", name).exitCode == 0)
      }
    }
    #expect(try workspace.run("preflight", "--nonsense").exitCode == 64)
  }

  @Test func nothingThatExistsIsWrittenOver() throws {
    try folder.write(folder.bytes(of: "clip.mp4"), to: "clip.ts")
    try folder.write("mine", to: "out/clip.mp4")
    let refused = try workspace.run("preflight", "clip.ts", "--fix", "-o", "out")
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("[output.exists]"))
    #expect(try folder.text(of: "out/clip.mp4") == "mine")
    let forced = try workspace.run("preflight", "clip.ts", "--fix", "-o", "out", "--force")
    #expect(forced.exitCode == 0)
    #expect(try folder.bytes(of: "out/clip.mp4") == folder.bytes(of: "clip.mp4"))
    // Not an original, even with --force: it gets a name of its own.
    let original = try folder.bytes(of: "clip.mp4")
    let beside = try workspace.run("preflight", "clip.ts", "clip.mp4", "--fix", "-o", ".", "--force")
    #expect(beside.exitCode == 0)
    #expect(beside.output.contains("clip.ts -> ./clip-fixed.mp4"))
    #expect(try folder.bytes(of: "clip.mp4") == original)
  }

  @Test func whatCannotBeMendedStaysRefused() throws {
    try folder.write("no media", to: "text.mp4")
    let result = try workspace.run("preflight", "text.mp4", "--fix", "-o", "out")
    #expect(result.exitCode == 1)
    #expect(result.output.contains("text.mp4: not mended: "))
  }

  @Test func anInterruptionLeavesNothing() throws {
    var generator = SeededGenerator(seed: 1)
    let maker = FilmMaker(width: 320, height: 240)
    try maker.write(Array(0..<90), to: folder.file("noise.mp4")) { _ in
      let frame = try PictureMaker.film(width: 320, height: 240, .blue)
      guard let plane = frame.plane(0) else { return frame }
      for at in stride(from: 0, to: 240 * plane.stride - 8, by: 8) {
        let word = generator.next()
        for byte in 0..<8 { plane.bytes[at + byte] = UInt8(truncatingIfNeeded: word >> UInt64(byte * 8)) }
      }
      return frame
    }
    try folder.makeFolder("out")
    let program = try RunningProgram(
      ["preflight", "noise.mp4", "--fix", "-o", "out", "--limit", "1MB"], in: folder)
    program.feed([])
    func left() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.file("out")) }
    try program.wait { try program.isWriting(in: folder) }
    program.send(signal: SIGINT)
    #expect(try program.waitForEnd().exitCode == 130)
    #expect(try left() == [])
  }
}
