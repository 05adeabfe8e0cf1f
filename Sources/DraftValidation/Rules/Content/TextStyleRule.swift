import DraftModel

/// A number of a text's style that no text can have.
struct TextStyleRule: Rule {
  static let description = RuleDescription(
    "text.style", .content, .warning, "a size or a length of a text's style is out of range",
    why: "sizes are fractions of the canvas: the preview holds them at what can be drawn, the export may not",
    help: "give a fraction of the canvas height; 0.05 is a usual size, and pixels have to be divided by it",
    before: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "ts": {"z": 48}, "tx": "Hello"}]}]}"#,
    after: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "ts": {"z": 0.05}, "tx": "Hello"}]}]}"#)

  /// What is drawn as it is written; the rest is held at these bounds.
  private static let ranges: [(property: DraftProperty, range: RangeCheck)] = [
    (.fontSize, RangeCheck(name: "text size", range: 0.001...1, effect: fraction)),
    (.strokeWidth, RangeCheck(name: "stroke width", range: 0...0.2, effect: fraction)),
    (.boxRadius, RangeCheck(name: "box radius", range: 0...1, effect: fraction)),
    (.letterSpacing, RangeCheck(name: "letter spacing", range: -0.5...0.5, effect: fraction)),
    (.lineHeight, RangeCheck(name: "line height", range: 0.1...10, effect: "it is a factor, 0.1 to 10")),
    (
      .maximumWidth,
      RangeCheck(name: "greatest width", range: 0.01...10, effect: "it is a fraction of the canvas width")
    ),
  ]
  private static let fraction = "it is a fraction of the canvas height"

  private static let shadowRanges: [(property: DraftProperty, range: RangeCheck)] = [
    (.shadowX, RangeCheck(name: "shadow", range: -1...1, effect: fraction)),
    (.shadowY, RangeCheck(name: "shadow", range: -1...1, effect: fraction)),
    (.shadowBlur, RangeCheck(name: "shadow's blur", range: 0...0.5, effect: fraction)),
  ]

  /// Whether a text can be laid out as its style says.
  static func isPlausible(_ segment: Segment, in draft: CheckedDraft) -> Bool {
    guard let node = segment.node(.textStyle) else { return true }
    let style = draft.draft.object(node, .textStyle)
    return ranges.allSatisfy { $0.range.finding(style.node($0.property), in: draft, of: "") == nil }
  }

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachSegment { segment, _ in
      guard let node = segment.node(.textStyle) else { return }
      let style = draft.draft.object(node, .textStyle)
      func look(_ ranges: [(property: DraftProperty, range: RangeCheck)], _ object: DraftObject) {
        for (property, range) in ranges {
          if let finding = range.finding(object.node(property), in: draft, of: "\(segment)") {
            report(finding)
          }
        }
      }
      look(Self.ranges, style)
      if let shadow = style.object(.shadow, .shadow) { look(Self.shadowRanges, shadow) }
    }
  }
}
