import DraftModel
import Media
import TestSupport
import Testing

/// Pictures, which are described from their headers alone.
@Suite struct PictureDescriptionTests {
  /// Truevision TGA 2.0 of 24 bits, from the top row on.
  @Test func aJPEGThatLooksLikeAFilmIsAPictureAllTheSame() throws {
    let jpeg = try PictureMaker.jpeg(width: 32, height: 24) { _, _ in .green }
    // Headers of an MPEG program stream (ISO/IEC 13818-1, 2.5.3.3), in a comment.
    let headers = [[UInt8]](repeating: [0, 0, 1, 0xBA, 0x44, 0, 0, 1, 0xBB], count: 20).flatMap(\.self)
    let comment = [0xFF, 0xFE, 0, UInt8(headers.count + 2)] + headers
    let path = try folder.write(Array(jpeg[..<2]) + comment + jpeg[2...], to: "a.jpg")
    let description = try MediaProbe.describe(path: path)
    #expect(description.format == .jpeg)
    #expect(
      try MediaProbe.decode(path: path, description: description, extent: .everything).decodedFrames == [0: 1]
    )
    #expect(try StillReader(path: path).picture(at: .zero).frame.width == 32)
  }

  private func targa(width: Int, height: Int, footer: Bool) -> [UInt8] {
    func little(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    var bytes: [UInt8] = [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    bytes += little(width) + little(height) + [24, 0x20]
    for pixel in 0..<min(width * height, 10_000) { bytes += [UInt8(pixel % 256), 100, 200] }
    if footer { bytes += [UInt8](repeating: 0, count: 8) + Array("TRUEVISION-XFILE.\0".utf8) }
    return bytes
  }

  @Test func picturesWithoutAMarkAreToldByTheirContent() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(targa(width: 40, height: 30, footer: true), to: "picture.dat")
    let description = try MediaProbe.describe(path: path)
    #expect(description.format == .targa)
    #expect(description.picture?.kind == .still)
    #expect(description.picture?.width == 40 && description.picture?.height == 30)
    let pixels = try Pixels(StillReader(path: path).picture(at: .zero).frame)
    #expect(pixels[5, 0] == Color(200, 100, 5))
    // Without its footer, its name has to say it as well.
    let old = targa(width: 40, height: 30, footer: false)
    #expect(try MediaProbe.describe(path: folder.write(old, to: "old.TGA")).format == .targa)
    #expect(throws: MediaError.self) { try MediaProbe.describe(path: folder.write(old, to: "old.dat")) }
    let map = "P7\nWIDTH 2\nHEIGHT 1\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\nabcdef"
    let portable = try MediaProbe.describe(path: folder.write(map, to: "map.bin"))
    #expect(portable.format.name == "pam")
    #expect(portable.picture?.width == 2)
  }

  @Test func aTargaThatClaimsTooMuchIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(targa(width: 65_535, height: 65_535, footer: true), to: "a.tga")
    let description = try? MediaProbe.describe(path: path)
    #expect(description?.damage.isEmpty != true)
    #expect(throws: MediaError.self) { try StillReader(path: path) }
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func describe(_ bytes: [UInt8], _ name: String) throws -> MediaDescription {
    try MediaProbe.describe(path: folder.write(bytes, to: name))
  }

  @Test(arguments: [
    (0, 8, "gray", false), (0, 16, "gray16be", false), (2, 8, "rgb24", false), (2, 16, "rgb48be", false),
    (4, 8, "ya8", true), (4, 16, "ya16be", true), (6, 8, "rgba", true), (6, 16, "rgba64be", true),
  ])
  func layoutsOfPNG(_ type: UInt8, _ depth: UInt8, _ format: String, _ hasAlpha: Bool) throws {
    let samples = [0: 1, 2: 3, 4: 2, 6: 4][Int(type), default: 1] * Int(depth / 8)
    let bytes = PictureBytes.png(width: 20, height: 10, type: type, depth: depth) { _, _ in
      [UInt8](repeating: 128, count: samples)
    }
    let description = try describe(bytes, "a.png")
    let picture = try #require(description.picture)
    #expect(description.format == .png)
    #expect(description.duration == nil)
    #expect(description.damage == [])
    #expect(picture.kind == .still)
    #expect((picture.width, picture.height) == (20, 10))
    #expect(picture.pixelFormat == format)
    #expect(picture.bitDepth == Int(depth))
    #expect(picture.hasAlpha == hasAlpha)
    // What is told is what a decoder finds.
    let frame = try StillReader(path: folder.file("a.png")).picture(at: .zero).frame
    #expect((frame.width, frame.height, frame.hasAlpha) == (20, 10, hasAlpha))
  }

  @Test func photosAreTurnedByWhatTheySay() throws {
    let jpeg = try PictureMaker.jpeg(width: 40, height: 24) { _, _ in .blue }
    let description = try describe(PictureBytes.jpeg(jpeg, orientation: 6), "a.jpg")
    let picture = try #require(description.picture)
    #expect(description.format == .jpeg)
    #expect(description.streams.map(\.codec) == ["mjpeg"])
    #expect(description.streams[0].profile == "Baseline")
    #expect((picture.codedWidth, picture.codedHeight) == (40, 24))
    #expect((picture.width, picture.height) == (24, 40))
    #expect(picture.orientation == Orientation(quarterTurns: 1))
    #expect(picture.pixelFormat == "yuvj444p")
  }

  @Test func filesOfTIFFAreTurnedByWhatTheySay() throws {
    let tiff = PictureBytes.tiff(width: 40, height: 24, orientation: 6)
    let description = try describe(tiff, "a.tiff")
    let picture = try #require(description.picture)
    #expect(description.format == .tiff)
    #expect((picture.codedWidth, picture.codedHeight) == (40, 24))
    #expect((picture.width, picture.height) == (24, 40))
    #expect(picture.orientation == Orientation(quarterTurns: 1))
    #expect(description.locations.map(\.value) == ["+52.520000 +52.520000"])
    #expect(try StillReader(path: folder.file("a.tiff")).orientation == picture.orientation)
  }

  @Test func animationsTellPicturesRoundsAndLength() throws {
    let frames = try (0..<5).map { index in
      try PictureMaker.transparent(width: 32, height: 16) { x, _ in (x < index * 6 ? .red : .blue, alpha: 255)
      }
    }
    try AnimationFile.writeGIF(frames, framesPerSecond: 10, to: folder.file("a.gif"))
    let description = try MediaProbe.describe(path: folder.file("a.gif"))
    let picture = try #require(description.picture)
    #expect(description.format == .gif)
    #expect(picture.kind == .animation)
    #expect((picture.width, picture.height) == (32, 16))
    #expect(picture.frameCount == 5)
    #expect(picture.loopCount == 0)
    #expect(description.duration == Time(milliseconds: 500))
    #expect(picture.averageFrameRate == FrameRate("10"))
    #expect(picture.hasVariableFrameRate == false)
    #expect(description.damage == [])
    let bytes = try folder.bytes(of: "a.gif")
    let cut = try describe(Array(bytes[..<(bytes.count - 20)]), "cut.gif")
    #expect(cut.damage.map(\.kind) == [.truncated])
  }

  @Test func webPIsReadFromItsChunks() throws {
    // An extended header (RFC 9649, 2.7) of 300x200, with transparency, played three times.
    func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
      Array(type.utf8) + little(body.count, 4) + body + (body.count % 2 == 1 ? [0] : [])
    }
    func little(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(value >> ($0 * 8) & 0xFF) } }
    func frame(_ delay: Int) -> [UInt8] {
      chunk(
        "ANMF",
        little(0, 6) + little(299, 3) + little(199, 3) + little(delay, 3) + [0]
          + chunk("VP8L", [0x2F, 0, 0, 0, 0]))
    }
    let body =
      chunk("VP8X", [0x12, 0, 0, 0] + little(299, 3) + little(199, 3))
      + chunk("ANIM", little(0, 4) + little(3, 2)) + frame(200) + frame(0) + frame(40)
    let bytes = Array("RIFF".utf8) + little(body.count + 4, 4) + Array("WEBP".utf8) + body
    let description = try describe(bytes, "a.webp")
    let picture = try #require(description.picture)
    #expect(description.format == .webp)
    #expect(picture.kind == .animation)
    #expect((picture.width, picture.height) == (300, 200))
    #expect(picture.hasAlpha)
    #expect((picture.frameCount, picture.loopCount) == (3, 3))
    // A delay of nothing is shown for a tenth of a second.
    #expect(description.duration == Time(milliseconds: 340))
    #expect(picture.hasVariableFrameRate == true)
    #expect(try describe(Array(bytes.dropLast(30)), "cut.webp").damage.first?.kind == .truncated)
  }

  @Test func aPlaceInEXIFIsFoundAndReadInDegrees() throws {
    let jpeg = try PictureMaker.jpeg(width: 16, height: 16) { _, _ in .blue }
    let block = Array("Exif\0\0".utf8) + GPSBlock.bytes
    let length = block.count + 2
    let bytes =
      Array(jpeg[..<2]) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + block + jpeg[2...]
    let description = try describe(bytes, "a.jpg")
    #expect(description.locations == [.init(name: "EXIF GPS", value: "+52.520000 -13.405000")])
    #expect(description.tags == [])
  }

  @Test func aPictureThatIsCutOffSaysSo() throws {
    let jpeg = try PictureMaker.jpeg(width: 64, height: 64) { x, y in x > y ? .red : .green }
    #expect(try describe(Array(jpeg[..<(jpeg.count * 2 / 3)]), "a.jpg").damage.map(\.kind) == [.truncated])
    #expect(try describe(jpeg, "b.jpg").damage == [])
    let png = try PictureMaker.png(width: 64, height: 64) { _, _ in (.red, alpha: 255) }
    #expect(try describe(Array(png.dropLast(12)), "a.png").damage.map(\.kind) == [.truncated])
  }

  @Test(arguments: [(60_000, 60_000), (20_000, 10), (0x7FFF_FFFF, 0x7FFF_FFFF)])
  func whatAHeaderClaimsIsToldAndRefused(_ width: Int, _ height: Int) throws {
    let png = try PictureMaker.png(width: 8, height: 8) { _, _ in (.red, alpha: 255) }
    let path = try folder.write(PictureBytes.png(png, claimingWidth: width, height: height), to: "a.png")
    let description = try MediaProbe.describe(path: path)
    #expect(description.picture?.width == width)
    #expect(description.damage.map(\.kind) == [.tooLarge])
    #expect(throws: MediaError.self) { try MediaProbe.facts(path: path) }
    let decoding = try MediaProbe.decode(path: path, description: description, extent: .everything)
    #expect(decoding.undecoded.keys.sorted() == [0])
  }
}

/// A TIFF block with a place in Berlin's latitude, west of Greenwich.
private enum GPSBlock {
  static var bytes: [UInt8] {
    func big(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) }
    }
    func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
      big(tag, 2) + big(type, 2) + big(count, 4) + value + [UInt8](repeating: 0, count: 4 - value.count)
    }
    let directory = big(1, 2) + entry(0x8825, 4, 1, big(26, 4)) + big(0, 4)
    let values = 26 + 2 + 4 * 12 + 4
    let places =
      big(4, 2) + entry(1, 2, 2, Array("N".utf8)) + entry(2, 5, 3, big(values, 4))
      + entry(3, 2, 2, Array("W".utf8)) + entry(4, 5, 3, big(values + 24, 4)) + big(0, 4)
    let latitude = [52, 1, 31, 1, 1200, 100].flatMap { big($0, 4) }
    let longitude = [13, 1, 24, 1, 1800, 100].flatMap { big($0, 4) }
    return Array("MM".utf8) + big(42, 2) + big(8, 4) + directory + places + latitude + longitude
  }
}
