import Testing

@testable import Cloud

@Suite struct HTTPFieldTests {
  @Test(arguments: [
    ("bytes 0-9/10", 0, 9, 10), ("bytes 5-9/*", 5, 9, nil), ("Bytes 100-199/1000", 100, 199, 1000),
  ])
  func readsContentRanges(_ text: String, _ start: Int, _ end: Int, _ length: Int?) throws {
    let range = try #require(ContentRange(text))
    #expect(range.start == start)
    #expect(range.end == end)
    #expect(range.length == length)
  }

  @Test(arguments: [
    "", "bytes */10", "bytes 9-0/10", "bytes 0-10/10", "bytes 0-9", "items 0-9/10", "bytes -1-9/10",
    "bytes 0-9/x",
  ])
  func refusesOtherContentRanges(_ text: String) { #expect(ContentRange(text) == nil) }

  @Test func readsRetryAfter() {
    func wait(_ text: String) -> Duration? {
      HTTPHead(status: 429, headers: ["retry-after": text]).retryAfter(now: 784_111_777)
    }
    #expect(wait("120") == .seconds(120))
    #expect(wait("Sun, 06 Nov 1994 08:50:37 GMT") == .seconds(60))
    #expect(wait("Sun, 06 Nov 1994 08:00:00 GMT") == .seconds(0))
    #expect(wait("-5") == nil)
    #expect(wait("soon") == nil)
    #expect(wait("99999999999999999999") == nil)
    #expect(wait("9223372036854775807") == .seconds(1 << 30))
  }

  @Test(arguments: [
    ("1994-11-06T08:49:37Z", 784_111_777), ("1994-11-06T08:49:37.123Z", 784_111_777),
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("1994-11-06 09:49:37.5+01:00", 784_111_777),
    ("2000-02-29T00:00:00", 951_782_400),
  ])
  func readsDates(_ text: String, _ seconds: Int) { #expect(HTTPDate.seconds(text) == seconds) }

  @Test(arguments: [
    (".", "%2E"), ("..", "%2E%2E"), ("a/b?c", "a%2Fb%3Fc"), ("é", "%C3%A9"), ("a-b_c.d~", "a-b_c.d~"),
  ])
  func escapesPartsOfPaths(_ text: String, _ escaped: String) { #expect(text.percentEncoded == escaped) }

  @Test(arguments: [
    (999, "999 bytes"), (64_500, "64 kB"), (200_000_000, "200 MB"), (199_999_999, "199.9 MB"),
  ])
  func saysSizes(_ count: Int, _ words: String) { #expect(count.bytesInWords == words) }
}
