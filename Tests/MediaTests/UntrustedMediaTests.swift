import DraftModel
import Media
import TestSupport
import Testing

/// Files that lie, that name others, or that are no media at all.
@Suite struct UntrustedMediaTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What opening the file fails with.
  private func failure(_ path: String) throws -> MediaError {
    try #require(throws: MediaError.self) { try MediaProbe.facts(path: path) }
  }

  private func write(claiming width: Int, _ height: Int) throws -> String {
    let png = try PictureMaker.png(width: 8, height: 8) { _, _ in (.red, alpha: 255) }
    return try folder.write(PictureBytes.png(png, claimingWidth: width, height: height), to: "huge.png")
  }

  @Test(arguments: [(20_000, 10), (10, 20_000), (16_000, 16_000)])
  func aPictureThatClaimsTooMuchIsRefused(_ width: Int, _ height: Int) throws {
    let path = try write(claiming: width, height)
    let error = try failure(path)
    #expect(error.code == .limit)
    #expect(error.file == path)
    #expect(error.reason.contains("\(width)x\(height)"))
    #expect(throws: MediaError.self) { try StillReader(path: path) }
  }

  @Test func aPictureThatClaimsMoreThanFFmpegAllowsIsRefused() throws {
    let path = try write(claiming: 60_000, 60_000)
    let error = try failure(path)
    #expect(error.file == path)
    #expect(!error.reason.isEmpty)
    #expect(throws: MediaError.self) { try StillReader(path: path) }
  }

  @Test(arguments: [
    "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nreal.mp4\n#EXT-X-ENDLIST\n",
    "ffconcat version 1.0\nfile real.mp4\n",
    "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period/></MPD>\n",
    "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    "[playlist]\nFile1=real.mp4\n", "RTSPtextrtsp://127.0.0.1/x\r\n",
    ";FFMETADATA1\ntitle=x\n", "# Subtitle\n1\n00:00:00,000 --> 00:00:01,000\nwords\n",
  ])
  func scriptsUnderTheNameOfAFilmAreRefused(_ script: String) throws {
    try FilmMaker().write(5, color: .red, to: folder.file("real.mp4"))
    let path = try folder.write(script, to: "list.mp4")
    let error = try failure(path)
    #expect(error.file == path)
    #expect(!error.reason.isEmpty)
    #expect(throws: MediaError.self) { try VideoReader(path: path) }
    #expect(throws: MediaError.self) { try SoundReader(path: path) }
  }

  @Test func aNameLikeAPatternMeansItsOwnFile() throws {
    let red = try PictureMaker.png(width: 20, height: 20) { _, _ in (.red, alpha: 255) }
    let blue = try PictureMaker.png(width: 10, height: 10) { _, _ in (.blue, alpha: 255) }
    for index in 0...3 { try folder.write(blue, to: "photo\(index).png") }
    let path = try folder.write(red, to: "photo%d.png")
    let picture = try #require(try MediaProbe.facts(path: path).picture)
    #expect(picture.kind == .still)
    #expect(picture.width == 20)
    let pixels = try Pixels(StillReader(path: path).picture(at: .zero).frame)
    #expect(pixels.at(0.5, 0.5) == .red)
  }

  @Test func aNameLikeAnAddressMeansItsOwnFile() throws {
    try folder.makeFolder("http:")
    let path = folder.file("concat:a.mp4|b.mp4")
    try FilmMaker(width: 32, height: 32).write(3, color: .red, to: path)
    #expect(try MediaProbe.facts(path: path).picture?.width == 32)
  }

  @Test func aMissingFileIsNamed() throws {
    let path = folder.file("gone.mp4")
    let error = try failure(path)
    #expect(
      error == MediaError(.notFound, file: path, operation: "open", reason: "No such file or directory"))
    #expect(error.description == "\(path): cannot open: No such file or directory")
    #expect(try failure(folder.write("x", to: "a.txt") + "/b.mp4").code == .notFound)
  }

  @Test func anEmptyFileIsNamed() throws {
    let path = try folder.write([], to: "empty.mp4")
    #expect(
      try failure(path) == MediaError(.damaged, file: path, operation: "open", reason: "the file is empty"))
  }

  @Test func aFolderIsNamed() throws {
    let error = try failure(folder.path)
    #expect(
      error
        == MediaError(
          .unreadable, file: folder.path, operation: "open", reason: "not a regular file, but a folder"))
  }

  @Test(arguments: ["a.mp4", "a.png", "a.jpg", "a.gif", "a.webp", "a.heic", "a.wav"])
  func wordsAreNoMedia(_ name: String) throws {
    let path = try folder.write("These are words, and nothing but words.\n", to: name)
    let error = try failure(path)
    #expect(error.file == path)
    #expect(!error.reason.isEmpty)
  }

  @Test func aFilmThatIsCutOffPlaysWhatIsThere() throws {
    try FilmMaker(keyInterval: 10).writeNumbered(60, to: folder.file("whole.mp4"))
    let bytes = try folder.bytes(of: "whole.mp4")
    let path = try folder.write(Array(bytes[..<(bytes.count * 2 / 3)]), to: "cut.mp4")
    let reader = try VideoReader(path: path)
    #expect(FrameCode.read(try reader.picture(at: .zero).frame) == 0)
    #expect(FrameCode.read(try reader.picture(at: Time(milliseconds: 500)).frame) == 15)
    let last = try reader.picture(at: Time(milliseconds: 1990))
    #expect(try #require(FrameCode.read(last.frame)) < 59)
  }

  @Test(arguments: [44_100, 96_000]) func timesOfAnySizeAreAnswered(_ rate: Int) throws {
    try FilmMaker().writeNumbered(10, to: folder.file("film.mp4"))
    let sound = SoundMaker.wav(SoundMaker.tone(440, count: 1000), channels: 2, sampleRate: rate)
    let video = try VideoReader(path: folder.file("film.mp4"))
    let reader = try SoundReader(path: folder.write(sound, to: "sound.wav"))
    for exponent in [12, 18, 19, 24] {
      let time = Time(milliseconds: Rational(repeatElement(10 as Int128, count: exponent).reduce(1, *), 1))
      #expect(FrameCode.read(try video.picture(at: time).frame) == 9)
      #expect(FrameCode.read(try video.picture(at: -time).frame) == 0)
      #expect(try reader.samples(from: time, count: 10).allSatisfy { $0 == 0 })
      #expect(try reader.samples(from: -time, count: 10).contains { $0 != 0 })
    }
  }

  @Test func damagedFilmsNeverTrap() throws {
    try FilmMaker(keyInterval: 10).writeNumbered(
      30, sound: SoundMaker.tone(440, count: 24_000), to: folder.file("whole.mp4"))
    let bytes = try folder.bytes(of: "whole.mp4")
    var generator = SeededGenerator(seed: 3)
    var opened = 0
    for index in 0..<30 {
      var damaged = bytes
      for _ in 0..<20 { damaged[generator.integer(0...bytes.count - 1)] = UInt8(generator.integer(0...255)) }
      let path = try folder.write(damaged, to: "damaged\(index).mp4")
      do {
        _ = try MediaProbe.facts(path: path)
        let reader = try VideoReader(path: path)
        for time in stride(from: 0, to: 1200, by: 100) {
          _ = try reader.picture(at: Time(milliseconds: time))
        }
        opened += 1
        #expect(try SoundReader(path: path).samples(from: .zero, count: 4800).count == 9600)
      } catch let error as MediaError {
        #expect(!error.reason.isEmpty)
      }
    }
    // Most of a film is picture, whose damage is passed over.
    #expect(opened > 5)
  }

  @Test(arguments: [0, 32_700, 32_741, 32_760, 100_000])
  func anIndexThatClaimsToUnpackToHundredsOfMegabytesIsRefused(_ padding: Int) throws {
    let type = MovieEdits.box("ftyp", Array("qt  \0\0\u{2}\0qt  ".utf8))
    let packed = MovieEdits.box("cmvd", MovieEdits.big(400 << 20) + [0x78, 0xDA, 0, 0])
    let index = MovieEdits.box(
      "moov", MovieEdits.box("cmov", MovieEdits.box("dcom", Array("zlib".utf8)) + packed))
    let free = MovieEdits.box("free", [UInt8](repeating: 0, count: padding))
    let path = try folder.write(type + free + index, to: "a.mov")
    for error in [
      try failure(path), try #require(throws: MediaError.self) { try VideoReader(path: path) },
    ] {
      #expect(error.code == .damaged)
      #expect(error.reason.contains("packed index"))
    }
  }

  @Test func aFilmWithAPackedIndexPlays() throws {
    try FilmMaker(keyInterval: 10).writeNumbered(30, to: folder.file("plain.mp4"))
    let plain = MovieBoxes.indexAtEnd(try folder.bytes(of: "plain.mp4"))
    let packed = try #require(MovieEdits.withPackedIndex(plain))
    // What follows it says that it reaches to the end of the file.
    let open = MovieEdits.big(0) + Array("free".utf8) + [UInt8](repeating: 7, count: 100)
    for bytes in [packed, packed + open, packed + MovieEdits.big(5000) + open[4...]] {
      let path = try folder.write(bytes, to: "a.mov")
      #expect(try MediaProbe.describe(path: path).duration == Time(milliseconds: 1000))
      let video = try VideoReader(path: path)
      for frame in [0, 13, 29] {
        #expect(FrameCode.read(try video.picture(at: Time(frame: frame, rate: .thirty)).frame) == frame)
      }
    }
  }

  /// Packed indexes that FFmpeg would unpack and no film has.
  @Test(arguments: ["packed twice", "larger than it claims", "broken", "no index", "elsewhere", "second"])
  func packedIndexesThatAreNotWhatTheyClaimAreRefused(_ kind: String) throws {
    let type = MovieEdits.box("ftyp", Array("qt  \0\0\u{2}\0qt  ".utf8))
    let empty = MovieEdits.box("moov", MovieEdits.box("free", [0, 0]))
    let bytes: [UInt8]
    switch kind {
    case "packed twice": bytes = MovieEdits.packed(MovieEdits.packed(empty))
    case "larger than it claims": bytes = MovieEdits.packed(empty + empty, claiming: empty.count)
    case "broken": bytes = MovieEdits.packed(empty).dropLast(3) + [0, 0, 0]
    case "no index": bytes = MovieEdits.packed([1, 2, 3])
    case "elsewhere":
      let packed = Array(MovieEdits.packed(empty)[8...])
      bytes = MovieEdits.box("moov", MovieEdits.box("free", []) + packed)
    default:
      let packed = Array(MovieEdits.packed(empty)[8...])
      bytes = MovieEdits.box("moov", packed + packed)
    }
    let path = try folder.write(type + bytes, to: "a.mov")
    for error in [
      try failure(path), try #require(throws: MediaError.self) { try VideoReader(path: path) },
    ] {
      #expect(error.code == .damaged)
      #expect(error.reason.contains("packed index"), "\(error.reason)")
    }
  }

  /// FLAC of samples that are not packed (RFC 9639): what no encoder here writes.
  private func flac(_ blocks: Int) -> [UInt8] {
    func checksum(_ bytes: [UInt8], _ polynomial: Int, bits: Int) -> Int {
      bytes.reduce(0) { crc, byte in
        (0..<8).reduce(crc ^ Int(byte) << (bits - 8)) { crc, _ in
          (crc << 1 ^ (crc >> (bits - 1) & 1 == 1 ? polynomial : 0)) & (1 << bits - 1)
        }
      }
    }
    // Blocks of 192 samples at 48 kHz, mono, 16 bits.
    let header: [UInt8] =
      [0, 192, 0, 192] + [UInt8](repeating: 0, count: 6) + [0x0B, 0xB8, 0x00, 0xF0]
      + MovieEdits.big(UInt32(blocks * 192)) + [UInt8](repeating: 0, count: 16)
    return (0..<blocks).reduce(Array("fLaC".utf8) + [0x80, 0, 0, 34] + header) { bytes, number in
      var frame: [UInt8] = [0xFF, 0xF8, 0x1A, 0x08, UInt8(number)]
      frame.append(UInt8(checksum(frame, 0x07, bits: 8)))
      frame.append(0x02)
      for sample in 0..<192 { frame += [UInt8(sample), UInt8(number)] }
      let sum = checksum(frame, 0x8005, bits: 16)
      return bytes + frame + [UInt8(sum >> 8), UInt8(sum & 0xFF)]
    }
  }

  @Test func losslessSoundIsCopiedIntoMP4() throws {
    let path = try folder.write(flac(100), to: "a.flac")
    #expect(try MediaProbe.describe(path: path).duration == Time(milliseconds: 400))
    let copy = folder.file("a.mp4")
    try Transcoding(path: path, format: .mp4, picture: .none, sound: .copy)
      .write(to: copy, length: Time(milliseconds: 400))
    #expect(try MediaProbe.describe(path: copy).heardStream?.codec == "flac")
    let (before, after) = (try SoundReader(path: path), try SoundReader(path: copy))
    #expect(
      try before.samples(from: .zero, count: 19_000) == after.samples(from: .zero, count: 19_000))
  }

  // MARK: Tables

  /// A movie of pictures of one size at 30 a second, with nothing in them.
  private struct BareMovie {
    var samples: Int
    var size = 40
    var keyInterval: Int?
    var edits: [(duration: Int, start: Int)] = []
    /// Samples of fragments behind it, by default values only.
    var fragments: [Int] = []
    var mediaCount: Int
    /// Of mono with 16 bits instead.
    var isSound = false

    private func full(_ type: String, _ words: [Int]) -> [UInt8] {
      MovieEdits.box(type, ([0] + words).flatMap { MovieEdits.big(UInt32(truncatingIfNeeded: $0)) })
    }

    private func box(_ type: String, _ parts: [UInt8]...) -> [UInt8] {
      MovieEdits.box(type, Array(parts.joined()))
    }

    private var tables: [UInt8] {
      var entry = [UInt8](repeating: 0, count: 78)
      (entry[7], entry[25], entry[27], entry[41]) = (1, 64, 48, 1)
      var sound = [UInt8](repeating: 0, count: 28)
      (sound[7], sound[17], sound[19], sound[24], sound[25]) = (1, 1, 16, 0x1F, 0x40)
      let description = box(
        "stsd", [0, 0, 0, 0, 0, 0, 0, 1], isSound ? box("sowt", sound) : box("jpeg", entry))
      let chunks = full("stsc", [1, 1, samples, 1])
      var tables =
        description + full("stts", [1, samples, isSound ? 1 : 100]) + full("stsz", [size, samples])
      tables += chunks + full("stco", [1, 32])
      if let keyInterval {
        let keys = Array(stride(from: 1, through: samples, by: keyInterval))
        tables += full("stss", [keys.count] + keys)
      }
      return box("stbl", tables)
    }

    var bytes: [UInt8] {
      let matrix = [65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30]
      let length = samples * (isSound ? 1 : 100)
      let rows = edits.flatMap { [$0.duration, $0.start, 65536] }
      let list = edits.isEmpty ? [] : box("edts", full("elst", [edits.count] + rows))
      let media = box(
        "mdia", full("mdhd", [0, 0, 3000, length, 0x55C4_0000]),
        full("hdlr", [0, isSound ? 0x736F_756E : 0x7669_6465, 0, 0, 0]),
        box("minf", full("hdlr", [0, 0x7572_6C20, 0, 0, 0]), tables))
      let size = [64 << 16, 48 << 16]
      let track = box("trak", full("tkhd", [0, 0, 1, 0, length, 0, 0, 0, 0] + matrix + size), list, media)
      let header = full("mvhd", [0, 0, 3000, length, 65536, 0, 0, 0] + matrix + [0, 0, 0, 0, 0, 0, 2])
      let defaults = fragments.isEmpty ? [] : box("mvex", full("trex", [1, 1, 1, 1, 0]))
      var bytes = box("ftyp", Array("isom".utf8), [0, 0, 2, 0], Array("isomiso2".utf8))
      bytes += box("mdat", [UInt8](repeating: 0, count: mediaCount))
      bytes += box("moov", header, track, defaults)
      for count in fragments {
        bytes += box("moof", full("mfhd", [1]), box("traf", full("tfhd", [1]), full("trun", [count])))
      }
      return bytes
    }
  }

  /// Whatever opens the file says the same of it, at once, and before memory is taken for what it claims.
  @Test(arguments: [
    (BareMovie(samples: 50_000_000, size: 1, mediaCount: 8), "(stsz)", 50_000_000),
    (BareMovie(samples: 9_000_000, size: 1, mediaCount: 9_000_000), "(stsz)", 9_000_000),
    (BareMovie(samples: 0, fragments: [40_000_000], mediaCount: 8), "(trun)", 40_000_000),
    (
      BareMovie(samples: 0, fragments: Array(repeating: 1_000_000, count: 60), mediaCount: 8), "(trun)",
      60_000_000
    ),
    (
      BareMovie(
        samples: 200_000, size: 1, edits: Array(repeating: (20_000_000, 0), count: 2000), mediaCount: 200_000),
      "(elst)", 2000
    ),
    // Few are played, all before them are decoded.
    (
      BareMovie(
        samples: 200_000, size: 1, keyInterval: 1_000_000,
        edits: Array(repeating: (100, 19_999_000), count: 2000),
        mediaCount: 200_000), "(elst)", 2000
    ),
  ])
  private func tablesThatClaimMoreThanTheFileHoldsAreRefused(
    _ movie: BareMovie, _ table: String, _ count: Int
  ) throws {
    let bytes = movie.bytes
    let path = try folder.write(bytes, to: "claims.mp4")
    let start = ContinuousClock.now
    let error = try failure(path)
    #expect(error.code == .damaged)
    #expect(error.reason.contains(table) && error.reason.contains("\(count)"), "\(error)")
    #expect(try #require(throws: MediaError.self) { try VideoReader(path: path) } == error)
    #expect(try #require(throws: MediaError.self) { try SoundReader(path: path) } == error)
    #expect(.now - start < .seconds(2))
    guard movie.fragments.isEmpty else { return }
    let packed = try #require(MovieEdits.withPackedIndex(bytes))
    #expect(try failure(folder.write(packed, to: "packed.mp4")).reason.contains(table))
  }

  /// Each sample of it takes two bytes, and no entry of its own.
  @Test func aLongSoundOfSingleSamplesIsOpened() throws {
    let movie = BareMovie(samples: 9_000_000, size: 2, mediaCount: 18_000_000, isSound: true)
    let facts = try MediaProbe.facts(path: folder.write(movie.bytes, to: "long.mov"))
    #expect(facts.duration == Time(milliseconds: 3_000_000))
  }

  /// An hour, put together of some hundred pieces in any order.
  @Test func aLongFilmOfManyEditsIsOpened() throws {
    let edits = (0..<400).map { (duration: 27_000, start: ($0 * 7919 % 400) * 27_000 + 1700) }
    let movie = BareMovie(samples: 108_000, keyInterval: 250, edits: edits, mediaCount: 108_000 * 40)
    let facts = try MediaProbe.facts(path: folder.write(movie.bytes, to: "long.mp4"))
    #expect(try #require(facts.duration) > Time(milliseconds: 3_590_000))
    // Cut off, it is described as far as it goes.
    let cut = BareMovie(samples: 108_000, mediaCount: 100)
    let description = try MediaProbe.describe(path: folder.write(cut.bytes, to: "cut.mp4"))
    #expect(description.damage.contains { $0.kind == .truncated })
  }
}
