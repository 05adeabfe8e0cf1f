import DraftModel
import JSONTree

/// Keyframes with values that their property cannot have, once for each property of a segment.
struct KeyframeValueRule: Rule {
  static let description = RuleDescription(
    "keyframe.value", .content, .warning, "a keyframe's value is out of range",
    why: "keyframes take the ranges of the values that they move: beyond, they are held there or not shown",
    help: "opacity is 0 to 1, volume 0 to 4, scale 0 to 20; positions are fractions of the canvas",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 0, "v": 80}], "u": "a.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 0, "v": 0.8}], "u": "a.mp4"}]}]}"#
  )

  private static let ranges: [String: RangeCheck] = [
    "o": RangeCheck(name: "keyframed opacity", range: 0...1, effect: "it is 0 to 1"),
    "v": RangeCheck(name: "keyframed volume", range: 0...4, effect: "it is 0 to 4, and 1 is unchanged"),
    // A picture may grow out of nothing.
    "sc": RangeCheck(name: "keyframed scale", range: 0...20, effect: "it is 0 to 20"),
    "x": RangeCheck(name: "keyframed position", range: -5...6, effect: "it is a fraction of the canvas"),
    "y": RangeCheck(name: "keyframed position", range: -5...6, effect: "it is a fraction of the canvas"),
    "r": RangeCheck(
      name: "keyframed rotation", range: RotationRule.range, effect: "it is in degrees, clockwise"),
  ]

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard segment.node(.keyframes) != nil else { return }
      var told: Set<String> = []
      for keyframe in segment.keyframes {
        guard let name = keyframe.string(.keyframeProperty), let range = Self.ranges[name],
          !told.contains(name),
          let finding = range.finding(keyframe.node(.keyframeValue), in: draft, of: "\(segment)")
        else { continue }
        told.insert(name)
        report(finding)
      }
    }
  }
}
