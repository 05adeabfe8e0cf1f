import DraftModel

/// An animation that is longer than its segment, or less than nothing.
struct AnimationLengthRule: Rule {
  static let description = RuleDescription(
    "animation.length", .content, .warning, "an animation is longer than its segment, or less than nothing",
    why: "it is cut off before it has come to its end; one of less than nothing is not played",
    levels: "warning, info where two together are longer and play at the same time for a while",
    help: "make it as long as the segment at most",
    before:
      #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hi", "an": {"i": {"k": "pop", "d": 3000}}}]}]}"#,
    after:
      #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hi", "an": {"i": {"k": "pop", "d": 300}}}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, track in
      guard let node = segment.node(.animation), track.isSound[segment.index] else { return }
      let animation = draft.draft.object(node, .animation)
      var together = Time.zero
      for property in [DraftProperty.animationIn, .animationOut] {
        guard let part = animation.object(property, .animationPart), let node = part.node(.animationDuration)
        else { continue }
        guard let time = draft.document.time(of: node) else {
          report(Finding(node, "the length of an animation of \(segment) is beyond what a time can hold"))
          continue
        }
        if time.isNegative {
          report(
            Finding(
              node, "an animation of \(segment) is \(draft.milliseconds(node)) long",
              values: ["animation": .time(time)], help: "give it a length of 0 or more"))
          continue
        }
        guard time > segment.duration else {
          together = together + time
          continue
        }
        report(
          Finding(
            node,
            "an animation of \(segment) is \(draft.milliseconds(node)) long, and the segment \(segment.duration)",
            values: ["animation": .time(time), "duration": .time(segment.duration)]))
      }
      guard together > segment.duration, segment.duration > .zero else { return }
      report(
        Finding(
          node, "the animations of \(segment) take \(together) together, and the segment \(segment.duration)",
          values: ["animation": .time(together), "duration": .time(segment.duration)], severity: .info,
          grounds: [Ground(node, .animationDuration)]))
    }
  }
}
