extension Draft {
  /// Shows another stretch of a segment's source, for the same time and at the same place.
  ///
  ///                      0    1    2    3    4    5
  ///     the source       |------ the media -------|
  ///     before                |--- A ---|
  ///     by +1                      |--- A ---|
  ///
  /// Nothing moves on the timeline, keyframes and fades included.
  ///
  /// - Parameters:
  ///   - offset: in source time; above zero shows what comes later.
  ///   - availableRange: what there is of the segment's source, in source time, where that is known.
  /// - Throws: ``DraftEditError/noSourceTime(_:)`` for texts and still pictures,
  ///   ``DraftEditError/sourceBeforeStart(_:sourceStart:earliest:)``,
  ///   ``DraftEditError/sourceAfterEnd(_:sourceEnd:latest:)``, that there is no such segment, or that the
  ///   result cannot be written.
  public func slipping(
    _ segment: SegmentReference, by offset: Time, availableRange: TimeRange? = nil
  ) throws(DraftEditError) -> Draft {
    let old = try editable(segment)
    guard old.hasSourceTime else { throw .noSourceTime(segment) }
    var plan = EditPlan(self)
    try plan.change(old, available: availableRange) { $0.slip(by: offset.asWritten) }
    return try plan.applied()
  }
}
