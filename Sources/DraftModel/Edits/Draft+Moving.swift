extension Draft {
  /// Takes a segment to another time, another track, or both, with all its keys.
  ///
  ///                  0    1    2    3    4    5    6    7
  ///     before       |--- A ---|--- B ---|--- C ---|
  ///     A to 4
  ///     overwrite              |--- B ---|--- A ---|
  ///     insert                 |--- B ---|--- A ---|--- C ---|
  ///
  /// Where it was it leaves a gap. Where it comes to, it does to what lies there what
  /// ``overwriting(with:onTrack:at:duration:)`` or ``inserting(_:onTrack:at:duration:pushing:)`` does.
  /// In its track's array it stands before the first segment that begins later.
  ///
  /// - Parameters:
  ///   - start: on the timeline of the draft as it is, at least 0.
  ///   - track: the track's place in the draft, from 0; the segment's own unless said.
  ///   - style: what happens to what lies there.
  /// - Throws: ``DraftEditError/noSuchTrack(_:count:)``, ``DraftEditError/noSuchSegment(_:count:)``,
  ///   ``DraftEditError/notAnObject(_:found:)``, ``DraftEditError/beforeTimelineStart(_:)``, or that the
  ///   result cannot be written.
  public func moving(
    _ segment: SegmentReference, to start: Time, onTrack track: Int? = nil, as style: MoveStyle = .overwrite
  ) throws(DraftEditError) -> Draft {
    let old = try editable(segment)
    let track = try self.track(at: track ?? segment.track).index
    let start = start.asWritten
    guard start >= .zero else { throw .beforeTimelineStart(start) }
    var plan = EditPlan(self)
    plan.remove(old)
    switch style {
    case .overwrite: plan.clear(TimeRange(start: start, duration: old.duration), on: track)
    case .insert(let scope):
      for track in plan.tracks(of: scope, around: track) { plan.open(old.duration, at: start, on: track) }
    }
    plan.place(moved: old, at: start, on: track)
    return try plan.applied()
  }
}
