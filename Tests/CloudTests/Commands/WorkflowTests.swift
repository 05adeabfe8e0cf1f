import CloudEmulator
import Media
import TestSupport
import Testing

@testable import Cloud

extension InTheShell {
  /// The reference's workflows, with the documented keys in drafts and with others that nobody gave.
  @Suite struct WorkflowTests {
    /// An export is really rendered, and waited for as long as ten looks take: twelve seconds, for busy machines.
    private static let patience = ["WORKPRINT_CLOUD_PACE": "0.04"]

    private func run(_ keys: Settings.Keys, _ body: (Bench) async throws -> Void) async throws {
      var settings = Settings.quick
      settings.keys = keys
      settings.side = 180
      try await Bench.run(settings: settings) { bench in
        for index in 1...3 { try bench.addPicture("p\(index).png", index * 50) }
        try await body(bench)
        #expect(bench.emulator.record.violations == [])
        #expect(bench.emulator.record.leaks == [])
      }
    }

    /// A film as the service makes it, as long as the draft.
    private func expectFilm(_ bench: Bench, _ name: String, seconds: Double) throws {
      let facts = try MediaProbe.describe(path: bench.home.file(name))
      #expect(facts.damage == [])
      let film = try MediaProbe.facts(path: bench.home.file(name))
      #expect(film.picture?.codec == "h264")
      #expect(film.picture?.width == 180 && film.picture?.height == 320)
      let length = try #require(film.duration).milliseconds
      #expect(abs(length.double - seconds * 1000) < 120, "\(length)")
    }

    @Test(arguments: Settings.Keys.allCases)
    func quickEdit(_ keys: Settings.Keys) async throws {
      try await run(keys) { bench in
        let result = try await bench.run(
          "cloud", "say", "create a 3-second promotional video from my product photos", "--attach", "p1.png",
          "p2.png", "p3.png", "--export", "out.mp4", environment: Self.patience)
        #expect(result.exitCode == 0, "\(result.errors)")
        try expectFilm(bench, "out.mp4", seconds: 3)
        #expect(bench.emulator.record.uploads.count == 3)
        #expect(bench.emulator.record.messages.count == 1)
      }
    }

    @Test(arguments: Settings.Keys.allCases)
    func batchStyle(_ keys: Settings.Keys) async throws {
      try await run(keys) { bench in
        let result = try await bench.run(
          "cloud", "batch", "p1.png=create a 2 second video from {file}", "p2.png=add the title \"Two\"",
          "-o", "films/of/today", environment: Self.patience)
        #expect(result.exitCode == 0, "\(result.errors)")
        try expectFilm(bench, "films/of/today/p1-final.mp4", seconds: 2)
        #expect(bench.emulator.record.exports.count == 2)
        #expect(Set(bench.emulator.record.messages.map(\.session)).count == 1)
      }
    }

    @Test(arguments: Settings.Keys.allCases)
    func iterative(_ keys: Settings.Keys) async throws {
      try await run(keys) { bench in
        let rough = try await bench.run(
          "cloud", "say", "create a 4 second video from my product photos", "--attach", "p1.png", "p2.png")
        #expect(rough.exitCode == 0, "\(rough.errors)")
        let preview = try await bench.run("preview", "@0", "-o", "p.mp4", "--size", "90")
        #expect(preview.exitCode == 0, "\(preview.errors)")
        let second = try await bench.run("cloud", "say", "trim the first clip to 1 second")
        #expect(second.output.contains("Video trimmed: "), "\(second.output)")
        let third = try await bench.run("cloud", "say", "加一个标题“夏天”")
        #expect(third.output.contains("“夏天”") || third.output.contains("\"夏天\""), "\(third.output)")
        #expect(try await bench.run("cloud", "log").output.split(separator: "\n").count == 3)
        let export = try await bench.run(
          "cloud", "say", "导出", "--export", "final.mp4", environment: Self.patience)
        #expect(export.exitCode == 0, "\(export.errors)")
        try expectFilm(bench, "final.mp4", seconds: 3)
        #expect(bench.emulator.record.exports.count == 1)
      }
    }
  }
}
