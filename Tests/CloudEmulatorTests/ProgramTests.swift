import Foundation
import Testing

@testable import CloudEmulator

/// `cloud-emulator`, as a person starts it.
struct ProgramTests {
  /// Beside the tests, or in the package's build folder.
  private func program() throws -> URL {
    for start in [CommandLine.arguments.first, Bundle.main.executablePath, #filePath].compactMap(\.self) {
      var folder = URL(fileURLWithPath: start).resolvingSymlinksInPath().deletingLastPathComponent()
      while folder.path != "/" {
        for name in ["cloud-emulator", ".build/debug/cloud-emulator"] {
          let path = folder.appendingPathComponent(name)
          var isFolder: ObjCBool = false
          if FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder), !isFolder.boolValue {
            return path
          }
        }
        folder.deleteLastPathComponent()
      }
    }
    throw LoopbackSocket.Failure("cloud-emulator is not built")
  }

  private func start(_ arguments: [String]) throws -> (
    process: Process, input: Pipe, output: Pipe, errors: Pipe
  ) {
    let process = Process()
    process.executableURL = try program()
    process.arguments = arguments
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return (process, input, output, errors)
  }

  @Test func printsItsAddressAndEndsWithItsInput() async throws {
    let (process, input, output, _) = try start([
      "--port", "0", "--until-input-ends", "--set", "shape=top", "--fault", "GET /api: 503", "--token",
      "mine",
    ])
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let url = try #require(line.split(whereSeparator: \.isNewline).first.map(String.init))
    #expect(url.hasPrefix("http://127.0.0.1:"))
    let client = PlainClient(url: url, token: "mine")
    #expect(try await client.get("/api/credits/balance/simple").status == 503)
    #expect(try await client.get("/api/credits/balance/simple").string("/available") == "100")
    let folder = try await client.get("/emulator").string("/folder")
    #expect(FileManager.default.fileExists(atPath: folder))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test(arguments: [
    (["--set", "shape=round"], "shape is one of wrapped, top"),
    (["--fault", "GET /api: melt"], "there is no fault `melt`"),
  ])
  func refusesWhatItDoesNotKnow(_ arguments: [String], _ reason: String) throws {
    let (process, _, _, errors) = try start(arguments)
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus != 0)
    #expect(text.contains(reason))
  }

  @Test func saysThatAPortIsTaken() async throws {
    let emulator = try await CloudEmulator()
    let port = try #require(emulator.url.split(separator: ":").last.map(String.init))
    let (process, _, _, errors) = try start(["--port", port])
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus != 0)
    #expect(text.contains("cannot listen on 127.0.0.1:\(port)"))
    await emulator.stop()
  }
}
