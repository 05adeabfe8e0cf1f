import CloudState
import Testing

@testable import Cloud

@Suite struct AddressRuleTests {
  private func check(_ address: String, api: String) throws -> Bool {
    try AddressRule(api: try APIOrigin(api)).check(try WebAddress(address))
  }

  @Test(arguments: [
    "http://cdn.example.com/a", "https://127.0.0.1/a", "https://localhost/a", "https://LOCALHOST./a",
    "https://10.1.2.3/", "https://192.168.0.1/", "https://172.16.0.1/", "https://169.254.169.254/latest",
    "https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/",
    "https://0x7f000001/", "https://2130706433/", "https://0177.0.0.1/", "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://[64:ff9b::7f00:1]/", "http://127.0.0.1/", "http://api.example.com/",
  ])
  func refusesWhatIsNotTheOpenInternetOverTLS(_ address: String) {
    #expect { try check(address, api: "https://api.example.com") } throws: {
      ($0 as? CloudError)?.code == .addressRefused
    }
  }

  @Test func onlyTheAPIsOwnOriginIsOwn() throws {
    let api = "https://api.example.com"
    #expect(try check("https://api.example.com/x", api: api))
    #expect(try check("https://API.example.com:443/x?y=z", api: api))
    for other in [
      "https://api.example.com:8443/", "https://cdn.example.com/", "https://api.example.com.evil.com/",
      "https://evil.com/api.example.com", "https://8.8.8.8/",
    ] {
      #expect(try !check(other, api: api), "\(other)")
    }
  }

  @Test func anAPIOnThisMachineMayLeadToThisMachine() throws {
    let api = "http://127.0.0.1:8080"
    #expect(try check("http://127.0.0.1:8080/x", api: api))
    #expect(try !check("http://127.0.0.1:9090/x", api: api))
    #expect(try !check("https://192.168.0.2/x", api: api))
    #expect(throws: CloudError.self) { try check("ftp://127.0.0.1/x", api: api) }
  }

  @Test(arguments: ["", "nonsense", "https://", "https://user:pw@example.com/", "file:///etc/passwd"])
  func refusesWhatIsNoAddress(_ text: String) {
    #expect(throws: CloudError.self) { try check(text, api: "https://api.example.com") }
  }

  @Test func referencesAreResolvedAsCurlDoes() throws {
    let base = try WebAddress("https://a.example/b/c?d=e")
    #expect(try base.resolving("/x").text == "https://a.example/x")
    #expect(try base.resolving("//evil.example/x").host == "evil.example")
    #expect(try base.resolving("https://o.example/y").host == "o.example")
    #expect(base.shown == "https://a.example/b/c")
  }

  @Test(arguments: [
    ("8.8.8.8", false), ("172.15.255.255", false), ("172.32.0.0", false), ("172.31.0.1", true),
    ("224.0.0.1", true),
    ("255.255.255.255", true), ("2001:4860:4860::8888", false), ("ff02::1", true), ("2002:0a00:0001::", true),
    ("::", true), ("fec0::1", true), ("example.com", false),
  ])
  func knowsPrivateAddresses(_ host: String, _ isPrivate: Bool) {
    #expect(PrivateAddresses.contains(host: host) == isPrivate)
  }
}
