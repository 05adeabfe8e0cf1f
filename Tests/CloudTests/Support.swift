import CloudEmulator
import CloudState
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Cloud

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Tests that speak to an emulator in this process, one at a time: client and service share its threads.
@Suite(.serialized) enum OnTheWire {}

/// Tests that run the program against an emulator in this process, one at a time, beside those of
/// ``OnTheWire``: what takes long in these are other processes.
@Suite(.serialized) enum InTheShell {}

extension Settings {
  /// An agent that speaks without pauses: nobody has to watch it.
  static var quick: Settings {
    var settings = Settings()
    settings.pace = 0.002
    return settings
  }
}

/// A client of an emulator, with a home of its own.
struct Bench {
  let emulator: CloudEmulator
  let home: TemporaryFolder
  let notices = Notes()
  let trace = Notes()

  static func run(
    settings: Settings = .quick, token: String? = nil,
    _ body: (Bench) async throws -> Void
  ) async throws {
    let emulator = try await CloudEmulator(settings: settings, token: token)
    let bench = Bench(emulator: emulator, home: try TemporaryFolder())
    do { try await body(bench) } catch {
      await emulator.stop()
      throw error
    }
    await emulator.stop()
  }

  func environment(_ more: [String: String] = [:]) -> [String: String] {
    ["HOME": home.path, "NEMO_API_URL": emulator.url, "WORKPRINT_CLOUD_PACE": "0.01"]
      .merging(more) { $1 }
  }

  /// - Parameters:
  ///   - idle: how long the service may say nothing.
  ///   - patience: how long it is waited for without a word.
  func client(
    _ more: [String: String] = [:], isAnonymous: Bool = false, skillFile: String? = nil,
    idle: Duration? = nil, patience: Duration? = nil
  ) throws -> CloudClient {
    var configuration = try CloudConfiguration(
      environment: environment(more), isAnonymous: isAnonymous, skillFile: skillFile)
    configuration.idleLimit = idle
    if let patience { configuration.patience = patience }
    let (notices, trace) = (notices, trace)
    configuration.notice = { notices.add($0) }
    configuration.trace = { trace.add($0) }
    return try CloudClient(configuration)
  }

  /// The text of every file that was kept, by path.
  func keptFiles() throws -> [String: String] {
    var files: [String: String] = [:]
    guard let walk = FileManager.default.enumerator(atPath: home.path) else { return files }
    for case let name as String in walk {
      if let bytes = FileManager.default.contents(atPath: home.path + "/" + name) {
        files[name] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return files
  }

  /// The token that was kept.
  func keptToken() throws -> String? {
    try keptFiles().first { $0.key.hasSuffix("identity.json") }.flatMap { file in
      try? JSONSerialization.jsonObject(with: Data(file.value.utf8)) as? [String: Any]
    }?["token"] as? String
  }
}

/// Lines that come from any thread.
final class Notes: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

/// What an async call throws.
func failure(_ body: () async throws -> some Any) async -> CloudError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? CloudError
  }
}

extension Bench {
  /// Someone else's edit.
  func edit(_ sentence: String) async throws {
    var request = URLRequest(url: try #require(URL(string: emulator.url + "/emulator/edit")))
    request.httpMethod = "POST"
    request.httpBody = Data(sentence.utf8)
    let (_, response) = try await URLSession.shared.data(for: request)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
  }
}
