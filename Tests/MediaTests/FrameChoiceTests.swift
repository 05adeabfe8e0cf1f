import DraftModel
import Media
import TestSupport
import Testing

/// Which frame of a film is on at a time.
@Suite struct FrameChoiceTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("film.mp4") }

  init() throws { folder = try TemporaryFolder() }

  private func writeFilm(_ count: Int = 60, rate: String = "30", keyInterval: Int = 20) throws {
    let rate = try #require(FrameRate(rate))
    try FilmMaker(rate: rate, keyInterval: keyInterval).writeNumbered(count, to: path)
  }

  private func number(_ reader: VideoReader, at time: Time) throws -> Int? {
    FrameCode.read(try reader.picture(at: time).frame)
  }

  @Test(arguments: ["30", "25", "30000/1001", "60"])
  func inPointsInMillisecondsShowTheFrameTheyWereRoundedFrom(_ text: String) throws {
    try writeFilm(rate: text)
    let rate = try #require(FrameRate(text))
    let reader = try VideoReader(path: path)
    for frame in 0..<60 {
      let exact = Time(frame: frame, rate: rate)
      #expect(try number(reader, at: exact) == frame)
      #expect(try number(reader, at: Time(milliseconds: exact.milliseconds.rounded)) == frame)
    }
  }

  @Test func halfAMillisecondEarlyIsInTime() throws {
    try writeFilm()
    let reader = try VideoReader(path: path)
    // Frame 30 begins at 1 s.
    #expect(try number(reader, at: Time(milliseconds: Rational(9995, 10))) == 30)
    #expect(try number(reader, at: Time(milliseconds: Rational(9994, 10))) == 29)
  }

  @Test func pastTheEndTheLastFrameIsHeld() throws {
    try writeFilm()
    let reader = try VideoReader(path: path)
    let last = try reader.picture(at: Time(milliseconds: 1990))
    #expect(FrameCode.read(last.frame) == 59)
    #expect(!last.isHeld)
    let held = try reader.picture(at: Time(milliseconds: 5000))
    #expect(FrameCode.read(held.frame) == 59)
    #expect(held.isHeld)
  }

  @Test func beforeTheFirstFrameTheFirstIsShown() throws {
    try writeFilm()
    #expect(try number(VideoReader(path: path), at: Time(milliseconds: -700)) == 0)
  }

  @Test func timesGoBackAndForth() throws {
    try writeFilm()
    let reader = try VideoReader(path: path)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<60 {
      let frame = generator.integer(0...59)
      #expect(try number(reader, at: Time(frame: frame, rate: .thirty)) == frame)
    }
  }

  @Test func aFilmWithOneKeyFrameIsReadBackwards() throws {
    try writeFilm(keyInterval: 1000)
    let reader = try VideoReader(path: path)
    for frame in [59, 40, 39, 1, 0, 30] {
      #expect(try number(reader, at: Time(frame: frame, rate: .thirty)) == frame)
    }
  }

  @Test func whereTheRateVariesAFrameStaysUntilTheNext() throws {
    let places = [0, 1, 2, 10, 11, 40]
    try FilmMaker(keyInterval: 3).write(places, to: path) { place in
      try FrameCode.draw(place, width: 64, height: 48)
    }
    let reader = try VideoReader(path: path)
    for frame in 0..<41 {
      let expected = places.last { $0 <= frame }
      #expect(try number(reader, at: Time(frame: frame, rate: .thirty)) == expected)
    }
  }

  @Test func timeCountsFromTheStartOfTheContainer() throws {
    try FilmMaker().write(Array(30..<60), to: path) { try FrameCode.draw($0, width: 64, height: 48) }
    let reader = try VideoReader(path: path)
    #expect(try number(reader, at: .zero) == 30)
    #expect(try number(reader, at: Time(milliseconds: 500)) == 45)
  }

  @Test func aPictureKeepsItsSerialWhileItIsOn() throws {
    try writeFilm(10)
    let reader = try VideoReader(path: path)
    let first = try reader.picture(at: Time(milliseconds: 100)).serial
    #expect(try reader.picture(at: Time(milliseconds: 120)).serial == first)
    #expect(try reader.picture(at: Time(milliseconds: 140)).serial != first)
  }

  @Test func factsAreThoseOfTheFilm() throws {
    let rate = try #require(FrameRate("30000/1001"))
    try FilmMaker(width: 96, height: 54, rate: rate).writeNumbered(
      30, sound: SoundMaker.silence(count: 48_000), to: path)
    let facts = try MediaProbe.facts(path: path)
    let picture = try #require(facts.picture)
    #expect(picture.kind == .video)
    #expect((picture.width, picture.height) == (96, 54))
    #expect(picture.frameRate == rate)
    #expect(picture.codec == "h264")
    #expect(!picture.hasAlpha && !picture.isHDR && !picture.isInterlaced)
    #expect(facts.sound == .init(sampleRate: 48_000, channels: 2, codec: "aac"))
    let duration = try #require(facts.duration)
    #expect((1000...1030).contains(duration.milliseconds.rounded))
  }

  @Test func aPictureOnlyFilmHasNoSound() throws {
    try writeFilm(10)
    #expect(try MediaProbe.facts(path: path).sound == nil)
    #expect(throws: MediaError.self) { try SoundReader(path: path) }
  }
}
