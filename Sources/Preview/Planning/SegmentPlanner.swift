import DraftModel

/// Plans one segment: its layers, its sound, and what is to be said about it.
struct SegmentPlanner {
  let planner: Planner
  let segment: Segment
  let track: Track
  /// The part of the timeline that is rendered.
  let range: TimeRange

  private(set) var layers: [LayerPlan] = []
  private(set) var clips: [SoundClip] = []
  private(set) var entry: FidelityEntry

  init(planner: Planner, segment: Segment, range: TimeRange) {
    self.planner = planner
    self.segment = segment
    self.range = range
    track = segment.track
    entry = FidelityEntry(
      track: track.index, segment: segment.index, pointer: segment.pointer, label: segment.label,
      status: .drawn,
      notes: [])
  }

  mutating func plan() {
    guard segment.duration > .zero else { return omit("it has no length") }
    guard segment.rangeInParent.overlaps(range) else { return }
    switch track.type {
    case .text: planText()
    case .video, .audio: planMedia()
    case .other(let number): skip("tracks of type \(number) are not drawn")
    case .unknown: skip("its track has no type")
    }
    reportWhatIsLeftOut()
  }

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

  private mutating func reportWhatIsLeftOut() {
    guard entry.status != .notDrawn, entry.status != .omitted else { return }
    if segment.node(.transition) != nil { approximate("its transition is shown as a cut") }
    if segment.node(.keyframes) != nil { approximate("its keyframes are not applied") }
    if segment.node(.effects) != nil { approximate("its effects are not applied") }
    if segment.node(.animation) != nil { approximate("its animation is not played") }
    if track.duckingDecibels != 0 { approximate("it is not ducked") }
    let fades = segment.fadeIn + segment.fadeOut
    if fades > segment.duration { approximate("its fades are longer than it is, and scaled down") }
  }

  // MARK: Text

  private mutating func planText() {
    guard !isHidden else { return omit("it is hidden") }
    guard let text = segment.text ?? segment.title, !text.isEmpty else { return skip("it has no text") }
    let layer = TextLayer(text: text, style: segment.textStyle, scale: segment.boundedScale)
    addLayer(.text(layer), planner.fitting.place(segment, width: 0, height: 0))
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
    if picture.isHDR { approximate("HDR is shown without tone mapping") }
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
      addLayer(layer(crop: crop, blur: Double(planner.output.canvasHeight) * Self.backdropBlur), placement)
    }
    addLayer(
      layer(crop: segment.crop, blur: nil),
      planner.fitting.placement(of: segment, width: picture.width, height: picture.height, fit: segment.fit))
  }

  /// Standard deviation of the blur under `fit: blur`, as a fraction of the canvas height.
  private static let backdropBlur = 0.03

  private mutating func addSlate(_ title: String, detail: String) {
    let (width, height) = (planner.canvas.width, planner.canvas.height)
    addLayer(
      .slate(title: title, detail: detail),
      planner.fitting.placement(of: segment, width: width, height: height, fit: .stretch))
  }

  private mutating func addLayer(_ content: LayerPlan.Content, _ placement: Placement) {
    layers.append(
      LayerPlan(
        track: track.index, segment: segment.index, pointer: entry.pointer, label: segment.label,
        range: segment.rangeInParent, frames: planner.frames(of: segment.rangeInParent), content: content,
        placement: placement,
        opacity: OpacityPlan(
          base: segment.opacity * track.opacity, fadeIn: segment.fadeIn, fadeOut: segment.fadeOut,
          duration: segment.duration)))
  }

  private mutating func planSound(_ path: String, _ facts: MediaFacts, _ speed: Rational) {
    guard facts.sound != nil else {
      if track.type == .audio { skip("the file has no sound") }
      return
    }
    guard !segment.isMuted, !track.isMuted else { return }
    guard speed <= Rational(4) else { return approximate("its sound is muted above 4 times the speed") }
    let volume = segment.volume * track.volume
    guard volume > 0, volume.isFinite else { return }
    if volume > Self.loudest { approximate("its volume is held at \(Int(Self.loudest))") }
    let (fadeIn, fadeOut) = OpacityPlan.fitted(segment.fadeIn, segment.fadeOut, into: segment.duration)
    let first = Planner.sample(segment.start)
    clips.append(
      SoundClip(
        track: track.index, segment: segment.index, path: path, samples: first..<Planner.sample(segment.end),
        sourceStart: segment.sourceStart, speed: speed, gain: min(volume, Self.loudest),
        fadeIn: Planner.sample(fadeIn), fadeOut: Planner.sample(fadeOut)))
  }

  /// Linear; 32 dB. Nobody means more.
  private static let loudest = 40.0

  private mutating func reportEnd(_ facts: MediaFacts, _ speed: Rational) {
    guard let duration = facts.duration, facts.picture?.kind != .animation,
      entry.status == .drawn || entry.status == .approximated
    else {
      return
    }
    let end = segment.sourceStart + segment.duration * speed
    // Containers round; a frame's worth is no news.
    guard end > duration + Time(milliseconds: 50) else { return }
    let over = (end - duration) / speed
    let shown = min(over, segment.duration)
    approximate(
      facts.picture != nil && track.type == .video
        ? "the file ends \(shown) early: its last picture is held, its sound is silent"
        : "the file ends \(shown) early: silence follows")
  }
}
