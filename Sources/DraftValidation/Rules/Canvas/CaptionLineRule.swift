import DraftModel

/// Captions with long lines.
struct CaptionLineRule: Rule {
  static let description = RuleDescription(
    "caption.longLine", .canvas, .warning, "a caption's line has more than 42 characters",
    why: "long lines are hard to read, and are broken where it does not suit them",
    help: "break the line, or split the caption in two",
    before:
      #"{"t": [{"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 6000, "tx": "A line that goes on and on until nobody follows it"}]}]}"#,
    after:
      #"{"t": [{"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 6000, "tx": "A line that goes on and on\nuntil nobody follows it"}]}]}"#
  )

  private static let longest = 42

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachCaption { segment, text in
      let longest = text.split(whereSeparator: \.isNewline).map(\.count).max() ?? 0
      guard longest > Self.longest else { return }
      report(
        Finding(
          segment.anchor(.text), "\(segment) has a line of \(longest) characters",
          values: ["characters": .int(longest)],
          grounds: [Ground(segment.track.node, .trackRole)]))
    }
  }
}
