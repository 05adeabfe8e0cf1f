import JSONTree

extension Draft {
  /// Puts a new segment on a track and moves what comes later by its duration.
  ///
  ///               0    1    2    3    4    5    6    7
  ///     before    |----- A ------|--- B ---|
  ///     new            |--- N ---|
  ///     after     | A -|--- N ---|--- A' --|--- B ---|
  ///
  /// A segment that is on at that time is cut in two, as by ``slicing(_:at:)``. With
  /// ``RippleScope/allTracks`` the other tracks get a gap of the same duration at the same time, so
  /// that they stay in step; what is on there is cut, too.
  ///
  /// - Parameters:
  ///   - segment: an object with all keys of the segment; its start and duration are written into it.
  ///   - track: the track's place in the draft, from 0.
  ///   - start: on the timeline, at least 0.
  ///   - duration: on the timeline, more than 0.
  ///   - scope: which tracks make room.
  /// - Throws: ``DraftEditError/noSuchTrack(_:count:)``, ``DraftEditError/newSegmentNotAnObject``,
  ///   ``DraftEditError/noDuration(_:)``, ``DraftEditError/beforeTimelineStart(_:)``, or that the result
  ///   cannot be written.
  public func inserting(
    _ segment: JSONLiteral, onTrack track: Int, at start: Time, duration: Time,
    pushing scope: RippleScope = .track
  ) throws(DraftEditError) -> Draft {
    let new = try newSegment(segment, on: track, start, duration)
    var plan = EditPlan(self)
    for track in plan.tracks(of: scope, around: track) {
      plan.open(new.duration, at: new.start, on: track)
    }
    plan.place(new, on: track)
    return try plan.applied()
  }
}
