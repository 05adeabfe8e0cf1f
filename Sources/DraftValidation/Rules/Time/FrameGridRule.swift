import DraftModel
import JSONTree

/// Cuts that do not lie on a frame, once a draft. Half a millisecond is what rounding to whole
/// milliseconds costs.
struct FrameGridRule: Rule {
  static let description = RuleDescription(
    "time.frameGrid", .time, .info, "a cut does not lie on a frame",
    why: "it is shown at the next frame, which may be one frame later than meant",
    help: "nothing has to be done unless cuts have to be exact to the frame",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2015, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard CanvasFrameRateRule.range.contains(draft.canvas.frameRate.value) else { return }
    let rate = draft.canvas.frameRate.value.double / 1000
    // Doubles will do: the question is about half a millisecond.
    func isOff(_ time: Time) -> Bool {
      let frames = time.milliseconds.double * rate
      return (frames - frames.rounded()).magnitude / rate > 0.5 + 1e-6
    }
    var first: (JSONNodeID, Time)?
    var count = 0
    for track in draft.tracks where track.hasPicture {
      // The cuts of a segment that is shorter than a frame are that rule's.
      var tooShort: Set<Time> = []
      for segment in track.segmentsInTime where ShorterThanFrameRule.isTooShort(segment, on: draft.canvas) {
        tooShort.formUnion([segment.start, segment.end])
      }
      for segment in track.segmentsInTime {
        if isOff(segment.start), !tooShort.contains(segment.start) {
          first = first ?? (segment.anchor(.start), segment.start)
          count += 1
        }
        if isOff(segment.end), !tooShort.contains(segment.end) {
          first = first ?? (segment.anchor(.duration), segment.end)
          count += 1
        }
      }
    }
    guard let (node, time) = first else { return }
    report(
      Finding(
        node,
        "\(time) lies between two frames at \(draft.canvas.frameRate.description) frames a second\(times(count))",
        values: ["time": .time(time), "count": .int(count)],
        grounds: [Ground(draft.draft.node, .canvasFrameRate)]))
  }
}
