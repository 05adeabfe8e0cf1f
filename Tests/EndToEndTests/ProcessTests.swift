import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What the program is as a process.
@Suite struct ProcessTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  @Test(arguments: [SIGINT, SIGTERM])
  func anInterruptedRenderLeavesNothing(_ signal: Int32) throws {
    // A day of background: nobody waits for its end.
    try workspace.folder.write(
      #"{"t": [{"tt": 0, "sg": [{"u": "gone.mp4", "d": 86400000}]}]}"#, to: "long.json")
    let program = try RunningProgram(["preview", "long.json", "-o", "film.mp4"], in: workspace.folder)
    program.feed([])
    try program.wait { try program.isWriting(in: workspace.folder) }
    program.send(signal: signal)
    let result = try program.waitForEnd()
    #expect(result.exitCode == 130)
    #expect(result.errors.contains("interrupted"))
    #expect(result.output == "")
    let left = try workspace.folder.names()
    #expect(left == ["long.json"])
  }

  @Test func anInterruptedRenderKeepsTheFilmBeforeIt() throws {
    try workspace.addDraft()
    _ = try workspace.run("preview", "draft.json", "-o", "film.mp4")
    let film = try workspace.folder.bytes(of: "film.mp4")
    let long = Workspace.draft.replacingOccurrences(of: "1500", with: "86400000")
    try workspace.folder.write(long, to: "draft.json")
    let before = try workspace.folder.names()
    let program = try RunningProgram(["preview", "draft.json", "-o", "film.mp4"], in: workspace.folder)
    try program.wait { try program.isWriting(in: workspace.folder) }
    program.send(signal: SIGINT)
    #expect(try program.waitForEnd().exitCode == 130)
    #expect(try workspace.folder.bytes(of: "film.mp4") == film)
    #expect(try workspace.folder.names() == before)
  }

  #if os(Linux)
    /// The names of the libraries that a process has mapped while it reads its draft.
    private func libraries(_ arguments: String...) throws -> Set<String> {
      let program = try RunningProgram(arguments, in: workspace.folder)
      // More than a pipe holds: once this is written, the program is past its loading.
      program.write(Array(repeating: UInt8(ascii: " "), count: 1 << 18))
      let maps = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/\(program.identifier)/maps"))
      let text = String(decoding: try maps.readToEnd() ?? Data(), as: UTF8.self)
      program.feed(Array(Workspace.documented.utf8))
      let result = try program.waitForEnd()
      #expect(result.exitCode == 0)
      #expect(result.errors == "")
      let names = text.split(separator: "\n").compactMap {
        $0.split(separator: "/").last?.split(separator: ".").first
      }
      return Set(names.map(String.init))
    }

    private static let mediaLibraries: Set<String> = [
      "libavcodec", "libavfilter", "libavformat", "libavutil", "libswresample", "libswscale", "libwebp",
      "libwebpdemux", "libheif", "libpango-1", "libpangocairo-1", "libcairo", "libcurl",
    ]

    @Test func inspectLoadsNoMediaLibrary() throws {
      let loaded = try libraries("inspect", "-")
      #expect(loaded.contains("libc"))
      #expect(loaded.intersection(Self.mediaLibraries) == [])
    }

    @Test func planLoadsThemButForFilters() throws {
      let loaded = try libraries("plan", "-")
      #expect(loaded.isSuperset(of: ["libavformat", "libswscale", "libpango-1"]))
      #expect(!loaded.contains("libavfilter"))
    }
  #endif

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let segments = Array(repeating: #"{"d": 10, "m": {"title": "clip"}}"#, count: 20_000)
    try workspace.folder.write(
      "{\"t\": [{\"tt\": 0, \"sg\": [\(segments.joined(separator: ","))]}]}", to: "large.json")
    let result = try Program.runPiped(
      ["inspect", "large.json", "--all"], into: "head -1", in: workspace.folder)
    #expect(result.output.hasPrefix("Timeline (1 track)"))
    #expect(result.errors == "")
    #expect(result.exitCode == 0)
  }
}
