import DraftModel
import Synchronization

/// `--trace`: what goes over the wire, as it is, but for what is secret.
///
/// Bodies are told line by line, so that a secret that two packets share is still seen as one.
final class Trace: Sendable {
  let redaction: Redaction
  private let write: @Sendable (String) -> Void
  private let rests = Mutex<[String: [UInt8]]>([:])

  /// What of a line is shown, in characters.
  private static let longestLine = 1 << 16

  init(redaction: Redaction, write: @escaping @Sendable (String) -> Void) {
    self.redaction = redaction
    self.write = write
  }

  func request(_ request: HTTPRequest, headers: [HTTPRequest.Header]) {
    put(">", "\(request.method) \(request.address.text)")
    for header in headers {
      let isSecret = ["authorization", "x-client-id"].contains(header.name.lowercased())
      put(">", "\(header.name): \(isSecret ? Redaction.mark : header.value)")
    }
    switch request.body {
    case .none: break
    case .json(let bytes): put(">", String(decoding: bytes, as: UTF8.self))
    case .form(let parts):
      for part in parts { put(">", "(form) \(part.field): \(part.name) (\(part.contentType))") }
    }
  }

  func head(_ head: HTTPHead, of request: HTTPRequest) {
    put("<", "\(head.status) \(request.method) \(request.address.text)")
    for (name, value) in head.headers.sorted(by: { $0.key < $1.key }) {
      put("<", "\(name): \(name == "set-cookie" ? Redaction.mark : value)")
    }
  }

  /// Bodies of one request at a time; several of one address are one to a reader of the trace too.
  func body(_ bytes: [UInt8], of request: HTTPRequest) {
    guard !isBinary(bytes) else {
      put("<", "(\(bytes.count) bytes)")
      return
    }
    let lines = rests.withLock { rests -> [ArraySlice<UInt8>] in
      let all = rests[request.address.text, default: []] + bytes
      var lines = all.split(separator: 0x0A, omittingEmptySubsequences: false)
      let rest = lines.removeLast()
      // A line without end is not kept: of one that long only the length is told.
      guard rest.count <= 4 * Self.longestLine else {
        rests[request.address.text] = []
        return lines + [Array("(\(rest.count) bytes without a line end)".utf8)[...]]
      }
      rests[request.address.text] = Array(rest)
      return lines
    }
    for line in lines { put("<", String(decoding: line, as: UTF8.self)) }
  }

  func end(of request: HTTPRequest) {
    let rest = rests.withLock { $0.removeValue(forKey: request.address.text) } ?? []
    if !rest.isEmpty { put("<", String(decoding: rest, as: UTF8.self)) }
  }

  func failure(_ error: CloudError) { put("!", error.message) }

  private func put(_ mark: String, _ text: String) {
    // Cut afterwards: half a secret would not be known for one.
    write("\(mark) \(redaction.redacted(text).shortened(to: Self.longestLine).visible)")
  }

  private func isBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(512).contains { $0 < 9 } }
}
