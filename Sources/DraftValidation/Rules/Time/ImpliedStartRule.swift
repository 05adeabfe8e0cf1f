import DraftModel
import JSONTree

/// Segments that do not say when they start, once a draft.
struct ImpliedStartRule: Rule {
  static let description = RuleDescription(
    "segment.impliedStart", .time, .info, "a segment does not say when it starts",
    why: "it is taken to start where the segment before it in the array ends",
    help: "nothing has to be done",
    before: #"{"t": [{"tt": 0, "sg": [{"d": 2000, "u": "a.mp4"}, {"d": 2000, "u": "b.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var first: JSONNodeID?
    var count = 0
    draft.forEachSegment { segment, _ in
      guard !segment.isStartWritten, draft.document.kind(of: segment.node) == .object,
        !draft.doubts.concern(.start, of: segment.node)
      else { return }
      first = first ?? segment.node
      count += 1
    }
    guard let first else { return }
    report(
      Finding(
        first, "the segment does not say when it starts\(times(count))", values: ["count": .int(count)]))
  }
}
