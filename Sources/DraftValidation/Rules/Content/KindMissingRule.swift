import DraftModel
import JSONTree

/// Effects and animations that do not say of which kind they are, once a segment.
///
/// Where one has keys that nobody here knows, they probably say it: that is only told.
struct KindMissingRule: Rule {
  static let description = RuleDescription(
    "effect.noKind", .content, .warning, "an effect or an animation does not say its kind",
    why: "the segment is shown without it",
    levels: "warning, info where keys that are not known may say it",
    help: "give it a kind in `k`, or take it away",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fx": [{"a": 0.5}], "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fx": [{"k": "blur", "a": 0.5}], "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    func look(_ objects: [DraftObject], _ kind: DraftProperty, _ what: String, _ segment: Segment) {
      let lacking = objects.filter { $0.node(kind) == nil && !draft.doubts.concern(kind, of: $0.node) }
      guard let first = lacking.first else { return }
      report(
        Finding(
          first.node, "\(what) of \(segment) has no kind `k`\(times(lacking.count))",
          values: ["count": .int(lacking.count)],
          severity: lacking.allSatisfy { draft.keys.hasUnknownKeys($0.node) } ? .info : nil))
    }
    draft.forEachSegment { segment, _ in
      if segment.node(.effects) != nil {
        look(segment.objects(.effects, .effect), .effectKind, "an effect", segment)
      }
      guard let node = segment.node(.animation) else { return }
      let animation = draft.draft.object(node, .animation)
      let parts = [DraftProperty.animationIn, .animationOut].compactMap {
        animation.object($0, .animationPart)
      }
      look(parts, .animationKind, "an animation", segment)
    }
  }
}
