#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The proxies that curl finds in the environment.
enum Proxies {
  /// Whether one is named for addresses of the kind; `no_proxy` aside.
  static func isSet(for address: WebAddress) -> Bool {
    // Of plain http, curl reads the name in lower case only: a web server's clients can set the other.
    let names =
      address.scheme == "https"
      ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] : ["http_proxy", "all_proxy", "ALL_PROXY"]
    return names.contains { name in getenv(name).map { $0.pointee != 0 } ?? false }
  }
}
