import Foundation
import Synchronization

/// What a client connects to: passes bytes on to the HTTP server and back, unless the server's answer
/// asks for something that no HTTP server can do (``WireEffect``).
final class Wire: Sendable {
  private let listener: LoopbackSocket
  let port: UInt16
  private let connections = Mutex<Set<Int32>>([])

  /// - Parameter port: 0 for one that is free.
  init(port: UInt16) throws {
    listener = try LoopbackSocket(listeningOn: port)
    self.port = listener.port
  }

  /// Begins to pass connections on.
  func start(to backend: UInt16) {
    Thread.detachNewThread { [self] in
      while let client = listener.accept() {
        Thread.detachNewThread { [self] in serve(client, backend) }
      }
      close(listener.file)
    }
  }

  func stop() {
    listener.hangUp()
    connections.withLock { for file in $0 { LoopbackSocket(file: file).hangUp() } }
  }

  private func serve(_ client: LoopbackSocket, _ backend: UInt16) {
    defer { close(client.file) }
    guard let server = try? LoopbackSocket(connectingTo: backend) else { return }
    defer { close(server.file) }
    connections.withLock { $0.formUnion([client.file, server.file]) }
    let requestsEnded = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      Self.passRequests(from: client, to: server)
      requestsEnded.signal()
    }
    passAnswers(from: server, to: client)
    connections.withLock { $0.subtract([client.file, server.file]) }
    client.hangUp()
    server.hangUp()
    requestsEnded.wait()
  }

  private static func passRequests(from client: LoopbackSocket, to server: LoopbackSocket) {
    while let bytes = client.read() {
      // The HTTP server does not answer it, and a client would wait a second for nothing.
      if expectsContinue(bytes) { client.write("HTTP/1.1 100 Continue\r\n\r\n".utf8) }
      guard server.write(bytes) else { break }
    }
    server.endWriting()
  }

  private static func expectsContinue(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: Array("POST ".utf8)) else { return false }
    let text = String(decoding: bytes.prefix(8192), as: UTF8.self).lowercased()
    guard let head = text.components(separatedBy: "\r\n\r\n").first else { return false }
    return head.contains("\r\nexpect: 100-continue")
  }

  private func passAnswers(from server: LoopbackSocket, to client: LoopbackSocket) {
    server.acknowledgeAtOnce()
    while let bytes = server.read() {
      // The system forgets it again and again.
      server.acknowledgeAtOnce()
      guard let (effect, rest) = WireEffect.split(bytes) else {
        guard client.write(bytes) else { return }
        continue
      }
      effect.apply(beginning: rest, from: server, to: client)
      return
    }
  }
}
