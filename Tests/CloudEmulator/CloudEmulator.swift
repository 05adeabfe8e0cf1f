import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// The cloud service on this machine: the documented API over real HTTP, on the loopback address.
///
/// It keeps accounts, sessions, drafts, credits and files for as long as it runs. Its agent is a script
/// that makes real edits (``ScriptedAgent``), and its exports are films. On demand it shows the faults
/// of ``FaultKind``.
///
///     let emulator = try await CloudEmulator()
///     setenv("NEMO_API_URL", emulator.url, 1)
///     try emulator.faults.add("POST /run_sse: cut at=200")
///     ...
///     #expect(emulator.record.messages.count == 1)
///     await emulator.stop()
public final class CloudEmulator: Sendable {
  /// The API: `http://127.0.0.1:PORT`.
  public let url: String
  /// The other host, that files are downloaded from and redirects lead to.
  public let otherURL: String
  /// Where it keeps files.
  public let folder: String
  public let faults: FaultPlan
  private let store: Store
  private let wires: [Wire]
  private let servers: [HTTPServer]
  private let tasks: [Task<Void, any Error>]
  private let ownsFolder: Bool

  /// Starts it.
  /// - Parameters:
  ///   - port: of the API; 0 for one that is free.
  ///   - folder: where files are kept; a temporary one, removed by ``stop()``, unless said.
  ///   - token: of a registered account, that no one has to ask for.
  /// - Throws: where the port is taken or the folder cannot be made.
  public init(
    port: UInt16 = 0, settings: Settings = Settings(), folder: String? = nil, token: String? = nil
  ) async throws {
    let place =
      folder
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("cloud-emulator-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    self.folder = place
    ownsFolder = folder == nil
    let store = Store(folder: place, settings: settings)
    if let token { store.with { $0.addRegistered(token) } }
    let plan = FaultPlan(seed: settings.seed)
    let wires = [try Wire(port: port), try Wire(port: 0)]
    let urls = wires.map { "http://127.0.0.1:\($0.port)" }
    let service = Service(store: store, fileURL: urls[1])
    let counter = RequestCounter()
    var servers: [HTTPServer] = []
    var tasks: [Task<Void, any Error>] = []
    for (wire, host) in zip(wires, [Incoming.Host.api, .other]) {
      let front = Front(
        host: host, store: store, plan: plan, service: service,
        files: FileHost(store: store, service: service),
        control: Control(store: store, plan: plan, service: service, url: urls[0], otherURL: urls[1]),
        otherURL: urls[1], counter: counter)
      let server = HTTPServer(
        config: .init(
          address: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0), timeout: 86_400,
          sharedRequestBufferSize: 65_536, sharedRequestReplaySize: 65_536, logger: .disabled),
        handler: ClosureHTTPHandler { try await front.answer($0) })
      tasks.append(try await Self.start(server))
      guard case .ip4(_, let backend) = await server.listeningAddress else {
        throw LoopbackSocket.Failure("the HTTP server did not start")
      }
      wire.start(to: backend)
      servers.append(server)
    }
    url = urls[0]
    otherURL = urls[1]
    self.store = store
    self.wires = wires
    self.servers = servers
    self.tasks = tasks
    faults = plan
  }

  /// Starts a server, and waits until it listens, however long a busy machine takes to let it: no time says
  /// that it failed, but the end of its task does.
  private static func start(_ server: HTTPServer) async throws -> Task<Void, any Error> {
    let ending = Ending()
    let task = Task {
      defer { ending.hasCome.withLock { $0 = true } }
      try await server.run()
    }
    while await !server.isListening {
      if ending.hasCome.withLock(\.self) {
        try await task.value
        throw LoopbackSocket.Failure("the HTTP server ended before it listened")
      }
      try await Task.sleep(for: .milliseconds(1))
    }
    return task
  }

  private final class Ending: Sendable { let hasCome = Mutex(false) }

  /// Everything that was seen.
  public var record: Record { store.record }

  public var settings: Settings {
    get { store.settings }
    set { store.with { $0.settings = newValue } }
  }

  /// Forgets accounts, sessions, files and faults; keeps the settings.
  public func reset() {
    store.reset()
    faults.removeAll()
  }

  /// Ends it, and removes what it kept.
  public func stop() async {
    for wire in wires { wire.stop() }
    for server in servers { await server.stop(timeout: 0) }
    for task in tasks { task.cancel() }
    if ownsFolder { try? FileManager.default.removeItem(atPath: folder) }
  }
}
