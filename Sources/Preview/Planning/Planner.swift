import DraftModel

/// Why a draft cannot be previewed.
public enum PlanningError: Error, Hashable, Sendable {
  /// No segment has a length above zero.
  case nothingToRender
  /// The draft, or the part asked for, lasts longer than is rendered; the limit.
  case tooLong(Time, limit: Time)
  /// The part asked for begins after the end of the draft.
  case rangeOutside(TimeRange, duration: Time)
}

/// Makes a ``RenderPlan`` from a draft: pure, equal inputs give equal plans.
public struct Planner {
  /// The longest film that is rendered: a day.
  public static let longest = Time(milliseconds: 86_400_000)

  let draft: Draft
  let catalog: any MediaCatalog
  let settings: OutputSettings
  let canvas: Canvas
  let output: OutputGeometry
  let frameRate: FrameRate
  let fitting: PictureFitting
  let ducking: DuckingPlan
  /// File names of what the session's state says it was uploaded as.
  private let uploadedNames: [String: String]

  public init(draft: Draft, catalog: any MediaCatalog, settings: OutputSettings) {
    self.draft = draft
    self.catalog = catalog
    self.settings = settings
    var canvas = draft.canvas
    canvas.width = settings.canvasWidth ?? canvas.width
    canvas.height = settings.canvasHeight ?? canvas.height
    self.canvas = canvas
    output = OutputGeometry(canvas: canvas, size: settings.size)
    frameRate = settings.frameRate ?? canvas.frameRate.halved(toAtMost: Rational(30))
    fitting = PictureFitting(canvas: canvas, output: output)
    ducking = DuckingPlan(draft)
    uploadedNames = draft.uploadedFileNames
  }

  public func plan() throws(PlanningError) -> RenderPlan {
    let duration = draft.duration
    guard duration > .zero else { throw .nothingToRender }
    var range = TimeRange(start: .zero, end: duration)
    if let wanted = settings.range {
      guard let part = range.intersection(wanted) else { throw .rangeOutside(wanted, duration: duration) }
      range = part
    }
    guard range.duration <= Self.longest, range.end <= Self.longest * Rational(365) else {
      throw .tooLong(range.duration, limit: Self.longest)
    }
    let frames = frames(of: range)
    guard !frames.isEmpty else { throw .rangeOutside(range, duration: duration) }

    var layers: [LayerPlan] = []
    var clips: [SoundClip] = []
    var fidelity: [FidelityEntry] = []
    var transitions: [TransitionPlan] = []
    for track in draft.tracks {
      let joins = TrackJoins(track)
      var places: [Range<Int>] = []
      for segment in track.segments {
        var part = SegmentPlanner(planner: self, segment: segment, joins: joins, range: range)
        part.plan()
        places.append(layers.count..<layers.count + part.layers.count)
        layers += part.layers
        clips += part.clips
        fidelity.append(part.entry)
      }
      transitions += joins.joins.compactMap { transition($0, track, places, frames) }
    }
    let chunks = ChunkPlanner(
      frames: frames, frameRate: frameRate, layers: layers, transitions: transitions, output: output
    ).chunks()
    return RenderPlan(
      canvas: canvas, output: output, frameRate: frameRate, duration: duration, frames: frames,
      layers: layers, transitions: transitions,
      chunks: chunks, sound: SoundPlan(samples: samples(of: frames), clips: clips), fidelity: fidelity,
      quality: settings.quality)
  }

  /// The media of a reference: by itself, else by the name that its file had when it was uploaded.
  func media(for reference: String) -> CatalogedMedia {
    let media = catalog.media(for: reference)
    guard case .missing = media, let name = uploadedNames[reference], name != reference else { return media }
    let named = catalog.media(for: MediaName.fileName(name))
    if case .found = named { return named }
    return media
  }

  /// - Returns: nil where none of its frames is rendered, or nothing is seen of either side.
  private func transition(
    _ join: SegmentJoin, _ track: Track, _ places: [Range<Int>], _ film: Range<Int>
  ) -> TransitionPlan? {
    let frames = frames(of: join.range)
    let (outgoing, incoming) = (Array(places[join.outgoing]), Array(places[join.incoming]))
    guard frames.overlaps(film), !outgoing.isEmpty || !incoming.isEmpty else { return nil }
    return TransitionPlan(
      track: track.index, kind: join.kind, range: join.range, frames: frames, outgoing: outgoing,
      incoming: incoming)
  }

  /// The frames whose times lie in a range.
  func frames(of range: TimeRange) -> Range<Int> {
    let first = max(0, (range.start.seconds * frameRate.value).ceiling)
    return first..<max(first, (range.end.seconds * frameRate.value).ceiling)
  }

  /// The samples that last as long as the frames.
  private func samples(of frames: Range<Int>) -> Range<Int> {
    Self.sample(
      Time(frame: frames.lowerBound, rate: frameRate))..<Self.sample(
        Time(frame: frames.upperBound, rate: frameRate))
  }

  /// The sample nearest to a time: 48 for each millisecond. Held where it can still be counted with.
  static func sample(_ time: Time) -> Int {
    min(max((time.milliseconds * Rational(48)).rounded, -(1 << 60)), 1 << 60)
  }
}
