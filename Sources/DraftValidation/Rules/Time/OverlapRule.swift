import DraftModel

/// Segments of one track that are on at the same time.
///
///     [ a ============ ]
///                 [ b ======== ]
///                 ^--- both are on, and only b is seen
///
/// An overlap that the transition out of the earlier segment covers is how some editors write the
/// transition, and is no finding. What is shorter than a millisecond comes from rounding. What is hidden is
/// not seen, over or under what is.
struct OverlapRule: Rule {
  static let description = RuleDescription(
    "segment.overlap", .time, .error, "segments of one track overlap",
    why: "of two pictures only one can be seen, and the service may cut or refuse the other",
    levels: "error for pictures, warning for sound and text, info on tracks of other types",
    help: "shorten the earlier segment, start the later one when it ends, or put one on a track of its own",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 4000, "u": "a.mp4"}, {"s": 3000, "d": 2000, "u": "b.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 3000, "u": "a.mp4"}, {"s": 3000, "d": 2000, "u": "b.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks where !(track.hasPicture && track.track.isHidden) {
      var reach: Segment?
      var previous: Segment?
      // Where a segment begins after one whose own time is at fault is not known.
      let isKnown = track.hasKnownPlace
      for segment in track.segmentsInTime
      where isKnown[segment.index] && !(track.hasPicture && segment.isHidden) {
        if let other = reach, segment.start + Self.tolerance <= other.end {
          let overlap = min(other.end, segment.end) - segment.start
          let isNeighbour = previous?.index == other.index
          // Of a transition whose length is at fault nobody knows what it covers.
          let covered = isNeighbour ? other.plausibleTransition : .zero
          if let covered, overlap - covered >= Self.tolerance {
            var finding = finding(segment, other, overlap, track)
            if isNeighbour { finding.grounds = [Ground(other.node, .transition, .transitionDuration)] }
            report(finding)
          }
        }
        if reach.map({ segment.end > $0.end }) ?? true { reach = segment }
        previous = segment
      }
    }
  }

  private static let tolerance = Time(milliseconds: 1)

  private func finding(_ segment: Segment, _ other: Segment, _ overlap: Time, _ track: CheckedTrack)
    -> Finding
  {
    let severity: Severity =
      switch track.type {
      case .video: .error
      case .audio, .text: .warning
      case .other, .unknown: .info
      }
    return Finding(
      segment.anchor(.start),
      "\(segment) (\(segment.rangeInParent)) begins \(overlap) before \(other) (\(other.rangeInParent)) ends",
      values: [
        "start": .time(segment.start), "otherStart": .time(other.start), "otherEnd": .time(other.end),
        "overlap": .time(overlap),
      ],
      severity: severity, related: [.init(other.node, "the segment that it overlaps")])
  }
}
