import CloudEmulator
import Foundation
import TestSupport
import Testing

@testable import Cloud

extension InTheShell {
  /// `--fetch`: media that are only on the web.
  @Suite struct FetchTests {
    /// A draft of one picture that lies at another host than the API's, and not on this machine.
    private func run(_ body: (Bench, _ fetch: (String...) async throws -> ProgramResult) async throws -> Void)
      async throws
    {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try bench.addPicture("a.png", 1)
        let there = try await client.upload([UploadFile(path: bench.home.file("a.png"))], in: session)
        let url = try #require(there.first?.url)
        try FileManager.default.removeItem(atPath: bench.home.file("a.png"))
        try bench.home.write(
          #"{"t":[{"tt":0,"sg":[{"s":0,"d":1000,"u":"\#(url)"},{"s":1000,"d":1000,"u":"\#(url)"}]}]}"#,
          to: "draft.json")
        // As on another machine than the one that it was uploaded from.
        let environment = [
          "XDG_STATE_HOME": bench.home.file("other"), "XDG_CACHE_HOME": bench.home.file("cache"),
        ]
        func plan(_ options: [String]) async throws -> ProgramResult {
          nonisolated(unsafe) let program = try bench.start(
            ["plan", "draft.json", "--json"] + options, environment)
          return try await Bench.end(of: program)
        }
        try await body(bench) { (options: String...) in try await plan(options) }
      }
    }

    private func requests(_ bench: Bench) -> Int {
      bench.emulator.record.requests.count { $0.path.hasPrefix("/cdn") }
    }

    @Test func isDoneWhenAskedForOnceAndKept() async throws {
      try await run { bench, plan in
        let before = try await plan()
        #expect(before.output.contains("missing"))
        #expect(requests(bench) == 0)
        let fetched = try await plan("--fetch")
        #expect(fetched.exitCode == 0)
        #expect(fetched.errors == "fetched a.png\n")
        #expect(!fetched.output.contains("missing"))
        let kept = try await plan("--fetch")
        #expect(kept.output == fetched.output)
        #expect(kept.errors == "")
        #expect(try await plan().output == fetched.output)
        #expect(requests(bench) == 1)
        #expect(bench.emulator.record.leaks == [])
      }
    }

    @Test func whatCannotBeHadIsToldAndMissing() async throws {
      try await run { bench, plan in
        try bench.emulator.faults.add("GET /cdn: 404 times=9")
        let result = try await plan("--fetch")
        #expect(result.exitCode == 0)
        #expect(result.errors.hasPrefix("cannot fetch a.png: "))
        #expect(result.output.contains("missing"))
      }
    }

    @Test func whatIsNoMediaIsUnreadable() async throws {
      try await run { bench, plan in
        try bench.emulator.faults.add("GET /cdn: garbage times=9")
        let result = try await plan("--fetch")
        #expect(result.exitCode == 0)
        #expect(result.output.contains("missing") || result.output.contains("unreadable"))
      }
    }
  }
}
