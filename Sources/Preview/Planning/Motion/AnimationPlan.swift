import DraftModel

/// How a layer appears and goes, on top of what else moves it.
///
/// Slides come in from a canvas's width or height away and slow down (CSS's ease-out), and leave as
/// far, gathering speed (ease-in). A pop grows a little beyond its size and settles (Penner's
/// easeOutBack with 1.70158). Texts are typed character by character or word by word, at an even pace.
public struct AnimationPlan: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    public let kind: AnimationKind
    public let duration: Time
  }

  public let appearing: Part?
  public let leaving: Part?
  /// How far slides go, in output pixels.
  let distanceX: Double
  let distanceY: Double
  /// Of a text, how many characters there are up to the end of each word; the last end is all of it.
  let wordEnds: [Int]
  let characterCount: Int

  func apply(to look: inout LayerLook, at time: Time, in range: TimeRange) {
    if let appearing, appearing.duration > .zero {
      let progress = ((time - range.start).milliseconds / appearing.duration.milliseconds).double
      apply(appearing.kind, progress, isLeaving: false, to: &look)
    }
    if let leaving, leaving.duration > .zero {
      let progress = ((range.end - time).milliseconds / leaving.duration.milliseconds).double
      apply(leaving.kind, progress, isLeaving: true, to: &look)
    }
  }

  /// - Parameter progress: from 0, away, to 1, there.
  private func apply(_ kind: AnimationKind, _ progress: Double, isLeaving: Bool, to look: inout LayerLook) {
    guard progress < 1 else { return }
    let progress = max(0, progress)
    // Behind its place when it comes, before it when it goes.
    let away = isLeaving ? -Easing.easeIn.value(at: 1 - progress) : 1 - Easing.easeOut.value(at: progress)
    switch kind {
    case .fade: look.opacity *= progress
    case .slideLeft: look.placement.centerX += distanceX * away
    case .slideRight: look.placement.centerX -= distanceX * away
    case .slideUp: look.placement.centerY += distanceY * away
    case .slideDown: look.placement.centerY -= distanceY * away
    case .pop: look.enlarge(by: Self.back(progress))
    case .typewriter: reveal(Int(progress * Double(characterCount)), in: &look)
    case .words:
      let count = Int(progress * Double(wordEnds.count))
      reveal(count == 0 ? 0 : wordEnds[min(count, wordEnds.count) - 1], in: &look)
    }
  }

  private func reveal(_ count: Int, in look: inout LayerLook) {
    look.shownCharacters = min(look.shownCharacters ?? count, count)
  }

  /// How large a pop becomes before it settles: the peak of easeOutBack.
  static let largestScale = 1.1

  private static func back(_ progress: Double) -> Double {
    guard progress > 0 else { return 0 }
    let overshoot = 1.70158
    let rest = progress - 1
    return max(0, 1 + (overshoot + 1) * rest * rest * rest + overshoot * rest * rest)
  }

  /// Whether a layer is away from its place, or less than opaque, in a part of the stretch.
  func isPlaying(during stretch: TimeRange, of range: TimeRange) -> Bool {
    if let appearing, stretch.start < range.start + appearing.duration { return true }
    if let leaving, stretch.end > range.end - leaving.duration { return true }
    return false
  }
}

/// The animation of a segment, and what is to be said about it.
struct SegmentAnimation {
  private(set) var plan: AnimationPlan?
  private(set) var notes: [String] = []

  /// - Parameters:
  ///   - text: what is drawn; nil for media.
  ///   - appears: whether it begins of its own, and not by a transition.
  init(_ segment: Segment, text: String?, output: OutputGeometry, appears: Bool, leaves: Bool) {
    guard let node = segment.node(.animation) else { return }
    let animation = segment.draft.object(node, .animation)
    var appearing = part(animation, .animationIn, isText: text != nil)
    var leaving = part(animation, .animationOut, isText: text != nil)
    if appearing != nil, !appears {
      notes.append("its animation is left out where a transition leads into it")
      appearing = nil
    }
    if leaving != nil, !leaves {
      notes.append("its animation is left out where its transition begins")
      leaving = nil
    }
    guard appearing != nil || leaving != nil else { return }
    let lengths = OpacityPlan.fitted(
      appearing?.duration ?? .zero, leaving?.duration ?? .zero, into: segment.duration)
    if lengths.0 != appearing?.duration ?? .zero || lengths.1 != leaving?.duration ?? .zero {
      notes.append("its animations are longer than it is, and played faster")
    }
    // What is drawn of a text has a limit; what comes after it needs no words.
    let shown = text.map { String($0.prefix(TextRenderer.maximumScalars)) } ?? ""
    plan = AnimationPlan(
      appearing: appearing.map { .init(kind: $0.kind, duration: lengths.0) },
      leaving: leaving.map { .init(kind: $0.kind, duration: lengths.1) },
      distanceX: Double(output.canvasWidth), distanceY: Double(output.canvasHeight),
      wordEnds: Self.wordEnds(shown), characterCount: shown.count)
  }

  private mutating func part(
    _ animation: DraftObject, _ property: DraftProperty, isText: Bool
  ) -> AnimationPlan.Part? {
    guard let object = animation.object(property, .animationPart) else { return nil }
    let word = object.string(.animationKind) ?? ""
    guard let kind = AnimationKind(word: word) else {
      notes.append("the animation \"\(word.visible)\" is not known, and not played")
      return nil
    }
    guard isText || (kind != .typewriter && kind != .words) else {
      notes.append("the animation \"\(word.visible)\" is for texts, and not played")
      return nil
    }
    let duration = object.time(.animationDuration) ?? .zero
    return duration > .zero ? .init(kind: kind, duration: duration) : nil
  }

  private static func wordEnds(_ text: String) -> [Int] {
    var ends: [Int] = []
    var wasInWord = false
    var count = 0
    for character in text {
      let isInWord = !character.isWhitespace
      if wasInWord, !isInWord { ends.append(count) }
      wasInWord = isInWord
      count += 1
    }
    if wasInWord { ends.append(count) }
    return ends
  }
}
