import DraftModel

/// A keyframe of a property, or with an easing, that the preview does not know.
struct UnknownKeyframeRule: Rule {
  static let description = RuleDescription(
    "keyframe.unknown", .content, .info, "a keyframe's property or easing is not known",
    why: "keyframes move x, y, sc, r, o and v; others are kept and not shown",
    help: "nothing has to be done where the service made it",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "hue", "t": 0, "v": 0.5}], "u": "a.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 0, "v": 0.5}], "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var properties = WordSightings()
    var easings = WordSightings()
    draft.forEachSegment { segment, _ in
      guard segment.node(.keyframes) != nil else { return }
      for keyframe in segment.keyframes {
        if let name = keyframe.string(.keyframeProperty), KeyframeProperty(word: name) == nil {
          properties.note("keyframes' property", name, at: keyframe.node(.keyframeProperty) ?? keyframe.node)
        }
        if let easing = keyframe.string(.keyframeEasing), Easing(word: easing) == nil {
          easings.note("easing", easing, at: keyframe.node(.keyframeEasing) ?? keyframe.node)
        }
      }
    }
    properties.report(named: "property", to: report)
    easings.report(named: "easing", to: report)
  }
}
