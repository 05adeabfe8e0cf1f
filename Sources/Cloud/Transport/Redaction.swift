import Synchronization

/// Takes secrets out of texts: those that it was told of, whatever stands beside a name of a secret in
/// JSON, and the queries of URLs, which may be signed.
public final class Redaction: Sendable {
  static let mark = "<redacted>"
  private let secrets = Mutex<Set<String>>([])
  private static let names: Set<String> = [
    "token", "access_token", "refresh_token", "claim_token", "id_token", "authorization", "secret",
    "password", "api_key", "apikey", "client_id", "x-client-id", "signature", "bind", "bind_id",
  ]

  init() {}

  func add(_ secret: String) {
    // What is shorter is in every text.
    if secret.utf8.count >= 4 { secrets.withLock { _ = $0.insert(secret) } }
  }

  public func redacted(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for secret in secrets.withLock({ $0 }).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      bytes = Self.replacing(Array(secret.utf8), in: bytes)
    }
    bytes = Self.withoutQueries(bytes)
    bytes = Self.withoutNamedValues(bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func replacing(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard let first = secret.first, bytes.count >= secret.count else { return bytes }
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == first, bytes[at...].starts(with: secret) {
        out += mark.utf8
        at += secret.count
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }

  /// `https://host/path?<redacted>`
  private static func withoutQueries(_ bytes: [UInt8]) -> [UInt8] {
    let end = Set(" \t\r\n\"'<>\\".utf8)
    var out: [UInt8] = []
    var isURL = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: ":"), bytes[at...].starts(with: "://".utf8) { isURL = true }
      // JSON may spell a slash as `\/`.
      if end.contains(byte),
        !(byte == UInt8(ascii: "\\") && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/"))
      {
        isURL = false
      }
      if byte == UInt8(ascii: ":"), bytes[at...].starts(with: ":\\/\\/".utf8) { isURL = true }
      out.append(byte)
      at += 1
      guard isURL, byte == UInt8(ascii: "?") else { continue }
      out += mark.utf8
      while at < bytes.count, !end.contains(bytes[at]) { at += 1 }
      isURL = false
    }
    return out
  }

  /// `"token":"<redacted>"`
  private static func withoutNamedValues(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard bytes[at] == quote else {
        out.append(bytes[at])
        at += 1
        continue
      }
      // Where a string does not end, no name comes after it.
      guard let name = string(in: bytes, at: at) else { return out + bytes[at...] }
      out += bytes[name]
      at = name.upperBound
      var next = at
      while next < bytes.count, isSpace(bytes[next]) || bytes[next] == UInt8(ascii: ":") { next += 1 }
      let isName = bytes[at..<next].contains(UInt8(ascii: ":"))
      let word = String(decoding: bytes[name].dropFirst().dropLast(), as: UTF8.self).lowercased()
      guard isName, names.contains(word), next < bytes.count, bytes[next] == quote else { continue }
      out += bytes[at..<next]
      out += "\"\(mark)\"".utf8
      // Without its end, all that follows is the secret.
      at = string(in: bytes, at: next)?.upperBound ?? bytes.count
    }
    return out
  }

  /// The bytes of a JSON string, quotes included.
  private static func string(in bytes: [UInt8], at start: Int) -> Range<Int>? {
    var at = start + 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\") {
        at += 2
      } else if bytes[at] == UInt8(ascii: "\"") {
        return start..<at + 1
      } else {
        at += 1
      }
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
