import CloudEmulator
import Foundation
import Media
import TestSupport
import Testing

@testable import Cloud

extension InTheShell {
  /// A service that says the client's secrets aloud, wherever it says something.
  @Suite struct SecretTests {
    private static let token = "Zq9-secret.TOKEN~value_7Xy+/="
    private static let id = "0f5b7c1e-6a52-4c31-9d0e-abcdefabcdef"
    /// As a fault's argument in double quotes; the id in the other case.
    private static let said = "bad Bearer \(token) of \(id.uppercased())"

    private func check(_ result: ProgramResult, _ place: Comment) {
      for secret in [Self.token, "Zq9-secret", Self.id] {
        #expect(!result.output.lowercased().contains(secret.lowercased()), place)
        #expect(!result.errors.lowercased().contains(secret.lowercased()), place)
      }
    }

    private func run(_ body: (Bench, [String: String]) async throws -> Void) async throws {
      try await Bench.run(token: Self.token) { bench in
        try bench.addPicture("a.png", 1)
        try await body(bench, ["NEMO_TOKEN": Self.token, "NEMO_CLIENT_ID": Self.id])
      }
    }

    private func quoted(_ text: String) -> String {
      "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        + "\""
    }

    private static let answers = [
      ("400", #"{"code":77,"message":"\#(said)"}"#), ("422", #"{"detail":[{"msg":"\#(said)","loc":["x"]}]}"#),
      ("200", #"{"code":77,"msg":"\#(said)"}"#), ("200", #"{"data":{"available":"\#(token)"}}"#),
      ("200", token), ("403", #"{"message":"\#(String(repeating: "x", count: 385)) \#(token)"}"#),
      ("400", #"{"message":"Zq9-secret.TOKEN~value_7Xy+\/= \u0030f5b7c1e-6a52-4c31-9d0e-abcdefabcdef"}"#),
    ]

    @Test(arguments: answers)
    func areInNoErrorText(_ status: String, _ body: String) async throws {
      try await run { bench, environment in
        _ = try await bench.run("cloud", "session", "new", environment: environment)
        try bench.emulator.faults.add("/: status code=\(status) times=999 body=\(quoted(body))")
        for command in [
          ["credits"], ["state"], ["session", "new"], ["upload", "a.png"], ["say", "make a film of it"],
        ] {
          for more in [[], ["--json"], ["--trace"]] {
            nonisolated(unsafe) let program = try bench.start(["cloud"] + command + more, environment)
            program.feed([])
            check(try await Bench.end(of: program), "\(command) \(more)")
          }
        }
      }
    }

    @Test func areInNoAnswerOfTheAgent() async throws {
      try await run { bench, environment in
        let faults = [
          "say text=\(quoted("Your token is \(Self.token)."))",
          "error-event error=X message=\(quoted(Self.said))",
        ]
        for fault in faults {
          for more in ["--json", "--trace", "--no-follow"] {
            try bench.emulator.faults.add("POST /run_sse: \(fault)")
            check(
              try await bench.run("cloud", "say", "make something nice", more, environment: environment),
              "\(fault) \(more)")
          }
        }
        // In the timeline itself, which is kept as it came.
        try await bench.edit("make a 2 second video")
        try await bench.edit("change the title to \"\(Self.token)\"")
        for command in [["state"], ["state", "--json"], ["log"]] {
          nonisolated(unsafe) let program = try bench.start(["cloud"] + command, environment)
          program.feed([])
          check(try await Bench.end(of: program), "\(command)")
        }
        let file = try await bench.run("cloud", "state", "-o", "s.json", environment: environment)
        #expect(file.exitCode == 0)
        #expect(try bench.home.text(of: "s.json").contains(Self.token))
      }
    }

    @Test(arguments: ["--force", "--json", "--trace"])
    func areInNoReasonOfAFailedExport(_ more: String) async throws {
      try await run { bench, environment in
        _ = try await bench.run("cloud", "upload", "a.png", environment: environment)
        try await bench.edit("create a 2 second video")
        let body = quoted(#"{"status":"failed","error":"\#(Self.said)"}"#)
        try bench.emulator.faults.add("GET /api/render: mask code=200 body=\(body)")
        let result = try await bench.run("cloud", "export", "-o", "f.mp4", more, environment: environment)
        #expect(result.exitCode == 2)
        #expect((result.output + result.errors).contains("bad Bearer <redacted> of <redacted>"), "\(result)")
        check(result, "\(more)")
      }
    }

    @Test func thoseThatAreKeptAreTakenOutAsWell() async throws {
      try await Bench.run { bench in
        #expect(try await bench.run("cloud", "credits").exitCode == 0)
        let token = try #require(try bench.keptToken())
        let id = try #require(try bench.keptFiles().first { $0.key.hasSuffix("client_id") }?.value)
          .trimmingCharacters(in: .whitespacesAndNewlines)
        for more in ["--json", "--trace"] {
          try bench.emulator.faults.add(
            "GET /api/credits: status code=400 body=\(quoted(#"{"message":"\#(token) \#(id)"}"#))")
          let result = try await bench.run("cloud", "credits", more)
          #expect(result.exitCode == 2)
          #expect((result.output + result.errors).contains("<redacted> <redacted>"))
          #expect(!(result.output + result.errors).contains(token))
          #expect(!(result.output + result.errors).contains(id))
        }
      }
    }
  }
}
