import DraftModel
import JSONTree

/// An edit with random values, and what it is to do to the times of the segments that it finds.
struct RandomEdit {
  let name: String
  let apply: (Draft) throws(DraftEditError) -> Draft
  /// Where a segment is to be afterwards; nil where the edit may cut, trim or remove it.
  let expected: (Segment) -> TimeRange?

  init(on draft: Draft, using random: inout EditGenerator) {
    let track = random.below(draft.tracks.count)
    let target = SegmentReference(
      track: track, index: random.below(max(1, draft.tracks[track].segmentCount)))
    let old = draft.segment(at: target)?.rangeInParent ?? .millis(0, 0)
    let scope = random.pick(RippleScope.track, .allTracks)
    let offset = Time.millis((random.below(17) - 8) * 25)
    let time = Time.millis(random.below(60) * 50)
    let duration = Time.millis(50 + random.below(10) * 50)
    let edge = random.pick(SegmentEdge.head, .tail)
    let new = JSONLiteral.object(["new": .bool(true)])
    func isTarget(_ segment: Segment) -> Bool { segment.reference == target }
    func reaches(_ segment: Segment) -> Bool { scope == .allTracks || segment.reference.track == track }
    func touches(_ segment: Segment) -> Bool {
      segment.reference.track == track && (segment.start == old.end || segment.end == old.start)
    }
    /// What an opened gap does to a segment.
    func pushed(_ segment: Segment, by duration: Time) -> TimeRange? {
      guard reaches(segment) else { return segment.rangeInParent }
      if segment.start >= time {
        return TimeRange(start: segment.start + duration, duration: segment.duration)
      }
      return segment.end > time && duration > .zero ? nil : segment.rangeInParent
    }
    func shifted(_ segment: Segment, by offset: Time) -> TimeRange {
      let moves = reaches(segment) && segment.start >= old.end
      return TimeRange(start: segment.start + (moves ? offset : .zero), duration: segment.duration)
    }
    switch random.below(10) {
    case 0:
      name = "overwriting"
      apply = { draft throws(DraftEditError) in
        try draft.overwriting(with: new, onTrack: track, at: time, duration: duration)
      }
      let range = TimeRange(start: time, duration: duration)
      expected = {
        $0.reference.track == track && $0.rangeInParent.overlaps(range) ? nil : $0.rangeInParent
      }
    case 1:
      name = "inserting"
      apply = { draft throws(DraftEditError) in
        try draft.inserting(new, onTrack: track, at: time, duration: duration, pushing: scope)
      }
      expected = { pushed($0, by: duration) }
    case 2:
      name = "slicing"
      let inside = random.chance(80) ? old.start + old.duration / Rational(3) : time
      apply = { draft throws(DraftEditError) in try draft.slicing(target, at: inside) }
      expected = { isTarget($0) ? nil : $0.rangeInParent }
    case 3:
      name = "trimming"
      let range = TimeRange(start: old.start + offset, end: old.end + .millis(25))
      apply = { draft throws(DraftEditError) in try draft.trimming(target, to: range) }
      expected = { isTarget($0) ? range : $0.rangeInParent }
    case 4:
      name = "slipping"
      apply = { draft throws(DraftEditError) in try draft.slipping(target, by: offset) }
      expected = { $0.rangeInParent }
    case 5:
      name = "sliding"
      apply = { draft throws(DraftEditError) in try draft.sliding(target, by: offset) }
      expected = {
        if isTarget($0) { return TimeRange(start: $0.start + offset, duration: $0.duration) }
        return touches($0) ? nil : $0.rangeInParent
      }
    case 6:
      name = "rolling"
      apply = { draft throws(DraftEditError) in try draft.rolling(edge, of: target, by: offset) }
      expected = { isTarget($0) || touches($0) ? nil : $0.rangeInParent }
    case 7:
      name = "rippling"
      apply = { draft throws(DraftEditError) in try draft.rippling(edge, of: target, by: offset, on: scope) }
      let change = edge == .tail ? offset : -offset
      expected = {
        isTarget($0)
          ? TimeRange(start: $0.start, duration: $0.duration + change) : shifted($0, by: change)
      }
    case 8:
      name = "moving"
      let destination = random.below(draft.tracks.count)
      let inserts = random.chance(50)
      apply = { draft throws(DraftEditError) in
        try draft.moving(
          target, to: time, onTrack: inserts ? track : destination,
          as: inserts ? .insert(pushing: scope) : .overwrite)
      }
      let range = TimeRange(start: time, duration: old.duration)
      expected = {
        if isTarget($0) { return range }
        if inserts { return pushed($0, by: old.duration) }
        return $0.reference.track == destination && $0.rangeInParent.overlaps(range) ? nil : $0.rangeInParent
      }
    default:
      name = "removing"
      let closes = random.chance(50)
      apply = { draft throws(DraftEditError) in try draft.removing(target, closing: closes ? scope : nil) }
      expected = { isTarget($0) ? nil : closes ? shifted($0, by: -old.duration) : $0.rangeInParent }
    }
  }
}
