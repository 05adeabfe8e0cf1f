extension Draft {
  /// Moves a segment between its two neighbours, which give and take the time.
  ///
  ///               0    1    2    3    4    5    6
  ///     before    |--- A ---|--- B ---|--- C ---|
  ///     by +1     |----- A ------|--- B ---| C -|
  ///
  /// The segment shows what it showed, at another time. The one before it is trimmed or extended at
  /// its tail, the one after it at its head, as by ``rolling(_:of:by:availableRange:)``; nothing else
  /// moves.
  ///
  /// - Parameters:
  ///   - offset: on the timeline; above zero moves the segment to a later time.
  ///   - availableRange: what there is of the source of the neighbour that gets longer, in source
  ///     time, where that is known.
  /// - Throws: ``DraftEditError/noNeighbor(_:_:)`` where none touches it,
  ///   ``DraftEditError/emptyResult(_:duration:)`` where a neighbour is used up,
  ///   ``DraftEditError/sourceBeforeStart(_:sourceStart:earliest:)``,
  ///   ``DraftEditError/sourceAfterEnd(_:sourceEnd:latest:)``, that there is no such segment, or that the
  ///   result cannot be written.
  public func sliding(
    _ segment: SegmentReference, by offset: Time, availableRange: TimeRange? = nil
  ) throws(DraftEditError) -> Draft {
    let old = try editable(segment)
    let (before, after) = (try neighbor(of: old, at: .head), try neighbor(of: old, at: .tail))
    let offset = offset.asWritten
    var plan = EditPlan(self)
    try plan.change(before, available: availableRange) { $0.extendTail(by: offset) }
    try plan.change(old) { $0.start += offset }
    try plan.change(after, available: availableRange) { $0.trimHead(by: offset) }
    return try plan.applied()
  }

  /// The segment whose other end is at an end of a segment, on its track. One of no length does not
  /// count.
  func neighbor(of segment: Segment, at edge: SegmentEdge) throws(DraftEditError) -> Segment {
    let neighbor = segment.track.segments.first {
      guard $0.ordinal != segment.ordinal, !$0.rangeInParent.isEmpty else { return false }
      return edge == .head ? $0.end == segment.start : $0.start == segment.end
    }
    guard let neighbor else { throw .noNeighbor(segment.reference, edge) }
    return neighbor
  }
}
