import DraftModel

/// A text segment that says nothing. A title stands in for a text, as in the summary line.
struct TextMissingRule: Rule {
  static let description = RuleDescription(
    "segment.noText", .content, .warning, "a text segment has no text",
    why: "nothing is shown while it is on",
    help: "give it a text in `tx`, or take the segment away",
    before: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": ""}]}]}"#,
    after: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hello"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks where track.type == .text {
      for segment in track.segments {
        let text = segment.text ?? segment.title ?? ""
        guard text.allSatisfy(\.isWhitespace), draft.document.kind(of: segment.node) == .object,
          !draft.keys.isMistyped(.text, in: segment.node)
        else { continue }
        report(
          Finding(
            segment.anchor(.text),
            "the text segment at \(segment.rangeInParent) has \(text.isEmpty ? "no text" : "a text of spaces only")"
          ))
      }
    }
  }
}
