import Foundation
import JSONTree

/// `cloud-emulator` as a process of its own, for tests that wait for programs: the emulator in the test's
/// process needs the threads that those tests hold.
///
/// It ends with its owner, or when the owner's process does.
public final class EmulatorProcess {
  /// The API.
  public let url: String
  private let process: Process
  private let input = Pipe()

  public enum Failure: Error {
    /// There is no `cloud-emulator` beside the tests.
    case notBuilt
    /// It ended at once; what it said.
    case ended(String)
  }

  /// Starts it, and waits until it listens.
  /// - Parameter arguments: beside `--port 0`; such as `--set`, `side=240`.
  public init(_ arguments: [String] = []) throws {
    process = Process()
    process.executableURL = try Self.program()
    process.arguments = ["--port", "0", "--until-input-ends"] + arguments
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let url = line.split(whereSeparator: \.isNewline).first else {
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      throw Failure.ended(text)
    }
    self.url = String(url)
  }

  deinit { stop() }

  /// Ends it, and waits for that.
  public func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Asks something of the emulator itself: `control("POST", "faults", "POST /run_sse: silent")`,
  /// `control("GET", "record")`.
  /// - Returns: its answer.
  @discardableResult
  public func control(_ method: String, _ path: String, _ body: String = "") throws -> JSONDocument {
    guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw Failure.notBuilt }
    let socket = try LoopbackSocket(connectingTo: port)
    defer { close(socket.file) }
    socket.write(
      "\(method) /emulator/\(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        .utf8)
    var bytes: [UInt8] = []
    while let more = socket.read() { bytes += more }
    let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? bytes.endIndex
    let answer = try JSONDocument(parsing: Array(bytes[end...]))
    if let error = answer.string(named: "error") { throw Failure.ended(error) }
    return answer
  }

  /// Beside the tests, or in the package's build folder.
  private static func program() throws -> URL {
    for start in [CommandLine.arguments.first, Bundle.main.executablePath, #filePath].compactMap(\.self) {
      var folder = URL(fileURLWithPath: start).resolvingSymlinksInPath().deletingLastPathComponent()
      while folder.path != "/" {
        for name in ["cloud-emulator", ".build/debug/cloud-emulator", ".build/release/cloud-emulator"] {
          let path = folder.appendingPathComponent(name)
          var isFolder: ObjCBool = false
          if FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder), !isFolder.boolValue {
            return path
          }
        }
        folder.deleteLastPathComponent()
      }
    }
    throw Failure.notBuilt
  }
}
