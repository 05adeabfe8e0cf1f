import DraftModel

/// A picture or a title that is on for less than a frame.
struct ShorterThanFrameRule: Rule {
  static let description = RuleDescription(
    "segment.tooShort", .time, .warning, "a segment is shorter than a frame",
    why: "it may fall between two frames and never be seen",
    help: "make it a frame long at least, or take it away",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 20, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  static func isTooShort(_ segment: Segment, on canvas: Canvas) -> Bool {
    // A frame of 33.333 ms is written as 33 as well. A rate that no film has is another rule's finding.
    CanvasFrameRateRule.range.contains(canvas.frameRate.value)
      && segment.duration < canvas.frameRate.frameDuration - Time(milliseconds: Rational(1, 2))
  }

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let rate = draft.canvas.frameRate
    for track in draft.tracks where track.hasPicture {
      for segment in track.segmentsInTime where Self.isTooShort(segment, on: draft.canvas) {
        report(
          Finding(
            segment.anchor(.duration),
            "\(segment) is \(draft.milliseconds(segment.anchor(.duration))) long, less than a frame at \(rate.description) frames a second",
            values: ["duration": .time(segment.duration), "frame": .time(rate.frameDuration)],
            grounds: [Ground(draft.draft.node, .canvasFrameRate)]))
      }
    }
  }
}
