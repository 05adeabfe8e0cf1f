import ArgumentParser
import CloudState
import DraftCommands
import DraftModel
import Preview

/// What a draft is rendered from and to: shared by `plan`, `preview` and `frame`.
struct PlanningOptions: ParsableArguments {
  @OptionGroup var input: DraftOptions

  @Option(
    name: .customLong("media"),
    help: ArgumentHelp(
      "A folder to look for media in; may be given several times. The draft's own folder comes last.",
      valueName: "folder"))
  var mediaFolders: [String] = []

  @Flag(help: "Let the draft's paths lead out of the media folders.")
  var allowOutside = false

  @Flag(help: "Fetch media that are on the web and not here; they are kept in the cache.")
  var fetch = false

  @Option(
    help: ArgumentHelp(
      "The pictures' size: their short side (360; 180 in sheets), or 640x360; never enlarged.",
      valueName: "size"))
  var size: String?

  @Option(help: ArgumentHelp("Frames a second, in place of the canvas's: 24, 30000/1001.", valueName: "rate"))
  var fps: String?

  @Option(
    help: ArgumentHelp("The canvas, in place of the draft's: 1080x1920, 1920x1080@25.", valueName: "size"))
  var canvas: String?

  @Option(
    help: ArgumentHelp("Quality on x264's scale, 0 to 51: lower is better and larger.", valueName: "crf"))
  var crf: Int = 28

  /// Reads the draft.
  func load() throws -> Draft { try input.load() }

  /// The folders that media are looked for in.
  var catalog: MediaFolders {
    let path = input.draft
    let own =
      path == "-" || !path.contains("/")
      ? "." : path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return MediaFolders(
      folders: mediaFolders + [own.isEmpty ? "/" : own], allowsOutside: allowOutside,
      uploads: UploadLedger.inUse(environment: ProgramEnvironment.variables),
      fetched: CacheStore.ofUser)
  }

  func settings(for draft: Draft, range: String?, defaultSize: String = "360") throws -> OutputSettings {
    var settings = OutputSettings(quality: crf)
    guard (0...51).contains(crf) else { throw ValidationError("--crf is 0 to 51, not \(crf)") }
    settings.size = try Self.size(size ?? defaultSize)
    if let fps {
      guard let rate = FrameRate(fps), rate.value >= .one, rate.value <= Rational(240) else {
        throw ValidationError("--fps is a rate from 1 to 240, such as 24 or 30000/1001, not `\(fps.visible)`")
      }
      settings.frameRate = rate
    }
    if let canvas {
      let parts = canvas.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      guard let (width, height) = Self.pair(parts[0]), max(width, height) <= Canvas.longestSide else {
        throw ValidationError("--canvas is a size such as 1080x1920 or 1920x1080@25, not `\(canvas.visible)`")
      }
      (settings.canvasWidth, settings.canvasHeight) = (width, height)
      if parts.count == 2 {
        guard let rate = FrameRate(parts[1]) else {
          throw ValidationError("--canvas has a rate such as 25 after the @, not `\(parts[1].visible)`")
        }
        settings.frameRate = settings.frameRate ?? rate.halved(toAtMost: Rational(30))
      }
    }
    settings.range = try range.map { try Self.range($0, rate: draft.canvas.frameRate, end: draft.duration) }
    return settings
  }

  private static func size(_ text: String) throws -> OutputSettings.Size {
    if let side = Int(text), (16...4096).contains(side) { return .shortSide(side) }
    if let (width, height) = pair(text), min(width, height) >= 16, max(width, height) <= 4096 {
      return .exact(width: width, height: height)
    }
    throw ValidationError(
      "--size is a short side from 16 to 4096, or a size such as 640x360, not `\(text.visible)`")
  }

  private static func pair(_ text: String) -> (Int, Int)? {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], width > 0, height > 0 else {
      return nil
    }
    return (width, height)
  }

  /// `3s-8s`, `3s-`, `-8s`.
  private static func range(_ text: String, rate: FrameRate, end: Time) throws -> TimeRange {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let bounds = parts.count == 2 ? parts : []
    let start = bounds.first.flatMap { $0.isEmpty ? .zero : Time(typed: $0, rate: rate) }
    let stop = bounds.last.flatMap { $0.isEmpty ? end : Time(typed: $0, rate: rate) }
    guard let start, let stop, start < stop else {
      throw ValidationError(
        "--range is a stretch such as 3s-8s, 1:02-1:10 or 75f-150f, not `\(text.visible)`")
    }
    return TimeRange(start: start, end: stop)
  }

  /// What is written where no output is named: beside the draft, with its name.
  func defaultOutput(_ ending: String) -> String {
    let draft = input.draft
    if draft == "-" { return "draft" + ending }
    return (draft.hasSuffix(".json") ? String(draft.dropLast(5)) : draft) + ending
  }

  /// Plans the draft, or says why it cannot be.
  func plan(_ draft: Draft, range: String? = nil, defaultSize: String = "360") throws -> RenderPlan {
    let settings = try settings(for: draft, range: range, defaultSize: defaultSize)
    let catalog = self.catalog
    if fetch { try MediaFetching(draft: draft, catalog: catalog).run() }
    let planner = Planner(draft: draft, catalog: catalog, settings: settings)
    do throws(PlanningError) { return try planner.plan() } catch {
      throw CommandFailure(planning: error, file: input.draft)
    }
  }

  /// Plans another draft with the same options.
  func plan(ofDraft path: String, range: String?) throws -> RenderPlan {
    var other = self
    other.input.draft = path
    return try other.plan(try other.load(), range: range)
  }
}

extension CommandFailure {
  init(planning error: PlanningError, file: String) {
    let place = Place.file(file == "-" ? "<stdin>" : file)
    switch error {
    case .nothingToRender:
      self.init(
        "there is nothing to render: no segment has a length", code: "plan.empty", place: place,
        help: "`workprint inspect` shows what the draft holds")
    case .tooLong(let time, let limit):
      self.init(
        "it would be \(time) long, more than the \(limit) that are rendered at once", code: "plan.tooLong",
        place: place,
        help: "`workprint inspect` shows which segment ends so late; --range renders a part")
    case .rangeOutside(let range, let duration):
      self.init(
        "no frame of the draft, which ends at \(duration), lies in \(range.start)-\(range.end)",
        code: "plan.range",
        place: place)
    }
  }
}
