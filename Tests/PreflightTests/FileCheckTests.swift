import DraftModel
import Foundation
import Media
import Preflight
import TestSupport
import Testing

/// Whether files are taken: by content, by name, and by both agreeing.
@Suite struct FileCheckTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func film(_ name: String) throws -> String {
    let path = folder.file(name)
    try FilmMaker().write(20, color: .red, sound: SoundMaker.tone(440, count: 32_000), to: path)
    return path
  }

  private func jpeg() throws -> [UInt8] { try PictureMaker.jpeg(width: 32, height: 24) { _, _ in .green } }

  @Test func aFilmUnderItsOwnNameIsReady() throws {
    let report = FileCheck.report(on: try film("a.mp4"))
    #expect(report.verdict == .ready)
    #expect(report.serviceCode == nil)
    #expect(report.findings.isEmpty)
    #expect(report.description?.shownStream?.codec == "h264")
    #expect(report.decoding?.decodedFrames.values.allSatisfy { $0 > 0 } == true)
    #expect(report.advice == "upload it")
  }

  @Test(arguments: ["a.MP4", "a.mov", "strange: name\n🎬.mp4", "-a.mp4", "a b.mp4"])
  func namesAreReadInAnyCaseAndShape(_ name: String) throws {
    #expect(FileCheck.report(on: try film(name)).verdict == .ready)
  }

  @Test(arguments: [
    ("a.jpg", "a.mp4"), ("a.jpg", "a.png"), ("a.wav", "a.mp3"), ("a.mp4", "a.mkv"), ("a.mp4", "a.avi"),
    ("a.mp4", "a.jpg"),
  ])
  func aNameThatSaysSomethingElseIsRefusedWith4001(_ real: String, _ name: String) throws {
    let path = folder.file(name)
    switch real {
    case "a.jpg": try folder.write(jpeg(), to: name)
    case "a.wav":
      try folder.write(
        SoundMaker.wav(SoundMaker.tone(440, count: 4800), channels: 2, sampleRate: 48_000), to: name)
    default: _ = try film(name)
    }
    let report = FileCheck.report(on: path)
    #expect(report.verdict == .refused)
    #expect(report.serviceCode == 4001)
    #expect(report.has(.disagree))
    #expect(report.advice.contains("rename it to .\(real.suffix(3))"))
  }

  @Test(arguments: ["a.ts", "a.flac", "a", "a.txt"])
  func aNameOfNoAcceptedTypeIsRefusedWith4001(_ name: String) throws {
    let report = FileCheck.report(on: try film(name))
    #expect(report.verdict == .refused)
    #expect(report.serviceCode == 4001)
    #expect(report.has(name == "a" ? .extensionMissing : .extensionRefused))
  }

  @Test func aContentOfNoAcceptedTypeIsRefusedWhateverItsName() throws {
    let path = try folder.write(ForeignFiles.bmp(width: 8, height: 8) { _, _ in .blue }, to: "a.png")
    let report = FileCheck.report(on: path)
    #expect(report.serviceCode == 4001)
    #expect(report.has(.formatRefused))
    #expect(report.findings.first?.message.contains("BMP") == true)
  }

  @Test func jpegCountsAsJPGWithARenameSuggested() throws {
    let report = FileCheck.report(on: try folder.write(jpeg(), to: "a.jpeg"))
    #expect(report.verdict == .ready)
    #expect(report.has(.extensionRename))
    #expect(report.advice.contains(".jpg"))
  }

  @Test func theLimitIsTheLastSizeThatIsTaken() throws {
    let path = try film("a.mp4")
    let size = try folder.bytes(of: "a.mp4").count
    #expect(FileCheck.report(on: path, options: .init(limit: size)).verdict == .ready)
    let report = FileCheck.report(on: path, options: .init(limit: size - 1))
    #expect(report.verdict == .refused)
    #expect(report.serviceCode == 4002)
    #expect(report.has(.tooLarge))
  }

  @Test(arguments: [
    "", "hello, world", "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "ffconcat version 1.0\nfile /etc/passwd\n",
    "PK\u{3}\u{4}", "<svg xmlns='http://www.w3.org/2000/svg'/>",
  ])
  func whatIsNoMediaIsRefused(_ text: String) throws {
    let report = FileCheck.report(on: try folder.write(text, to: "a.mp4"))
    #expect(report.verdict == .refused)
    #expect(report.description == nil)
    #expect(report.has(text.isEmpty ? .empty : .notMedia))
  }

  @Test func whatIsNoFileIsRefusedAtOnce() throws {
    try folder.makeFolder("folder.mp4")
    #expect(mkfifo(folder.file("pipe.mp4"), 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("circle.mp4"), withDestinationPath: "circle.mp4")
    for path in [
      folder.file("folder.mp4"), folder.file("pipe.mp4"), folder.file("circle.mp4"),
      folder.file("absent.mp4"),
      "/dev/zero",
    ] {
      let report = FileCheck.report(on: path)
      #expect(report.verdict == .refused)
      #expect(report.has(.unreadable))
      #expect(report.serviceCode == nil)
    }
  }

  @Test func aPictureThatClaimsTooMuchIsRefusedWithoutDecoding() throws {
    let png = try PictureMaker.png(width: 8, height: 8) { _, _ in (.red, alpha: 255) }
    let path = try folder.write(PictureBytes.png(png, claimingWidth: 60_000, height: 60_000), to: "a.png")
    let report = FileCheck.report(on: path)
    #expect(report.verdict == .refused)
    #expect(report.decoding?.decodedFrames.isEmpty ?? true)
  }

  @Test func aFilmWithNothingBehindItsIndexIsRefused() throws {
    _ = try film("a.mp4")
    // The index is in front: what it points at is overwritten with zeros.
    var bytes = try folder.bytes(of: "a.mp4")
    let media = try #require(MovieBoxes.types(bytes).firstIndex(of: "mdat"))
    #expect(media > 0)
    let start = bytes.count - 3000
    for index in max(2000, start)..<bytes.count { bytes[index] = 0 }
    for index in ForeignFiles.payload(of: "mdat", in: bytes) { bytes[index] = 0 }
    let report = FileCheck.report(on: try folder.write(bytes, to: "b.mp4"))
    #expect(report.verdict == .refused)
    #expect(report.has(.undecodable))
  }

  @Test func aPlaceThatWouldBeUploadedIsAWarning() throws {
    let path = try folder.write(ForeignFiles.placed(jpeg()), to: "a.jpg")
    let report = FileCheck.report(on: path)
    #expect(report.verdict == .readyWithWarnings)
    #expect(report.has(.location))
    #expect(report.advice.contains("--strip-location"))
  }

  @Test func everyAcceptedExtensionBelongsToAFormat() {
    let named = Set(ServiceLimits.acceptedFormats.flatMap(\.fileExtensions))
    #expect(named == Set(ServiceLimits.acceptedExtensions))
    for format in ServiceLimits.acceptedFormats {
      for content in format.contents {
        #expect(ServiceLimits.acceptedFormat(ofContent: content) == format)
      }
    }
  }

  @Test func manyFilesComeBackInTheirOrder() throws {
    let jpeg = try jpeg()
    let paths = try (0..<40).map { try folder.write($0 % 3 == 0 ? Array("x".utf8) : jpeg, to: "\($0).jpg") }
    let reports = PreflightRun.reports(on: paths, options: .init(), threads: 4)
    #expect(reports.map(\.path) == paths)
    #expect(reports.map(\.verdict) == (0..<40).map { $0 % 3 == 0 ? .refused : .ready })
  }
}
