import DraftModel

/// Captions that nobody can read in the time they are on.
struct CaptionSpeedRule: Rule {
  static let description = RuleDescription(
    "caption.tooFast", .canvas, .warning, "a caption is too fast to read",
    why: "people read about 20 characters a second; Chinese, Japanese and Korean ones count double",
    help: "leave it on for longer, or say less",
    before:
      #"{"t": [{"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 500, "tx": "Nobody can read all this"}]}]}"#,
    after:
      #"{"t": [{"tt": 7, "rl": "caption", "sg": [{"s": 0, "d": 2500, "tx": "Nobody can read all this"}]}]}"#)

  private static let fastest = Rational(20)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    draft.forEachCaption { segment, text in
      let count = text.reduce(0) { $0 + ($1.isNewline ? 0 : $1.isEastAsian ? 2 : 1) }
      let rate = Rational(count) / segment.duration.seconds
      guard rate > Self.fastest else { return }
      report(
        Finding(
          segment.anchor(.text), "\(segment) has \(rate.rounded) characters a second",
          values: ["charactersPerSecond": .int(rate.rounded), "duration": .time(segment.duration)],
          grounds: [Ground(segment.track.node, .trackRole)]))
    }
  }
}

extension CheckedDraft {
  /// The segments of caption tracks that have a text and a length.
  func forEachCaption(_ body: (Segment, String) -> Void) {
    for track in tracks where track.role == .caption {
      for segment in track.segmentsInTime {
        if let text = segment.text ?? segment.title, !text.isEmpty { body(segment, text) }
      }
    }
  }
}
