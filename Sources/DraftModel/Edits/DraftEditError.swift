import JSONTree

/// Why an edit of a draft cannot be done. The draft it was asked of is as it was.
public enum DraftEditError: Error, Hashable, Sendable {
  /// The draft has `count` tracks.
  case noSuchTrack(Int, count: Int)
  /// The reference's track has `count` segments.
  case noSuchSegment(SegmentReference, count: Int)
  /// A track or segment to edit is no object. The pointer counts from the draft.
  case notAnObject(JSONPointer, found: JSONKind)
  /// What is to become a segment is no object.
  case newSegmentNotAnObject
  /// A new segment has to last longer than zero.
  case noDuration(Time)
  /// A time is not inside the range of the segment that it is meant for.
  case timeOutside(Time, of: SegmentReference, range: TimeRange)
  /// A segment would begin before the timeline does.
  case beforeTimelineStart(Time)
  /// Nothing, or less than nothing, would be left of a segment.
  case emptyResult(SegmentReference, duration: Time)
  /// No other segment touches that end of the segment.
  case noNeighbor(SegmentReference, SegmentEdge)
  /// A segment is in the way; `limit` is its end that faces the edit.
  case noRoom(blockedBy: SegmentReference, limit: Time)
  /// The source would be read from before `earliest`, in source time.
  case sourceBeforeStart(SegmentReference, sourceStart: Time, earliest: Time)
  /// The source would be read beyond `latest`, in source time.
  case sourceAfterEnd(SegmentReference, sourceEnd: Time, latest: Time)
  /// A text or a still picture has no source time to slip in.
  case noSourceTime(SegmentReference)
  /// A time needs more digits than a draft can hold.
  case timeTooLarge(Time)
  /// Every key that the property could be written under is taken by something else. The pointer is
  /// that of the object that should get it.
  case cannotWrite(DraftProperty, JSONPointer)
  /// The result is not JSON, because a new segment holds something that is not.
  case invalidResult(JSONEditError)
  /// The result would not be read as a draft.
  case unreadableResult(DraftReadingError)
}
