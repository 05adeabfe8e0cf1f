import DraftModel
import JSONTree

/// Keyframes before their segment's start or after its end.
struct KeyframeOutsideRule: Rule {
  static let description = RuleDescription(
    "keyframe.outside", .content, .warning, "a keyframe lies outside its segment",
    why: "its value is never reached; times count from the segment's start, not from the film's",
    help: "count its time from the segment's start, or take it away",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 5000, "v": 0.5}], "u": "a.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "kf": [{"p": "o", "t": 1000, "v": 0.5}], "u": "a.mp4"}]}]}"#
  )

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard segment.node(.keyframes) != nil, segment.duration > .zero else { return }
      var first: (node: JSONNodeID, time: Time)?
      var count = 0
      for keyframe in segment.keyframes {
        if let node = keyframe.node(.keyframeTime), draft.document.time(of: node) == nil {
          report(Finding(node, "the time of a keyframe of \(segment) is beyond what a time can hold"))
        }
        guard let time = keyframe.time(.keyframeTime), time.isNegative || time > segment.duration else {
          continue
        }
        first = first ?? (keyframe.node(.keyframeTime) ?? keyframe.node, time)
        count += 1
      }
      guard let first else { return }
      report(
        Finding(
          first.node,
          "a keyframe is at \(first.time) of \(segment), which is \(segment.duration) long\(times(count))",
          values: ["time": .time(first.time), "duration": .time(segment.duration), "count": .int(count)],
          grounds: [Ground(segment.node, .duration)]))
    }
  }
}
