import Foundation
import JSONTree
import Testing

@testable import CloudEmulator

/// `cloud-emulator`, as a person starts it.
struct ProgramTests {
  @Test func printsItsAddressAndEndsWithItsInput() async throws {
    let emulator = try EmulatorProcess(["--set", "shape=top", "--fault", "GET /api: 503", "--token", "mine"])
    #expect(emulator.url.hasPrefix("http://127.0.0.1:"))
    let client = PlainClient(url: emulator.url, token: "mine")
    #expect(try await client.get("/api/credits/balance/simple").status == 503)
    #expect(try await client.get("/api/credits/balance/simple").string("/available") == "100")
    try emulator.control("POST", "faults", "GET /api: 429")
    #expect(try await client.get("/api/credits/balance/simple").status == 429)
    let folder = try await client.get("/emulator").string("/folder")
    #expect(FileManager.default.fileExists(atPath: folder))
    emulator.stop()
    #expect(!FileManager.default.fileExists(atPath: folder))
    await #expect(throws: LoopbackSocket.Failure.self) { try await client.get("/emulator") }
  }

  @Test(arguments: [
    (["--set", "shape=round"], "shape is one of wrapped, top"),
    (["--fault", "GET /api: melt"], "there is no fault `melt`"),
  ])
  func refusesWhatItDoesNotKnow(_ arguments: [String], _ reason: String) throws {
    #expect(try failure(arguments).contains(reason))
  }

  @Test func saysThatAPortIsTaken() async throws {
    let emulator = try await CloudEmulator()
    let port = try #require(emulator.url.split(separator: ":").last.map(String.init))
    #expect(try failure(["--port", port]).contains("cannot listen on 127.0.0.1:\(port)"))
    await emulator.stop()
  }

  /// What it says when it does not start.
  private func failure(_ arguments: [String]) throws -> String {
    do {
      _ = try EmulatorProcess(arguments)
      return ""
    } catch EmulatorProcess.Failure.ended(let text) {
      return text
    }
  }
}
