import DraftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file from the web, to disk: gone on with where a connection breaks, and as long as it was said to
/// be.
struct Download: Sendable {
  let client: CloudClient
  let address: WebAddress
  let path: String
  /// What errors call it: `the film`.
  let name: String
  /// What to do where its address does not hold any more.
  let renewal: String?
  /// Bytes that are fetched at most.
  var largest = 8 << 30
  let report: (@Sendable (Int, Int?) -> Void)?

  private static let attempts = 6

  /// What two answers have to agree in to be of one file.
  private struct Version {
    let length: Int?
    /// What vouches for every byte of the file; without one nothing is gone on with.
    let validator: String?
  }

  func run() async throws(CloudError) -> Int {
    let file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw unwritable() }
    defer { close(file) }
    var version: Version?
    var written = 0
    var failures = 0
    while true {
      do throws(CloudError) {
        try await part(of: file, &version, &written)
        guard let length = version?.length, written != length else { break }
        throw CloudError(
          .connectionLost, "\(name) ended after \(written.bytesInWords) of \(length.bytesInWords)")
      } catch {
        guard Self.isWorthAnother(error) else { throw error }
        failures += 1
        guard failures < Self.attempts else { throw error }
        let wait = error.retryAfter ?? .seconds(Double(1 << failures) * .random(in: 0.25...0.5))
        try await client.configuration.pace.sleep(min(wait, RequestAttempts.longestWait))
      }
    }
    guard fsync(file) == 0 else { throw unwritable() }
    guard written > 0 else {
      throw CloudError(.unexpectedAnswer, "\(name) is empty", help: CloudError.tryLater)
    }
    return written
  }

  private static func isWorthAnother(_ error: CloudError) -> Bool {
    switch error.code {
    case .connectionLost, .timedOut, .unreachable, .rateLimited: true
    case .refused: error.status.map(RequestAttempts.passing.contains) ?? false
    default: false
    }
  }

  /// Fetches from where the file ends.
  private func part(
    of file: Int32, _ version: inout Version?, _ written: inout Int
  ) async throws(CloudError) {
    // Of two files as long as each other the parts fit together too.
    let offset = version?.validator == nil ? 0 : written
    let exchange = try await start(version, offset)
    let head = exchange.head
    if offset > 0, head.status == 416 {
      // Nothing is missing, or it is another file now.
      try begin(file, &version, &written)
      throw CloudError(.connectionLost, "\(name) changed while it was fetched")
    }
    guard head.status == 200 || head.status == 206 else { throw try await refusal(exchange) }
    try checkKind(head)
    if head.status == 206 {
      guard let range = ContentRange(head["content-range"] ?? ""), offset > 0, range.start == offset,
        version?.length.map({ $0 == range.length ?? $0 }) ?? true
      else {
        try begin(file, &version, &written)
        throw CloudError(.connectionLost, "\(name) comes from another place than was asked for")
      }
      // Whoever does not know the condition sends a part of whatever is there now.
      guard head.validator == version?.validator else {
        try begin(file, &version, &written)
        throw CloudError(.connectionLost, "\(name) changed while it was fetched")
      }
    } else {
      // All of it, from the start.
      try begin(file, &version, &written)
      version = Version(length: head.contentLength, validator: head.validator)
    }
    report?(written, version?.length)
    while let bytes = try await exchange.next() {
      if let length = version?.length, written + bytes.count > length {
        throw CloudError(.unexpectedAnswer, "\(name) is longer than it was said to be")
      }
      try write(bytes, to: file, at: written)
      written += bytes.count
      report?(written, version?.length)
    }
  }

  private func start(_ version: Version?, _ offset: Int) async throws(CloudError) -> HTTPExchange {
    var request = HTTPRequest(method: "GET", address: address)
    request.hasOwnConnection = true
    request.followsToOthers = true
    request.purpose = "to send \(name)"
    request.limits = client.paced(
      TransferLimits(idle: .seconds(60), total: .seconds(4 * 3600), body: largest))
    if offset > 0, let validator = version?.validator {
      request.headers.append(.init("Range", "bytes=\(offset)-"))
      request.headers.append(.init("If-Range", validator))
    }
    // Elsewhere nobody is to know who asks.
    guard address.isOrigin(client.configuration.api) else {
      let waiting = WaitingNotice(client.configuration)
      defer { waiting.end() }
      return try await client.transport.start(waiting.begin(for: request))
    }
    // Token and attribution are for the API's own origin, which the transport sees to.
    return try await client.authorized(request) { (request) throws(CloudError) in
      let exchange = try await client.transport.start(request)
      // A token that was refused is renewed by whoever called.
      if exchange.head.status == 401, exchange.address.isOrigin(client.configuration.api) {
        throw CloudError(.tokenRefused, "the service refuses the token", status: 401)
      }
      return exchange
    }
  }

  private func begin(_ file: Int32, _ version: inout Version?, _ written: inout Int) throws(CloudError) {
    guard ftruncate(file, 0) == 0 else { throw unwritable() }
    version = nil
    written = 0
  }

  private func write(_ bytes: [UInt8], to file: Int32, at offset: Int) throws(CloudError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(file, $0.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw unwritable() }
      done += count
    }
  }

  private func refusal(_ exchange: HTTPExchange) async throws(CloudError) -> CloudError {
    var body: [UInt8] = []
    while body.count < 1 << 16, let bytes = try await exchange.next() { body += bytes }
    let answer = try ServiceAnswer(
      HTTPAnswer(head: exchange.head, body: body, address: exchange.address), client.redaction)
    var error = answer.error(code: answer.code)
    if error.code == .tokenRefused, !exchange.address.isOrigin(client.configuration.api) {
      error = CloudError(
        .refused, "the address of \(name) is not valid any more", help: renewal,
        status: answer.status)
    }
    return error
  }

  /// A page or a document in place of a film.
  private func checkKind(_ head: HTTPHead) throws(CloudError) {
    guard !["text/html", "application/json", "text/plain"].contains(head.contentType) else {
      throw CloudError(
        .unexpectedAnswer, "instead of \(name) comes \(head.contentType.visible)", help: CloudError.tryLater,
        status: head.status)
    }
    guard head["content-encoding"].map({ $0 == "identity" }) ?? true else {
      throw CloudError(.unexpectedAnswer, "\(name) comes compressed, which was not asked for")
    }
  }

  private func unwritable() -> CloudError {
    CloudError(.fileUnwritable, "cannot write \(name): \(String(cString: strerror(errno)))")
  }
}

extension HTTPHead {
  /// What tells one version of a file from every other (RFC 9110, 8.8): a strong ETag; else the time of the
  /// last change, where it lies so far back that the file cannot have changed twice in it.
  var validator: String? {
    if let tag = self["etag"] {
      return tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.utf8.count < 1024 ? tag : nil
    }
    guard let text = self["last-modified"], let changed = HTTPDate.seconds(text),
      let now = self["date"].flatMap(HTTPDate.seconds), now - changed >= 60
    else { return nil }
    return text
  }
}

/// `bytes 100-199/1000` (RFC 9110, 14.4).
struct ContentRange: Hashable, Sendable {
  let start: Int
  let end: Int
  /// Of the whole; nil for `*`.
  let length: Int?

  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard bounds.count == 2, let start = bounds[0], let end = bounds[1], start >= 0, start <= end else {
      return nil
    }
    self.start = start
    self.end = end
    length = parts[1] == "*" ? nil : Int(parts[1])
    if let length, end >= length { return nil }
    if parts[1] != "*", length == nil { return nil }
  }
}
