import JSONTree

extension Draft {
  /// Puts a new segment on a track, in the place of what lies there.
  ///
  ///               0    1    2    3    4    5
  ///     before    |--- A ---|----- B ------|
  ///     new            |--- N ---|
  ///     after     | A -|--- N ---|--- B ---|
  ///
  /// Segments under it are removed, those that reach under it are trimmed, and one that lies on both
  /// sides of it is cut in two, as by ``slicing(_:at:)``. Beyond the end of the track it leaves a gap.
  /// A segment of no length is not in the way.
  ///
  /// - Parameters:
  ///   - segment: an object with all keys of the segment; its start and duration are written into it.
  ///   - track: the track's place in the draft, from 0.
  ///   - start: on the timeline, at least 0.
  ///   - duration: on the timeline, more than 0.
  /// - Throws: ``DraftEditError/noSuchTrack(_:count:)``, ``DraftEditError/newSegmentNotAnObject``,
  ///   ``DraftEditError/noDuration(_:)``, ``DraftEditError/beforeTimelineStart(_:)``, or that the result
  ///   cannot be written.
  public func overwriting(
    with segment: JSONLiteral, onTrack track: Int, at start: Time, duration: Time
  ) throws(DraftEditError) -> Draft {
    let new = try newSegment(segment, on: track, start, duration)
    var plan = EditPlan(self)
    plan.clear(new.range, on: track)
    plan.place(new, on: track)
    return try plan.applied()
  }

  /// A segment that comes from outside, checked.
  func newSegment(
    _ literal: JSONLiteral, on track: Int, _ start: Time, _ duration: Time
  ) throws(DraftEditError) -> PlannedSegment {
    _ = try self.track(at: track)
    guard case .object = literal else { throw .newSegmentNotAnObject }
    let new = PlannedSegment(new: literal, start: start.asWritten, duration: duration.asWritten)
    guard new.duration > .zero else { throw .noDuration(duration) }
    guard new.start >= .zero else { throw .beforeTimelineStart(start) }
    return new
  }
}
