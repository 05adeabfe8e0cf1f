import Foundation
import JSONTree
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What renders of several processes keep for each other.
@Suite struct CacheTests {
  private let workspace: Workspace
  private let cache: TemporaryFolder

  init() throws {
    workspace = try Workspace()
    cache = try TemporaryFolder()
    try workspace.addDraft()
    try workspace.folder.write(
      Workspace.draft.replacingOccurrences(of: "\"m\":", with: "\"x\": 1, \"m\":"), to: "draft.json")
  }

  private var environment: [String: String] { ["XDG_CACHE_HOME": cache.path] }

  private func run(_ arguments: String...) throws -> ProgramResult {
    try Program.run(arguments, in: workspace.folder, environment: environment)
  }

  private func reference() throws -> [UInt8] {
    #expect(try run("preview", "draft.json", "-o", "reference.mp4", "--no-cache").exitCode == 0)
    return try workspace.folder.bytes(of: "reference.mp4")
  }

  /// Entries that have a name are whole; there is nothing else.
  private func expectOnlyEntries() throws {
    for file in try cache.allFiles("workprint") {
      let name = file.split(separator: "/").last ?? ""
      #expect(name.count == 64 && name.allSatisfy(\.isHexDigit), "\(file)")
      #expect(try cache.bytes(of: file).starts(with: "Workprint cache 1\n".utf8))
    }
  }

  @Test func theSecondRenderTakesAllFromTheFirst() throws {
    let reference = try reference()
    let first = try run("preview", "draft.json", "--json").document
    #expect(first.number("/chunksRendered") == first.number("/chunks"))
    let second = try run("preview", "draft.json", "--json").document
    #expect(second.number("/chunksRendered") == 0)
    #expect(second.kind("/soundRendered") == .bool)
    #expect(try workspace.folder.bytes(of: "draft-preview.mp4") == reference)
    try expectOnlyEntries()
  }

  @Test func statusCountsAndClearRemoves() throws {
    #expect(try run("cache", "status", "--json").document.number("/bytes") == 0)
    _ = try run("preview", "draft.json")
    let status = try run("cache", "status", "--json").document
    #expect(status.text("/schema") == "workprint.cache/1")
    #expect(status.text("/folder") == cache.file("workprint"))
    #expect(try #require(status.number("/bytes")) > 1000)
    let text = try run("cache").output
    #expect(text.contains("parts of films: "))
    #expect(try run("cache", "clear", "--json").document.number("/removed") == status.number("/bytes"))
    #expect(try cache.allFiles("workprint") == [])
  }

  @Test func rendersThatAreKilledLeaveNothingButEntries() throws {
    let reference = try reference()
    var random = SeededGenerator(seed: 20)
    for _ in 0..<10 {
      _ = try run("cache", "clear")
      let program = try RunningProgram(
        ["preview", "draft.json", "-o", "film.mp4", "--force"], in: workspace.folder, environment: environment
      )
      program.feed([])
      usleep(UInt32(random.integer(20...400)) * 1000)
      program.send(signal: SIGKILL)
      _ = try program.waitForEnd()
      try expectOnlyEntries()
      let hidden = try workspace.folder.names().filter { $0.hasPrefix(".") }
      #expect(hidden == [])
      #expect(try run("preview", "draft.json", "-o", "film.mp4", "--force").exitCode == 0)
      #expect(try workspace.folder.bytes(of: "film.mp4") == reference)
    }
  }

  @Test func fourAtOnceShareACache() throws {
    let reference = try reference()
    let programs = try (0..<4).map { index in
      let program = try RunningProgram(
        ["preview", "draft.json", "-o", "film\(index).mp4"], in: workspace.folder, environment: environment)
      program.feed([])
      return program
    }
    for (index, program) in programs.enumerated() {
      #expect(try program.waitForEnd().exitCode == 0)
      #expect(try workspace.folder.bytes(of: "film\(index).mp4") == reference)
    }
    try expectOnlyEntries()
  }

  @Test func aLimitIsKept() throws {
    let limited = environment.merging(["WORKPRINT_CACHE_MB": "0"]) { $1 }
    let result = try Program.run(["preview", "draft.json"], in: workspace.folder, environment: limited)
    #expect(result.exitCode == 0)
    #expect(try cache.allFiles("workprint") == [])
  }

  @Test(arguments: ["many", "-1", "2 GB", "1e3"]) func aLimitThatIsNoNumberIsAnError(_ limit: String) throws {
    let limited = environment.merging(["WORKPRINT_CACHE_MB": limit]) { $1 }
    for command in [["preview", "draft.json"], ["cache", "status"]] {
      let result = try Program.run(command, in: workspace.folder, environment: limited)
      #expect(result.exitCode == 2)
      #expect(result.errors.contains("WORKPRINT_CACHE_MB is `\(limit)`"), "\(result.errors)")
    }
  }
}
