import FlyingFox
import Foundation
import JSONTree

/// An answer, before it is put on the wire.
struct Reply: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: ReplyBody
  var wire: WireEffect?
  /// The connection is closed without a byte of an answer.
  var isRefusal = false

  init(status: Int = 200, type: String, body: ReplyBody) {
    self.status = status
    self.body = body
    headers = [("Content-Type", type)]
  }

  static func json(_ value: JSONLiteral, status: Int = 200) -> Reply {
    Reply(
      status: status, type: "application/json; charset=utf-8", body: ReplyBody(Array(value.text().utf8)))
  }

  static func text(_ text: String, type: String, status: Int = 200) -> Reply {
    Reply(status: status, type: type, body: ReplyBody(Array(text.utf8)))
  }

  static var refusal: Reply {
    var reply = Reply.text("", type: "text/plain")
    reply.isRefusal = true
    return reply
  }

  /// - Parameter value: nil for none.
  mutating func set(_ name: String, _ value: String?) {
    headers.removeAll { $0.name.lowercased() == name.lowercased() }
    if let value { headers.append((name, value)) }
  }

  var response: HTTPResponse {
    // Asking for a web socket that does not come about closes the connection before the first byte.
    if isRefusal { return HTTPResponse(webSocket: NoAnswer()) }
    var fields = HTTPHeaders()
    for header in headers { fields.addValue(header.value, for: HTTPHeader(header.name)) }
    return HTTPResponse(
      version: wire.map { HTTPVersion($0.prefix + "HTTP/1.1") } ?? .http11,
      statusCode: HTTPStatusCode(status, phrase: Self.phrases[status] ?? "Status"), headers: fields,
      body: body.sequence)
  }

  private static let phrases = [
    200: "OK", 206: "Partial Content", 301: "Moved Permanently", 302: "Found", 307: "Temporary Redirect",
    308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required",
    403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 413: "Content Too Large",
    415: "Unsupported Media Type", 416: "Range Not Satisfiable", 422: "Unprocessable Entity",
    429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
    504: "Gateway Timeout",
  ]
}

private struct NoAnswer: WSHandler {
  func makeFrames(
    for client: AsyncThrowingStream<WSFrame, any Error>
  ) async throws -> AsyncStream<WSFrame> {
    throw ReplyBody.Closed()
  }
}
