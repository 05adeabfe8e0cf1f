/// Where the service's API is: `https://mega-api-prod.nemovideo.ai`, or what `NEMO_API_URL` says.
///
/// All that is kept of the service (token, sessions, uploads, jobs, drafts) is kept per origin, which
/// is scheme, host and port, and never goes to another.
public struct APIOrigin: Hashable, Sendable, CustomStringConvertible {
  /// `https`, or `http` on loopback.
  public let scheme: String
  /// In lower case; an IPv6 address without its brackets.
  public let host: String
  public let port: Int
  /// What comes before every path of the API: empty, or `/prefix`.
  public let basePath: String

  public static let productionAddress = "https://mega-api-prod.nemovideo.ai"

  /// Reads an address.
  /// - Throws: what is wrong with it, and what to write instead.
  public init(_ text: String) throws(InvalidOrigin) {
    func invalid(_ reason: String) -> InvalidOrigin { InvalidOrigin(reason: reason) }
    guard let mark = text.range(of: "://") else { throw invalid("it has no `https://`") }
    scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else { throw invalid("only https is spoken") }
    let rest = text[mark.upperBound...]
    guard !rest.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "\\") }) else {
      throw invalid("it has characters that an address cannot have")
    }
    guard !rest.contains("?"), !rest.contains("#") else {
      throw invalid("it has a query or a fragment")
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    guard !rest[..<slash].contains("@") else { throw invalid("it has a user name") }
    (host, port) = try Self.authority(rest[..<slash], defaultPort: scheme == "https" ? 443 : 80)
    var path = rest[slash...]
    while path.hasSuffix("/") { path.removeLast() }
    basePath = String(path)
    guard scheme == "https" || Self.isLoopback(host) else {
      throw invalid("without TLS (http) only an address of this machine is spoken to")
    }
  }

  private static func authority(
    _ text: Substring, defaultPort: Int
  ) throws(InvalidOrigin) -> (String, Int) {
    let bytes = text.utf8
    var name = text
    var port = defaultPort
    let afterBrackets = text.lastIndex(of: "]") ?? text.startIndex
    if let colon = text[afterBrackets...].lastIndex(of: ":") {
      guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else {
        throw InvalidOrigin(reason: "its port is not a number from 1 to 65535")
      }
      port = number
      name = text[..<colon]
    }
    var host = name.lowercased()
    if bytes.first == UInt8(ascii: "[") {
      guard host.hasSuffix("]"),
        host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || ":.".contains($0) })
      else { throw InvalidOrigin(reason: "its IPv6 address has no end") }
      host = String(host.dropFirst().dropLast())
    } else {
      guard host.utf8.allSatisfy({ isNameByte($0) }) else {
        throw InvalidOrigin(reason: "its host is not a name")
      }
    }
    guard !host.isEmpty else { throw InvalidOrigin(reason: "it has no host") }
    return (host, port)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || "-._".utf8.contains(byte)
  }

  /// Whether a host is this machine, as it is written: names are not looked up.
  public static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
  }

  public var isLoopback: Bool { Self.isLoopback(host) }

  /// The address that paths of the API are put behind.
  public var address: String {
    let name = host.contains(":") ? "[\(host)]" : host
    let isDefault = port == (scheme == "https" ? 443 : 80)
    return "\(scheme)://\(name)\(isDefault ? "" : ":\(port)")\(basePath)"
  }

  public var description: String { address }

  /// Whether both are one scheme, host and port; the path counts for nothing.
  public func isSameOrigin(as other: APIOrigin) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  /// The name of the folder for what is kept of this origin.
  var folderName: String {
    let safe = host.map { $0 == ":" ? "_" : String($0) }.joined()
    return "\(scheme)-\(safe)-\(port)"
  }
}

/// Why an address is none that the API can have.
public struct InvalidOrigin: Error, Hashable, Sendable {
  public let reason: String
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
      formIndex(after: &at)
    }
    return nil
  }
}
