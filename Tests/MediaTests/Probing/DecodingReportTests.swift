import DraftModel
import Media
import TestSupport
import Testing

/// Whether files decode, and where they do not.
@Suite struct DecodingReportTests {
  private let folder: TemporaryFolder
  private let film: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    try FilmMaker(width: 64, height: 48, keyInterval: 15).writeNumbered(
      150, sound: SoundMaker.tone(440, count: 240_000), to: folder.file("film.mp4"))
    film = try folder.bytes(of: "film.mp4")
  }

  private func decode(_ path: String, _ extent: DecodingExtent) throws -> DecodingReport {
    let description = try MediaProbe.describe(path: path)
    return try MediaProbe.decode(path: path, description: description, extent: extent)
  }

  @Test func aSoundFilmDecodesWhole() throws {
    let report = try decode(folder.file("film.mp4"), .everything)
    #expect(report.isClean)
    #expect(report.decodedFrames[0] == 150)
    #expect(try #require(report.decodedFrames[1]) > 200)
    #expect(report.undecoded == [:])
  }

  @Test func samplesDecodeParts() throws {
    let report = try decode(folder.file("film.mp4"), .samples)
    #expect(report.isClean)
    let frames = try #require(report.decodedFrames[0])
    #expect((90..<150).contains(frames))
  }

  @Test func errorsAreToldByTime() throws {
    // From the middle of the media on, a stretch that is nothing.
    let start = film.count * 55 / 100
    var bytes = film
    for at in start..<(start + film.count / 12) { bytes[at] = UInt8(truncatingIfNeeded: at &* 37) }
    let report = try decode(folder.write(bytes, to: "damaged.mp4"), .everything)
    #expect(!report.isClean)
    let times = report.problems.compactMap(\.range?.start.seconds.double)
    #expect(times.contains { (1.5...4.2).contains($0) })
    #expect(!times.contains { $0 < 1 })
    #expect(report.problems.allSatisfy { !$0.reason.isEmpty && $0.count > 0 })
    #expect(try #require(report.decodedFrames[0]) > 60)
  }

  @Test func rangesThatAreGoneAreEmpty() throws {
    let path = try folder.write(Array(film[..<(film.count / 2)]), to: "cut.mp4")
    let range = TimeRange(start: Time(milliseconds: 4000), duration: Time(milliseconds: 500))
    let report = try decode(
      path, .ranges([TimeRange(start: .zero, duration: Time(milliseconds: 500)), range]))
    #expect(report.emptyRanges[0] == [range])
    #expect(!report.isClean)
  }

  /// What there is decodes well, and is not all.
  @Test func aFilmThatEndsEarlyIsDamaged() throws {
    let path = try folder.write(Array(film[..<(film.count / 2)]), to: "half.mp4")
    let report = try decode(path, .everything)
    #expect(!report.isClean)
    let early = try #require(report.problems.first { $0.stream == 0 && $0.reason.hasPrefix("it ends at ") })
    let range = try #require(early.range)
    #expect((1.0...4.0).contains(range.start.seconds.double))
    #expect(range.end == Time(milliseconds: 5000))
    #expect(early.reason == "it ends at \(range.start) of 5s")
  }

  @Test func aStreamThatEndsBeforeTheOtherIsWhole() throws {
    let path = folder.file("short.mp4")
    try FilmMaker(keyInterval: 15).writeNumbered(150, sound: SoundMaker.tone(440, count: 48_000), to: path)
    let ranges = [0, 2000, 4000].map {
      TimeRange(start: Time(milliseconds: $0), duration: Time(milliseconds: 500))
    }
    let report = try decode(path, .ranges(ranges))
    #expect(report.emptyRanges == [:])
    #expect(report.isClean)
    #expect(try #require(report.decodedFrames[1]) > 10)
  }

  @Test func aPictureLastsUntilTheNext() throws {
    let path = folder.file("slow.mp4")
    try FilmMaker().write([0, 150, 300], to: path) { try FrameCode.draw($0, width: 64, height: 48) }
    let range = TimeRange(start: Time(milliseconds: 6000), duration: Time(milliseconds: 1000))
    #expect(try decode(path, .ranges([range])).isClean)
  }

  @Test func subtitlesMayOutlastTheFilm() throws {
    let path = folder.file("film.mp4")
    var description = try MediaProbe.describe(path: path)
    description.duration = Time(milliseconds: 9000)
    for index in description.streams.indices { description.streams[index].duration = nil }
    func emptyRanges() throws -> [Int: [TimeRange]] {
      try MediaProbe.decode(path: path, description: description, extent: .samples).emptyRanges
    }
    #expect(try emptyRanges().keys.sorted() == [0, 1])
    var subtitles = MediaDescription.Stream(index: 2, kind: .subtitle, codec: "subrip")
    description.streams.append(subtitles)
    #expect(try emptyRanges() == [:])
    // Subtitles that say when they end do not explain it.
    subtitles.duration = Time(milliseconds: 5000)
    description.streams[2] = subtitles
    #expect(try emptyRanges().keys.sorted() == [0, 1])
    // Nor do any where the picture says how long it is.
    description.streams[2].duration = nil
    description.streams[0].tags = [.init(name: "DURATION", value: "00:00:09.000000000")]
    #expect(try emptyRanges()[0]?.count == 1)
  }

  @Test func picturesDecode() throws {
    let png = try PictureMaker.png(width: 16, height: 16) { _, _ in (.red, alpha: 255) }
    #expect(try decode(folder.write(png, to: "a.png"), .samples).decodedFrames == [0: 1])
    let cut = try decode(folder.write(Array(png[..<45]), to: "b.png"), .samples)
    #expect(!cut.isClean)
  }

  @Test func whatThereIsNoTimeForIsNotDamaged() throws {
    let path = folder.file("film.mp4")
    let description = try MediaProbe.describe(path: path)
    for extent in [DecodingExtent.samples, .everything] {
      let report = try MediaProbe.decode(
        path: path, description: description, extent: extent, timeLimit: .zero)
      #expect(report.isClean)
      #expect(Set(report.undecoded.keys) == [0, 1])
    }
  }

  @Test func soundHasTimeThatNoPictureUsesUp() throws {
    // So much picture that it takes longer than all the time there is.
    let path = folder.file("long.mp4")
    try FilmMaker(width: 640, height: 480, keyInterval: 1000).write(
      600, color: .red, sound: SoundMaker.tone(440, count: 960_000), to: path)
    let description = try MediaProbe.describe(path: path)
    let report = try MediaProbe.decode(
      path: path, description: description, extent: .samples, timeLimit: .milliseconds(400))
    #expect(report.isClean)
    #expect(report.decodedFrames[1, default: 0] > 0)
  }
}
