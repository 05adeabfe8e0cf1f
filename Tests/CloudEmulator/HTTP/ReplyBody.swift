import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// An answer's body, in pieces that are made when they are sent.
struct ReplyBody: Sendable {
  /// Bytes; nil where it is not known: it is then sent in chunks.
  var length: Int?
  /// The next piece; nil at the end. What throws ends the connection.
  var next: @Sendable () async throws -> [UInt8]?

  /// Closes the connection in the middle of an answer.
  struct Closed: Error {}

  init(length: Int?, next: @escaping @Sendable () async throws -> [UInt8]?) {
    self.length = length
    self.next = next
  }

  init(_ bytes: [UInt8]) {
    let rest = Mutex<[UInt8]?>(bytes)
    self.init(length: bytes.count) { rest.withLock { $0.take() } }
  }

  /// The same piece again and again.
  init(repeating piece: [UInt8], length: Int, isChunked: Bool = false) {
    let left = Mutex(length)
    self.init(length: isChunked ? nil : length) {
      left.withLock { left in
        guard left > 0 else { return nil }
        let part = piece.prefix(left)
        left -= part.count
        return Array(part)
      }
    }
  }

  /// A part of a file.
  init(file path: String, range: Range<Int>) throws {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    try handle.seek(toOffset: UInt64(range.lowerBound))
    let left = Mutex(range.count)
    self.init(length: range.count) {
      try left.withLock { left in
        guard left > 0, let data = try handle.read(upToCount: min(left, 65_536)) else { return nil }
        left -= data.count
        return Array(data)
      }
    }
  }

  // MARK: Changed on the way

  /// The first bytes, then the connection's end.
  func cut(at count: Int) -> ReplyBody {
    let left = Mutex(count)
    return ReplyBody(length: length) { [next] in
      guard left.withLock({ $0 }) > 0, let piece = try await next() else { throw Closed() }
      let part = left.withLock { left in
        defer { left -= min(left, piece.count) }
        return piece.prefix(left)
      }
      return Array(part)
    }
  }

  /// A few bytes at a time.
  func dripping(_ count: Int, every pause: Duration) -> ReplyBody {
    let buffer = Mutex<ArraySlice<UInt8>>([])
    return ReplyBody(length: length) { [next] in
      while buffer.withLock({ $0.isEmpty }) {
        guard let piece = try await next() else { return nil }
        buffer.withLock { $0 = piece[...] }
      }
      try await Task.sleep(for: pause)
      return buffer.withLock { buffer in
        defer { buffer = buffer.dropFirst(count) }
        return Array(buffer.prefix(count))
      }
    }
  }

  /// Each bit the other one.
  func inverted() -> ReplyBody {
    ReplyBody(length: length) { [next] in try await next()?.map { ~$0 } }
  }

  /// The whole body, then the connection's end.
  func closingAtEnd() -> ReplyBody {
    ReplyBody(length: length) { [next] in
      guard let piece = try await next() else { throw Closed() }
      return piece
    }
  }

  /// All of it.
  func bytes() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try await next() { bytes += piece }
    return bytes
  }

  /// As the HTTP server wants it.
  var sequence: HTTPBodySequence {
    let pieces = Pieces(next: next)
    if let length { return HTTPBodySequence(from: pieces, count: length) }
    return HTTPBodySequence(from: pieces)
  }
}

private struct Pieces: AsyncBufferedSequence {
  typealias Element = UInt8
  let next: @Sendable () async throws -> [UInt8]?

  func makeAsyncIterator() -> Iterator { Iterator(source: next) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let source: @Sendable () async throws -> [UInt8]?

    mutating func next() async throws -> UInt8? { nil }

    /// Never empty: an empty chunk would be the last.
    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      while let piece = try await source() {
        if !piece.isEmpty { return piece }
      }
      return nil
    }
  }
}
