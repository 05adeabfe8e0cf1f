import CloudState
import Testing

@Suite struct APIOriginTests {
  @Test(arguments: [
    ("https://mega-api-prod.nemovideo.ai", "https://mega-api-prod.nemovideo.ai"),
    ("HTTPS://API.example.COM:443/", "https://api.example.com"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://localhost:1", "http://localhost:1"),
    ("http://[::1]:9000/base/", "http://[::1]:9000/base"), ("https://a.example/v1", "https://a.example/v1"),
  ])
  func readsAddresses(_ text: String, _ address: String) throws {
    #expect(try APIOrigin(text).address == address)
  }

  @Test(arguments: [
    "", "example.com", "ftp://example.com", "http://example.com", "http://10.0.0.1", "https://",
    "https://user@example.com", "https://example.com:0", "https://example.com:99999", "https://a b",
    "https://example.com?x=1", "https://example.com#x", "http://127.0.0.1.evil.com",
    "http://localhost.evil.com",
    "https://exa\nmple.com", "https://[::1", "http://127.0.0.256", "https://evil.com\\@example.com",
  ])
  func refusesWhatIsNone(_ text: String) {
    #expect(throws: InvalidOrigin.self) { try APIOrigin(text) }
  }

  @Test func anOriginIsSchemeHostAndPort() throws {
    let a = try APIOrigin("https://example.com/a")
    #expect(a.isSameOrigin(as: try APIOrigin("https://example.com:443/b")))
    #expect(!a.isSameOrigin(as: try APIOrigin("https://example.com:444")))
    #expect(!a.isSameOrigin(as: try APIOrigin("https://www.example.com")))
  }
}
