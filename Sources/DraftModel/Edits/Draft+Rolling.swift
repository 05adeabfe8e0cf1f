extension Draft {
  /// Moves the cut between a segment and its neighbour: the one gives the time that the other gets.
  ///
  ///               0    1    2    3    4    5
  ///     before    |----- A ------|--- B ---|
  ///     by -1     |--- A ---|----- B ------|
  ///
  /// Nothing else moves, and what is shown at a time that neither gave away stays the same.
  ///
  /// - Parameters:
  ///   - edge: which end of the segment the cut is at.
  ///   - offset: on the timeline; above zero moves the cut to a later time.
  ///   - availableRange: what there is of the source of the segment that gets longer, in source time,
  ///     where that is known.
  /// - Throws: ``DraftEditError/noNeighbor(_:_:)`` where none touches that end,
  ///   ``DraftEditError/emptyResult(_:duration:)`` where a segment is used up,
  ///   ``DraftEditError/sourceBeforeStart(_:sourceStart:earliest:)``,
  ///   ``DraftEditError/sourceAfterEnd(_:sourceEnd:latest:)``, that there is no such segment, or that the
  ///   result cannot be written.
  public func rolling(
    _ edge: SegmentEdge, of segment: SegmentReference, by offset: Time, availableRange: TimeRange? = nil
  ) throws(DraftEditError) -> Draft {
    let old = try editable(segment)
    let other = try neighbor(of: old, at: edge)
    let (left, right) = edge == .head ? (other, old) : (old, other)
    let offset = offset.asWritten
    var plan = EditPlan(self)
    // Only what gets longer is held against the range, so it can be given to both.
    try plan.change(left, available: availableRange) { $0.extendTail(by: offset) }
    try plan.change(right, available: availableRange) { $0.trimHead(by: offset) }
    return try plan.applied()
  }
}
