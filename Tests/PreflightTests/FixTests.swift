import DraftModel
import Foundation
import Media
import Preflight
import TestSupport
import Testing

/// What `--fix` makes of files, down to pixels and samples.
@Suite struct FixTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Plans and carries out.
  private func fix(
    _ path: String, limit: Int = ServiceLimits.largestUpload, used: TimeRange? = nil,
    stripsLocation: Bool = false
  ) throws -> FixResult? {
    let report = FileCheck.report(on: path, options: .init(limit: limit))
    let options = FixOptions(limit: limit, stripsLocation: stripsLocation, threads: 2)
    guard let plan = try FixPlan.plan(for: report, used: used, options: options) else { return nil }
    try folder.makeFolder("out")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let result = try FileFixer(options: options).fix(
      report, plan: plan, to: folder.file("out/result." + plan.fileExtension))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(FileCheck.report(on: result.output, options: .init(limit: limit)).verdict != .refused)
    // Nothing but the result is left.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out")).count == 1)
    return result
  }

  private func codes(_ path: String, _ count: Int, rate: FrameRate = .thirty) throws -> [Int?] {
    let reader = try VideoReader(path: path)
    return try (0..<count).map {
      FrameCode.read(try reader.picture(at: Time(frame: $0, rate: rate)).frame)
    }
  }

  // MARK: Rewrapping

  @Test func whatIsReadyStaysAsItIs() throws {
    let path = folder.file("a.mp4")
    try FilmMaker().write(20, color: .red, to: path)
    #expect(try fix(path) == nil)
  }

  @Test func aForeignContainerIsLeftWithoutEncoding() throws {
    let made = folder.file("made.mp4")
    let sound = SoundMaker.noise(count: 96_000)
    try FilmMaker(keyInterval: 20).writeNumbered(60, sound: sound, to: made)
    let path = try folder.write(ForeignFiles.threeGP(folder.bytes(of: "made.mp4")), to: "a.3gp")
    let result = try #require(try fix(path))
    #expect(result.output.hasSuffix(".mp4"))
    #expect(result.similarity == nil)
    #expect(result.isExact)
    // The same packets show the same pictures, and sound in the same place.
    #expect(try codes(result.output, 60) == Array(0..<60))
    let heard = try SoundReader(path: result.output).samples(from: .zero, count: 96_000)
    #expect(SoundMeter.delay(of: heard, after: sound, over: 20_000..<40_000, atMost: 200) == 0)
    let index = FileCheck.report(on: result.output).description?.index
    #expect(index == .front)
  }

  /// Sixty numbered pictures that are decoded in another order than they are shown in, and a film of them.
  private func reorderedPackets() throws -> (packets: [EncodedPacket], film: [UInt8]) {
    let frames = try (0..<60).map { try FrameCode.draw($0, width: 64, height: 48) }
    let delivery = VideoEncoder.Delivery(frameRate: .thirty, rate: .quality(8), preset: "medium")
    let encoder = try VideoEncoder(delivery, like: frames[0])
    var packets: [EncodedPacket] = []
    for (index, frame) in frames.enumerated() {
      try encoder.encode(frame, index: index) { packets.append($0) }
    }
    try encoder.finish { packets.append($0) }
    #expect(packets.contains { $0.presentation > $0.decoding + 1 })
    let container = try OutputContainer(
      path: folder.file("made.mp4"), streams: [encoder.parameters], comment: nil)
    for packet in packets { try container.write(packet, stream: 0) }
    try container.finish()
    return (packets, try folder.bytes(of: "made.mp4"))
  }

  @Test func picturesThatDoNotSayWhenTheyAreDecodedKeepTheirTimes() throws {
    let (packets, film) = try reorderedPackets()
    let path = try folder.write(ForeignFiles.matroska(packets, like: film, rate: 30), to: "a.mkv")
    let copy = folder.file("copy.mp4")
    try Transcoding(path: path, format: .mp4, picture: .copy, sound: .none)
      .write(to: copy, length: Time(milliseconds: 2000))
    #expect(try codes(copy, 60) == Array(0..<60))
    #expect(try MediaProbe.describe(path: copy).picture?.hasVariableFrameRate == false)
  }

  @Test(arguments: [true, false]) func aPictureKeepsItsLanguageAndItsTitle(_ isEncoded: Bool) throws {
    let (packets, film) = try reorderedPackets()
    let path = try folder.write(ForeignFiles.matroska(packets, like: film, rate: 30), to: "a.mkv")
    let length = Time(milliseconds: 2000)
    let range = TimeRange(start: .zero, duration: length)
    let picture: Transcoding.Picture =
      isEncoded
      ? .encode(
        .init(path: path, range: range, frameRate: .thirty, mapsTones: false, threads: 1),
        .init(frameRate: .thirty, rate: .quality(20))) : .copy
    try Transcoding(path: path, format: .mp4, picture: picture, sound: .none)
      .write(to: folder.file("b.mp4"), length: length)
    let stream = try #require(try MediaProbe.describe(path: folder.file("b.mp4")).shownStream)
    #expect(stream.language == "ger")
    #expect(stream.tags.contains { $0.name == "handler_name" && $0.value == "Bild" })
  }

  @Test(arguments: ["a.h264", "a.mp4"])
  func picturesWithoutAContainerArePutIntoOne(_ name: String) throws {
    let path = try folder.write(ForeignFiles.annexB(reorderedPackets().film), to: name)
    let result = try #require(try fix(path))
    #expect(result.similarity == nil && result.isExact)
    #expect(result.did.contains("picture copied as it is, at 30 frames a second, as the stream says"))
    #expect(result.report.description?.picture?.averageFrameRate == .thirty)
    #expect(result.report.description?.duration == Time(milliseconds: 2000))
    #expect(try codes(result.output, 60) == Array(0..<60))
  }

  @Test func aWrongNameIsMendedByteForByte() throws {
    let jpeg = try PictureMaker.jpeg(width: 32, height: 24) { _, _ in .green }
    let result = try #require(try fix(try folder.write(jpeg, to: "a.png")))
    #expect(result.output.hasSuffix(".jpg"))
    #expect(try folder.bytes(of: "out/result.jpg") == jpeg)
  }

  @Test func aPlaceInAFilmIsTakenOutWithoutEncoding() throws {
    let made = folder.file("made.mp4")
    try FilmMaker().writeNumbered(30, to: made)
    // Written again with a place.
    let placed = folder.file("a.mp4")
    let encoder = try VideoEncoder(.init(width: 64, height: 48, frameRate: .thirty, quality: 8))
    var packets: [EncodedPacket] = []
    for index in 0..<30 {
      try encoder.encode(FrameCode.draw(index, width: 64, height: 48), index: index) { packets.append($0) }
    }
    try encoder.finish { packets.append($0) }
    let container = try OutputContainer(
      path: placed, streams: [encoder.parameters], comment: nil,
      tags: [("location", "+52.5200+013.4050/"), ("title", "Berlin")])
    for packet in packets { try container.write(packet, stream: 0) }
    try container.finish()
    #expect(FileCheck.report(on: placed).has(.location))
    #expect(try fix(placed) == nil)
    let result = try #require(try fix(placed, stripsLocation: true))
    let description = try #require(result.report.description)
    #expect(description.locations.isEmpty)
    #expect(description.tags.contains { $0.name == "title" && $0.value == "Berlin" })
    #expect(try codes(result.output, 30) == Array(0..<30))
  }

  // MARK: Tracks

  @Test func whatIsEncodedKeepsItsLanguageAndTellsWhatBecameOfIt() throws {
    let made = folder.file("made.mp4")
    try noisyFilm(60, to: made)
    let path = try folder.write(ForeignFiles.german(folder.bytes(of: "made.mp4")), to: "a.mp4")
    let result = try #require(try fix(path, limit: try folder.bytes(of: "a.mp4").count / 8))
    #expect(result.report.description?.streams.map(\.language) == ["deu", "deu"])
    #expect(result.did.contains { $0.hasPrefix("sound encoded anew to AAC at ") })
  }

  @Test func whatASoundLosesIsTold() throws {
    let samples: [Float] = (0..<1_152_000).map { index in Float(index * 7919 % 1000) / 2000 - 0.25 }
    let path = try folder.write(SoundMaker.wav(samples, channels: 6, sampleRate: 48_000), to: "a.wav")
    let result = try #require(try fix(path, limit: 22_000))
    #expect(result.did.contains { $0.contains("encoded from pcm_s16le to AAC at") })
    #expect(result.did.contains { $0.contains("mixed down from 6 channels to stereo") })
    #expect(result.did.contains { $0.contains("lowered from 48000 to 24000 Hz") })
    let sound = try #require(result.report.description?.sound)
    #expect(sound.channels == 2 && sound.sampleRate == 24_000)
  }

  @Test func aPictureThatBeginsAfterItsSoundStillDoes() throws {
    let path = folder.file("a.mp4")
    let places = (6..<66).filter { $0 % 3 != 1 }
    try FilmMaker().write(places, sound: SoundMaker.tone(440, count: 105_600), to: path) {
      try FrameCode.draw($0, width: 64, height: 48)
    }
    let result = try #require(try fix(path))
    let stream = try #require(result.report.description?.shownStream)
    #expect(stream.startTime == Time(milliseconds: 200))
    #expect(result.did.contains("picture begins at 0.2s, after the sound, as in the original"))
    // Each frame where it was.
    let expected: [Int?] = (0..<20).map { frame in places.last { place in place <= max(6, frame) } }
    #expect(try codes(result.output, 20) == expected)
  }

  // MARK: Sizes

  /// Noise that hardly can be made smaller: every frame of its own.
  private func noisyFilm(_ count: Int, keyInterval: Int = 1000, to path: String) throws {
    var generator = SeededGenerator(seed: 7)
    var maker = FilmMaker(width: 160, height: 96, keyInterval: keyInterval)
    maker.quality = 4
    try maker.write(Array(0..<count), sound: SoundMaker.noise(count: count * 1600), to: path) { _ in
      let frame = try PictureMaker.film(width: 160, height: 96, .blue)
      if let plane = frame.plane(0) {
        for y in 0..<96 {
          for x in 0..<160 { plane.bytes[y * plane.stride + x] = UInt8(16 + generator.next() % 220) }
        }
      }
      return frame
    }
  }

  @Test(arguments: [0.7, 0.3, 0.1])
  func aFilmIsMadeToFitAndNotMuchSmaller(_ share: Double) throws {
    let path = folder.file("a.mp4")
    try noisyFilm(60, to: path)
    let limit = Int(Double(try folder.bytes(of: "a.mp4").count) * share)
    let result = try #require(try fix(path, limit: limit))
    #expect(result.bytesAfter <= limit)
    let similarity = try #require(result.similarity)
    #expect(Double(result.bytesAfter) >= 0.95 * Double(limit) || similarity >= 0.99)
    #expect(similarity > 0 && similarity < 1)
    #expect(result.picturesCompared > 50)
    // As long as before, and sound goes with it.
    let length = try #require(result.report.description?.duration)
    #expect((length - Time(milliseconds: 2000)).milliseconds.magnitude < Rational(50))
    #expect(result.report.description?.heardStream?.codec == "aac")
  }

  @Test func whatCannotFitSaysSoAndLeavesNothing() throws {
    let path = folder.file("a.mp4")
    try noisyFilm(60, to: path)
    let report = FileCheck.report(on: path, options: .init(limit: 700))
    let options = FixOptions(limit: 700)
    let plan = try #require(try FixPlan.plan(for: report, options: options))
    try folder.makeFolder("out")
    #expect(throws: FixFailure.self) {
      try FileFixer(options: options).fix(report, plan: plan, to: folder.file("out/result.mp4"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out")) == [])
  }

  @Test func aPartIsCutOutAtAKeyFrameWithoutEncoding() throws {
    let path = folder.file("a.mp4")
    let sound = SoundMaker.noise(count: 200 * 1600)
    try FilmMaker(keyInterval: 30).writeNumbered(200, sound: sound, to: path)
    let limit = try folder.bytes(of: "a.mp4").count * 6 / 10
    // Frames 75 to 105: from the key frame at 60 on.
    let used = TimeRange(start: Time(milliseconds: 2500), end: Time(milliseconds: 3500))
    let result = try #require(try fix(path, limit: limit, used: used))
    #expect(result.start == Time(milliseconds: 2000))
    #expect(result.similarity == nil)
    #expect(try codes(result.output, 45) == Array(60..<105))
    let heard = try SoundReader(path: result.output).samples(from: .zero, count: 60_000)
    let original = Array(sound[(96_000 * 2)...])
    #expect(SoundMeter.delay(of: heard, after: original, over: 20_000..<40_000, atMost: 200) == 0)
  }

  @Test func aPartIsEncodedWhereCopyingItIsTooLarge() throws {
    let path = folder.file("a.mp4")
    try noisyFilm(120, to: path)
    let limit = try folder.bytes(of: "a.mp4").count / 5
    let used = TimeRange(start: Time(milliseconds: 1010), end: Time(milliseconds: 3000))
    let result = try #require(try fix(path, limit: limit, used: used))
    #expect(result.bytesAfter <= limit)
    // From the frame that is on at 1.01 s.
    #expect(result.start == Time(milliseconds: 1000))
    let length = try #require(result.report.description?.duration)
    #expect((length - Time(milliseconds: 2000)).milliseconds.magnitude < Rational(50))
  }

  // MARK: Rates

  @Test func aVaryingRateBecomesConstantAndShowsTheSame() throws {
    let path = folder.file("a.mp4")
    let places = (0..<120).filter { $0 % 3 != 1 && !(40..<48).contains($0) }
    try FilmMaker().write(places, to: path) { try FrameCode.draw($0, width: 64, height: 48) }
    #expect(FileCheck.report(on: path).has(.variableFrameRate))
    let result = try #require(try fix(path))
    #expect(result.report.description?.picture?.hasVariableFrameRate == false)
    let rate = try #require(result.report.description?.picture?.averageFrameRate)
    for frame in 0..<100 {
      // The frame that is on in the original is on in the result.
      let time = Time(frame: frame, rate: .thirty) + Time(milliseconds: 5)
      let expected = places.last { $0 <= frame }
      let reader = try VideoReader(path: result.output)
      #expect(FrameCode.read(try reader.picture(at: time).frame) == expected, "frame \(frame) at \(rate)")
    }
  }

  @Test(arguments: [12, 10])
  func theMovingPicturesOfAGIFAreKeptOneByOne(_ rate: Int) throws {
    var generator = SeededGenerator(seed: 2)
    let frames = try (0..<24).map { _ in
      let color = Color(
        Int(generator.next() % 256), Int(generator.next() % 256), Int(generator.next() % 256))
      return try PictureMaker.transparent(width: 32, height: 32) { _, _ in (color, alpha: 255) }
    }
    let path = folder.file("a.gif")
    try AnimationFile.writeGIF(frames, framesPerSecond: rate, to: path)
    let report = FileCheck.report(on: path, options: .init(limit: 200_000))
    var refused = report
    refused.findings = [PreflightFinding(.tooLarge, .refusal, "")]
    let options = FixOptions(limit: 200_000)
    let plan = try #require(try FixPlan.plan(for: refused, options: options))
    let result = try FileFixer(options: options).fix(report, plan: plan, to: folder.file("result.mp4"))
    let description = try #require(result.report.description)
    #expect(description.picture?.averageFrameRate == FrameRate(Rational(rate)))
    #expect(description.shownStream?.packetCount == 24)
    #expect(result.did.contains("plays once, where the original plays for ever"))
    #expect(try #require(result.similarity) > 0.95)
  }

  @Test func aFewFlatPicturesAreNotMadeOfBlocks() throws {
    let path = folder.file("a.mp4")
    var maker = FilmMaker(width: 320, height: 180, keyInterval: 1000)
    maker.quality = 10
    try maker.write(Array(0..<40), to: path) { index in
      let frame = try PictureMaker.film(width: 320, height: 180, .blue)
      if let plane = frame.plane(0) {
        for y in 0..<180 {
          for x in 0..<320 {
            plane.bytes[y * plane.stride + x] = UInt8(60 + (x + index * 2) % 97 + (y * 3 + index) % 43)
          }
        }
      }
      return frame
    }
    let limit = try folder.bytes(of: "a.mp4").count / 3
    let result = try #require(try fix(path, limit: limit))
    let similarity = try #require(result.similarity)
    #expect(result.bytesAfter >= limit * 95 / 100 || similarity >= 0.99)
    #expect(similarity > 0.9)
  }

  // MARK: Sounds

  @Test func samplesOfAnAIFFAreKeptExactly() throws {
    var generator = SeededGenerator(seed: 3)
    let samples = (0..<44_100).map { _ in Int16(truncatingIfNeeded: Int(generator.next() >> 48)) }
    let path = try folder.write(ForeignFiles.aiff(samples, channels: 2, sampleRate: 44_100), to: "a.aiff")
    let result = try #require(try fix(path))
    #expect(result.output.hasSuffix(".wav"))
    #expect(result.isExact)
    let bytes = try folder.bytes(of: "out/result.wav")
    let wanted = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    #expect(bytes.suffix(wanted.count).elementsEqual(wanted))
  }

  @Test func aSoundIsMadeToFit() throws {
    let path = try folder.write(
      SoundMaker.wav(SoundMaker.noise(count: 48_000 * 20), channels: 2, sampleRate: 48_000), to: "a.wav")
    let limit = 150_000
    let result = try #require(try fix(path, limit: limit))
    #expect(result.output.hasSuffix(".m4a"))
    #expect(!result.isExact)
    #expect((limit * 95 / 100...limit).contains(result.bytesAfter))
    let length = try #require(result.report.description?.duration)
    #expect((length - Time(milliseconds: 20_000)).milliseconds.magnitude < Rational(60))
  }

  @Test func aPartOfASoundIsKeptExactlyWhereItFits() throws {
    let sound = SoundMaker.noise(count: 48_000 * 4)
    let path = try folder.write(SoundMaker.wav(sound, channels: 2, sampleRate: 48_000), to: "a.wav")
    let used = TimeRange(start: Time(milliseconds: 1500), end: Time(milliseconds: 2500))
    let result = try #require(try fix(path, limit: 300_000, used: used))
    #expect(result.output.hasSuffix(".wav"))
    #expect(result.start == used.start)
    let heard = try SoundReader(path: result.output).samples(from: .zero, count: 48_000)
    let wanted = Array(sound[(72_000 * 2)..<(120_000 * 2)])
    #expect(zip(heard, wanted).allSatisfy { abs($0 - $1) < 0.001 })
  }

  /// Samples that follow a line, more or less, as music does.
  private func smoothWAV(
    _ count: Int, bits: Int, info: [UInt8] = []
  ) throws -> (path: String, data: [UInt8]) {
    var generator = SeededGenerator(seed: 3)
    let data = (0..<count).flatMap { index -> [UInt8] in
      let scale = bits > 16 ? 256.0 : 1
      let value = Int(sin(Double(index / 2) / 30) * 9000 * scale) + Int(generator.next() % 40) * Int(scale)
      return (0..<bits / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    func number(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(value >> ($0 * 8) & 255) } }
    let frame = bits / 4
    let head =
      Array("WAVEfmt ".utf8) + number(16, 4) + number(1, 2) + number(2, 2) + number(48_000, 4)
      + number(48_000 * frame, 4) + number(frame, 2) + number(bits, 2)
      + (info.isEmpty ? [] : Array("LIST".utf8) + number(info.count, 4) + info) + Array("data".utf8)
    let wav =
      Array("RIFF".utf8) + number(head.count + 4 + data.count, 4) + head + number(data.count, 4) + data
    return (try folder.write(wav, to: "a.wav"), data)
  }

  @Test(arguments: [16, 24]) func whatFitsWhenItIsPackedKeepsItsSamples(_ bits: Int) throws {
    let (path, data) = try smoothWAV(96_000 * 2, bits: bits)
    let result = try #require(try fix(path, limit: data.count * 3 / 4))
    #expect(result.isExact)
    #expect(result.did.contains("its samples kept as they are, with \(bits) bits, packed as ALAC"))
    #expect(result.report.description?.heardStream?.codec == "alac")
    let back = folder.file("back.wav")
    try Transcoding(
      path: result.output, format: .wav, picture: .none,
      sound: .encode(.init(codec: bits > 16 ? .pcm24 : .pcm16, sampleRate: 48_000, channels: 2))
    ).write(to: back, length: Time(milliseconds: 2000))
    #expect(try folder.bytes(of: "back.wav").suffix(data.count).elementsEqual(data))
  }

  @Test func samplesThatCouldNotBeDecodedAreNotCalledKept() throws {
    let (path, _) = try smoothWAV(96_000 * 2, bits: 16)
    let packed = folder.file("a.m4a")
    try Transcoding(
      path: path, format: .m4a, picture: .none,
      sound: .encode(.init(codec: .alac16, sampleRate: 48_000, channels: 2))
    ).write(to: packed, length: Time(milliseconds: 2000))
    var bytes = try folder.bytes(of: "a.m4a")
    let middle = bytes.count / 2
    bytes.replaceSubrange(middle..<middle + 30_000, with: [UInt8](repeating: 0x55, count: 30_000))
    var report = FileCheck.report(on: try folder.write(bytes, to: "b.m4a"))
    // As of a format that is not decoded to check it.
    report.findings = [PreflightFinding(.oddSoundCodec, .warning, "")]
    let plan = try #require(try FixPlan.plan(for: report, options: FixOptions()))
    let result = try FileFixer(options: FixOptions()).fix(report, plan: plan, to: folder.file("result.wav"))
    #expect(!result.isExact)
    #expect(result.did.contains { $0.hasPrefix("its sound is damaged") })
    #expect(!result.did.contains { $0.contains("as they are") })
  }

  @Test func tagsAreKeptOrToldOf() throws {
    func field(_ name: String, _ value: String) -> [UInt8] {
      Array(name.utf8) + [UInt8(value.utf8.count + 1), 0, 0, 0] + Array(value.utf8) + [0]
    }
    let info = Array("INFO".utf8) + field("ICMT", "Hello") + field("INAM", "Track") + field("IKEY", "Words")
    let (path, data) = try smoothWAV(96_000 * 2, bits: 16, info: info)
    let result = try #require(try fix(path, limit: data.count * 3 / 4))
    let kept = (result.report.description?.tags ?? []).map(\.value)
    #expect(kept.contains("Hello") && kept.contains("Track"))
    #expect(result.leftOut == ["its tags (IKEY)"])
  }

  // MARK: Pictures

  @Test func aBitmapBecomesAPNGOfTheSamePixels() throws {
    let color: (Int, Int) -> Color = { x, y in Color(x * 7 % 256, y * 11 % 256, (x + y) * 5 % 256) }
    let path = try folder.write(ForeignFiles.bmp(width: 33, height: 21, color), to: "a.bmp")
    let result = try #require(try fix(path))
    #expect(result.output.hasSuffix(".png"))
    let pixels = try Pixels(StillReader(path: result.output).picture(at: .zero).frame)
    for y in 0..<21 { for x in 0..<33 { #expect(pixels[x, y] == color(x, y)) } }
  }

  @Test func sixteenBitsAColourAreKept() throws {
    func color(_ x: Int, _ y: Int) -> [UInt16] {
      [UInt16(x * 1999), UInt16(y * 2999 + 1), UInt16(x * y * 61)]
    }
    let tiff = ForeignFiles.tiff(width: 33, height: 21, color)
    let result = try #require(try fix(try folder.write(tiff, to: "a.tiff")))
    #expect(result.isExact && result.did.contains("saved as PNG, with 16 bits a colour"))
    #expect(result.report.description?.picture?.bitDepth == 16)
    let frame = try StillReader(path: result.output).picture(at: .zero).frame
    defer { withExtendedLifetime(frame) {} }
    let plane = try #require(frame.plane(0))
    for y in 0..<21 {
      for x in 0..<33 {
        let at = y * plane.stride + x * 6
        let values = (0..<3).map {
          UInt16(plane.bytes[at + $0 * 2]) << 8 | UInt16(plane.bytes[at + $0 * 2 + 1])
        }
        #expect(values == color(x, y))
      }
    }
  }

  @Test(arguments: ["RGB ", "CMYK"]) func aColourProfileIsKeptWhereItStillHolds(_ space: String) throws {
    // A header, and nothing that is described.
    var profile = [UInt8](repeating: 0, count: 200)
    profile[3] = 200
    profile.replaceSubrange(12..<24, with: Array("mntr\(space)XYZ ".utf8))
    profile.replaceSubrange(36..<40, with: Array("acsp".utf8))
    let tiff = ForeignFiles.tiff(width: 33, height: 21, profile: profile) { x, y in
      [UInt16(x * 1999), UInt16(y * 2999), 0]
    }
    let result = try #require(try fix(try folder.write(tiff, to: "a.tiff")))
    let isKept = space == "RGB "
    #expect(result.report.description?.picture?.color.hasProfile == isKept)
    #expect(result.leftOut.contains { $0.hasPrefix("its colour profile") } == !isKept)
  }

  @Test(arguments: [6, 7]) func whatWouldComeOutBlackIsRefused(_ compression: Int) throws {
    let tiff = ForeignFiles.tiff(width: 33, height: 21, compression: compression) { _, _ in [9, 9, 9] }
    let path = try folder.write(tiff, to: "a.tiff")
    let failure = #expect(throws: FixFailure.self) { try fix(path) }
    guard case .impossible(let reason) = failure else {
      Issue.record("not told")
      return
    }
    #expect(reason.contains("JPEG"))
    #expect(throws: MediaError.self) { try StillReader(path: path) }
  }

  @Test(arguments: [true, false])
  func aPictureIsMadeToFitAndNotMuchSmaller(_ isTransparent: Bool) throws {
    var generator = SeededGenerator(seed: 5)
    func color() -> Color {
      Color(Int(generator.next() % 256), Int(generator.next() % 256), Int(generator.next() % 256))
    }
    let png =
      isTransparent
      ? try PictureMaker.png(width: 140, height: 140) { x, _ in (color(), alpha: x < 70 ? 0 : 255) }
      : PictureBytes.png(width: 140, height: 140) { _, _ in color() }
    let limit = 20_000
    let result = try #require(try fix(try folder.write(png, to: "a.png"), limit: limit))
    #expect(result.output.hasSuffix(isTransparent ? ".png" : ".jpg"))
    #expect(result.report.description?.picture?.hasAlpha == isTransparent)
    #expect(result.bytesAfter <= limit)
    #expect(result.bytesAfter >= limit * 95 / 100 || (result.similarity ?? 0) >= 0.99)
  }

  @Test(arguments: [11_000, 14_000, 18_000, 23_000, 29_000])
  func aPhotoTakesTheRoomThatThereIs(_ limit: Int) throws {
    var generator = SeededGenerator(seed: 9)
    let png = PictureBytes.png(width: 160, height: 120) { x, y in
      let noise = Int(generator.next() % 60)
      return Color(x + noise, y + noise, 60 + noise)
    }
    #expect(png.count > limit)
    let result = try #require(try fix(try folder.write(png, to: "a.png"), limit: limit))
    #expect(result.output.hasSuffix(".jpg"))
    #expect(result.bytesAfter <= limit)
    #expect(result.bytesAfter * 100 >= limit * 95 || (result.similarity ?? 0) >= 0.99)
  }

  @Test func whatOnlySaysThatItMayBeTransparentBecomesAJPEG() throws {
    var generator = SeededGenerator(seed: 5)
    let png = try PictureMaker.png(width: 120, height: 120) { _, _ in
      let grey = Int(generator.next() % 256)
      return (Color(grey, grey, grey), alpha: 255)
    }
    let result = try #require(try fix(try folder.write(png, to: "a.png"), limit: 12_000))
    #expect(result.output.hasSuffix(".jpg"))
    #expect(result.report.description?.picture?.codedWidth == 120)
  }

  @Test func detailIsNotGivenUpWhereCoarserStepsLoseLess() throws {
    var generator = SeededGenerator(seed: 5)
    let png = PictureBytes.png(width: 140, height: 140) { _, _ in
      let grey = Int(generator.next() % 256)
      return Color(grey, grey, grey)
    }
    let result = try #require(try fix(try folder.write(png, to: "a.png"), limit: 9_000))
    #expect(result.report.description?.picture?.codedWidth == 140)
    #expect(try #require(result.similarity) > 0.7)
  }

  @Test func aPlaceInAPictureIsTakenOutAndNothingElse() throws {
    let jpeg = try PictureMaker.jpeg(width: 32, height: 24) { x, _ in x < 16 ? .red : .blue }
    let path = try folder.write(ForeignFiles.placed(jpeg, orientation: 6), to: "a.jpg")
    let result = try #require(try fix(path, stripsLocation: true))
    let description = try #require(result.report.description)
    #expect(description.locations.isEmpty)
    // Turned as before, and the pixels are the same bytes.
    #expect(description.picture?.width == 24)
    let bytes = try folder.bytes(of: "out/result.jpg")
    #expect(bytes.suffix(jpeg.count - 2).elementsEqual(jpeg.dropFirst(2)))
    // What else was in the block is there, and no number of the place.
    #expect(String(decoding: bytes, as: UTF8.self).contains("abc"))
    #expect(
      !bytes.indices.dropLast(8).contains { bytes[$0..<$0 + 8].elementsEqual([0, 0, 0, 52, 0, 0, 0, 1]) })
  }

  // MARK: Bounds

  @Test(arguments: ["absent.mp4", "text.mp4", "empty.mp4"])
  func nothingIsMadeOfNothing(_ name: String) throws {
    try folder.write("no media", to: "text.mp4")
    try folder.write("", to: "empty.mp4")
    let report = FileCheck.report(on: folder.file(name))
    #expect(throws: FixFailure.self) { try FixPlan.plan(for: report, options: FixOptions()) }
  }

  @Test(arguments: [false, true], [4_294_967_295, 2_147_483_648, 60_000])
  func whatClaimsMorePixelsThanCanBeCountedIsRefused(_ moves: Bool, _ side: Int) throws {
    var png = try PictureMaker.png(width: 8, height: 8) { _, _ in (.red, alpha: 255) }
    if moves {
      let frame = [UInt8](repeating: 0, count: 20) + [0, 1, 0, 10, 0, 0]
      png = PictureBytes.png(
        png, adding: [("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), ("fcTL", frame), ("fcTL", frame)])
    }
    let path = try folder.write(PictureBytes.png(png, claimingWidth: side, height: side), to: "a.png")
    for limit in [20, ServiceLimits.largestUpload] {
      let report = FileCheck.report(on: path, options: .init(limit: limit))
      #expect(report.verdict == .refused)
      #expect(report.has(.largePicture))
      #expect(report.description?.picture?.codedWidth == side)
      let options = FixOptions(limit: limit)
      #expect(throws: FixFailure.self) {
        guard let plan = try FixPlan.plan(for: report, options: options) else { return }
        _ = try FileFixer(options: options).fix(report, plan: plan, to: folder.file("result.jpg"))
      }
    }
  }

  @Test func aSoundOfAForeignKindIsTrimmedToWhatIsUsed() throws {
    let samples = [Int16](repeating: 1000, count: 48_000 * 2 * 4)
    let path = try folder.write(ForeignFiles.aiff(samples, channels: 2, sampleRate: 48_000), to: "a.aiff")
    let used = TimeRange(start: Time(milliseconds: 1000), end: Time(milliseconds: 2000))
    let result = try #require(try fix(path, used: used))
    #expect(result.start == used.start)
    #expect(result.report.description?.duration == Time(milliseconds: 1000))
    #expect(result.isExact)
  }
}
