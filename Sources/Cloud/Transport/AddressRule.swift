import CCurl
import CloudState

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where requests may go. The API itself was named by the person; every other address came from the
/// network and might as well name a machine inside the person's own.
struct AddressRule: Sendable {
  let api: APIOrigin

  /// - Returns: whether the address is the API's own, which alone sees token and attribution.
  /// - Throws: where it must not be gone to.
  func check(_ address: WebAddress) throws(CloudError) -> Bool {
    if address.isOrigin(api) { return true }
    if api.isLoopback, address.scheme == "http" || address.scheme == "https" { return false }
    guard address.scheme == "https" else {
      throw CloudError(
        .addressRefused, "refused to go to \(address.shown.visible): only https is spoken",
        help: "the address came from the service; tell its support")
    }
    guard !APIOrigin.isLoopback(address.host), !PrivateAddresses.contains(host: address.host) else {
      throw Self.refusal(address)
    }
    return false
  }

  static func refusal(_ address: WebAddress) -> CloudError {
    CloudError(
      .addressRefused, "refused to go to \(address.shown.visible): it is inside a private network",
      help: "the address came from the service; tell its support")
  }
}

/// Addresses that are not on the public internet (RFC 6890 and its registries).
enum PrivateAddresses {
  /// A host that is written as an address. Names are judged when they are looked up.
  static func contains(host: String) -> Bool {
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 { return withUnsafeBytes(of: four) { contains(v4: Array($0)) } }
    var six = in6_addr()
    let name = String(host.prefix { $0 != "%" })
    if inet_pton(AF_INET6, name, &six) == 1 { return withUnsafeBytes(of: six) { contains(v6: Array($0)) } }
    return false
  }

  /// - Parameter raw: a `sockaddr` of the family.
  static func contains(_ raw: UnsafeRawPointer, family: Int32) -> Bool {
    if family == AF_INET {
      let value = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
      return withUnsafeBytes(of: value) { contains(v4: Array($0)) }
    }
    if family == AF_INET6 {
      let value = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
      return withUnsafeBytes(of: value) { contains(v6: Array($0)) }
    }
    return true
  }

  /// - Parameter bytes: four, in network order.
  static func contains(v4 bytes: [UInt8]) -> Bool {
    switch (bytes[0], bytes[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (192, 168), (224..., _): true
    case (100, 64..<128), (172, 16..<32), (198, 18..<20): true
    case (192, 0): bytes[2] == 0 || bytes[2] == 2
    default: false
    }
  }

  /// - Parameter bytes: sixteen, in network order.
  static func contains(v6 bytes: [UInt8]) -> Bool {
    // ::, ::1, ::ffff:a.b.c.d and ::a.b.c.d; 64:ff9b::a.b.c.d; 2002:a.b.c.d (6to4).
    if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == bytes[11], [0, 0xFF].contains(bytes[10]) {
      return contains(v4: Array(bytes[12...]))
    }
    if bytes.starts(with: [0, 0x64, 0xFF, 0x9B]) { return contains(v4: Array(bytes[12...])) }
    if bytes.starts(with: [0x20, 0x02]) { return contains(v4: Array(bytes[2..<6])) }
    // Unique local, link local and site local, multicast.
    return bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0x80 == 0x80) || bytes[0] == 0xFF
  }
}
