import JSONTree
import Media
import TestSupport
import Testing

@Suite struct ProbeTests {
  private let workspace: Workspace
  private var folder: TemporaryFolder { workspace.folder }

  init() throws {
    workspace = try Workspace()
    try workspace.addDraft()
  }

  @Test func peopleReadATable() throws {
    let result = try workspace.run("probe", "clip.mp4", "logo.png", "music.wav")
    #expect(result.exitCode == 0)
    #expect(result.errors == "")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first?.hasPrefix("clip.mp4: MP4, ") == true)
    #expect(lines.contains { $0.hasPrefix("  0 video    h264 ") && $0.contains("160x90, 25 fps, yuv420p") })
    #expect(lines.contains { $0.hasPrefix("  1 audio    aac LC, 48000 Hz, stereo") })
    #expect(lines.contains { $0.hasPrefix("logo.png: PNG, ") })
    #expect(lines.contains { $0.hasPrefix("music.wav: WAV, ") && $0.contains(", 0:01.500,") })
    // In the order of the command line, whichever was ready first.
    let heads = lines.compactMap { line in ["clip.mp4", "logo.png", "music.wav"].first { line.hasPrefix($0) }
    }
    #expect(heads == ["clip.mp4", "logo.png", "music.wav"])
  }

  @Test func programsReadOneDocument() throws {
    let result = try workspace.run("probe", "--json", "clip.mp4", "absent.mp4", "logo.png")
    #expect(result.exitCode == 2)
    let document = try result.document
    #expect(document.text("/schema") == "workprint.probe/1")
    #expect(document.count("/files") == 3)
    #expect(document.text("/files/0/format") == "mp4")
    #expect(document.text("/files/0/index") == "front")
    #expect(document.number("/files/0/durationSeconds") == 2)
    #expect(document.text("/files/0/streams/0/codec") == "h264")
    #expect(document.number("/files/0/streams/0/picture/width") == 160)
    #expect(document.text("/files/0/streams/0/picture/averageFrameRate") == "25")
    #expect(document.kind("/files/0/streams/0/sound") == .null)
    #expect(document.number("/files/0/streams/1/sound/sampleRate") == 48_000)
    #expect(document.kind("/files/0/decoding") == .null)
    #expect(document.text("/files/1/file") == "absent.mp4")
    #expect(document.text("/files/1/error/code") == "media.missing")
    #expect(document.text("/files/2/streams/0/picture/kind") == "still")
  }

  @Test(arguments: [
    "-dash.mp4", "new\nline.mp4", "😀 and spaces.mp4", "esc\u{1B}[31m.mp4", "a%d.mp4", "a:b.mp4",
  ])
  func namesOfAllKindsAreNames(_ name: String) throws {
    try folder.write(try folder.bytes(of: "clip.mp4"), to: name)
    let document = try workspace.run("probe", "--json", name).document
    #expect(document.text("/files/0/file") == name)
    #expect(document.text("/files/0/format") == "mp4")
    let text = try workspace.run("probe", name)
    #expect(text.exitCode == 0)
    #expect(!text.output.contains("\u{1B}"))
    #expect(text.output.split(separator: "\n").first?.contains("MP4, ") == true)
  }

  @Test func anUnknownOptionIsNoFile() throws {
    let result = try workspace.run("probe", "--depe", "clip.mp4")
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("`--depe`"))
    #expect(result.output == "")
  }

  @Test func placesAreShownOnlyWhenAskedFor() throws {
    let jpeg = try PictureMaker.jpeg(width: 16, height: 16) { _, _ in .blue }
    let xmp = Array(
      "http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"52,31N\" exif:GPSLongitude=\"13,24E\"/>".utf8)
    let block = [0xFF, 0xE1, 0, UInt8(xmp.count + 2)] + xmp
    try folder.write(Array(jpeg[..<2]) + block + jpeg[2...], to: "photo.jpg")
    let hidden = try workspace.run("probe", "photo.jpg")
    #expect(hidden.output.contains("the file says where it was taken (XMP GPS)"))
    #expect(!hidden.output.contains("52,31N"))
    let json = try workspace.run("probe", "photo.jpg", "--json")
    #expect(try json.document.text("/files/0/locations/0/name") == "XMP GPS")
    #expect(!json.output.contains("52,31N"))
    #expect(try workspace.run("probe", "photo.jpg", "--location").output.contains("XMP GPS: 52,31N 13,24E"))
    #expect(
      try workspace.run("probe", "photo.jpg", "--location", "--json").document.text(
        "/files/0/locations/0/value")
        == "52,31N 13,24E")
  }

  @Test func deepTellsErrorsByTime() throws {
    var bytes = try folder.bytes(of: "clip.mp4")
    let clean = try workspace.run("probe", "--deep", "clip.mp4", "--json")
    #expect(clean.exitCode == 0)
    #expect(try clean.document.number("/files/0/decoding/decodedFrames/0") == 50)
    #expect(try clean.document.kind("/files/0/decoding/isClean") == .bool)
    for at in (bytes.count * 6 / 10)..<(bytes.count * 8 / 10) {
      bytes[at] = UInt8(truncatingIfNeeded: at &* 91)
    }
    try folder.write(bytes, to: "damaged.mp4")
    let damaged = try workspace.run("probe", "--deep", "damaged.mp4", "--json")
    #expect(damaged.exitCode == 1)
    #expect(try damaged.document.count("/files/0/decoding/problems") > 0)
    #expect(try damaged.document.number("/files/0/decoding/problems/0/startSeconds") != nil)
    let text = try workspace.run("probe", "--deep", "damaged.mp4")
    #expect(text.exitCode == 1)
    #expect(text.output.contains("  decoding   "))
  }

  @Test func ofWhatIsNotDecodedNothingIsSaid() throws {
    let png = try PictureMaker.png(width: 8, height: 8) { _, _ in (.red, alpha: 255) }
    try folder.write(PictureBytes.png(png, claimingWidth: 60_000, height: 60_000), to: "huge.png")
    let text = try workspace.run("probe", "--deep", "huge.png").output
    #expect(text.contains("  decoding   nothing was decoded\n"))
    #expect(text.contains("stream 0 was not decoded: "))
    #expect(!text.contains("without errors"))
    let json = try workspace.run("probe", "--deep", "huge.png", "--json")
    #expect(try json.document.kind("/files/0/decoding/isClean") == .null)
  }

  @Test(arguments: [
    ("list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n#EXT-X-ENDLIST\n"),
    ("concat.mp4", "ffconcat version 1.0\nfile /etc/passwd\n"), ("words.mp4", "words\n"), ("empty.mp4", ""),
  ])
  func whatIsNoMediaIsRefusedWithAReason(_ name: String, _ content: String) throws {
    try folder.write(content, to: name)
    let result = try workspace.run("probe", name)
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("\(name): error: cannot open: "))
    #expect(!result.errors.contains("root:"))
  }
}
