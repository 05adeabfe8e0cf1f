import DraftModel
import Media
import Preflight
import Testing

/// What is planned for a file, from what is known of it.
@Suite struct FixPlanTests {
  private func film(
    _ format: MediaFormat, _ picture: String, _ sound: String?, _ findings: [PreflightFinding.Kind],
    change: (inout MediaDescription.Picture) -> Void = { _ in }
  ) -> FileReport {
    var description = MediaDescription(format: format, formatName: "", byteCount: 1000)
    description.duration = Time(milliseconds: 10_000)
    var shown = MediaDescription.Stream(index: 0, kind: .video, codec: picture)
    var seen = MediaDescription.Picture(kind: .video, codedWidth: 640, codedHeight: 360)
    seen.averageFrameRate = .thirty
    seen.nominalFrameRate = .thirty
    change(&seen)
    shown.picture = seen
    description.streams = [shown]
    description.pictureIndex = 0
    if let sound {
      var heard = MediaDescription.Stream(index: 1, kind: .audio, codec: sound)
      heard.sound = .init(sampleRate: 48_000, channels: 2)
      description.streams.append(heard)
      description.soundIndex = 1
    }
    return FileReport(
      path: "a", byteCount: 1000, description: description,
      findings: findings.map { PreflightFinding($0, .warning, "") })
  }

  private func filmFix(_ report: FileReport, used: TimeRange? = nil) throws -> FilmFix? {
    guard let plan = try FixPlan.plan(for: report, used: used, options: FixOptions()),
      case .film(let fix) = plan.work
    else { return nil }
    return fix
  }

  @Test(arguments: [("yuv420p", false, true), ("argb", false, false), ("yuva420p", true, false)])
  func aVeryLargeWebPIsMadeSmallerWhereItIsReadRowByRow(
    _ pixels: String, _ hasAlpha: Bool, _ isMendable: Bool
  ) throws {
    var description = MediaDescription(format: .webp, formatName: "webp_pipe", byteCount: 1000)
    var stream = MediaDescription.Stream(index: 0, kind: .video, codec: "webp")
    stream.picture = .init(kind: .still, codedWidth: 16_000, codedHeight: 9000)
    stream.picture?.pixelFormat = pixels
    stream.picture?.hasAlpha = hasAlpha
    description.streams = [stream]
    description.pictureIndex = 0
    let report = FileReport(
      path: "a", byteCount: 1000, description: description,
      findings: [PreflightFinding(.largePicture, .warning, "")])
    if isMendable {
      let plan = try #require(try FixPlan.plan(for: report, options: FixOptions()))
      guard case .still(let fix) = plan.work else {
        Issue.record("it is made no picture of")
        return
      }
      #expect(fix.format == .jpg && fix.longestSide == 3840)
    } else {
      #expect(throws: FixFailure.self) { try FixPlan.plan(for: report, options: FixOptions()) }
    }
  }

  @Test(arguments: [
    (MediaFormat.mpegTS, "h264", "aac", false, FilmFix.Sound.copy), (.flv, "h264", "mp3", false, .copy),
    (.mpegTS, "hevc", "ac3", false, .encode), (.asf, "wmv2", "wmav2", true, .encode),
    (.mxf, "mpeg2video", "pcm_s16le", true, .encode), (.threeGP, "h264", "amr_nb", false, .encode),
  ])
  func foreignContainersCopyWhatMP4Takes(
    _ format: MediaFormat, _ picture: String, _ sound: String, _ encodes: Bool, _ soundWork: FilmFix.Sound
  ) throws {
    let fix = try #require(try filmFix(film(format, picture, sound, [.formatRefused])))
    #expect(fix.encodesPicture == encodes)
    #expect(fix.sound == soundWork)
    #expect(!fix.shrinks)
  }

  @Test(arguments: [
    PreflightFinding.Kind.hdr, .deepColor, .variableFrameRate, .interlaced, .oddPictureCodec, .largePicture,
    .damaged,
  ])
  func doubtfulPicturesAreEncodedAndTheirSoundIsNot(_ kind: PreflightFinding.Kind) throws {
    let fix = try #require(try filmFix(film(.mp4, "h264", "aac", [kind])))
    #expect(fix.encodesPicture)
    #expect(fix.sound == (kind == .damaged ? .encode : .copy))
  }

  @Test func anOddSoundIsEncodedAndItsPictureIsNot() throws {
    let fix = try #require(try filmFix(film(.mp4, "h264", "vorbis", [.oddSoundCodec])))
    #expect(!fix.encodesPicture)
    #expect(fix.sound == .encode)
  }

  @Test func soundThatCannotBeDecodedIsLeftOut() throws {
    let fix = try #require(try filmFix(film(.mp4, "h264", "unknown", [.soundUndecodable])))
    #expect(fix.sound == nil)
    #expect(!fix.encodesPicture)
  }

  @Test(arguments: [
    (3_000_000, 2, SoundFix.Format.wav(bits: 24), true), (2_000_000, 2, .alac(bits: 24), true),
    (600_000, 2, .aac, true), (7_000_000, 6, .wav(bits: 16), false),
  ])
  func soundKeepsTheBitsThatThereIsRoomFor(
    _ limit: Int, _ channels: Int, _ format: SoundFix.Format, _ isExact: Bool
  ) throws {
    var description = MediaDescription(format: .wav, formatName: "wav", byteCount: 4_000_000)
    description.duration = Time(milliseconds: 10_000)
    var heard = MediaDescription.Stream(index: 0, kind: .audio, codec: "pcm_s24le")
    heard.sound = .init(sampleRate: 48_000, channels: channels)
    heard.sound?.bitDepth = 24
    description.streams = [heard]
    description.soundIndex = 0
    let report = FileReport(
      path: "a.wav", byteCount: 4_000_000, description: description,
      findings: [PreflightFinding(.tooLarge, .refusal, "")])
    let plan = try #require(try FixPlan.plan(for: report, options: FixOptions(limit: limit)))
    guard case .sound(let fix) = plan.work else {
      Issue.record("no sound")
      return
    }
    #expect(fix.format == format)
    #expect(fix.isExact == isExact)
  }

  @Test func notesNeedNoWork() throws {
    var report = film(.mp4, "h264", nil, [])
    report.findings = [
      PreflightFinding(.noSound, .note, ""), PreflightFinding(.rotated, .note, ""),
      PreflightFinding(.indexAtEnd, .note, ""), PreflightFinding(.damaged, .note, ""),
    ]
    #expect(try FixPlan.plan(for: report, options: FixOptions()) == nil)
  }

  @Test func aPlaceIsTakenOutOnlyOnRequest() throws {
    var report = film(.mp4, "h264", "aac", [.location])
    report.description?.locations = [.init(name: "location", value: "")]
    #expect(try FixPlan.plan(for: report, options: FixOptions()) == nil)
    let plan = try #require(try FixPlan.plan(for: report, options: FixOptions(stripsLocation: true)))
    guard case .film(let fix) = plan.work else {
      Issue.record("not a film")
      return
    }
    #expect(!fix.encodesPicture && fix.sound == .copy && !fix.shrinks)
  }

  @Test func whatIsUsedOfAlmostAllIsAll() throws {
    let most = TimeRange(start: .zero, end: Time(milliseconds: 9800))
    #expect(try filmFix(film(.mp4, "h264", "aac", [.tooLarge]), used: most)?.used == nil)
    let part = TimeRange(start: Time(milliseconds: 2000), end: Time(milliseconds: 12_000))
    let fix = try filmFix(film(.mp4, "h264", "aac", [.tooLarge]), used: part)
    #expect(fix?.used == TimeRange(start: Time(milliseconds: 2000), end: Time(milliseconds: 10_000)))
    #expect(fix?.shrinks == true)
  }

  @Test(arguments: [
    ("30000/1001", "30000/1001", false, "30000/1001"), ("29.97", "90000", false, "30000/1001"),
    ("28.03", "30", true, "30"), ("28.03", "1000", true, "30000/1001"), ("59.3", "1000", true, "60000/1001"),
    ("15", "15", false, "15"), ("23.976", "1000", true, "24000/1001"), ("240", "240", false, "240"),
    ("1000", "1000", false, "240"),
  ])
  func theRateIsTheFilmsOwnOrTheUsualOneAboveIt(
    _ average: String, _ nominal: String, _ varies: Bool, _ expected: String
  ) throws {
    let report = film(.mp4, "h264", nil, [.interlaced]) {
      $0.averageFrameRate = FrameRate(average)
      $0.nominalFrameRate = FrameRate(nominal)
      $0.hasVariableFrameRate = varies
    }
    #expect(try filmFix(report)?.frameRate.description == expected)
  }

  @Test(arguments: [
    // By the times of the frames, whatever the container makes of it.
    ("29.99", "60", "1000", false, "30"), ("29.984", "30000/1001", "28.03", false, "30000/1001"),
    ("29.98", "240", "28.03", true, "30000/1001"), ("24", "24", "24", false, "24"),
    ("15", "15", "14", false, "15"),
    ("13.2", "1000", "9", true, "24000/1001"), ("100", "1000", "70", true, "120"),
  ])
  func theTimesOfFramesGoBeforeAnAverage(
    _ steady: String, _ nominal: String, _ average: String, _ varies: Bool, _ expected: String
  ) throws {
    let report = film(.mp4, "h264", nil, [.interlaced]) {
      $0.steadyFrameRate = FrameRate(steady)
      $0.averageFrameRate = FrameRate(average)
      $0.nominalFrameRate = FrameRate(nominal)
      $0.hasVariableFrameRate = varies
    }
    #expect(try filmFix(report)?.frameRate.description == expected)
  }

  @Test(arguments: [("12000/1001", "12"), ("10", "10"), ("2", "6"), ("50", "50"), ("100", "30")])
  func anAnimationKeepsItsPictures(_ steady: String, _ expected: String) throws {
    var report = film(.gif, "gif", nil, []) {
      $0.kind = .animation
      $0.steadyFrameRate = FrameRate(steady)
      $0.averageFrameRate = FrameRate("11.9")
      $0.hasVariableFrameRate = true
    }
    report.findings = [PreflightFinding(.tooLarge, .refusal, "")]
    #expect(try filmFix(report)?.frameRate.description == expected)
  }

  @Test(arguments: [
    ("pcm_s16le", "s16", 16, 16, true), ("pcm_s24le", "s32", 24, 24, true), ("flac", "s32", 24, 24, true),
    ("pcm_s32le", "s32", 32, 24, false), ("pcm_f32le", "flt", 32, 24, false),
    ("wavpack", "fltp", nil, 16, false),
  ])
  func samplesOfMoreThan24BitsAreNotCalledExact(
    _ codec: String, _ format: String, _ depth: Int?, _ bits: Int, _ isExact: Bool
  ) throws {
    var description = MediaDescription(format: .aiff, formatName: "", byteCount: 1000)
    description.duration = Time(milliseconds: 1000)
    var heard = MediaDescription.Stream(index: 0, kind: .audio, codec: codec)
    heard.sound = .init(sampleRate: 48_000, channels: 2)
    heard.sound?.sampleFormat = format
    heard.sound?.bitDepth = depth
    description.streams = [heard]
    description.soundIndex = 0
    let report = FileReport(path: "a", byteCount: 1000, description: description, findings: [])
    let plan = try #require(try FixPlan.plan(for: report, options: FixOptions()))
    guard case .sound(let fix) = plan.work else {
      Issue.record("no sound")
      return
    }
    #expect(fix.format == .wav(bits: bits))
    #expect(fix.isExact == isExact)
  }

  @Test(arguments: [("25", false, "25"), ("50", false, "50"), ("3.3", false, "30"), ("25", true, "30")])
  func anAnimationKeepsAUsualRate(_ rate: String, _ varies: Bool, _ expected: String) throws {
    let report = film(.gif, "gif", nil, []) {
      $0.kind = .animation
      $0.averageFrameRate = FrameRate(rate)
      $0.nominalFrameRate = FrameRate(rate)
      $0.hasVariableFrameRate = varies
    }
    let large = FileReport(
      path: "a", byteCount: 1000, description: report.description,
      findings: [PreflightFinding(.tooLarge, .refusal, "")])
    #expect(try filmFix(large)?.frameRate.description == expected)
  }

  @Test(arguments: [
    PreflightFinding.Kind.encrypted, .zeroLength, .nothingPlayable, .undecodable, .unreadable, .notMedia,
  ])
  func hopelessFilesSayWhy(_ kind: PreflightFinding.Kind) throws {
    var report = film(.mp4, "h264", "aac", [])
    report.findings = [PreflightFinding(kind, .refusal, "because")]
    let error = try #require(throws: FixFailure.self) { try FixPlan.plan(for: report, options: FixOptions()) }
    guard case .impossible(let reason) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason == "because")
  }
}
