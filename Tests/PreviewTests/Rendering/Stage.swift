import DraftModel
import JSONTree
import Media
import Preview
import TestSupport

/// A folder of media, and drafts that are rendered from it: on a canvas of 160x80 unless said, one
/// pixel of the film for each.
struct Stage {
  static let canvas = ##""width": 160, "height": 80, "background": "#336699""##
  static let background = Color(0x33, 0x66, 0x99)

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  // MARK: Media

  /// A picture without transparency: PNG.
  func addPhoto(_ name: String, width: Int = 40, height: Int = 40, _ color: (Int, Int) -> Color) throws {
    try folder.write(PictureBytes.png(width: width, height: height, color), to: name)
  }

  func addPhoto(_ name: String, width: Int = 40, height: Int = 40, _ color: Color) throws {
    try addPhoto(name, width: width, height: height) { _, _ in color }
  }

  /// Four quarters: red, green; blue, yellow.
  func addQuarters(_ name: String, width: Int = 40, height: Int = 40) throws {
    try addPhoto(name, width: width, height: height) { x, y in
      y < height / 2 ? (x < width / 2 ? .red : .green) : (x < width / 2 ? .blue : .yellow)
    }
  }

  func addSound(_ name: String, _ samples: [Float]) throws {
    try folder.write(SoundMaker.wav(samples, channels: 2, sampleRate: 48_000), to: name)
  }

  // MARK: Rendering

  func plan(
    _ tracks: String, canvas: String = canvas, _ settings: OutputSettings = .init()
  ) throws -> RenderPlan {
    try Planner(
      draft: Draft(JSONDocument(parsing: #"{"t": [\#(tracks)], "m": {\#(canvas)}}"#)),
      catalog: MediaFolders(folders: [folder.path]), settings: settings
    ).plan()
  }

  /// One picture of a draft of these tracks, as it is before coding.
  func picture(
    _ tracks: String, at milliseconds: Int = 0, canvas: String = canvas, _ settings: OutputSettings = .init()
  ) throws -> Pixels {
    try Pixels(film: frame(of: plan(tracks, canvas: canvas, settings), at: milliseconds))
  }

  /// One picture of a video track of these segments.
  func picture(ofSegments segments: String, at milliseconds: Int = 0) throws -> Pixels {
    try picture(#"{"tt": 0, "sg": [\#(segments)]}"#, at: milliseconds)
  }

  func frame(
    of plan: RenderPlan, at milliseconds: Int, notes: RenderNotes = RenderNotes()
  ) throws -> VideoFrame {
    let index = Time(milliseconds: milliseconds).frame(at: plan.frameRate)
    let chunk = plan.chunks.first { $0.frames.contains(index) }
    let renderer = try FrameRenderer(plan: plan)
    defer { renderer.allNotes.forEach(notes.add) }
    return try renderer.frame(index, layers: chunk?.layers ?? [])
  }

  /// Renders a film.
  /// - Returns: its path.
  @discardableResult
  func film(
    _ plan: RenderPlan, workers: Int = 2, cache: RenderCache? = nil, to name: String = "film-preview.mp4"
  ) throws -> String {
    _ = try PreviewRenderer(plan: plan, workers: workers, cache: cache).render(to: folder.file(name)) { _ in }
    return folder.file(name)
  }
}

extension Pixels {
  /// Whether a pixel has a colour, but for what conversions to YUV and back lose.
  func isNearly(_ color: Color, _ x: Int, _ y: Int, within tolerance: Int = 3) -> Bool {
    self[x, y].distance(to: color) <= tolerance
  }
}
