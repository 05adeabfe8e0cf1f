import CCurl

/// How long a transfer may take, and how much may come.
public struct TransferLimits: Hashable, Sendable {
  /// Until the connection stands, TLS included.
  public var connect: Duration = .seconds(20)
  /// Without a byte in either direction.
  public var idle: Duration = .seconds(60)
  public var total: Duration = .seconds(120)
  /// For the whole answer, from when the body of the request is sent; nil for no limit but the others.
  public var answer: Duration?
  /// The largest body, in bytes after decompression.
  public var body = 1 << 20

  public init(
    connect: Duration = .seconds(20), idle: Duration = .seconds(60), total: Duration = .seconds(120),
    answer: Duration? = nil, body: Int = 1 << 20
  ) {
    self.connect = connect
    self.idle = idle
    self.total = total
    self.answer = answer
    self.body = body
  }
}

struct HTTPRequest: Sendable {
  enum Body: Sendable {
    case none
    case json([UInt8])
    /// Files of a multipart form, each read while it is sent.
    case form([FilePart])
  }

  struct FilePart: Sendable {
    let field: String
    /// The name that the service is told.
    let name: String
    let contentType: String
    let path: String
  }

  struct Header: Hashable, Sendable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  var method: String
  var address: WebAddress
  var headers: [Header] = []
  /// Sent to the API's own origin only.
  var ownHeaders: [Header] = []
  var body = Body.none
  var limits = TransferLimits()
  var acceptsCompression = false
  /// Whether nothing goes before it or after it on its connection. Of a file whose length was told wrong,
  /// the rest would be taken for the next answer.
  var hasOwnConnection = false
  /// Whether redirects lead it anywhere that ``AddressRule`` allows, as they do a download. What an API call
  /// asks is only the API's to answer.
  var followsToOthers = false
  /// What a person is told that the service is slow at: `to tell the timeline`.
  var purpose = "to answer"
  /// Whether whoever sends it tells by other means that it is still under way.
  var tellsItself = false
  /// Told from curl's own thread: bytes sent, bytes to send.
  var progress: (@Sendable (Int, Int) -> Void)?

  /// Whether the answer to a second one is the answer to the first.
  var isRepeatable: Bool { method == "GET" }
}

/// What comes before a body.
struct HTTPHead: Hashable, Sendable {
  var status = 0
  /// By name in lower case; of several with one name, the first.
  var headers: [String: String] = [:]

  subscript(_ name: String) -> String? { headers[name] }

  /// The media type, in lower case and without parameters.
  var contentType: String {
    let type = headers["content-type", default: ""].prefix { $0 != ";" }
    return type.filter { $0 != " " }.lowercased()
  }

  /// Digits only; nil where it is not told, or told in another way.
  var contentLength: Int? {
    headers["content-length"].flatMap { text in
      text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? Int(text) : nil
    }
  }

  /// Seconds, or a date (RFC 9110, 10.2.3).
  func retryAfter(now: Int) -> Duration? {
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Int(text), seconds >= 0 { return .seconds(min(seconds, 1 << 30)) }
    guard let date = HTTPDate.seconds(text) else { return nil }
    return .seconds(min(max(0, date - now), 1 << 30))
  }
}
