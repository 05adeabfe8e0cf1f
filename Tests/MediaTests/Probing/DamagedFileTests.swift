import DraftModel
import Media
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that lie, that are cut off, and things that are no files.
@Suite struct DamagedFileTests {
  private let folder: TemporaryFolder
  private let film: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    try FilmMaker(width: 64, height: 48, keyInterval: 10).writeNumbered(
      60, sound: SoundMaker.tone(440, count: 96_000), to: folder.file("film.mp4"))
    film = try folder.bytes(of: "film.mp4")
  }

  private func failure(_ path: String) throws -> MediaError {
    try #require(throws: MediaError.self) { try MediaProbe.describe(path: path) }
  }

  @Test func aFilmThatIsCutOffIsDescribedWithWhatIsMissing() throws {
    let path = try folder.write(Array(film[..<(film.count * 2 / 3)]), to: "cut.mp4")
    let description = try MediaProbe.describe(path: path)
    #expect(description.picture?.width == 64)
    let cut = description.damage.filter { $0.kind == .truncated }
    #expect(cut.contains { $0.stream == nil && $0.reason.contains("the file at \(film.count * 2 / 3)") })
    #expect(cut.contains { $0.stream == 0 && $0.reason.contains("beyond the end of the file") })
  }

  @Test func aFilmWithoutItsIndexIsRefusedWithTheReason() throws {
    // Only what comes before `moov`, and the media after it.
    let start = film[..<4].reduce(0) { $0 << 8 | Int($1) }
    let length = film[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    let path = try folder.write(Array(film[..<start]) + film[(start + length)...], to: "bare.mp4")
    let error = try failure(path)
    #expect(error.code == .damaged)
    #expect(error.reason.contains("its index (moov) is missing"))
  }

  @Test(arguments: ["stsz", "stts", "stco", "stsc", "ctts", "elst"], [0x7FFF_FFFF as UInt32, 0xFFFF_FFFF])
  func tablesThatClaimGigabytesAreSurvived(_ box: String, _ count: UInt32) throws {
    guard let bytes = MovieEdits.overwritten(film, box: box, offset: 8, with: [count, count]) else { return }
    let path = try folder.write(bytes, to: "a.mp4")
    do { #expect(try MediaProbe.describe(path: path).format == .mp4) } catch let error as MediaError {
      #expect(error.file == path)
      #expect(!error.reason.isEmpty)
    }
  }

  @Test func aLengthThatNoStreamHasIsTold() throws {
    let bytes = try #require(MovieEdits.overwritten(film, box: "mvhd", offset: 16, with: [1, 0xFFFF_FFFF]))
    let description = try MediaProbe.describe(path: folder.write(bytes, to: "a.mp4"))
    #expect(description.damage.contains { $0.kind == .inconsistent && $0.reason.contains("4294967295s") })
    #expect(try description.facts(path: "a.mp4").duration == nil)
  }

  @Test func whatIsNoFileIsNotWaitedFor() throws {
    #expect(mkfifo(folder.file("pipe.mp4"), 0o600) == 0)
    #expect(symlink(folder.file("b.mp4"), folder.file("a.mp4")) == 0)
    #expect(symlink(folder.file("a.mp4"), folder.file("b.mp4")) == 0)
    #expect(symlink("/dev/zero", folder.file("zero.mp4")) == 0)
    #expect(try failure(folder.file("pipe.mp4")).reason == "not a regular file, but a pipe")
    #expect(try failure(folder.file("zero.mp4")).reason == "not a regular file, but a device")
    #expect(try failure(folder.path).reason == "not a regular file, but a folder")
    #expect(try failure(folder.file("a.mp4")).code == .unreadable)
    #expect(try failure(folder.file("gone.mp4")).code == .notFound)
  }

  @Test func contentDecidesWhatAFileIs() throws {
    let png = try PictureMaker.png(width: 8, height: 8) { _, _ in (.red, alpha: 255) }
    #expect(try MediaProbe.describe(path: folder.write(png, to: "a.mp4")).format == .png)
    #expect(try MediaProbe.describe(path: folder.write(film, to: "a.jpg")).format == .mp4)
    #expect(try failure(folder.write("only words\n", to: "words.mp4")).code == .unsupported)
  }

  @Test func damageOfAnyKindIsAnswered() throws {
    var sources = [film]
    sources.append(try PictureMaker.png(width: 16, height: 16) { _, _ in (.red, alpha: 128) })
    sources.append(
      PictureBytes.jpeg(try PictureMaker.jpeg(width: 16, height: 16) { _, _ in .red }, orientation: 3))
    try AnimationFile.writeGIF(
      (0..<3).map { _ in try PictureMaker.transparent(width: 16, height: 16) { _, _ in (.red, alpha: 255) } },
      framesPerSecond: 10, to: folder.file("a.gif"))
    sources.append(try folder.bytes(of: "a.gif"))
    var generator = SeededGenerator(seed: 5)
    var described = 0
    for round in 0..<240 {
      var bytes = sources[round % sources.count]
      for _ in 0..<generator.integer(1...8) {
        let near = min(bytes.count, generator.pick([32, 256, 4096, bytes.count]))
        guard near > 8 else { break }
        let at = generator.integer(0...(near - 5))
        switch generator.integer(0...3) {
        case 0: bytes[at] = UInt8(generator.integer(0...255))
        case 1:
          bytes.replaceSubrange(
            at..<at + 4, with: generator.pick([[0, 0, 0, 0], [255, 255, 255, 255], [127, 255, 255, 255]]))
        case 2: bytes.removeSubrange(at..<at + generator.integer(1...4))
        default: bytes.removeSubrange(at...)
        }
      }
      let path = try folder.write(bytes, to: "damaged")
      do {
        let description = try MediaProbe.describe(path: path)
        _ = try MediaProbe.decode(
          path: path, description: description, extent: .samples, timeLimit: .seconds(2))
        described += 1
      } catch let error as MediaError {
        #expect(!error.reason.isEmpty)
      }
    }
    #expect(described > 60)
  }
}
