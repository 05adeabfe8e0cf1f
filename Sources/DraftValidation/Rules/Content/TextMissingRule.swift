import DraftModel

/// A text segment that says nothing. A title stands in for a text, as in the summary line; the name of
/// its media does not.
///
/// Where no segment of the draft has a text, those with a key that nobody knows probably spell it in a
/// way that the key table lacks: that is only told.
struct TextMissingRule: Rule {
  static let description = RuleDescription(
    "segment.noText", .content, .warning, "a text segment has no text",
    why: "nothing is shown while it is on",
    levels: "warning, info where the draft seems to spell texts in a way that is not known",
    help: "give it a text in `tx`, or take the segment away",
    before: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": ""}]}]}"#,
    after: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hello"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let lacking = draft.tracks.filter { $0.type == .text }.flatMap(\.segments).filter { segment in
      Self.text(of: segment, in: draft).allSatisfy(\.isWhitespace)
        && draft.document.kind(of: segment.node) == .object
        && !draft.doubts.concern(.text, of: segment.node)
    }
    guard !lacking.isEmpty else { return }
    let keys = UnrecognizedKeys(of: .text, in: draft)
    let excused = lacking.filter { $0.node(.title) == nil && keys.maySpellIt(in: $0) }
    if let first = excused.first {
      report(
        Finding(
          first.node, "no text segment has a text\(times(excused.count))",
          values: ["count": .int(excused.count)], severity: .info,
          help:
            "if the draft spells it in another way, `workprint inspect --suggest-keys keys.json` looks for it"
        ))
    }
    let known = Set(excused.map(\.node))
    for segment in lacking where !known.contains(segment.node) {
      let isEmpty = Self.text(of: segment, in: draft).isEmpty
      report(
        Finding(
          segment.anchor(.text),
          "the text segment at \(segment.rangeInParent) has \(isEmpty ? "no text" : "a text of spaces only")",
          grounds: [Ground(segment.track.node, .trackType)]))
    }
  }

  private static func text(of segment: Segment, in draft: CheckedDraft) -> String {
    segment.text ?? segment.node(.title).flatMap(draft.document.string) ?? ""
  }
}
