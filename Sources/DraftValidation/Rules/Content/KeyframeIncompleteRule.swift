import DraftModel
import JSONTree

/// Keyframes that do not say what they move, or to what, once a segment.
///
/// Where a keyframe has keys that nobody here knows, they probably say it: that is only told.
struct KeyframeIncompleteRule: Rule {
  static let description = RuleDescription(
    "keyframe.incomplete", .content, .warning, "a keyframe lacks its property or its value",
    why: "it moves nothing",
    help: "give it a property in `p` and a value in `v`, or take it away",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 0}], "u": "a.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 0, "v": 1}], "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard segment.node(.keyframes) != nil else { return }
      func lacks(_ keyframe: DraftObject, _ property: DraftProperty) -> Bool {
        keyframe.node(property) == nil && !draft.keys.isMistyped(property, in: keyframe.node)
      }
      let lacking = segment.keyframes.filter { lacks($0, .keyframeProperty) || lacks($0, .keyframeValue) }
      guard let first = lacking.first else { return }
      let what = lacks(first, .keyframeProperty) ? "property `p`" : "value `v`"
      report(
        Finding(
          first.node, "a keyframe of \(segment) has no \(what)\(times(lacking.count))",
          values: ["count": .int(lacking.count)],
          severity: lacking.allSatisfy { draft.keys.hasUnknownKeys($0.node) } ? .info : nil))
    }
  }
}
