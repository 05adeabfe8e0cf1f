import Foundation

/// A TCP socket on the loopback address: what lies below HTTP.
struct LoopbackSocket: Sendable {
  let file: Int32

  /// Why there is no such socket.
  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
  }

  init(file: Int32) { self.file = file }

  /// Listens.
  /// - Parameter port: 0 for one that is free.
  init(listeningOn port: UInt16) throws {
    self = try Self.make()
    var yes: Int32 = 1
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard withAddress(port: port, bind) == 0, listen(file, 512) == 0 else {
      let failure = Failure("cannot listen on 127.0.0.1:\(port)")
      close(file)
      throw failure
    }
  }

  init(connectingTo port: UInt16) throws {
    self = try Self.make()
    guard withAddress(port: port, connect) == 0 else {
      let failure = Failure("cannot connect to 127.0.0.1:\(port)")
      close(file)
      throw failure
    }
    sendAtOnce()
  }

  private static func make() throws -> LoopbackSocket {
    #if canImport(Glibc)
      let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let file = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard file >= 0 else { throw Failure("cannot make a socket") }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return LoopbackSocket(file: file)
  }

  /// Its own port.
  var port: UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(file, $0, &size) }
    }
    return code == 0 ? UInt16(bigEndian: address.sin_port) : 0
  }

  private func withAddress(
    port: UInt16, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Small events are not to wait for one another.
  func sendAtOnce() {
    var yes: Int32 = 1
    setsockopt(file, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Acknowledges what comes without waiting for more. The HTTP server writes a head and a body one after
  /// the other, and its system holds the second back until the first is acknowledged: 40 ms a request.
  func acknowledgeAtOnce() {
    #if canImport(Glibc)
      var yes: Int32 = 1
      setsockopt(file, Int32(IPPROTO_TCP), TCP_QUICKACK, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  /// Waits for the next connection; nil when the socket was closed.
  func accept() -> LoopbackSocket? {
    while true {
      let connection = Foundation.accept(file, nil, nil)
      if connection < 0, errno == EINTR || errno == ECONNABORTED { continue }
      guard connection >= 0 else { return nil }
      _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
      let socket = LoopbackSocket(file: connection)
      socket.sendAtOnce()
      return socket
    }
  }

  /// What has come, at most 64 KiB; nil at the end.
  func read() -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
      repeat { count = recv(file, buffer.baseAddress, buffer.count, 0) } while count < 0 && errno == EINTR
      filled = max(0, count)
    }
    return count > 0 ? bytes : nil
  }

  /// - Returns: whether all of it could be sent.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>) -> Bool {
    let array = Array(bytes)
    return array.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let step = send(
          file, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Self.noSignal)
        if step < 0, errno == EINTR { continue }
        guard step > 0 else { return false }
        sent += step
      }
      return true
    }
  }

  #if canImport(Glibc)
    private static let noSignal = Int32(MSG_NOSIGNAL)
  #else
    private static let noSignal: Int32 = 0
  #endif

  /// Ends both directions; who waits for the socket wakes up.
  func hangUp() { shutdown(file, Int32(SHUT_RDWR)) }
  func endWriting() { shutdown(file, Int32(SHUT_WR)) }

  /// Makes the coming close a reset: the other side gets an error in place of an end.
  func resetWhenClosed() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(file, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }
}
