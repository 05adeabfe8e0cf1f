import FlyingFox
import Foundation
import JSONTree

/// A request as it came.
struct Incoming: Sendable {
  /// Which of the emulator's hosts it came to.
  enum Host: String, Sendable {
    /// The API.
    case api
    /// The one that files are downloaded from, and that redirects lead to.
    case other
  }

  /// Larger bodies are streamed.
  static let largestBody = 16 << 20

  let number: Int
  let host: Host
  let method: String
  /// Without the query, percent-encoded as it came.
  let path: String
  let query: [String: String]
  let headers: HTTPHeaders
  /// All of the body; empty for uploads of files, which are streamed.
  var body: [UInt8] = []
  let stream: HTTPBodySequence

  init(_ request: HTTPRequest, number: Int, host: Host) {
    self.number = number
    self.host = host
    method = request.method.rawValue
    path = String(request.target.rawValue.prefix { $0 != "?" })
    query = Dictionary(request.query.map { ($0.name, $0.value) }) { $1 }
    headers = request.headers
    stream = request.bodySequence
  }

  func header(_ name: String) -> String? { headers[HTTPHeader(name)] }

  var isMultipart: Bool {
    header("Content-Type")?.lowercased().hasPrefix("multipart/form-data") ?? false
  }

  /// Reads what is left of the body and forgets it: the next request comes after it.
  func drain() async throws { for try await _ in stream {} }

  /// Reads the body, unless it is one of files.
  /// - Throws: where it is larger than any that is not.
  mutating func readBody() async throws {
    guard !isMultipart else { return }
    for try await piece in stream {
      body += piece
      if body.count > Self.largestBody { throw ReplyBody.Closed() }
    }
  }

  /// The body as JSON; nil where it is none.
  var json: JSONDocument? { try? JSONDocument(parsing: body) }

  /// The parts of the path, decoded.
  var steps: [String] {
    path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
  }
}
