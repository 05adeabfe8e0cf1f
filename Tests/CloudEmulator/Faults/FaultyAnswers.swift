import Foundation

/// The answers of faults that come in place of the right one.
struct FaultyAnswers {
  let settings: Settings
  /// Where redirects lead unless said.
  let otherURL: String

  private static let gigabyte = 1 << 30

  func answer(to request: Incoming, _ fault: Fault) async throws -> Reply {
    switch fault.kind {
    case .hang:
      try await Task.sleep(for: fault.seconds("for", 3600))
      return .refusal
    case .status: return status(fault)
    case .html: return html(status: fault.count("status", 502))
    case .code: return ServiceError.of(code: fault.count("code", 2001)).reply(settings)
    case .redirect:
      let query =
        request.query.isEmpty
        ? "" : "?" + request.query.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
      var reply = Reply.text("", type: "text/plain", status: fault.count("status", 307))
      reply.set("Location", fault.arguments["to"] ?? otherURL + request.path + query)
      return reply
    case .expired: return ServiceError.badToken.reply(settings)
    case .big:
      let length = fault.count("bytes", Self.gigabyte)
      let piece = Array(String(repeating: "[1,\"filler\"],", count: 5000).utf8)
      return Reply(
        type: "application/json",
        body: ReplyBody(repeating: piece, length: length, isChunked: fault.arguments["chunked"] != nil))
    case .bomb:
      var reply = Reply(
        type: "application/json", body: CompressedBomb.body(unpackingTo: fault.count("bytes", Self.gigabyte)))
      reply.set("Content-Encoding", "gzip")
      return reply
    case .notjson: return .text("{\"code\": 0, \"data\": {oops", type: "application/json")
    case .empty: return .text("", type: "application/json")
    case .wrongtypes:
      return .text(
        #"{"code":"0","data":[{"token":7,"session_id":{"a":1},"state":"none","available":"many","files":{},"status":3}],"message":false}"#,
        type: "application/json")
    case .endlessHeaders:
      var reply = Reply.text("", type: "text/plain")
      let count = fault.count("bytes", Self.gigabyte)
      reply.wire = fault.arguments["line"] == nil ? .endlessHeaders(count) : .endlessHeaderLine(count)
      return reply
    case .garbage:
      var reply = Reply.text("", type: "text/plain")
      reply.wire = .garbage
      return reply
    default: return .refusal
    }
  }

  /// A status, with a body that says no more.
  func status(_ fault: Fault, standard: Int = 503) -> Reply {
    let code = min(max(fault.count("code", standard), 200), 999)
    let body = fault.arguments["body"] ?? "{\"code\":\(code),\"message\":\"\(Self.words[code] ?? "failed")\"}"
    var reply = Reply.text(
      body, type: body.first == "{" ? "application/json" : "text/plain", status: code)
    if let wait = fault.arguments["retry-after"] { reply.set("Retry-After", wait) }
    return reply
  }

  private static let words = [429: "Too many requests", 500: "Internal error", 503: "Service unavailable"]

  private func html(status: Int) -> Reply {
    .text(
      """
      <html>
      <head><title>\(status) Bad Gateway</title></head>
      <body>
      <center><h1>\(status) Bad Gateway</h1></center>
      <hr><center>nginx</center>
      </body>
      </html>

      """, type: "text/html", status: status)
  }
}

/// A small gzip file (RFC 1952) that unpacks to very much white space.
enum CompressedBomb {
  /// DEFLATE with fixed codes (RFC 1951, 3.2.6): a space, then again and again "258 bytes from one byte
  /// back". Such a match takes 13 bits, so that 8 of them are 13 bytes that can be repeated.
  static func body(unpackingTo length: Int) -> ReplyBody {
    var head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var bits = BitWriter()
    // Last block, fixed codes.
    bits.write(0b1, 1)
    bits.write(0b01, 2)
    bits.writeCode(0x30 + UInt32(UInt8(ascii: " ")), 8)
    // Matches until a byte is full; 13 is odd, so at most eight.
    while bits.pendingCount != 0 { bits.writeMatch() }
    head += bits.bytes
    var round = BitWriter()
    for _ in 0..<8 { round.writeMatch() }
    let piece = Array(repeatElement(round.bytes, count: 1000).joined())
    let count = max(1, length / (258 * 8)) * 13
    let tail = ReplyBody(repeating: piece, length: count)
    let first = ReplyBody(head)
    return ReplyBody(length: head.count + count) {
      if let piece = try await first.next() { return piece }
      return try await tail.next()
    }
  }

  private struct BitWriter {
    var bytes: [UInt8] = []
    var pendingCount = 0
    private var pending: UInt8 = 0

    mutating func write(_ value: UInt32, _ count: Int) {
      for bit in 0..<count {
        pending |= UInt8((value >> UInt32(bit)) & 1) << UInt8(pendingCount)
        pendingCount += 1
        if pendingCount == 8 {
          bytes.append(pending)
          (pending, pendingCount) = (0, 0)
        }
      }
    }

    /// Huffman codes go with their highest bit first.
    mutating func writeCode(_ code: UInt32, _ count: Int) {
      for bit in stride(from: count - 1, through: 0, by: -1) { write((code >> UInt32(bit)) & 1, 1) }
    }

    /// Length symbol 285 (code 11000101) and distance symbol 0 (code 00000).
    mutating func writeMatch() {
      writeCode(0b1100_0101, 8)
      writeCode(0, 5)
    }
  }
}
