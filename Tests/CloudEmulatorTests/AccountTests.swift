import Foundation
import Testing

@testable import CloudEmulator

struct AccountTests {
  @Test func asksForAClientIdentifier() async throws {
    let emulator = try await CloudEmulator()
    let client = PlainClient(url: emulator.url)
    let refused = try await client.post("/api/auth/anonymous-token")
    #expect(refused.status == 400)
    #expect(try refused.string("/code") == "400")
    #expect(try await client.post("/api/auth/anonymous-token", "", ["X-Client-Id": "me"]).status == 400)
    #expect(emulator.record.tokensIssued == 0)
    await emulator.stop()
  }

  @Test func givesAClientOneToken() async throws {
    let emulator = try await CloudEmulator()
    let client = PlainClient(url: emulator.url)
    let id = ["X-Client-Id": UUID().uuidString]
    let first = try await client.post("/api/auth/anonymous-token", "", id).string("/data/token")
    #expect(try await client.post("/api/auth/anonymous-token", "", id).string("/data/token") == first)
    let other = try await client.post("/api/auth/anonymous-token", "", ["X-Client-Id": UUID().uuidString])
    #expect(try other.string("/data/token") != first)
    #expect(emulator.record.tokensIssued == 2)
    await emulator.stop()
  }

  @Test func keepsSessionsWhenATokenIsRenewed() async throws {
    let emulator = try await CloudEmulator()
    var client = PlainClient(url: emulator.url)
    let id = ["X-Client-Id": UUID().uuidString]
    client.token = try await client.post("/api/auth/anonymous-token", "", id).string("/data/token")
    let session = try await client.post("/api/tasks/me/with-session/nemo_agent", "{}").string(
      "/data/session_id")
    #expect(try await client.post("/emulator/expire-tokens").status == 200)
    let refused = try await client.state(session)
    #expect(refused.status == 401)
    #expect(try refused.string("/code") == "1001")
    client.token = nil
    client.token = try await client.post("/api/auth/anonymous-token", "", id).string("/data/token")
    #expect(try await client.state(session).status == 200)
    #expect(emulator.record.violations.isEmpty)
    await emulator.stop()
  }

  @Test func hidesSessionsFromOthers() async throws {
    let emulator = try await CloudEmulator()
    let (_, session) = try await PlainClient.connected(to: emulator)
    let (other, _) = try await PlainClient.connected(to: emulator)
    let refused = try await other.state(session)
    #expect(refused.status == 404)
    #expect(try refused.string("/code") == "1002")
    await emulator.stop()
  }

  @Test func putsFieldsWhereTheSettingsSay() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    let path = "/api/credits/balance/simple"
    #expect(try await client.get(path).string("/data/available") == "100")
    emulator.settings.shape = .top
    #expect(try await client.get(path).string("/available") == "100")
    await emulator.stop()
  }

  @Test(arguments: [
    (Settings.Errors.both, 401, true), (.body, 200, true), (.status, 401, true),
  ])
  func tellsOfErrorsAsTheSettingsSay(_ errors: Settings.Errors, _ status: Int, _ hasCode: Bool) async throws {
    let emulator = try await CloudEmulator()
    emulator.settings.errors = errors
    let answer = try await PlainClient(url: emulator.url, token: "none").get("/api/credits/balance/simple")
    #expect(answer.status == status)
    #expect(try answer.string("/code") == "1001")
    let missing = try await PlainClient(url: emulator.url).post("/api/auth/anonymous-token")
    #expect(missing.status == (errors == .body ? 200 : 400))
    #expect(missing.text.contains("\"code\":400") == (errors != .status))
    await emulator.stop()
  }

  @Test func notesWhatClientsLeaveOut() async throws {
    let emulator = try await CloudEmulator()
    var (client, _) = try await PlainClient.connected(to: emulator)
    client.attribution = [:]
    #expect(try await client.get("/api/credits/balance/simple").status == 200)
    #expect(
      emulator.record.violations == [
        "GET /api/credits/balance/simple: no X-Skill-Source, X-Skill-Version, X-Skill-Platform"
      ])
    _ = try await client.get("\(emulator.otherURL)/cdn/none/none.mp4")
    #expect(emulator.record.leaks == ["GET /cdn/none/none.mp4: authorization"])
    await emulator.stop()
  }
}
