import Foundation

/// Something that goes wrong below HTTP. The HTTP server asks for it in front of its status line:
/// `WIRE/reset=200 HTTP/1.1 200 OK`.
enum WireEffect: Hashable, Sendable {
  /// Passes on so many bytes of the answer, head included, and resets the connection.
  case reset(after: Int)
  /// Passes on so many bytes of the answer, head included, and closes the connection.
  case cutHead(after: Int)
  /// A head that goes on for so many bytes.
  case endlessHeaders(Int)
  /// The same in one line.
  case endlessHeaderLine(Int)
  /// Something that is no HTTP.
  case garbage

  private var word: (name: String, number: Int) {
    switch self {
    case .reset(let count): ("reset", count)
    case .cutHead(let count): ("cut-head", count)
    case .endlessHeaders(let count): ("endless-headers", count)
    case .endlessHeaderLine(let count): ("endless-header-line", count)
    case .garbage: ("garbage", 0)
    }
  }

  /// What stands in front of the status line; with a space at its end.
  var prefix: String { "WIRE/\(word.name)=\(word.number) " }

  /// Takes the prefix off the beginning of an answer; nil where it has none.
  static func split(_ bytes: [UInt8]) -> (WireEffect, ArraySlice<UInt8>)? {
    guard bytes.starts(with: "WIRE/".utf8), let space = bytes.firstIndex(of: UInt8(ascii: " ")) else {
      return nil
    }
    let words = String(decoding: bytes[5..<space], as: UTF8.self).split(separator: "=")
    guard words.count == 2, let number = Int(words[1]) else { return nil }
    let effect: WireEffect
    switch words[0] {
    case "reset": effect = .reset(after: number)
    case "cut-head": effect = .cutHead(after: number)
    case "endless-headers": effect = .endlessHeaders(number)
    case "endless-header-line": effect = .endlessHeaderLine(number)
    case "garbage": effect = .garbage
    default: return nil
    }
    return (effect, bytes[(space + 1)...])
  }

  func apply(beginning: ArraySlice<UInt8>, from server: LoopbackSocket, to client: LoopbackSocket) {
    switch self {
    case .reset(let count):
      pass(count, beginning: beginning, from: server, to: client)
      // Bytes that were not read yet would go with the connection.
      Thread.sleep(forTimeInterval: 0.05)
      client.resetWhenClosed()
    case .cutHead(let count): pass(count, beginning: beginning, from: server, to: client)
    case .endlessHeaders(let count):
      var sent = 0
      guard client.write("HTTP/1.1 200 OK\r\n".utf8) else { return }
      while sent < count {
        let lines = (0..<100).map { "X-Filler-\(sent)-\($0): \(String(repeating: "a", count: 600))\r\n" }
        let text = lines.joined()
        guard client.write(text.utf8) else { return }
        sent += text.utf8.count
      }
    case .endlessHeaderLine(let count):
      var sent = 0
      guard client.write("HTTP/1.1 200 OK\r\nX-Filler: ".utf8) else { return }
      let text = String(repeating: "a", count: 1 << 16)
      while sent < count, client.write(text.utf8) { sent += text.utf8.count }
    case .garbage: client.write([0x00, 0xFF, 0xFE] + "SSH-2.0-not-http\r\n\u{1}\u{2}".utf8)
    }
  }

  private func pass(
    _ count: Int, beginning: ArraySlice<UInt8>, from server: LoopbackSocket, to client: LoopbackSocket
  ) {
    var left = count
    var bytes = beginning
    while left > 0 {
      let part = bytes.prefix(left)
      guard client.write(part) else { return }
      left -= part.count
      guard left > 0, let more = server.read() else { return }
      bytes = more[...]
    }
  }
}
