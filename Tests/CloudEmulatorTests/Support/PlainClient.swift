import Foundation
import JSONTree
import Testing

@testable import CloudEmulator

/// Speaks HTTP over a plain socket, one request a connection, and keeps every byte of the answer.
struct PlainClient: Sendable {
  let url: String
  var token: String?
  /// What a client has to send along.
  var attribution = [
    "X-Skill-Source": "workprint", "X-Skill-Version": "1.0.0", "X-Skill-Platform": "unknown",
  ]

  struct Answer: Sendable {
    let bytes: [UInt8]
    /// 0 where there is none.
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    /// Chunks put together, as far as they came.
    let body: [UInt8]
    /// Whether all of the body came.
    let isComplete: Bool

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONDocument { get throws { try JSONDocument(parsing: body) } }
    func string(_ pointer: String) throws -> String {
      let json = try json
      let node = try #require(JSONPointer(pointer).flatMap { json.node(at: $0) }, "no \(pointer) in \(text)")
      return json.string(of: node) ?? json.numberSpelling(of: node) ?? ""
    }
  }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
    try await send("GET", path, headers)
  }

  func post(_ path: String, _ body: String = "", _ headers: [String: String] = [:]) async throws -> Answer {
    try await send("POST", path, headers, body: Array(body.utf8))
  }

  /// Waits on a thread of its own: the emulator needs those of the tasks.
  /// - Parameter limit: no more of the answer is read.
  func send(
    _ method: String, _ path: String, _ headers: [String: String] = [:], body: [UInt8] = [],
    limit: Int = .max
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result { try sendAndWait(method, path, headers, body: body, limit: limit) })
      }
    }
  }

  private func sendAndWait(
    _ method: String, _ path: String, _ headers: [String: String], body: [UInt8], limit: Int
  ) throws -> Answer {
    let address = try #require(URLComponents(string: path.hasPrefix("http") ? path : url + path))
    let port = try #require(address.port)
    let socket = try LoopbackSocket(connectingTo: UInt16(port))
    defer { close(socket.file) }
    var fields = attribution.merging(headers) { $1 }
    fields["Host"] = "127.0.0.1:\(port)"
    fields["Connection"] = "close"
    if let token { fields["Authorization"] = fields["Authorization"] ?? "Bearer \(token)" }
    if !body.isEmpty || method == "POST" { fields["Content-Length"] = String(body.count) }
    let target = address.percentEncodedPath + (address.percentEncodedQuery.map { "?" + $0 } ?? "")
    var head = "\(method) \(target) HTTP/1.1\r\n"
    for field in fields where !field.value.isEmpty { head += "\(field.key): \(field.value)\r\n" }
    socket.write(Array((head + "\r\n").utf8) + body)
    var bytes: [UInt8] = []
    while bytes.count < limit, let more = socket.read() { bytes += more }
    return Self.read(bytes)
  }

  static func read(_ bytes: [UInt8]) -> Answer {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
      return Answer(bytes: bytes, status: 0, headers: [:], body: [], isComplete: false)
    }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2 { headers[parts[0].lowercased()] = parts[1] }
    }
    let rest = Array(bytes[end.upperBound...])
    var body = rest
    var isComplete = headers["content-length"].flatMap(Int.init).map { $0 == rest.count } ?? false
    if headers["transfer-encoding"] == "chunked" { (body, isComplete) = unchunked(rest) }
    return Answer(
      bytes: bytes, status: Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0,
      headers: headers,
      body: body, isComplete: isComplete)
  }

  private static func unchunked(_ bytes: [UInt8]) -> ([UInt8], Bool) {
    var body: [UInt8] = []
    var rest = bytes[...]
    while let end = rest.firstRange(of: Array("\r\n".utf8)) {
      guard let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16) else { break }
      if size == 0 { return (body, true) }
      body += rest[end.upperBound...].prefix(size)
      rest = rest[end.upperBound...].dropFirst(size + 2)
    }
    return (body, false)
  }
}

extension PlainClient {
  /// A client that has a token and a session.
  static func connected(to emulator: CloudEmulator) async throws -> (client: PlainClient, session: String) {
    var client = PlainClient(url: emulator.url)
    let data = emulator.settings.shape == .wrapped ? "/data" : ""
    client.token = try await client.post(
      "/api/auth/anonymous-token", "", ["X-Client-Id": UUID().uuidString]
    ).string(data + "/token")
    let session = try await client.post(
      "/api/tasks/me/with-session/nemo_agent", #"{"task_name":"project","language":"en"}"#)
    return (client, try session.string(data + "/session_id"))
  }

  func say(_ text: String, in session: String, _ headers: [String: String] = [:]) async throws -> Answer {
    let body = JSONLiteral.object([
      "app_name": .string("nemo_agent"), "user_id": .string("me"), "session_id": .string(session),
      "new_message": .object(["parts": .array([.object(["text": .string(text)])])]),
    ])
    return try await post("/run_sse", body.text(), ["Accept": "text/event-stream"].merging(headers) { $1 })
  }

  func state(_ session: String) async throws -> Answer {
    try await get("/api/state/nemo_agent/me/\(session)/latest")
  }

  func upload(_ files: [(name: String, bytes: [UInt8])], to session: String, field: String = "files")
    async throws
    -> Answer
  {
    let boundary = "----workprint-0123456789"
    var body: [UInt8] = []
    for file in files {
      body += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(file.name)\"\r\nContent-Type: application/octet-stream\r\n\r\n"
          .utf8)
      body += file.bytes + Array("\r\n".utf8)
    }
    body += Array("--\(boundary)--\r\n".utf8)
    return try await send(
      "POST", "/api/upload-video/nemo_agent/me/\(session)",
      ["Content-Type": "multipart/form-data; boundary=\(boundary)"], body: body)
  }
}

/// The texts of a stream: deltas, and whole ones.
struct StreamTexts {
  var deltas = ""
  var wholes: [String] = []

  init(_ stream: String) throws {
    for line in stream.split(whereSeparator: \.isNewline) where line.hasPrefix("data: ") {
      let json = try JSONDocument(parsing: String(line.dropFirst(6)))
      if json.string(named: "type") == "text" { wholes.append(json.string(named: "content") ?? "") }
      guard let content = json.value(of: "content", in: json.root),
        let parts = json.value(of: "parts", in: content)
      else { continue }
      let isPartial = json.value(of: "partial", in: json.root).flatMap { json.bool(of: $0) } ?? false
      for part in json.elements(of: parts) where json.value(of: "thought", in: part) == nil {
        guard let text = json.value(of: "text", in: part).flatMap({ json.string(of: $0) }) else { continue }
        if isPartial { deltas += text } else { wholes.append(text) }
      }
    }
  }
}
