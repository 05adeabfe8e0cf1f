import DraftModel
import JSONTree
import Media
import TestSupport

/// A folder with a small draft and the media that it plays.
struct Workspace {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The example that the service documents.
  static let documented = """
    {
      "t": [
        {"tt": 0, "sg": [{"d": 10000, "m": {"title": "city timelapse"}}]},
        {"tt": 1, "sg": [{"d": 10000, "v": 0.35, "m": {"title": "Lo-fi"}}]},
        {"tt": 7, "sg": [{"d": 3000, "tx": "Urban Dreams"}]}
      ]
    }
    """
  static let documentedSummary =
    "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: \"Urban Dreams\" (0-3s)"

  /// 1.5 s at 25 frames a second: a clip with its sound, a picture on top, music below.
  static let draft = """
    {
      "t": [
        {"tt": 0, "sg": [{"u": "clip.mp4", "d": 1500}]},
        {"tt": 0, "sg": [{"u": "logo.png", "s": 500, "d": 500, "sc": 0.5}]},
        {"tt": 1, "sg": [{"u": "music.wav", "d": 1500, "v": 0.35}]}
      ],
      "m": {"width": 160, "height": 90, "fps": 25}
    }
    """

  /// Writes the draft and its media.
  func addDraft() throws {
    for (name, bytes) in try Self.media.get() { try folder.write(bytes, to: name) }
    try folder.write(Self.draft, to: "draft.json")
  }

  /// Made once for all tests.
  private static let media = Result { () throws -> [String: [UInt8]] in
    let folder = try TemporaryFolder()
    let rate = FrameRate("25") ?? .thirty
    try FilmMaker(width: 160, height: 90, rate: rate).write(
      50, color: .blue, sound: SoundMaker.tone(440, amplitude: 0.2, count: 96_000),
      to: folder.file("clip.mp4"))
    return [
      "clip.mp4": try folder.bytes(of: "clip.mp4"),
      "logo.png": try PictureMaker.png(width: 40, height: 40) { _, _ in (.red, alpha: 255) },
      "music.wav": SoundMaker.wav(SoundMaker.tone(220, count: 72_000), channels: 2, sampleRate: 48_000),
    ]
  }

  func run(_ arguments: String..., input: String = "") throws -> ProgramResult {
    try Program.run(arguments, in: folder, input: input)
  }

  func run(_ arguments: [String], input: String = "") throws -> ProgramResult {
    try Program.run(arguments, in: folder, input: input)
  }
}

extension ProgramResult {
  /// The document that was printed under `--json`.
  var document: JSONDocument {
    get throws { try JSONDocument(parsing: output) }
  }
}
