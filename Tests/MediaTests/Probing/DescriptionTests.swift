import DraftModel
import Media
import TestSupport
import Testing

/// What whole files are said to be.
@Suite struct DescriptionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func film(_ frames: Int = 30, name: String = "film.mp4") throws -> String {
    let path = folder.file(name)
    try FilmMaker(width: 64, height: 48, keyInterval: 10).writeNumbered(
      frames, sound: SoundMaker.tone(440, count: 48_000), to: path)
    return path
  }

  @Test func aFilmIsDescribed() throws {
    let path = try film()
    let description = try MediaProbe.describe(path: path)
    #expect(description.format == .mp4)
    #expect(description.brands.first == "isom")
    #expect(description.byteCount == (try folder.bytes(of: "film.mp4")).count)
    #expect(description.index == .front)
    #expect(description.damage == [])
    #expect(!description.isEncrypted)
    let seconds = try #require(description.duration).seconds.double
    #expect(abs(seconds - 1) < 0.1)
    #expect(try #require(description.bitRate) == Int((Double(description.byteCount) * 8 / seconds).rounded()))
    #expect(description.streams.map(\.codec) == ["h264", "aac"])
    #expect(description.streams.map(\.codecTag) == ["avc1", "mp4a"])

    let shown = try #require(description.shownStream)
    #expect(shown.packetCount == 30)
    #expect(try #require(shown.profile).contains("High") || shown.profile == "Constrained Baseline")
    let picture = try #require(shown.picture)
    #expect(picture.kind == .video)
    #expect((picture.codedWidth, picture.codedHeight) == (64, 48))
    #expect((picture.width, picture.height) == (64, 48))
    #expect(picture.averageFrameRate == .thirty)
    #expect(picture.nominalFrameRate == .thirty)
    #expect(picture.hasVariableFrameRate == false)
    #expect(picture.pixelFormat == "yuv420p")
    #expect(picture.bitDepth == 8)
    #expect(picture.color.matrix == "bt709")
    #expect(picture.color.range == "tv")
    #expect(picture.fieldOrder == .progressive)
    #expect(picture.hdr == nil)

    let heard = try #require(description.heardStream)
    #expect(heard.profile == "LC")
    #expect(heard.sound?.sampleRate == 48_000)
    #expect(heard.sound?.channels == 2)
    #expect(heard.sound?.layout == "stereo")
  }

  /// As where the sound begins before the picture, and with it the film.
  @Test func oneFrameAtTheStartIsNoVariableRate() throws {
    let rate = try #require(FrameRate(Rational(120)))
    for (first, isVariable) in [(4, false), (7, false), (30, false)] {
      let path = folder.file("film\(first).mp4")
      let places = [0] + (0..<40).map { first + $0 * 4 }
      try FilmMaker(rate: rate).write(places, to: path) { _ in
        try PictureMaker.film(width: 64, height: 48, .red)
      }
      #expect(try MediaProbe.describe(path: path).picture?.hasVariableFrameRate == isVariable)
    }
  }

  @Test func framesOnForDifferentTimesAreAVariableRate() throws {
    let path = folder.file("film.mp4")
    let places = Array(0..<20) + stride(from: 20, to: 60, by: 3)
    try FilmMaker().write(places, to: path) { _ in try PictureMaker.film(width: 64, height: 48, .red) }
    let picture = try #require(try MediaProbe.describe(path: path).picture)
    #expect(picture.hasVariableFrameRate == true)
    #expect(picture.nominalFrameRate == .thirty)
    #expect(picture.averageFrameRate != .thirty)
  }

  @Test(arguments: [
    ([0, 65536, 0, -65536, 0, 0], -90, 48, 64, Orientation(quarterTurns: 1)),
    ([0, -65536, 0, 65536, 0, 0], 90, 48, 64, Orientation(quarterTurns: 3)),
    ([-65536, 0, 0, 0, -65536, 0], -180, 64, 48, Orientation(quarterTurns: 2)),
    ([-65536, 0, 0, 0, 65536, 0], -180, 64, 48, Orientation(isMirrored: true)),
    ([0, 0, 0, 0, 0, 0], 0, 64, 48, .upright),
  ])
  func matricesTurnThePicture(
    _ matrix: [Int32], _ rotation: Int, _ width: Int, _ height: Int, _ orientation: Orientation
  ) throws {
    let upright = try folder.bytes(of: try film().split(separator: "/").last.map(String.init) ?? "")
    let turned = try #require(MovieEdits.turned(upright, matrix: matrix + [0, 0, 1 << 30]))
    let picture = try #require(
      try MediaProbe.describe(path: folder.write(turned, to: "turned.mp4")).picture)
    #expect(picture.rotation == rotation)
    #expect((picture.width, picture.height) == (width, height))
    #expect((picture.codedWidth, picture.codedHeight) == (64, 48))
    #expect(picture.orientation == orientation)
  }

  @Test(arguments: [Int32.min, -1, 1, Int32.max], [Int32.min, 0, Int32.max])
  func noMatrixIsTooMuch(_ first: Int32, _ second: Int32) throws {
    _ = try film()
    let turned = try #require(
      MovieEdits.turned(
        try folder.bytes(of: "film.mp4"), matrix: [first, second, 0, second, first, 0, first, second, first]))
    let picture = try #require(
      try MediaProbe.describe(path: folder.write(turned, to: "turned.mp4")).picture)
    #expect((-180...180).contains(picture.rotation))
    #expect([picture.width, picture.height].sorted() == [48, 64])
  }

  @Test func factsComeFromTheSameProbe() throws {
    let path = try film()
    let description = try MediaProbe.describe(path: path)
    #expect(try description.facts(path: path) == MediaProbe.facts(path: path))
    #expect(try MediaProbe.facts(path: path).picture?.codec == "h264")
  }

  @Test(arguments: [0, 5]) func tagsThatSayWhereAreKeptApart(_ padding: Int) throws {
    _ = try film()
    // `moov` is in front; a QuickTime `udta` with `©xyz` at its end grows it.
    let place = Array("+52.5200+013.4050/".utf8)
    let text = [0, UInt8(place.count), 0x15, 0xC7] + place
    let tag = MovieEdits.big(UInt32(text.count + 8)) + [0xA9] + Array("xyz".utf8) + text
    let bytes = try folder.bytes(of: "film.mp4")
    let types = MovieBoxes.types(bytes)
    #expect(types.prefix(2) == ["ftyp", "moov"])
    let start = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
    let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    let movie = Array(bytes[(start + 8)..<(start + length)]) + MovieEdits.box("udta", tag)
    let path = try folder.write(
      Array(bytes[..<start]) + bytes[(start + length)...] + MovieEdits.box("moov", movie), to: "place.mp4")
    let description = try MediaProbe.describe(path: path)
    #expect(description.index == .end)
    #expect(description.locations.map(\.value) == ["+52.5200+013.4050/"])
    #expect(!description.tags.contains { $0.value.contains("52.52") })
  }

  @Test func encryptedTracksAreSaidToBe() throws {
    _ = try film()
    var bytes = try folder.bytes(of: "film.mp4")
    let at = try #require(
      bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual("avc1".utf8) && $0 > 40 })
    bytes.replaceSubrange(at..<at + 4, with: Array("encv".utf8))
    let description = try MediaProbe.describe(path: folder.write(bytes, to: "locked.mp4"))
    #expect(description.streams.map(\.isEncrypted) == [true, false])
    #expect(description.isEncrypted)
  }

  @Test func soundAloneIsDescribed() throws {
    let wav = SoundMaker.wav(SoundMaker.tone(440, count: 24_000), channels: 2, sampleRate: 48_000)
    let description = try MediaProbe.describe(path: folder.write(wav, to: "a.wav"))
    #expect(description.format == .wav)
    #expect(description.pictureIndex == nil)
    #expect(description.heardStream?.codec.hasPrefix("pcm_") == true)
    #expect(description.duration == Time(milliseconds: 500))
    #expect(description.damage == [])
    let cut = try MediaProbe.describe(path: folder.write(Array(wav[..<(wav.count / 2)]), to: "b.wav"))
    #expect(cut.damage.map(\.kind) == [.truncated])
  }
}
