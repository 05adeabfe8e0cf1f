import Testing

@testable import Cloud

@Suite struct RedactionTests {
  @Test func takesOutWhatItWasToldOf() throws {
    let redaction = Redaction()
    redaction.add(try #require(AccessToken("s3cr3t-token")))
    #expect(redaction.redacted("Bearer s3cr3t-token, s3cr3t-token!") == "Bearer <redacted>, <redacted>!")
    #expect(
      redaction.withoutSecrets("S3CR3T-TOKEN https://a/?s3cr3t-token") == "S3CR3T-TOKEN https://a/?<redacted>"
    )
  }

  /// As JSON and URLs spell them, and where they are cut short.
  @Test(arguments: [
    #"a/b+c="d\e%2F~"#, #"a\/b+c=\"d\\e%2F~"#, "a%2Fb%2bc%3D%22d%5Ce%252F~",
    #"\u0061/b\u002Bc=\"d\\e%2F~"#, #"a/b+c="d\e…"#, #"a\/b+c=\"d…"#,
  ])
  func takesThemOutInEverySpelling(_ text: String) throws {
    let redaction = Redaction()
    redaction.add(try #require(AccessToken(#"a/b+c="d\e%2F~"#)))
    #expect(redaction.withoutSecrets("<\(text)>").filter { $0 != "…" } == "<<redacted>>")
  }

  @Test func clientIdentifiersAreOneInEitherCase() throws {
    let redaction = Redaction()
    redaction.add(try #require(ClientIdentifier("01234567-89aB-cdef-0123-456789abcdef")))
    #expect(
      redaction.withoutSecrets("01234567-89AB-CDEF-0123-456789ABCDEF 01234567-89ab-cdef…")
        == "<redacted> <redacted>…")
    #expect(
      redaction.withoutSecrets("01234567-89ab-cdef-0123-456789abcde") == "01234567-89ab-cdef-0123-456789abcde"
    )
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
    ("at https://me:pw@a.example/b@c?d", "at https://<redacted>@a.example/b@c?<redacted>"),
    (#"{"u":"https:\/\/me@a\/b"}"#, #"{"u":"https:\/\/<redacted>@a\/b"}"#),
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
