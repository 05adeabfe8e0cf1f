import ArgumentParser
import Cloud
import Dispatch
import DraftCommands
import Synchronization

/// A command that talks to the service.
protocol CloudCommand: WorkprintCommand {
  var options: CloudOptions { get }
  /// What the command is called in its schema: `workprint.cloud.upload/1`.
  static var schemaName: String { get }
  /// - Returns: the exit code.
  func perform(_ client: CloudClient) async throws -> Int32
}

extension CloudCommand {
  static var schemaName: String { configuration.commandName ?? "answer" }
  static var schema: String { "workprint.cloud.\(schemaName)/1" }
  var json: Bool { options.json }

  func execute() throws -> Int32 {
    // Commands are values that nobody else holds.
    nonisolated(unsafe) let command = self
    return try connected { try await command.perform($0) }
  }

  /// Runs with the service.
  /// - Parameter report: tells what a person should see, where it tells the rest.
  func connected(
    report: SayReport? = nil, _ body: @escaping @Sendable (CloudClient) async throws -> Int32
  ) throws -> Int32 {
    let beginsAnew = options.newSession
    do {
      let client = try report.map { report in try options.client { report.notice($0) } } ?? options.client()
      return try waitFor {
        if beginsAnew { _ = try await client.makeSession() }
        return try await body(client)
      }
    } catch let error as CloudError {
      throw CommandFailure(error)
    }
  }
}

/// Runs to its end from code that cannot wait in any other way: the main thread, which waits for nothing
/// else meanwhile.
func waitFor<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) throws -> Result {
  let result = Mutex<Swift.Result<Result, any Error>?>(nil)
  let isDone = DispatchSemaphore(value: 0)
  Task {
    let outcome: Swift.Result<Result, any Error>
    do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    result.withLock { $0 = outcome }
    isDone.signal()
  }
  isDone.wait()
  guard let outcome = result.withLock({ $0 }) else {
    throw CloudError(.cancelled, "it ended without an answer")
  }
  return try outcome.get()
}

extension CommandFailure {
  /// What the service refused is a refusal; what could not be asked could not be done.
  init(_ error: CloudError) {
    self.init(error.message, code: error.code.rawValue, help: error.help)
  }
}
