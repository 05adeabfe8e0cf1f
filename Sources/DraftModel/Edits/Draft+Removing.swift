extension Draft {
  /// Takes a segment away.
  ///
  ///                  0    1    2    3    4    5    6
  ///     before       |--- A ---|--- B ---|--- C ---|
  ///     B removed    |--- A ---|         |--- C ---|
  ///     closing      |--- A ---|--- C ---|
  ///
  /// Without a scope it leaves a gap. With one, what begins when it ends, or later, moves to the left by
  /// its duration, on its track or on all.
  ///
  /// - Parameter scope: on which tracks the gap is closed; nil leaves it.
  /// - Throws: ``DraftEditError/noSuchTrack(_:count:)``, ``DraftEditError/noSuchSegment(_:count:)``,
  ///   ``DraftEditError/noRoom(blockedBy:limit:)`` where what moves would come to lie over what stays,
  ///   or that the result cannot be written.
  public func removing(
    _ segment: SegmentReference, closing scope: RippleScope? = nil
  ) throws(DraftEditError) -> Draft {
    _ = try track(at: segment.track)
    guard let old = self.segment(at: segment) else {
      throw .noSuchSegment(segment, count: storage.tracks[segment.track].segments.count)
    }
    var plan = EditPlan(self)
    plan.remove(old)
    if let scope { try plan.shift(from: old.end, by: -old.duration, around: old, scope: scope) }
    return try plan.applied()
  }
}
