import DraftModel
import Media
import Preflight
import TestSupport
import Testing

/// What a file holds beside its picture and its sound: kept, or named as left out.
@Suite struct CompanionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sound(_ frequency: Double) throws -> (StreamParameters, [EncodedPacket]) {
    let encoder = try AudioEncoder()
    var packets: [EncodedPacket] = []
    try encoder.encode(SoundMaker.tone(frequency, count: 48_000 * 2)) { packets.append($0) }
    try encoder.finish { packets.append($0) }
    return (encoder.parameters, packets)
  }

  /// A film with two sounds and two chapters, in a container that is not accepted.
  private func film() throws -> String {
    let encoder = try VideoEncoder(.init(width: 64, height: 48, frameRate: .thirty, quality: 8))
    var pictures: [EncodedPacket] = []
    for index in 0..<60 {
      try encoder.encode(FrameCode.draw(index, width: 64, height: 48), index: index) { pictures.append($0) }
    }
    try encoder.finish { pictures.append($0) }
    let sounds = [try sound(440), try sound(880)]
    let second = Time(milliseconds: 1000)
    let container = try OutputContainer(
      path: folder.file("made.mp4"), streams: [encoder.parameters] + sounds.map(\.0), comment: nil,
      chapters: [
        .init(range: TimeRange(start: .zero, duration: second), title: "one"),
        .init(range: TimeRange(start: second, duration: second), title: "two"),
      ])
    for packet in pictures { try container.write(packet, stream: 0) }
    for (index, (_, packets)) in sounds.enumerated() {
      for packet in packets { try container.write(packet, stream: index + 1) }
    }
    try container.finish()
    return try folder.write(ForeignFiles.threeGP(folder.bytes(of: "made.mp4")), to: "a.3gp")
  }

  @Test func otherSoundsAndChaptersAreKept() throws {
    let report = FileCheck.report(on: try film())
    let options = FixOptions()
    let plan = try #require(try FixPlan.plan(for: report, options: options))
    let result = try FileFixer(options: options).fix(report, plan: plan, to: folder.file("result.mp4"))
    #expect(result.isExact && result.leftOut.isEmpty)
    let description = try #require(result.report.description)
    #expect(description.streams.count { $0.kind == .audio } == 2)
    #expect(description.chapters.map(\.title) == ["one", "two"])
    #expect(PreflightText.text(result).contains("nothing lost by it"))
  }

  @Test func whereBitsAreShortTheyAreNamedAsLeftOut() throws {
    let path = try film()
    let limit = try folder.bytes(of: "a.3gp").count / 2
    let report = FileCheck.report(on: path, options: .init(limit: limit))
    let options = FixOptions(limit: limit)
    let plan = try #require(try FixPlan.plan(for: report, options: options))
    let result = try FileFixer(options: options).fix(report, plan: plan, to: folder.file("result.mp4"))
    #expect(result.leftOut.count == 1)
    #expect(result.leftOut.first?.hasPrefix("another sound (aac") == true)
    #expect(result.report.description?.streams.count { $0.kind == .audio } == 1)
  }

  @Test func whatMP4DoesNotHoldIsNamedAsLeftOut() throws {
    let path = try film()
    var report = FileCheck.report(on: path)
    var subtitles = MediaDescription.Stream(index: 3, kind: .subtitle, codec: "hdmv_pgs_subtitle")
    subtitles.language = "deu"
    report.description?.streams.append(subtitles)
    let options = FixOptions()
    let plan = try #require(try FixPlan.plan(for: report, options: options))
    let result = try FileFixer(options: options).fix(report, plan: plan, to: folder.file("result.mp4"))
    #expect(result.leftOut == ["subtitles (hdmv_pgs_subtitle, deu)"])
    #expect(!PreflightText.text(result).contains("nothing lost by it"))
    #expect(PreflightText.text(result).contains("left out: subtitles (hdmv_pgs_subtitle, deu)"))
  }

  @Test(arguments: [("subrip", [String]()), ("webvtt", []), ("ass", ["the styles of its subtitles (deu)"])])
  func subtitlesOfTextAreKept(_ codec: String, _ lost: [String]) throws {
    var report = FileCheck.report(on: try film())
    var subtitles = MediaDescription.Stream(index: 3, kind: .subtitle, codec: codec)
    subtitles.language = "deu"
    report.description?.streams.append(subtitles)
    guard case .film(let fix) = try FixPlan.plan(for: report, options: FixOptions())?.work else {
      Issue.record("it is made no film of")
      return
    }
    #expect(fix.beside.texts == [3])
    #expect(fix.beside.leftOut == lost)
  }

  @Test func subtitlesBecomeTextThatMP4Holds() throws {
    let srt =
      "1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i>\n\n2\n00:00:04,000 --> 00:00:05,000\nthere\n\n3\n"
      + "00:00:04,000 --> 00:00:05,000\nand here\n"
    let path = try folder.write(srt, to: "a.srt")
    let whole = folder.file("whole.mp4")
    try Transcoding(path: path, format: .mp4, picture: .none, sound: .none, texts: [0])
      .write(to: whole, length: Time(milliseconds: 5000))
    let description = try MediaProbe.describe(path: whole)
    #expect(description.streams.map(\.codec) == ["mov_text"])
    #expect(description.duration == Time(milliseconds: 5000))
    let bytes = try folder.bytes(of: "whole.mp4")
    #expect(String(decoding: bytes, as: UTF8.self).contains("Hello"))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("<i>"))
    #expect(String(decoding: bytes, as: UTF8.self).contains("there\nand here"))
    // Of a part, what is on in it, from its start on.
    let part = folder.file("part.mp4")
    let range = TimeRange(start: Time(milliseconds: 2000), end: Time(milliseconds: 4500))
    try Transcoding(path: path, format: .mp4, range: range, picture: .none, sound: .none, texts: [0])
      .write(to: part, length: range.duration)
    #expect(try MediaProbe.describe(path: part).duration == Time(milliseconds: 2500))
  }

  @Test func aFilmThatIsOnlyRenamedHasItsIndexInFront() throws {
    let made = folder.file("made.mp4")
    try FilmMaker().writeNumbered(30, sound: SoundMaker.tone(440, count: 48_000), to: made)
    let path = try folder.write(MovieBoxes.indexAtEnd(folder.bytes(of: "made.mp4")), to: "a.avi")
    let report = FileCheck.report(on: path)
    #expect(report.has(.disagree) && report.has(.indexAtEnd))
    let options = FixOptions()
    let plan = try #require(try FixPlan.plan(for: report, options: options))
    let result = try FileFixer(options: options).fix(report, plan: plan, to: folder.file("result.mp4"))
    #expect(result.report.description?.index == .front)
    #expect(result.isExact)
    let reader = try VideoReader(path: result.output)
    for index in 0..<30 {
      let frame = try reader.picture(at: Time(frame: index, rate: .thirty)).frame
      #expect(FrameCode.read(frame) == index)
    }
  }
}
