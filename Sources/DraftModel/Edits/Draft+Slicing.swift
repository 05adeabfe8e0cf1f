extension Draft {
  /// Cuts a segment in two.
  ///
  ///               0    1    2    3    4
  ///     before    |-------- A --------|
  ///     at                  ^
  ///     after     |--- A ---|--- A' --|
  ///
  /// Both parts have all keys of the segment, those that are not known too, but for these:
  /// - The right part's source in-point is the left's plus the left's duration times the speed. A text
  ///   or a still picture, which has no source time, gets none; its text is in both parts.
  /// - The left part keeps fade-in and the animation at the beginning, the right part keeps fade-out,
  ///   the animation at the end and the transition into the next segment.
  /// - Both parts keep all keyframes. Those of the right part count from its own start, and may be
  ///   negative: they lead the values at its beginning, which are the same as before the cut.
  /// - Where the segment has an identity, the right part gets a fresh one: `"a"` becomes `"a-2"`, or
  ///   the next that is free; a number becomes one more than the largest.
  ///
  /// - Parameter time: on the timeline; inside the segment, not at its ends.
  /// - Throws: ``DraftEditError/noSuchTrack(_:count:)``, ``DraftEditError/noSuchSegment(_:count:)``,
  ///   ``DraftEditError/notAnObject(_:found:)``, ``DraftEditError/timeOutside(_:of:range:)``, or that the
  ///   result cannot be written.
  public func slicing(_ segment: SegmentReference, at time: Time) throws(DraftEditError) -> Draft {
    let old = try editable(segment)
    let time = time.asWritten
    guard old.start < time, time < old.end else {
      throw .timeOutside(time, of: segment, range: old.rangeInParent)
    }
    var plan = EditPlan(self)
    plan[segment.track] = plan[segment.track].flatMap { planned -> [PlannedSegment] in
      guard planned.keeps(old) else { return [planned] }
      var left = planned
      let right = left.split(at: time)
      return [left, right]
    }
    return try plan.applied()
  }
}
