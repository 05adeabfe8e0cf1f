import DraftModel
import Testing

@Suite struct ByteCountTests {
  @Test func isToldInBytesWhereRoundingHidesWhatSetsItApart() {
    #expect(ByteCount(200_000_001).description(beside: ByteCount(200_000_000)) == "200000001 bytes")
    #expect(ByteCount(201_000_000).description(beside: ByteCount(200_000_000)) == "201 MB")
    #expect(ByteCount(200_000_000).description(beside: ByteCount(200_000_000)) == "200 MB")
  }

  @Test(arguments: [
    ("200MB", 200_000_000), ("200MiB", 209_715_200), ("1.5GB", 1_500_000_000), ("64k", 64_000),
    ("64kib", 65_536),
    ("812", 812), ("812b", 812), ("0.5kB", 500), ("2mb", 2_000_000),
  ])
  func readsSizes(_ text: String, _ bytes: Int) {
    #expect(ByteCount(typed: text)?.bytes == bytes)
  }

  @Test(arguments: [
    "", "MB", "-1MB", "0", "1TB", "1 MB", "1e3", "ten", "1MB ", "99999999999999999999GB", "1.2.3MB", "+5",
  ])
  func refusesAnythingElse(_ text: String) {
    #expect(ByteCount(typed: text) == nil)
  }

  @Test(arguments: [
    (200_000_000, "200 MB"), (1_530_000, "1.53 MB"), (812, "812 bytes"), (1, "1 byte"), (0, "0 bytes"),
    (2_500_000_000, "2.5 GB"), (1999, "2 kB"),
  ])
  func tellsSizes(_ bytes: Int, _ text: String) {
    #expect(ByteCount(bytes).description == text)
  }
}
