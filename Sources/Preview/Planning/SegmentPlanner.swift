import DraftModel

/// Plans one segment: its layers, its sound, and what is to be said about it.
struct SegmentPlanner {
  let planner: Planner
  let segment: Segment
  let track: Track
  /// The part of the timeline that is rendered.
  let range: TimeRange
  /// The transitions into it and out of it.
  private let joinIn: SegmentJoin?
  private let joinOut: SegmentJoin?
  private let joinNotes: [String]
  private let keyframes: SegmentKeyframes

  private(set) var layers: [LayerPlan] = []
  private(set) var clips: [SoundClip] = []
  private(set) var entry: FidelityEntry

  init(planner: Planner, segment: Segment, joins: TrackJoins, range: TimeRange) {
    self.planner = planner
    self.segment = segment
    self.range = range
    joinIn = joins.leading(into: segment.index)
    joinOut = joins.leading(outOf: segment.index)
    joinNotes = joins.notes[segment.index] ?? []
    keyframes = SegmentKeyframes(segment)
    track = segment.track
    entry = FidelityEntry(
      track: track.index, segment: segment.index, pointer: segment.pointer, label: segment.label,
      status: .drawn,
      notes: [])
  }

  mutating func plan() {
    guard segment.duration > .zero else { return omit("it has no length") }
    guard shown.overlaps(range) else { return }
    switch track.type {
    case .text: planText()
    case .video, .audio: planMedia()
    case .other(let number): skip("tracks of type \(number) are not drawn")
    case .unknown: skip("its track has no type")
    }
    reportWhatIsDifferent()
  }

  /// When it is on, in transitions beyond its own range too.
  private var shown: TimeRange {
    TimeRange(
      start: min(segment.start, joinIn?.range.start ?? segment.start),
      end: max(segment.end, joinOut?.range.end ?? segment.end))
  }

  /// A fade at an edge that a transition takes is ignored.
  private var fadeIn: Time { joinIn == nil ? segment.fadeIn : .zero }
  private var fadeOut: Time { joinOut == nil ? segment.fadeOut : .zero }

  // MARK: Saying so

  private mutating func skip(_ reason: String) {
    entry.status = .notDrawn
    entry.notes.append(reason)
  }

  /// Left out as the draft asks.
  private mutating func omit(_ reason: String) {
    entry.status = .omitted
    entry.notes.append(reason)
  }

  private mutating func approximate(_ how: String) {
    if entry.status == .drawn { entry.status = .approximated }
    entry.notes.append(how)
  }

  private mutating func reportWhatIsDifferent() {
    guard entry.status != .notDrawn, entry.status != .omitted else { return }
    for note in joinNotes + keyframes.notes { approximate(note) }
    if joinIn != nil, segment.fadeIn > .zero {
      approximate("its fade-in is left out where a transition leads into it")
    }
    if joinOut != nil, segment.fadeOut > .zero {
      approximate("its fade-out is left out where its transition begins")
    }
    if fadeIn + fadeOut > segment.duration { approximate("its fades are longer than it is, and scaled down") }
    if track.duckingDecibels != 0, !isDucked {
      approximate("it is not ducked: only music on sound tracks is")
    }
  }

  // MARK: Text

  private mutating func planText() {
    guard !isHidden else { return omit("it is hidden") }
    guard let text = segment.text ?? segment.title, !text.isEmpty else { return skip("it has no text") }
    let layer = TextLayer(text: text, style: segment.textStyle, scale: segment.boundedScale)
    addLayers([(.text(layer), planner.fitting.place(segment, width: 0, height: 0))], text: text)
  }

  private var isHidden: Bool { segment.isHidden || track.isHidden }

  // MARK: Media

  private mutating func planMedia() {
    guard let reference = segment.media, !reference.isEmpty else {
      guard track.type == .video, !isHidden else { return skip("it has no media") }
      addSlate("no media", detail: segment.label)
      return skip("it has no media")
    }
    switch planner.media(for: reference) {
    case .missing(let reason):
      let name = MediaName.fileName(reference)
      if track.type == .video, !isHidden { addSlate(reason, detail: name) }
      skip("\(name.visible): \(reason)")
    case .found(let path, let facts):
      let speed = segment.boundedSpeed
      if speed != segment.speed {
        approximate("speed \(segment.speed.decimal(places: 3)) is played at \(speed.decimal(places: 3))")
      }
      if track.type == .video { planPicture(path, facts, speed) }
      planSound(path, facts, speed)
      reportEnd(facts, speed)
    }
  }

  private mutating func planPicture(_ path: String, _ facts: MediaFacts, _ speed: Rational) {
    guard let picture = facts.picture else { return approximate("the file has sound only") }
    guard !isHidden else { return omit("it is hidden") }
    if picture.isHDR { approximate("HDR is tone mapped") }
    var parts: [(LayerPlan.Content, Placement)] = []
    func layer(crop: Crop, blur: Double?) -> LayerPlan.Content {
      .media(
        MediaLayer(
          path: path, facts: facts, sourceStart: segment.sourceStart, speed: speed, crop: crop,
          flip: segment.flip,
          blur: blur))
    }
    if segment.fit == .blur {
      let crop = planner.fitting.coverCrop(width: picture.width, height: picture.height, crop: segment.crop)
      let canvas = planner.canvas
      let placement = planner.fitting.place(
        segment, width: Double(canvas.width) * segment.boundedScale,
        height: Double(canvas.height) * segment.boundedScale)
      parts.append(
        (layer(crop: crop, blur: Double(planner.output.canvasHeight) * Self.backdropBlur), placement))
    }
    parts.append(
      (
        layer(crop: segment.crop, blur: nil),
        planner.fitting.placement(of: segment, width: picture.width, height: picture.height, fit: segment.fit)
      ))
    addLayers(parts)
  }

  /// Standard deviation of the blur under `fit: blur`, as a fraction of the canvas height.
  private static let backdropBlur = 0.03

  private mutating func addSlate(_ title: String, detail: String) {
    let (width, height) = (planner.canvas.width, planner.canvas.height)
    addLayers([
      (
        .slate(title: title, detail: detail),
        planner.fitting.placement(of: segment, width: width, height: height, fit: .stretch)
      )
    ])
  }

  private mutating func addLayers(_ parts: [(LayerPlan.Content, Placement)], text: String? = nil) {
    let output = planner.output
    let animation = SegmentAnimation(
      segment, text: text, output: output, appears: joinIn == nil, leaves: joinOut == nil)
    let effects = SegmentEffects(segment, output: output)
    for note in animation.notes + effects.notes { approximate(note) }
    let motion = MotionPlan(keyframes.curves, canvas: output.canvas, staticScale: segment.boundedScale)
    let curve = keyframes.curves[.opacity]
    let opacity = OpacityPlan(
      base: (curve == nil ? segment.opacity : 1) * track.opacity, curve: curve, fadeIn: fadeIn,
      fadeOut: fadeOut, duration: segment.duration)
    for (content, placement) in parts {
      layers.append(
        LayerPlan(
          track: track.index, segment: segment.index, pointer: entry.pointer, label: segment.label,
          range: segment.rangeInParent, frames: planner.frames(of: shown), content: content,
          placement: placement, opacity: opacity, motion: motion, animation: animation.plan,
          effects: effects.plans))
    }
  }

  // MARK: Sound

  private mutating func planSound(_ path: String, _ facts: MediaFacts, _ speed: Rational) {
    guard facts.sound != nil else {
      if track.type == .audio { skip("the file has no sound") }
      return
    }
    guard !segment.isMuted, !track.isMuted else { return }
    guard speed <= Rational(4) else { return approximate("its sound is muted above 4 times the speed") }
    let keyed = keyframes.curves[.volume]
    let volume = keyed == nil ? segment.volume * track.volume : track.volume
    guard volume > 0, volume.isFinite, keyed.map({ $0.bounds.upperBound > 0 }) ?? true else { return }
    if volume > SoundClip.loudest { approximate("its volume is held at \(Int(SoundClip.loudest))") }
    let (fadeIn, fadeOut) = OpacityPlan.fitted(fadeIn, fadeOut, into: segment.duration)
    let samples = Planner.sample(shown.start)..<Planner.sample(shown.end)
    clips.append(
      SoundClip(
        track: track.index, segment: segment.index, path: path, samples: samples,
        sourceStart: segment.sourceStart - (segment.start - shown.start) * speed, speed: speed,
        gain: min(volume, SoundClip.loudest), fadeIn: Planner.sample(fadeIn),
        fadeOut: Planner.sample(fadeOut),
        curves: curves(keyed, over: samples)))
  }

  private var isDucked: Bool { track.type == .audio && track.role == .bgm }

  /// What changes a clip's level in time, but for its fades.
  private func curves(_ keyed: KeyframeCurve?, over samples: Range<Int>) -> [GainCurve] {
    var curves: [GainCurve] = []
    if let joinIn { curves += [GainCurve(joinIn, isIncoming: true, over: samples)].compactMap(\.self) }
    if let joinOut { curves += [GainCurve(joinOut, isIncoming: false, over: samples)].compactMap(\.self) }
    if let keyed { curves += [GainCurve(keyed, from: segment.start, over: samples)].compactMap(\.self) }
    if isDucked, track.duckingDecibels != 0 {
      let reduction = min(abs(track.duckingDecibels), 120)
      curves += [planner.ducking.curve(reduction: reduction, over: samples)].compactMap(\.self)
    }
    return curves
  }

  // MARK: Where the file has nothing more

  private mutating func reportEnd(_ facts: MediaFacts, _ speed: Rational) {
    guard facts.picture?.kind != .animation, facts.picture?.kind != .still,
      entry.status == .drawn || entry.status == .approximated
    else { return }
    let isSeen = facts.picture != nil && track.type == .video
    let silent = facts.sound == nil ? "" : ", its sound is silent"
    let before = (segment.start - shown.start) * speed - max(.zero, segment.sourceStart)
    if before >= Time(milliseconds: 1) {
      approximate(
        "the file begins \(before / speed) after the transition does: "
          + (isSeen ? "its first picture is held" + silent : "silence until then"))
    }
    guard let duration = facts.duration else { return }
    let end = segment.sourceStart + (shown.end - segment.start) * speed
    // Containers round; a frame's worth is no news.
    guard end > duration + Time(milliseconds: 50) else { return }
    let missing = min((end - duration) / speed, shown.duration)
    let handle = shown.end - segment.end
    approximate(
      "the file ends \(missing) \(missing <= handle ? "before its transition does" : "early"): "
        + (isSeen ? "its last picture is held" + silent : "silence follows"))
  }
}
