import JSONTree

/// A draft as it is to be after an edit: for each track, its segments in the order of its array.
///
/// An edit only says here when each segment is to be on. Which bytes that takes, and which starts
/// have to be written so that every other segment keeps its time, is found when the plan is
/// applied. Segments of the draft that are kept stay in their order.
struct EditPlan {
  let draft: Draft
  /// The tracks that were worked on; the others are as they were.
  private var touched: [Int: [PlannedSegment]] = [:]

  init(_ draft: Draft) { self.draft = draft }

  var touchedTracks: [Int] { touched.keys.sorted() }

  /// The segments of a track, which has to be one of the draft's.
  subscript(track: Int) -> [PlannedSegment] {
    get { touched[track] ?? Track(draft: draft, index: track).segments.map(PlannedSegment.init(keeping:)) }
    set { touched[track] = newValue }
  }

  /// Whether something may have changed on a track.
  func isTouched(_ track: Int) -> Bool { touched[track] != nil }

  // MARK: One segment

  /// Changes a segment of the draft, and checks that what comes out can be.
  mutating func change(
    _ segment: Segment, available: TimeRange? = nil, _ body: (inout PlannedSegment) -> Void
  ) throws(DraftEditError) {
    let track = segment.track.index
    guard let index = self[track].firstIndex(where: { $0.keeps(segment) }) else { return }
    var changed = self[track][index]
    body(&changed)
    try changed.checkLimits(available: available)
    self[track][index] = changed
  }

  mutating func remove(_ segment: Segment) {
    self[segment.track.index].removeAll { $0.keeps(segment) }
  }

  /// Puts a segment before the first one of a track that begins later.
  mutating func place(_ planned: PlannedSegment, on track: Int) {
    var segments = self[track]
    segments.insert(planned, at: segments.firstIndex { $0.start > planned.start } ?? segments.count)
    self[track] = segments
  }

  /// Puts a segment of the draft, which was removed from the plan, to another time and track. It is
  /// left where it stands in the document if that is in order.
  mutating func place(moved segment: Segment, at start: Time, on track: Int) {
    var planned = PlannedSegment(keeping: segment)
    planned.start = start
    let others = self[track]
    let index = others.firstIndex { $0.start > start } ?? others.count
    let isInOrder =
      track == segment.track.index
      && others[..<index].allSatisfy { ($0.keptIndex ?? -1) < segment.index }
      && others[index...].allSatisfy { ($0.keptIndex ?? .max) > segment.index }
    if !isInOrder { planned.origin = .copied(segment) }
    place(planned, on: track)
  }

  // MARK: Room

  /// Takes away what lies in a range of a track, in whole or in part. A segment of no length is not
  /// in the way.
  mutating func clear(_ range: TimeRange, on track: Int) {
    self[track] = self[track].flatMap { planned -> [PlannedSegment] in
      guard planned.range.overlaps(range) else { return [planned] }
      var left = planned
      guard planned.start < range.start else {
        left.trimHead(by: min(planned.end, range.end) - planned.start)
        return left.range.isEmpty ? [] : [left]
      }
      guard planned.end > range.end else {
        left.extendTail(by: range.start - planned.end)
        return [left]
      }
      var right = left.split(at: range.start)
      right.trimHead(by: range.duration)
      return [left, right]
    }
  }

  /// Opens a gap in a track: cuts what is on at `time`, and moves all that begins then or later.
  mutating func open(_ duration: Time, at time: Time, on track: Int) {
    guard duration > .zero else { return }
    self[track] = self[track].flatMap { planned -> [PlannedSegment] in
      var planned = planned
      if planned.start >= time {
        planned.start += duration
        return [planned]
      }
      guard planned.end > time else { return [planned] }
      var right = planned.split(at: time)
      right.start += duration
      return [planned, right]
    }
  }

  /// Moves all that begins at a time or later, on the tracks of a scope.
  /// - Parameter anchor: the segment that the edit is about; it does not move.
  mutating func shift(
    from time: Time, by offset: Time, around anchor: Segment, scope: RippleScope
  ) throws(DraftEditError) {
    for track in tracks(of: scope, around: anchor.track.index) {
      if offset < .zero { try checkRoom(from: time, by: offset, around: anchor, on: track) }
      var segments = self[track]
      for index in segments.indices where segments[index].start >= time && !segments[index].keeps(anchor) {
        segments[index].start += offset
      }
      self[track] = segments
    }
  }

  /// The tracks that an edit of one of them reaches.
  func tracks(of scope: RippleScope, around track: Int) -> [Int] {
    scope == .track ? [track] : Array(draft.storage.tracks.indices)
  }

  /// What moves to the left must not come to lie over what stays. Where segments overlapped before,
  /// they may go on doing so.
  private func checkRoom(
    from time: Time, by offset: Time, around anchor: Segment, on track: Int
  ) throws(DraftEditError) {
    let others = self[track].filter { !$0.keeps(anchor) && !$0.range.isEmpty }
    guard let first = others.filter({ $0.start >= time }).map(\.start).min(),
      let last = others.filter({ $0.start < time }).max(by: { $0.end < $1.end }),
      let segment = last.segment
    else { return }
    if first >= last.end, first + offset < last.end {
      throw .noRoom(blockedBy: segment.reference, limit: last.end)
    }
  }
}
