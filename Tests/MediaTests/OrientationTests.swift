import Media
import TestSupport
import Testing

@Suite struct OrientationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let table: [Orientation] = [
    .upright, .init(isMirrored: true), .init(quarterTurns: 2), .init(isMirrored: true, quarterTurns: 2),
    .init(isMirrored: true, quarterTurns: 3), .init(quarterTurns: 1),
    .init(isMirrored: true, quarterTurns: 1),
    .init(quarterTurns: 3),
  ]

  private func expectTurned(_ bytes: [UInt8], named name: String, by value: Int) throws {
    let path = try folder.write(bytes, to: name)
    let picture = try #require(try MediaProbe.facts(path: path).picture)
    #expect((picture.width, picture.height) == (value >= 5 ? (24, 40) : (40, 24)), "\(name)")
    #expect(try StillReader(path: path).orientation == Self.table[value - 1], "\(name)")
  }

  @Test(arguments: 1...8) func photosSayHowTheyAreTurned(_ value: Int) throws {
    let jpeg = try PictureMaker.jpeg(width: 40, height: 24) { _, _ in .blue }
    try expectTurned(PictureBytes.jpeg(jpeg, orientation: value), named: "big.jpg", by: value)
    try expectTurned(
      PictureBytes.jpeg(jpeg, orientation: value, bigEndian: false), named: "little.jpg", by: value)
    let png = try PictureMaker.png(width: 40, height: 24) { _, _ in (.blue, alpha: 255) }
    try expectTurned(PictureBytes.png(png, orientation: value), named: "chunk.png", by: value)
  }

  @Test(arguments: [0, 9, 255, 65_535]) func otherValuesAreUpright(_ value: Int) throws {
    let jpeg = try PictureMaker.jpeg(width: 40, height: 24) { _, _ in .blue }
    let path = try folder.write(PictureBytes.jpeg(jpeg, orientation: value), to: "a.jpg")
    #expect(try StillReader(path: path).orientation == .upright)
    #expect(try MediaProbe.facts(path: path).picture?.width == 40)
  }

  @Test func aBlockThatIsCutShortIsUpright() throws {
    let jpeg = try PictureMaker.jpeg(width: 40, height: 24) { _, _ in .blue }
    let turned = PictureBytes.jpeg(jpeg, orientation: 6)
    for length in 8..<28 {
      // The block's own length is right; what it holds ends before the value.
      let bytes = Array(turned[..<4]) + [0, UInt8(length)] + turned[6..<(4 + length)] + jpeg[2...]
      let path = try folder.write(bytes, to: "cut\(length).jpg")
      #expect(try StillReader(path: path).orientation == .upright, "\(length)")
    }
  }
}
