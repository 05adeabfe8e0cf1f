import DraftModel

extension CheckedTrack {
  /// Every transition of the track, with the segment that it leads into: the next one in time, where it
  /// touches or overlaps.
  ///
  /// Where the segment's own time is at fault, or that of the one after it in the array, nobody knows
  /// what it leads into: such transitions are left out.
  func forEachTransition(_ body: (CheckedTransition) -> Void) {
    let isKnown = isSound.allSatisfy { $0 } ? nil : hasKnownPlace
    for (index, segment) in segmentsInTime.enumerated() {
      guard let (node, kind, duration) = segment.transitionOut else { continue }
      if let isKnown, !isKnown[segment.index] || !(isKnown.dropFirst(segment.index + 1).first ?? true) {
        continue
      }
      let following = index + 1 < segmentsInTime.count ? segmentsInTime[index + 1] : nil
      let next = following.flatMap { $0.start < segment.end + Time(milliseconds: 1) ? $0 : nil }
      body(
        CheckedTransition(
          object: segment.draft.object(node, .transition), kind: kind, duration: duration, segment: segment,
          next: next))
    }
  }
}

/// A transition and its two sides.
struct CheckedTransition {
  let object: DraftObject
  let kind: String?
  let duration: Time
  let segment: Segment
  /// Nil where nothing follows at once.
  let next: Segment?

  /// The shorter of its two sides; nil where it leads into nothing.
  var shorterSide: Segment? {
    next.map { $0.duration < segment.duration ? $0 : segment }
  }
}
