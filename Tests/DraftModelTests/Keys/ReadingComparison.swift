import DraftModel
import JSONTree

/// What a draft says, property by property, as text that can be compared.
struct DraftReading {
  let facts: [String: [String]]

  init(_ draft: Draft) {
    var facts: [String: [String]] = [:]
    func add(_ name: String, _ value: Any?) { facts[name, default: []].append(value.map { "\($0)" } ?? "-") }
    let canvas = draft.canvas
    add("summary", draft.summary)
    add("canvas size", "\(canvas.width)x\(canvas.height)")
    add("canvas fps", canvas.frameRate)
    add("canvas background", canvas.background)
    add("draft duration", draft.writtenDuration)
    add("draft title", draft.title)
    for track in draft.tracks {
      add("track type", track.type)
      add("track volume", track.volume)
      add("track role", track.role)
      add("track muted", track.isMuted)
      add("track hidden", track.isHidden)
      add("track duck", track.duckingDecibels)
      add("track id", track.node(.trackID).flatMap(draft.document.string))
      for segment in track.segments { Self.read(segment, add) }
    }
    self.facts = facts
  }

  private static func read(_ segment: Segment, _ add: (String, Any?) -> Void) {
    let draft = segment.draft
    add("start", segment.start)
    add("duration", segment.duration)
    add("media", segment.media)
    add("text", segment.text)
    add("title", segment.title)
    add("id", segment.identifier)
    add("sourceStart", segment.sourceStart)
    add("speed", segment.speed)
    add("volume", segment.volume)
    add("x", segment.x)
    add("y", segment.y)
    add("scale", segment.scale)
    add("rotation", segment.rotation)
    add("opacity", segment.opacity)
    add("fadeIn", segment.fadeIn)
    add("fadeOut", segment.fadeOut)
    add("fit", segment.fit)
    add("flip", "\(segment.flip.horizontal)\(segment.flip.vertical)")
    add("crop", segment.crop)
    add("muted", segment.isMuted)
    add("hidden", segment.isHidden)
    let style = segment.textStyle
    add(
      "style colours",
      "\(style.color) \(style.strokeColor?.description ?? "") \(style.boxColor?.description ?? "")")
    add("style font", "\(style.family ?? "") \(style.size) \(style.bold) \(style.italic) \(style.alignment)")
    add("style lengths", "\(style.strokeWidth) \(style.boxRadius) \(style.letterSpacing)")
    add("style lines", "\(style.lineHeight) \(style.maxWidth)")
    add("style shadow", style.shadow)
    func inner(_ object: DraftObject?, _ kind: DraftProperty, _ time: DraftProperty) -> String {
      guard let object else { return "" }
      return "\(object.string(kind) ?? "") \(object.time(time)?.description ?? "")"
    }
    add(
      "transition",
      inner(
        segment.node(.transition).map { draft.object($0, .transition) }, .transitionKind, .transitionDuration)
    )
    let animation = segment.node(.animation).map { draft.object($0, .animation) }
    add(
      "animation",
      [DraftProperty.animationIn, .animationOut].map {
        inner(animation?.object($0, .animationPart), .animationKind, .animationDuration)
      })
    func elements(_ property: DraftProperty, _ scope: DraftScope, _ read: (DraftObject) -> String) -> [String]
    {
      segment.node(property).map { node in
        draft.document.elements(of: node).map { read(draft.object($0, scope)) }
      } ?? []
    }
    add(
      "keyframes",
      elements(.keyframes, .keyframe) {
        let words = [$0.string(.keyframeProperty), $0.string(.keyframeEasing)].map { $0 ?? "" }
        return "\(words) \($0.time(.keyframeTime)?.description ?? "") \($0.number(.keyframeValue) ?? 0)"
      })
    add(
      "effects",
      elements(.effects, .effect) { effect in
        let numbers = [DraftProperty.effectAmount, .effectSimilarity, .effectBlend].map {
          effect.number($0) ?? -1
        }
        return "\(effect.string(.effectKind) ?? "") \(effect.string(.effectColor) ?? "") \(numbers)"
      })
  }

  /// The names of the properties that are read as in another reading.
  func agreements(with other: DraftReading) -> [String: Bool] {
    Dictionary(uniqueKeysWithValues: facts.map { ($0.key, other.facts[$0.key] == $0.value) })
  }
}

/// Counts, over many drafts, how often a property was read rightly.
struct AgreementTally {
  private var counts: [String: (right: Int, all: Int)] = [:]

  mutating func add(_ agreements: [String: Bool]) {
    for (name, isRight) in agreements {
      var count = counts[name] ?? (0, 0)
      count.all += 1
      count.right += isRight ? 1 : 0
      counts[name] = count
    }
  }

  func rate(_ name: String) -> Double { counts[name].map { Double($0.right) / Double($0.all) } ?? 0 }
  var names: [String] { counts.keys.sorted() }
}
