import CloudEmulator
import Foundation
import TestSupport
import Testing

@testable import Cloud

extension InTheShell {
  @Suite struct SessionCommandTests {
    @Test func draftsThatWereSeenCanBeNamed() async throws {
      try await Bench.run { bench in
        let none = try await bench.run("inspect", "@0")
        #expect(none.exitCode == 2)
        #expect(none.errors.contains("[cloud.noSession]"))
        #expect(try await bench.run("cloud", "state").output == "no draft yet\n")
        #expect(try await bench.run("inspect", "@0").errors.contains("[cloud.noSuchDraft]"))
        try await bench.edit("create a 4 second video about the sea")
        let first = try await bench.run("cloud", "state", "-o", "first.json")
        #expect(first.exitCode == 0)
        let summary = try #require(first.output.split(separator: "\n").first)
        #expect(summary.hasPrefix("Timeline ("))
        #expect(try await bench.run("inspect", "@0").output.hasPrefix(summary))
        try await bench.edit("set the music volume to 10%")
        _ = try await bench.run("cloud", "state")
        let diff = try await bench.run("diff", "@1", "@0")
        #expect(diff.exitCode == 1)
        #expect(diff.output.contains("10%"))
        #expect(try await bench.run("diff", "@1", "first.json").exitCode == 0)
        // What was seen stays as it was.
        let fixed = try await bench.run("patch", "@0", "-", input: "[]")
        #expect(fixed.errors.contains("[draft.readOnly]"))
        #expect(!(try bench.home.names().contains("@0")))
      }
    }

    @Test func theStateIsWrittenByteForByte() async throws {
      try await Bench.run { bench in
        try await bench.run("cloud", "session", "new").expectSuccess()
        try await bench.edit("create a 4 second video about the sea")
        try await bench.run("cloud", "state", "-o", "state.json").expectSuccess()
        let client = try bench.client(["XDG_STATE_HOME": bench.home.file("state")])
        #expect(
          try bench.home.bytes(of: "state.json") == (try await client.state(of: try await client.session())))
        let again = try await bench.run("cloud", "state", "-o", "state.json")
        #expect(again.errors.contains("[output.exists]"))
        let document = try await bench.run("cloud", "state", "--json")
        #expect(try document.text("/schema") == "workprint.cloud.state/1")
        #expect(try document.text("/summary")?.hasPrefix("Timeline (") == true)
      }
    }

    @Test func sessionsAreListedBegunAndUsed() async throws {
      try await Bench.run { bench in
        #expect(try await bench.run("cloud", "session").output == "")
        let first = try await bench.run("cloud", "session", "new").output
        let second = try await bench.run("cloud", "session", "new", "--json")
        let id = try #require(try second.text("/session"))
        let list = try await bench.run("cloud", "session", "list").output
        #expect(list.contains("  \(first.dropLast())"))
        #expect(list.contains("* \(id)"))
        #expect(try await bench.run("cloud", "session", "use", String(first.dropLast())).exitCode == 0)
        let now = try await bench.run("cloud", "session", "list", "--json")
        #expect(try now.text("/current") == String(first.dropLast()))
        #expect(try await bench.run("cloud", "session", "use", "a b").exitCode == 2)
      }
    }

    @Test func creditsAndTheProjectsLinkAreTold() async throws {
      try await Bench.run { bench in
        let credits = try await bench.run("cloud", "credits")
        #expect(credits.output == "100 credits available, 0 frozen, 100 in total\n")
        let link = try await bench.run("cloud", "open", "--print")
        #expect(link.output.hasPrefix("https://nemovideo.com/workspace/claim?ct="))
        let failed = try await bench.run(
          "cloud", "credits", "--json", environment: ["NEMO_API_URL": "http://example.com"])
        #expect(failed.exitCode == 2)
        #expect(try failed.text("/schema") == "workprint.cloud.credits/1")
        #expect(try failed.text("/error/code") == "cloud.configuration")
      }
    }

    @Test func theTokenIsNowhereButInItsFile() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        var seen = ""
        var commandLines = ""
        for arguments in [
          ["cloud", "upload", "a.png", "--trace"], ["cloud", "state", "--trace", "--json"],
          ["cloud", "open", "--print", "--trace", "--json"], ["cloud", "credits", "--trace"],
        ] {
          nonisolated(unsafe) let program = try bench.start(arguments)
          program.feed([])
          let line = FileManager.default.contents(atPath: "/proc/\(program.identifier)/cmdline")
          commandLines += String(decoding: line ?? Data(), as: UTF8.self)
          let result = try await Bench.end(of: program)
          #expect(result.exitCode == 0)
          seen += result.output + result.errors
        }
        #expect(seen.contains("Authorization: <redacted>"))
        let token = try #require(try bench.keptToken())
        let files = try bench.keptFiles()
        let id = try #require(files.first { $0.key.hasSuffix("client_id") }?.value.prefix(36))
        for secret in [token, String(id)] {
          #expect(!seen.contains(secret))
          #expect(!commandLines.contains(secret))
          #expect(files.filter { $0.value.contains(secret) }.count == 1)
        }
      }
    }
  }
}

extension ProgramResult {
  fileprivate func expectSuccess() { #expect(exitCode == 0, "\(errors)") }
}
