import DraftModel
import JSONTree

/// Fades that are longer than their segment, or less than nothing.
///
/// The fix scales both down, which is how such fades are shown. It writes whole milliseconds.
struct FadesRule: Rule {
  static let description = RuleDescription(
    "segment.fades", .content, .warning, "fades are longer than their segment, or less than nothing",
    why:
      "fades that do not fit into their segment are scaled down by the preview, and one below 0 is left out",
    help: "shorten the fades, so that together they fit into the segment", isFixable: true,
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fi": 1500, "fo": 1500, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "fi": 1000, "fo": 1000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      let nodes = (segment.node(.fadeIn), segment.node(.fadeOut))
      guard nodes.0 != nil || nodes.1 != nil else { return }
      var isFaulty = false
      for case let node? in [nodes.0, nodes.1] {
        guard let time = draft.document.time(of: node) else {
          report(Finding(node, "a fade of \(segment) is beyond what a time can hold"))
          isFaulty = true
          continue
        }
        guard time.isNegative else { continue }
        report(
          Finding(
            node, "a fade of \(segment) is \(draft.milliseconds(node)) long", values: ["fade": .time(time)],
            help: "give it a length of 0 or more"))
        isFaulty = true
      }
      guard !isFaulty else { return }
      let fades = segment.fadeIn + segment.fadeOut
      guard segment.duration > .zero, fades > segment.duration else { return }
      report(
        Finding(
          segment.anchor(.fadeIn, .fadeOut),
          "\(segment) is \(segment.duration) long, and its fades are \(fades) together",
          values: [
            "fadeIn": .time(segment.fadeIn), "fadeOut": .time(segment.fadeOut),
            "duration": .time(segment.duration),
          ], fix: fix(segment, draft), grounds: [Ground(segment.node, .fadeIn, .fadeOut, .duration)]))
    }
  }

  private func fix(_ segment: Segment, _ draft: CheckedDraft) -> Fix? {
    let ratio = segment.duration.milliseconds / (segment.fadeIn + segment.fadeOut).milliseconds
    let fadeIn = Time(milliseconds: (segment.fadeIn * ratio).milliseconds.floor)
    let rest = Time(milliseconds: (segment.duration - fadeIn).milliseconds.floor)
    // One of less than a millisecond may be shorter than what rounding the other left.
    let fadeOut = min(segment.fadeOut, rest)
    var edits: [JSONEdit] = []
    var parts: [String] = []
    for (property, old, new, name) in [
      (DraftProperty.fadeIn, segment.fadeIn, fadeIn, "in"), (.fadeOut, segment.fadeOut, fadeOut, "out"),
    ] where old != new {
      edits += draft.draft.edits(setting: property, of: segment.node, to: new)
      parts.append("\(name) \(new.milliseconds.decimal()) ms")
    }
    return edits.isEmpty ? nil : Fix("scale the fades down: \(parts.joined(separator: ", "))", edits: edits)
  }
}
