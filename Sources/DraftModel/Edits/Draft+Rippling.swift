extension Draft {
  /// Moves an end of a segment, and everything after the segment along with it.
  ///
  ///                   0    1    2    3    4    5
  ///     before        |----- A ------|--- B ---|
  ///     tail by -1    |--- A ---|--- B ---|
  ///     head by +1    |--- A' --|--- B ---|
  ///
  /// The segment's start stays where it is. At the tail the end moves; at the head the source in-point
  /// does, times the speed, so that the segment begins with what it showed `offset` after its start.
  /// After the segment is what begins when it ends, or later. With ``RippleScope/allTracks`` that is
  /// so on all tracks; what is on across that time stays.
  ///
  /// - Parameters:
  ///   - edge: which end is moved.
  ///   - offset: on the timeline; above zero makes the segment shorter at its head and longer at its
  ///     tail.
  ///   - scope: on which tracks the later segments move along.
  ///   - availableRange: what there is of the segment's source, in source time, where that is known.
  /// - Throws: ``DraftEditError/emptyResult(_:duration:)``,
  ///   ``DraftEditError/noRoom(blockedBy:limit:)`` where what moves would come to lie over what stays,
  ///   ``DraftEditError/sourceBeforeStart(_:sourceStart:earliest:)``,
  ///   ``DraftEditError/sourceAfterEnd(_:sourceEnd:latest:)``, that there is no such segment, or that the
  ///   result cannot be written.
  public func rippling(
    _ edge: SegmentEdge, of segment: SegmentReference, by offset: Time, on scope: RippleScope = .track,
    availableRange: TimeRange? = nil
  ) throws(DraftEditError) -> Draft {
    let old = try editable(segment)
    let offset = offset.asWritten
    var plan = EditPlan(self)
    try plan.change(old, available: availableRange) {
      switch edge {
      case .head:
        $0.trimHead(by: offset)
        $0.start = old.start
      case .tail: $0.extendTail(by: offset)
      }
    }
    try plan.shift(from: old.end, by: edge == .head ? -offset : offset, around: old, scope: scope)
    return try plan.applied()
  }
}
