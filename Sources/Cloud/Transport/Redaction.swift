import Synchronization

/// Takes secrets out of texts: those that it was told of, however JSON or a URL spells them; and of what
/// goes over the wire also whatever stands beside a name of a secret in JSON, and of URLs the queries, which
/// may be signed, and user and password.
public final class Redaction: Sendable {
  static let mark = "<redacted>"
  private let secrets = Mutex<Set<Secret>>([])
  private static let names: Set<String> = [
    "token", "access_token", "refresh_token", "claim_token", "id_token", "authorization", "secret",
    "password", "api_key", "apikey", "client_id", "x-client-id", "signature", "bind", "bind_id",
  ]

  init() {}

  func add(_ token: AccessToken) { add(Secret(token.value, ignoresCase: false)) }

  /// The digits of a UUID mean the same in either case.
  func add(_ id: ClientIdentifier) { add(Secret(id.value, ignoresCase: true)) }

  private func add(_ secret: Secret) {
    // What is shorter is in every text.
    if secret.bytes.count >= 4 { secrets.withLock { _ = $0.insert(secret) } }
  }

  /// A text as it may be traced.
  public func redacted(_ text: String) -> String {
    var bytes = Array(withoutSecrets(text).utf8)
    bytes = Self.withoutURLSecrets(bytes)
    bytes = Self.withoutNamedValues(bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text as it may be told: without the secrets that are known, and the same in everything else.
  public func withoutSecrets(_ text: String) -> String {
    let secrets = secrets.withLock { $0 }.sorted { $0.bytes.count > $1.bytes.count }
    guard !secrets.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var at = 0
    var kept = 0
    while at < bytes.count {
      guard let end = secrets.lazy.compactMap({ $0.end(in: bytes, from: at) }).first else {
        at += 1
        continue
      }
      out += bytes[kept..<at]
      out += Self.mark.utf8
      (at, kept) = (end, end)
    }
    return kept == 0 ? text : String(decoding: out + bytes[kept...], as: UTF8.self)
  }

  /// `https://<redacted>@host/path?<redacted>`
  private static func withoutURLSecrets(_ bytes: [UInt8]) -> [UInt8] {
    let end = Set(" \t\r\n\"'<>\\".utf8)
    var out: [UInt8] = []
    var isURL = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      // JSON may spell a slash as `\/`.
      if end.contains(byte),
        !(byte == UInt8(ascii: "\\") && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/"))
      {
        isURL = false
      }
      let slashes = [Array("://".utf8), Array(":\\/\\/".utf8)].first {
        byte == UInt8(ascii: ":") && bytes[at...].starts(with: $0)
      }
      if let slashes {
        isURL = true
        out += slashes
        at += slashes.count
        let authority = bytes[at...].prefix { !end.contains($0) && !"/?#".utf8.contains($0) }
        guard let sign = authority.lastIndex(of: UInt8(ascii: "@")) else { continue }
        out += mark.utf8
        at = sign
        continue
      }
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
