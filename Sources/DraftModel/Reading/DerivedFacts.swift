/// What follows from a draft's tracks and segments.
extension Draft {
  /// Every segment, track by track, in document order.
  public var segments: [Segment] { storage.segments.indices.map { Segment(draft: self, ordinal: $0) } }

  /// The number of all segments.
  public var segmentCount: Int { storage.segments.count }

  /// The end of the last segment; zero where there is none.
  public var duration: Time { storage.duration }

  /// The duration that the draft itself names, which is only checked against ``duration``.
  public var writtenDuration: Time? { node(.draftDuration).flatMap(document.time) }

  /// Whether the service would export it: it has tracks, and one of them is not empty.
  public var isReadyForExport: Bool { !storage.segments.isEmpty }

  /// The draft's own title.
  public var title: String? { node(.draftTitle).flatMap(document.string) }
}

extension Track {
  /// When the last of its segments ends; zero for an empty track.
  public var end: Time { segments.reduce(.zero) { max($0, $1.end) } }

  /// The stretches before ``end`` that none of its segments is on.
  public var gaps: [TimeRange] {
    var gaps: [TimeRange] = []
    var covered = Time.zero
    for segment in segments.sorted(by: { $0.start < $1.start }) where !segment.rangeInParent.isEmpty {
      if segment.start > covered { gaps.append(TimeRange(start: covered, end: segment.start)) }
      covered = max(covered, segment.end)
    }
    return gaps
  }
}
