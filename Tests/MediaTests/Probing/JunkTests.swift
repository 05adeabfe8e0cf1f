import DraftModel
import Foundation
import TestSupport
import Testing

@testable import Media

/// Files that go on for long after what they hold, and pictures that carry packed texts.
@Suite struct JunkTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Files with nothing but zeros behind their content; they take no room on the disk.
  private func lengthen(_ path: String, to size: Int) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.truncate(atOffset: UInt64(size))
    try file.close()
  }

  /// A FLAC file's header (RFC 9639, 8.2): stereo, 16 bits, 44.1 kHz, one second.
  private static let flacHeader: [UInt8] =
    Array("fLaC".utf8) + [0x80, 0, 0, 34, 0x10, 0, 0x10, 0] + [0, 0, 0, 0, 0, 0]
    + [0x0A, 0xC4, 0x42, 0xF0, 0, 0, 0xAC, 0x44] + Array(repeating: 0, count: 16)

  @Test func aGigabyteOfZerosIsNotGathered() throws {
    let path = try folder.write(Self.flacHeader + Array(repeating: 0, count: 4096), to: "a.flac")
    try lengthen(path, to: 1 << 30)
    let description = try MediaProbe.describe(path: path)
    #expect(description.duration == Time(milliseconds: 1000))
    let start = ContinuousClock.now
    let report = try MediaProbe.decode(path: path, description: description, extent: .everything)
    #expect(report.problems.contains { $0.reason.contains("in a row are nothing") })
    #expect(.now - start < .seconds(5))
  }

  @Test func soundWithZerosBehindItIsReadInTime() throws {
    let wav = SoundMaker.wav(SoundMaker.tone(440, count: 48_000), channels: 2, sampleRate: 48_000)
    let path = try folder.write(wav, to: "a.wav")
    try lengthen(path, to: 400 << 20)
    let start = ContinuousClock.now
    let description = try MediaProbe.describe(path: path)
    let report = try MediaProbe.decode(
      path: path, description: description, extent: .samples, timeLimit: .seconds(20))
    #expect(.now - start < .seconds(15))
    #expect(report.decodedFrames[0, default: 0] > 0)
    #expect(report.problems.allSatisfy { $0.reason.contains("in a row are nothing") })
  }

  @Test func readingStopsAtTheDeadline() throws {
    let path = try folder.write(Self.flacHeader + Array(repeating: 0, count: 4096), to: "a.flac")
    #expect {
      _ = try InputContainer(path: path, deadline: Deadline(in: .seconds(-1)))
    } throws: {
      ($0 as? MediaError)?.reason.contains("took too long") == true
    }
  }

  @Test func packedTextsAreHiddenFromTheDecoder() throws {
    let png = PictureBytes.png(width: 8, height: 8) { _, _ in .red }
    let profile = Array(repeating: 0 as UInt8, count: (1 << 16) + 1)
    let path = try folder.write(
      PictureBytes.png(png, adding: [("zTXt", [1]), ("iCCP", [2]), ("iCCP", profile), ("tEXt", [3])]),
      to: "a.png")
    let bytes = try folder.bytes(of: "a.png")
    let hidden = try PNGReading.hiddenChunks(path).map { part in
      String(decoding: bytes[part.place..<part.place + 4], as: UTF8.self)
    }
    #expect(hidden == ["zTXt", "iCCP"])
    let pixels = try Pixels(StillReader(path: path).picture(at: .zero).frame)
    #expect(pixels.at(0.5, 0.5) == .red)
  }

  @Test func aLengthIsCountedWhereTheRateVaries() throws {
    // ADTS frames (ISO 13818-7, 6.2) of 1024 samples: ten large ones, then many small ones.
    func frame(_ size: Int) -> [UInt8] {
      [
        0xFF, 0xF1, 0x50, UInt8(0x40 | size >> 11), UInt8(size >> 3 & 0xFF), UInt8((size & 7) << 5 | 0x1F),
        0xFC,
      ] + Array(repeating: 0, count: size - 7)
    }
    let frames = (0..<1000).flatMap { frame($0 < 700 ? 16 : 900) }
    let path = try folder.write(frames, to: "a.aac")
    let description = try MediaProbe.describe(path: path)
    let seconds = try #require(description.duration).seconds.double
    #expect(abs(seconds - 1000 * 1024 / 44_100) < 0.1)
    #expect(description.streams.first?.duration == description.duration)
  }

  @Test(arguments: [
    // Units of a second, times of frames, rate.
    (1000, [0, 33, 67, 100, 133, 167, 200, 233], "30"), (1000, [0, 42, 83, 125, 167, 208], "24"),
    (600, [0, 20, 40, 80, 100, 120, 160, 180, 200, 220], "30"), (24, [0, 2, 3, 4, 5, 6, 7, 8], "24"),
    // Many frames of half the length count.
    (60, [0, 1, 3, 4, 6, 7, 9, 10, 12, 13], "60"), (240, [0, 1, 2, 3, 4, 5], "240"),
  ])
  func theUsualStepTellsTheRate(_ units: Int32, _ times: [Int64], _ expected: String) throws {
    let rate = try #require(FrameTiming(times, timeBase: .init(num: 1, den: units)).steadyRate)
    let wanted = try #require(FrameRate(expected))
    #expect((rate.value / wanted.value - .one).magnitude < Rational(1, 100), "\(rate)")
  }

  @Test func twoFramesTellNoRate() {
    #expect(FrameTiming([0, 10], timeBase: .init(num: 1, den: 100)).steadyRate == nil)
    #expect(FrameTiming([], timeBase: .init(num: 1, den: 100)).steadyRate == nil)
  }

  @Test(arguments: [
    ([80, 90, 80, 80, 90, 80], "12"), ([100, 100, 100], "10"), ([40, 80, 120, 500], "25"),
    ([30, 100, 70], "100"), ([20, 30, 20], "100"), ([2000], "0.5"),
  ])
  func delaysOfAnAnimationTellTheRateThatKeepsThem(_ delays: [Int], _ expected: String) {
    #expect(AnimationTiming(delays).rate == FrameRate(expected))
    #expect(AnimationTiming([]).rate == nil)
  }

  @Test func timesThatPacketsDoNotTellLieBetweenThoseThatTheyDo() {
    let none = Int64.min
    #expect(PacketSample.filled([100, 200, none, none, 500, none]) == [100, 200, 300, 400, 500])
    #expect(PacketSample.filled([none, 7, none, 8]) == [7, 7, 8])
    #expect(PacketSample.filled([Int64.min + 1, none, Int64.max]) == [Int64.min + 1, Int64.max])
    #expect(PacketSample.filled([]) == [])
  }

  @Test(arguments: [
    ("00:00:04.000000000", 4.0), ("01:02:03.5", 3723.5), ("4", nil), ("00:00:00", nil), ("-1:00:00", nil),
    ("00:99:00", nil), ("0:0:nan", nil), ("99999999999999999999:00:00", nil),
  ])
  func clockTimesAreRead(_ text: String, _ seconds: Double?) {
    #expect(MediaDescription.Stream.time(clock: text)?.seconds.double == seconds)
  }

  @Test func framesThatAreMissingBesideACutAreNoVaryingRate() {
    func timing(_ places: [Int64]) -> Bool? {
      FrameTiming(places.map { $0 * 512 }, timeBase: .init(num: 1, den: 512 * 30)).isVariable
    }
    let steady = Array(0..<40 as Range<Int64>)
    #expect(timing(steady) == false)
    #expect(timing(steady + [42]) == false)
    #expect(timing([-3] + steady) == false)
    #expect(timing([-3] + steady + [42]) == false)
    // A couple elsewhere are an accident.
    #expect(timing([0, 1, 2, 3, 4, 5, 7, 8, 9, 11] + Array(12..<60)) == false)
    #expect(timing([0, 1, 2, 3, 4, 5, 7, 8, 9, 11]) == true)
    #expect(timing((0..<100).filter { $0 % 20 != 7 }) == true)
    // Many in the middle, or to no whole frame, it varies.
    #expect(timing(Array(0..<20) + Array(23..<40)) == true)
    #expect(
      FrameTiming((steady + [40]).map { $0 * 512 } + [40 * 512 + 700], timeBase: .init(num: 1, den: 15360))
        .isVariable == true)
  }
}
