import DraftModel

/// A picture or a title that is on for less than a frame.
struct ShorterThanFrameRule: Rule {
  static let description = RuleDescription(
    "segment.tooShort", .time, .warning, "a segment is shorter than a frame",
    why: "it may fall between two frames and never be seen",
    help: "make it a frame long at least, or take it away",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 20, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let rate = draft.canvas.frameRate
    // A frame of 33.333 ms is written as 33 as well.
    let shortest = rate.frameDuration - Time(milliseconds: Rational(1, 2))
    for track in draft.tracks where track.hasPicture {
      for segment in track.segmentsInTime where segment.duration < shortest {
        report(
          Finding(
            segment.anchor(.duration),
            "\(segment) is \(segment.duration.milliseconds) ms long, less than a frame at \(rate.description) frames a second",
            values: ["duration": .time(segment.duration), "frame": .time(rate.frameDuration)]))
      }
    }
  }
}
