extension Draft {
  /// Moves the ends of a segment; what it shows at any time that is left stays the same.
  ///
  ///               0    1    2    3    4    5    6
  ///     before    |--- A ---|         |--- B ---|
  ///     to             |---------|
  ///     after          |--- A ---|    |--- B ---|
  ///
  /// Nothing else moves: a trim leaves gaps, and it can make the segment longer only where there is
  /// a gap. The source in-point moves with the head, times the speed, and keyframes stay at their
  /// times on the timeline. Fades and transitions stay at their ends of the segment.
  ///
  /// - Parameters:
  ///   - range: where the segment is to be on the timeline. It touches where the segment is now.
  ///   - availableRange: what there is of the segment's source, in source time, where that is known.
  /// - Throws: ``DraftEditError/timeOutside(_:of:range:)`` for a range elsewhere,
  ///   ``DraftEditError/emptyResult(_:duration:)``, ``DraftEditError/beforeTimelineStart(_:)``,
  ///   ``DraftEditError/noRoom(blockedBy:limit:)``,
  ///   ``DraftEditError/sourceBeforeStart(_:sourceStart:earliest:)``,
  ///   ``DraftEditError/sourceAfterEnd(_:sourceEnd:latest:)``, that there is no such segment, or that the
  ///   result cannot be written.
  public func trimming(
    _ segment: SegmentReference, to range: TimeRange, availableRange: TimeRange? = nil
  ) throws(DraftEditError) -> Draft {
    let old = try editable(segment)
    let new = TimeRange(start: range.start.asWritten, end: range.end.asWritten)
    guard new.start <= old.end else { throw .timeOutside(new.start, of: segment, range: old.rangeInParent) }
    guard new.end >= old.start else { throw .timeOutside(new.end, of: segment, range: old.rangeInParent) }
    var plan = EditPlan(self)
    try plan.change(old, available: availableRange) {
      $0.trimHead(by: new.start - old.start)
      $0.extendTail(by: new.end - old.end)
    }
    try checkGaps(around: old, for: new)
    return try plan.applied()
  }

  /// What a segment gets longer by has to be free.
  private func checkGaps(around segment: Segment, for new: TimeRange) throws(DraftEditError) {
    let others = segment.track.segments.filter { $0.ordinal != segment.ordinal }
    let head = TimeRange(start: new.start, end: segment.start)
    let before = others.filter { $0.rangeInParent.overlaps(head) }.max { $0.end < $1.end }
    if let before { throw .noRoom(blockedBy: before.reference, limit: before.end) }
    let tail = TimeRange(start: segment.end, end: new.end)
    let after = others.filter { $0.rangeInParent.overlaps(tail) }.min { $0.start < $1.start }
    if let after { throw .noRoom(blockedBy: after.reference, limit: after.start) }
  }
}
