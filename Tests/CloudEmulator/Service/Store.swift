import DraftModel
import Foundation
import Synchronization

/// What the service keeps.
final class Store: Sendable {
  struct State: Sendable {
    var accounts: [String: Account] = [:]
    var sessions: [String: Session] = [:]
    /// In the order in which they came.
    var exports: [String: StoredExport] = [:]
    var record = Record()
    var settings: Settings
    var dice: Dice
  }

  /// More requests than these are counted, and not kept.
  private static let requestLimit = 50_000

  let folder: String
  private let state: Mutex<State>

  init(folder: String, settings: Settings) {
    self.folder = folder
    state = Mutex(State(settings: settings, dice: Dice(seed: settings.seed)))
  }

  func with<Result: Sendable>(_ body: (inout State) throws -> sending Result) rethrows -> Result {
    try state.withLock { try body(&$0) }
  }

  var settings: Settings { state.withLock { $0.settings } }

  /// A name that is not there yet.
  static func identifier(_ prefix: String = "") -> String {
    prefix + UUID().uuidString.lowercased()
  }

  func note(_ request: Incoming) {
    var headers: [String: String] = [:]
    for header in request.headers { headers[header.key.rawValue.lowercased()] = header.value }
    let stored = StoredRequest(
      number: request.number, host: request.host.rawValue, method: request.method, path: request.path,
      headers: headers)
    state.withLock {
      if $0.record.requests.count < Self.requestLimit { $0.record.requests.append(stored) }
      let told = ["authorization", "x-skill-source", "x-skill-version", "x-skill-platform"].filter {
        headers[$0] != nil
      }
      if request.host == .other, !told.isEmpty {
        $0.record.leaks.append("\(request.method) \(request.path): " + told.joined(separator: ", "))
      }
    }
  }

  func noteViolation(_ text: String) { state.withLock { $0.record.violations.append(text) } }

  var record: Record {
    state.withLock {
      var record = $0.record
      record.exports = $0.exports.values.sorted { $0.id < $1.id }
      return record
    }
  }

  /// Forgets all but its settings.
  func reset() {
    state.withLock {
      let accounts = $0.accounts.filter(\.value.isRegistered)
      $0 = State(settings: $0.settings, dice: Dice(seed: $0.settings.seed))
      $0.accounts = accounts
    }
  }
}
