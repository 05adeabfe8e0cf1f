import CCurl
import CloudState

/// A URL, taken apart by curl itself: whoever goes to it and whoever judges it read it alike.
struct WebAddress: Hashable, Sendable {
  let text: String
  let scheme: String
  /// In lower case; IPv4 addresses in their usual form, IPv6 addresses without brackets.
  let host: String
  let port: Int

  init(_ text: String) throws(CloudError) { try self.init(text, base: nil) }

  /// What a reference leads to from here: an absolute URL, or a path.
  func resolving(_ reference: String) throws(CloudError) -> WebAddress {
    try WebAddress(reference, base: text)
  }

  private init(_ text: String, base: String?) throws(CloudError) {
    let invalid = CloudError(
      .unexpectedAnswer, "not a web address: \(WebAddress.shown(text).shortened(to: 200).visible)")
    guard text.utf8.count <= 16_384, !text.utf8.contains(0), let parts = curl_url() else { throw invalid }
    defer { curl_url_cleanup(parts) }
    for text in [base, text] {
      guard let text else { continue }
      guard curl_url_set(parts, CURLUPART_URL, text, 0) == CURLUE_OK else { throw invalid }
    }
    func part(_ part: CURLUPart, _ flags: Int32 = 0) -> String? {
      var value: UnsafeMutablePointer<CChar>?
      guard curl_url_get(parts, part, &value, UInt32(flags)) == CURLUE_OK, let value else { return nil }
      defer { curl_free(value) }
      return String(cString: value)
    }
    guard let whole = part(CURLUPART_URL), let scheme = part(CURLUPART_SCHEME),
      var host = part(CURLUPART_HOST),
      let port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap({ Int($0) }),
      part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil
    else { throw invalid }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self.text = whole
    self.scheme = scheme.lowercased()
    // A name may end in a dot and is the same name then.
    self.host = host.lowercased().hasSuffix(".") ? String(host.lowercased().dropLast()) : host.lowercased()
    self.port = port
  }

  func isOrigin(_ api: APIOrigin) -> Bool { scheme == api.scheme && host == api.host && port == api.port }

  /// As it may be told: without its query, which may hold a signature, and without user and password.
  var shown: String { Self.shown(text) }

  static func shown(_ text: String) -> String {
    let plain = text.prefix { $0 != "?" && $0 != "#" }
    guard let slashes = plain.firstRange(of: "//") else { return String(plain) }
    let authority = plain[slashes.upperBound...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return String(plain) }
    return String(plain[..<slashes.upperBound] + plain[plain.index(after: at)...])
  }
}
