import CloudEmulator
import CloudState
import Foundation
import TestSupport
import Testing

@testable import Cloud

extension OnTheWire {
  @Suite struct IdentityTests {
    @Test func theFirstCallConnectsByItselfAndSaysSoOnce() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        #expect(try await client.credits().available == 100)
        #expect(try await client.session() == session)
        #expect(bench.notices.all == ["Setting up..."])
        #expect(bench.emulator.record.tokensIssued == 1)
        #expect(bench.emulator.record.violations == [])
      }
    }

    @Test func tokenAndSessionAreKeptForTheNextRun() async throws {
      try await Bench.run { bench in
        let session = try await bench.client().session()
        #expect(try await bench.client().session() == session)
        _ = try await bench.client().credits()
        #expect(bench.emulator.record.tokensIssued == 1)
        #expect(bench.emulator.record.requests.filter { $0.path.contains("with-session") }.count == 1)
      }
    }

    @Test func severalFirstRunsAskForOneTokenAndOneSession() async throws {
      try await Bench.run { bench in
        let clients = try (0..<12).map { _ in try bench.client() }
        let sessions = try await withThrowingTaskGroup(of: CloudSession.self) { group in
          for client in clients { group.addTask { try await client.session() } }
          return try await group.reduce(into: Set<CloudSession>()) { $0.insert($1) }
        }
        #expect(sessions.count == 1)
        #expect(bench.emulator.record.tokensIssued == 1)
      }
    }

    @Test func filesAreForTheirOwnerOnlyAndTheTokenIsInOne() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        _ = try await client.readState(of: try await client.session())
        let token = try #require(try bench.keptToken())
        for (name, text) in try bench.keptFiles() {
          let mode = try FileManager.default.attributesOfItem(atPath: bench.home.file(name))[
            .posixPermissions]
          #expect((mode as? Int) == 0o600, "\(name)")
          #expect(text.contains(token) == name.hasSuffix("/identity.json"), "\(name)")
        }
        #expect(try bench.keptFiles().keys.contains(".config/nemovideo/client_id"))
        let trace = bench.trace.all.joined(separator: "\n")
        #expect(trace.contains("Authorization: <redacted>"))
        #expect(trace.contains("X-Client-Id: <redacted>"))
        #expect(!trace.contains(token))
        #expect(
          !trace.contains(try #require(try bench.keptFiles()[".config/nemovideo/client_id"]).prefix(36)))
      }
    }

    @Test func anExpiredTokenIsAskedForAgainWithTheSameClientID() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        _ = try await client.credits()
        let first = try bench.keptToken()
        try bench.emulator.faults.add("GET /api/credits: expired")
        #expect(try await client.credits().available == 100)
        #expect(try bench.keptToken() != first)
        let ids = bench.emulator.record.requests.compactMap { $0.headers["x-client-id"] }
        #expect(ids.count == 2)
        #expect(Set(ids).count == 1)
      }
    }

    @Test func aTokenThatIsRefusedAgainIsNotAskedForForEver() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        try bench.emulator.faults.add("GET /api/credits: expired times=9")
        #expect(await failure { try await client.credits() }?.code == .tokenRefused)
        #expect(bench.emulator.record.tokensIssued == 2)
      }
    }

    @Test func aGivenTokenIsUsedAsItIsAndNeverReplaced() async throws {
      try await Bench.run(token: "given-token-0001") { bench in
        let client = try bench.client(["NEMO_TOKEN": "given-token-0001"])
        _ = try await client.credits()
        #expect(bench.emulator.record.tokensIssued == 0)
        let refused = await failure {
          try await bench.client(["NEMO_TOKEN": "unknown-token-77"]).credits()
        }
        #expect(refused?.code == .tokenRefused)
        #expect(refused?.message.contains("NEMO_TOKEN") == true)
        #expect(refused?.help?.contains("--anonymous") == true)
        #expect(bench.emulator.record.tokensIssued == 0)
        // With --anonymous it is passed over.
        _ = try await bench.client(["NEMO_TOKEN": "unknown-token-77"], isAnonymous: true).credits()
        #expect(bench.emulator.record.tokensIssued == 1)
      }
    }

    @Test func aRateLimitOnTheTokenRequestIsExplainedAndNotWaitedFor() async throws {
      try await Bench.run { bench in
        try bench.emulator.faults.add("POST /api/auth/anonymous-token: 429 times=5")
        let error = await failure { try await bench.client().credits() }
        #expect(error?.code == .rateLimited)
        #expect(error?.help?.contains("NEMO_TOKEN") == true)
        #expect(bench.emulator.record.requests.count == 1)
      }
    }

    @Test func aClientIDThatIsMissedIsMadeAnew() async throws {
      try await Bench.run { bench in
        try bench.emulator.faults.add(
          #"POST /api/auth/anonymous-token: code code=400 message="X-Client-Id missing""#)
        _ = try await bench.client().credits()
        let ids = bench.emulator.record.requests.compactMap { $0.headers["x-client-id"] }
        #expect(Set(ids).count == 2)
        #expect(try bench.keptFiles()[".config/nemovideo/client_id"]?.hasPrefix(ids[1]) == true)
      }
    }

    @Test func theClientIDOfOtherToolsIsUsed() async throws {
      try await Bench.run { bench in
        let id = "01234567-89ab-4def-8123-456789abcdef"
        try FileManager.default.createDirectory(
          atPath: bench.home.file(".config/nemovideo"), withIntermediateDirectories: true)
        try bench.home.write(id + "\n", to: ".config/nemovideo/client_id")
        _ = try await bench.client().credits()
        #expect(bench.emulator.record.requests.first?.headers["x-client-id"] == id)
        let own = "fedcba98-89ab-4def-8123-456789abcdef"
        let home = try TemporaryFolder()
        _ = try await bench.client(["NEMO_CLIENT_ID": own, "HOME": home.path]).credits()
        #expect(bench.emulator.record.requests.contains { $0.headers["x-client-id"] == own })
      }
    }

    @Test(arguments: [
      ["NEMO_CLIENT_ID": "not a uuid"], ["NEMO_TOKEN": "two words"], ["NEMO_API_URL": "http://example.com"],
      ["NEMO_WEB_URL": "nonsense"], ["HOME": ""], ["WORKPRINT_CLOUD_PACE": "0"],
    ])
    func variablesThatCannotBeUsedAreNamed(_ variables: [String: String]) {
      let environment = ["HOME": "/nonexistent"].merging(variables) { $1 }
      #expect {
        try CloudConfiguration(environment: environment)
      } throws: { error in
        let error = error as? CloudError
        return error?.code == .configuration && error?.message.contains("two words") == false
      }
    }

    private static let languages: [(String?, String?, String)] = [
      ("把音量调低", "de", "zh"), ("make it short", nil, "en"), ("mach es kurz", "de", "de"),
      ("短くしてください", nil, "ja"), ("짧게 해줘", nil, "ko"), ("короче", nil, "ru"),
      ("make it short", "zh", "en"), (nil, "zh", "zh"), (nil, "c", "en"),
    ]

    @Test(arguments: languages)
    func theFirstMessageTellsTheLanguage(_ message: String?, _ locale: String?, _ expected: String) {
      #expect(Language.forSession(choice: nil, message: message, locale: locale) == expected)
      #expect(Language.forSession(choice: "pt-BR", message: message, locale: locale) == "pt-BR")
    }
  }
}
