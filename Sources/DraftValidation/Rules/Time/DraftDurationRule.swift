import DraftModel
import JSONTree

/// The draft's own length, where it is not the end of its last segment.
///
/// The fix is certain: the length of a draft is where its last segment ends, whatever `d` says. Where
/// a segment's own start or length is at fault, nothing is said: that has to be mended first. Where no
/// segment says its start, and a key that nobody knows reads like one, the end is not known: that is only
/// told, without a fix.
struct DraftDurationRule: Rule {
  static let description = RuleDescription(
    "draft.duration", .time, .warning, "the draft's length is not the end of its last segment",
    why: "the export may be cut short, or run on with an empty picture",
    levels: "warning, info where the draft seems to spell starts in a way that is not known",
    help: "set the draft's `d` to the end of its last segment; `--fix` does",
    isFixable: true,
    before: #"{"d": 3000, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after: #"{"d": 2000, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let end = draft.draft.duration
    guard let node = draft.draft.node(.draftDuration), end > .zero, draft.hasSoundTimes else { return }
    let written = draft.document.time(of: node)
    if let written, (written - end).milliseconds.magnitude < .one { return }
    let message: DiagnosticMessage =
      if let written { "the draft says that it is \(written) long, and its last segment ends at \(end)" } else
      {
        "the draft's length is beyond what a time can hold, and its last segment ends at \(end)"
      }
    let values: KeyValuePairs<String, JSONLiteral> = [
      "written": written.map { .time($0) } ?? .null, "end": .time(end),
    ]
    let grounds = [Ground(draft.draft.node, .draftTracks, .trackSegments, .start, .duration)]
    if UnrecognizedKeys(of: .start, in: draft).isSuggested {
      return report(
        Finding(
          node, message, values: values, severity: .info,
          help:
            "segments seem to say their starts in a key that is not known; `workprint inspect --suggest-keys keys.json` looks for it",
          grounds: grounds))
    }
    let edits = draft.draft.edits(setting: .draftDuration, of: draft.draft.node, to: end)
    report(
      Finding(
        node, message, values: values,
        fix: Fix(
          "set it to \(code: end.milliseconds.decimal())",
          edits: edits), grounds: grounds))
  }
}
