import DraftModel
import Media
import TestSupport
import Testing

/// Pictures that are written and read back.
@Suite struct PictureFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8], _ name: String) throws -> (facts: MediaFacts, pixels: Pixels) {
    let path = try folder.write(bytes, to: name)
    return (
      try MediaProbe.facts(path: path), try Pixels(StillReader(path: path).picture(at: .zero).frame)
    )
  }

  @Test func pngKeepsEveryPixelAndItsAlpha() throws {
    func pixel(_ x: Int, _ y: Int) -> (Color, alpha: Int) {
      (Color(x * 7 % 256, y * 11 % 256, (x + y) * 5 % 256), alpha: (x * 13 + y) % 256)
    }
    let (facts, pixels) = try read(PictureMaker.png(width: 37, height: 23, pixel), "a.png")
    #expect(
      facts.picture
        == .init(
          kind: .still, width: 37, height: 23, hasAlpha: true, frameRate: facts.picture?.frameRate,
          codec: "png"))
    #expect(facts.duration == nil)
    for y in 0..<23 {
      for x in 0..<37 {
        #expect(pixels[x, y] == pixel(x, y).0)
        #expect(pixels.alpha(x, y) == pixel(x, y).alpha)
      }
    }
  }

  @Test func pngOfAFilmFrameHasItsColour() throws {
    for color in [Color.red, .green, .blue, .yellow, .white, .black] {
      let frame = try PictureMaker.film(width: 32, height: 18, color)
      let (facts, pixels) = try read(PictureFile.png(frame), "\(color).png")
      #expect(facts.picture?.hasAlpha == false)
      #expect(pixels.at(0.5, 0.5).distance(to: color) <= 2)
    }
  }

  @Test func theSizeOfAJPEGFollowsItsQualityInSmallSteps() throws {
    var generator = SeededGenerator(seed: 4)
    let frame = try PictureMaker.film(width: 128, height: 128, .blue)
    let plane = try #require(frame.plane(0))
    for y in 0..<128 {
      for x in 0..<128 { plane.bytes[y * plane.stride + x] = UInt8(generator.next() % 200) }
    }
    let source = try PictureFile.JPEGSource(frame)
    let sizes = try stride(from: 0.5, through: 31, by: 0.25).map { try source.bytes(quality: $0).count }
    for (finer, coarser) in zip(sizes, sizes.dropFirst()) {
      // What is kept of noise ends with the rounding of a step: neighbours may change places.
      #expect(coarser * 100 <= finer * 102)
    }
    let whole = sizes.indices.filter { ($0 + 2) % 4 == 0 && $0 > 6 }
    #expect(Set(whole.map { sizes[$0] }).count == whole.count)
    #expect(Set(sizes[6...30]).count > 20)
    // Out of bounds is no trap.
    for quality in [-1, 0, 1e9, .infinity, .nan] { #expect(try !source.bytes(quality: quality).isEmpty) }
  }

  @Test func jpegIsNearlyThePicture() throws {
    let (facts, pixels) = try read(
      PictureMaker.jpeg(width: 64, height: 32) { x, _ in x < 32 ? .red : .blue }, "a.jpg")
    #expect(facts.picture?.kind == .still)
    #expect(facts.picture?.codec == "mjpeg")
    #expect(pixels.at(0.2, 0.5).distance(to: .red) <= 5)
    #expect(pixels.at(0.8, 0.5).distance(to: .blue) <= 5)
  }

  @Test(
    arguments: [
      (0, 8, [120], Color(120, 120, 120)), (2, 8, [220, 30, 40], .red), (6, 8, [220, 30, 40, 255], .red),
      (0, 16, [120, 0], Color(120, 120, 120)), (2, 16, [220, 0, 30, 0, 40, 0], .red),
      (4, 8, [120, 255], Color(120, 120, 120)), (6, 16, [220, 0, 30, 0, 40, 0, 255, 255], .red),
    ] as [(UInt8, UInt8, [UInt8], Color)])
  func everyLayoutOfPNGHasItsColour(_ type: UInt8, _ depth: UInt8, _ pixel: [UInt8], _ color: Color) throws {
    let bytes = PictureBytes.png(width: 24, height: 24, type: type, depth: depth) { _, _ in pixel }
    let (_, pixels) = try read(bytes, "a.png")
    #expect(pixels[12, 12].distance(to: color) <= 2)
    #expect(pixels.alpha(12, 12) == 255)
  }

  private static let colors = [Color.red, .green, .blue, .yellow]

  private func gif(framesPerSecond: Int) throws -> AnimationReader {
    let frames = try Self.colors.map { color in
      try PictureMaker.transparent(width: 16, height: 16) { _, _ in (color, alpha: 255) }
    }
    try AnimationFile.writeGIF(frames, framesPerSecond: framesPerSecond, to: folder.file("a.gif"))
    return try AnimationReader(path: folder.file("a.gif"))
  }

  private func color(_ reader: AnimationReader, _ milliseconds: Int) throws -> Color {
    try Pixels(reader.picture(at: Time(milliseconds: milliseconds)).frame).at(0.5, 0.5)
  }

  @Test func gifPlaysForEver() throws {
    let reader = try gif(framesPerSecond: 10)
    let facts = try MediaProbe.facts(path: folder.file("a.gif"))
    #expect(facts.picture?.kind == .animation)
    for time in [0, 99, 100, 250, 399, 400, 799, 4_000_300, 150] {
      #expect(try color(reader, time) == Self.colors[time / 100 % 4], "\(time)")
      #expect(try !reader.picture(at: Time(milliseconds: time)).isHeld)
    }
  }

  @Test func damagedGIFsAreTold() throws {
    #expect(try (0..<4).allSatisfy { try !gif(framesPerSecond: 10).isDamagedAfter(pictures: $0) })
    var bytes = try folder.bytes(of: "a.gif")
    // The third picture's codes: behind its control block (8 bytes), its descriptor (10) and its colours.
    let blocks = bytes.indices.dropLast(2).filter { Array(bytes[$0..<$0 + 3]) == [0x21, 0xF9, 0x04] }
    let packed = bytes[blocks[2] + 17]
    let codes = blocks[2] + 18 + (packed & 0x80 != 0 ? 3 << (Int(packed & 7) + 1) : 0)
    // Codes of 13 bits at least; there are none.
    bytes[codes] = 13
    let path = try folder.write(bytes, to: "damaged.gif")
    #expect(try !AnimationReader(path: path).isDamagedAfter(pictures: 2))
    #expect(try AnimationReader(path: path).isDamagedAfter(pictures: 3))
  }

  @Test func hurriedGIFsCount100MillisecondsAPicture() throws {
    let reader = try gif(framesPerSecond: 100)
    #expect(try color(reader, 99) == .red)
    #expect(try color(reader, 100) == .green)
  }

  @Test func gifsOf50PicturesASecondAreInTime() throws {
    let reader = try gif(framesPerSecond: 50)
    #expect(try [0, 20, 40, 60, 80].map { try color(reader, $0) } == Self.colors + [.red])
  }
}

extension AnimationReader {
  /// Whether damage was seen up to a picture, of ten a second.
  fileprivate func isDamagedAfter(pictures count: Int) throws -> Bool {
    for index in 0..<count { _ = try picture(at: Time(milliseconds: index * 100)) }
    return isDamaged
  }
}
