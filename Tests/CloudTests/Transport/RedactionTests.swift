import Testing

@testable import Cloud

@Suite struct RedactionTests {
  @Test func takesOutWhatItWasToldOf() {
    let redaction = Redaction()
    redaction.add("s3cr3t-token")
    #expect(redaction.redacted("Bearer s3cr3t-token, s3cr3t-token!") == "Bearer <redacted>, <redacted>!")
  }

  @Test(arguments: [
    (#"{"token":"abc"}"#, #"{"token":"<redacted>"}"#),
    (#"{"data":{"claim_token" : "a\"b","x":1}}"#, #"{"data":{"claim_token" : "<redacted>","x":1}}"#),
    (#"{"Token":"cut off"#, #"{"Token":"<redacted>""#),
    (#"{"title":"token","text":"token: a"}"#, #"{"title":"token","text":"token: a"}"#),
    (#"a "quote that never ends token:"#, #"a "quote that never ends token:"#),
  ])
  func takesOutWhatStandsBesideANameOfASecret(_ text: String, _ shown: String) {
    #expect(Redaction().redacted(text) == shown)
  }

  @Test(arguments: [
    ("GET https://cdn.example/a.mp4?X-Sig=1&b=2 now", "GET https://cdn.example/a.mp4?<redacted> now"),
    (#"{"u":"https://a/b?c","v":"d?e"}"#, #"{"u":"https://a/b?<redacted>","v":"d?e"}"#),
    (#"{"u":"https:\/\/a\/b?c\/d"}"#, #"{"u":"https:\/\/a\/b?<redacted>\/d"}"#),
    ("is it? yes", "is it? yes"),
  ])
  func takesOutQueriesOfURLs(_ text: String, _ shown: String) {
    #expect(Redaction().redacted(text) == shown)
  }

  @Test func takesTimeInProportionToTheText() {
    let text = String(repeating: #"\""#, count: 60_000) + String(repeating: "\"a", count: 30_001)
    let start = ContinuousClock.now
    _ = Redaction().redacted(text)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func secretsShowThemselvesToNobody() throws {
    let token = try #require(AccessToken("abcdefghij"))
    let id = try #require(ClientIdentifier("01234567-89ab-cdef-0123-456789abcdef"))
    var dumped = ""
    dump([token], to: &dumped)
    dump(id, to: &dumped)
    for text in [
      "\(token)", String(reflecting: token), "\([token])", "\(id)", "\(Optional(id) as Any)", dumped,
    ] {
      #expect(!text.contains("abcdefghij"))
      #expect(!text.contains("cdef"))
      #expect(text.contains("<redacted>") || text == dumped)
    }
  }
}
