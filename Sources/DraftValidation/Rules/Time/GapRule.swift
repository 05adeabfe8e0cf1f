import DraftModel
import JSONTree

/// A stretch of the film that no picture is on.
struct GapRule: Rule {
  static let description = RuleDescription(
    "track.gap", .time, .info, "nothing is shown for a while",
    why: "the main track has a gap that no other picture covers: the background is seen",
    help: "nothing has to be done where the pause is meant",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}, {"s": 3000, "d": 2000, "u": "b.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}, {"s": 2000, "d": 2000, "u": "b.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard draft.hasKnownTracks,
      let main = draft.tracks.first(where: { $0.type == .video && !$0.segmentsInTime.isEmpty })
    else { return }
    let shown = draft.tracks.filter { $0.type == .video && !$0.track.isHidden }
      .flatMap { $0.segmentsInTime.filter { !$0.isHidden } }
      .sorted { $0.start < $1.start }
    // What seems to be a gap where a segment's own time is at fault is that fault.
    let doubtful = Self.merged(draft.tracks.filter { $0.type == .video }.flatMap(\.doubtfulRanges))
    func isDoubtful(_ range: TimeRange) -> Bool {
      // The first stretch that does not end before the gap.
      var (low, high) = (0, doubtful.count)
      while low < high {
        let middle = (low + high) / 2
        if doubtful[middle].upperBound <= range.start { low = middle + 1 } else { high = middle }
      }
      return low < doubtful.count && doubtful[low].lowerBound < range.end
    }
    var covered = Time.zero
    var next = 0
    func gap(_ end: Time) {
      guard end - covered >= Time(milliseconds: 1) else { return }
      // The segment of the main track that the gap comes before.
      while next < main.segmentsInTime.count, main.segmentsInTime[next].start < end { next += 1 }
      let isLast = next == main.segmentsInTime.count
      let place = isLast ? main.segmentsInTime.last?.node : main.segmentsInTime[next].anchor(.start)
      let range = TimeRange(start: covered, end: end)
      guard !isDoubtful(range) else { return }
      report(
        Finding(
          place ?? main.track.node, "nothing is shown from \(range.start) to \(range.end)",
          values: ["start": .time(range.start), "end": .time(range.end)]))
    }
    for segment in shown {
      gap(segment.start)
      covered = max(covered, segment.end)
    }
    let end = draft.tracks.flatMap(\.segmentsInTime).reduce(Time.zero) { max($0, $1.end) }
    gap(end)
  }

  /// Ranges that overlap or touch, as one.
  private static func merged(_ ranges: [ClosedRange<Time>]) -> [ClosedRange<Time>] {
    var merged: [ClosedRange<Time>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
