import DraftModel
import Media

/// Names the parts of a plan by everything that decides their pixels or samples, with times counted
/// from the part's own start: after a ripple of whole frames, what follows has its old names.
struct PlanDigest {
  private let plan: RenderPlan
  private let common: String
  /// What was found out of each file, once.
  private var files: [String: String?] = [:]
  private var layers: [Int: String?] = [:]
  /// Made when the first text comes: fonts take a while to be set up.
  private lazy var fonts = try? TextRenderer()

  /// Where a value comes from in the draft, paths, for which files' content stands, and times that
  /// are counted from the part's start instead.
  private static let omissions: ValueDescription.Omissions = [
    ObjectIdentifier(LayerPlan.self): ["track", "segment", "pointer", "label", "range", "frames"],
    ObjectIdentifier(MediaLayer.self): ["path", "sourceStart"],
    ObjectIdentifier(SoundClip.self): ["track", "segment", "path", "samples"],
  ]

  init(_ plan: RenderPlan) {
    self.plan = plan
    var description = ValueDescription()
    description.add(plan.canvas)
    description.add(plan.output)
    description.add(plan.frameRate)
    common = EngineIdentity.text + description.text
  }

  /// The name of a chunk's coded pictures; nil where something in it cannot be named.
  mutating func key(of chunk: ChunkPlan) -> String? {
    stretch(chunk, layers: chunk.layers).flatMap { Self.digest(["chunk", "\(plan.quality)", common, $0]) }
  }

  /// The name of the pictures that some of a chunk's layers make together, before they are coded.
  mutating func key(ofComposite layers: [Int], in chunk: ChunkPlan) -> String? {
    stretch(chunk, layers: layers).flatMap { Self.digest(["composite", common, $0]) }
  }

  mutating func keyOfSound() -> String? {
    var description = ValueDescription(leavingOut: Self.omissions)
    description.add(plan.sound.samples.count)
    for clip in plan.sound.clips {
      guard let file = file(clip.path) else { return nil }
      description.add(clip)
      // A film that begins later in the timeline sounds the same where all moves with it.
      description.add(clip.samples.lowerBound - plan.sound.samples.lowerBound)
      description.add(clip.samples.count)
      description.add(file)
    }
    return Self.digest(["sound", EngineIdentity.text, description.text])
  }

  private static func digest(_ parts: [String]) -> String? {
    guard let digest = try? ContentDigest() else { return nil }
    for part in parts { digest.update(part) }
    return digest.finish()
  }

  private mutating func stretch(_ chunk: ChunkPlan, layers: [Int]) -> String? {
    let start = Time(frame: chunk.frames.lowerBound, rate: plan.frameRate)
    var description = ValueDescription()
    description.add(chunk.frames.count)
    for index in layers {
      guard let content = layer(index) else { return nil }
      let layer = plan.layers[index]
      description.add(content)
      if case .media(let media) = layer.content {
        description.add(media.sourceTime(at: start, from: layer.range.start))
      }
      let end = Time(frame: chunk.frames.upperBound, rate: plan.frameRate)
      // A cut elsewhere in the segment changes nothing here, unless something counts from its ends.
      if layer.countsFromItsStart(at: start) { description.add(layer.range.start - start) }
      if layer.countsFromItsEnd(before: end) { description.add(layer.range.end - start) }
      description.add(Self.part(layer.frames, of: chunk.frames))
    }
    for transition in chunk.transitions.map({ plan.transitions[$0] }) {
      func places(_ side: [Int]) -> [Int?] { side.map { layers.firstIndex(of: $0) } }
      let (outgoing, incoming) = (places(transition.outgoing), places(transition.incoming))
      guard (outgoing + incoming).contains(where: { $0 != nil }) else { continue }
      description.add(transition.kind)
      description.add(transition.range.start - start)
      description.add(transition.range.end - start)
      description.add(Self.part(transition.frames, of: chunk.frames))
      description.add(outgoing)
      description.add(incoming)
    }
    return description.text
  }

  /// The frames of a chunk that something is on.
  private static func part(_ frames: Range<Int>, of chunk: Range<Int>) -> [Int] {
    let part = frames.clamped(to: chunk)
    return [part.lowerBound - chunk.lowerBound, part.count]
  }

  /// What a layer is, wherever it lies in time.
  private mutating func layer(_ index: Int) -> String? {
    if let known = layers[index] { return known }
    let made = describe(plan.layers[index])
    layers[index] = made
    return made
  }

  private mutating func describe(_ layer: LayerPlan) -> String? {
    var description = ValueDescription(leavingOut: Self.omissions)
    description.add(layer)
    switch layer.content {
    case .media(let media):
      guard let file = file(media.path) else { return nil }
      description.add(file)
    case .text(let text):
      guard let used = try? fonts?.fontsUsed(text: text.text, style: text.style) else { return nil }
      description.add(used)
    case .slate(let title, let detail):
      guard let used = try? fonts?.fontsUsed(text: title + detail, style: TextStyle()) else { return nil }
      description.add(used)
    }
    return description.text
  }

  private mutating func file(_ path: String) -> String? {
    if let known = files[path] { return known }
    let fingerprint = try? MediaFingerprint.of(path: path)
    files[path] = fingerprint
    return fingerprint
  }
}

extension LayerPlan {
  /// Whether what is seen from a time on depends on how long the segment has been on.
  fileprivate func countsFromItsStart(at time: Time) -> Bool {
    if motion != nil || opacity.curve != nil { return true }
    let ramp = max(opacity.fadeIn, animation?.appearing?.duration ?? .zero)
    return ramp > .zero && time < range.start + ramp
  }

  /// Whether what is seen up to a time depends on when the segment will end.
  fileprivate func countsFromItsEnd(before time: Time) -> Bool {
    let ramp = max(opacity.fadeOut, animation?.leaving?.duration ?? .zero)
    return ramp > .zero && time > range.end - ramp
  }
}
