import DraftModel
import JSONTree

/// Keyframes that do not say what they move, to what, or when, once a segment.
///
/// Where a keyframe has keys that nobody here knows, they probably say it: that is only told.
struct KeyframeIncompleteRule: Rule {
  static let description = RuleDescription(
    "keyframe.incomplete", .content, .warning, "a keyframe lacks its property, its value or its time",
    why: "without a property or a value it moves nothing; without a time it counts from the segment's start",
    levels: "warning, info where it lacks its time only, or where keys that are not known may say it",
    help: "give it a property in `p`, a time in `t` and a value in `v`, or take it away",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 0}], "u": "a.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 0, "v": 1}], "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard segment.node(.keyframes) != nil else { return }
      func lacks(_ keyframe: DraftObject, _ property: DraftProperty) -> Bool {
        keyframe.node(property) == nil && !draft.doubts.concern(property, of: keyframe.node)
      }
      let timeless = segment.keyframes.filter {
        lacks($0, .keyframeTime) && !lacks($0, .keyframeProperty) && !lacks($0, .keyframeValue)
      }
      if let first = timeless.first {
        report(
          Finding(
            first.node, "a keyframe of \(segment) has no time `t`\(times(timeless.count))",
            values: ["count": .int(timeless.count)], severity: .info))
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
