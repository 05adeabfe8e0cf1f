import JSONTree

/// How one planned segment is written.
extension EditPlan {
  /// The edits of a segment that stays in its place.
  /// - Parameter previousEnd: where the planned segment before it ends: what its start is where
  ///   none is written.
  func edits(
    of segment: Segment, as planned: PlannedSegment, after previousEnd: Time
  ) throws(DraftEditError) -> [JSONEdit] {
    guard planned.isObject else { return [] }
    let written = segment.node(.start).flatMap(draft.document.time)
    let unchanged = planned.duration == segment.duration && planned.start == (written ?? previousEnd)
    if unchanged, planned.sourceStart == nil, !planned.losesEntrance, !planned.losesExit,
      planned.headOffset == .zero
    {
      return []
    }
    var object = ObjectEdits(of: segment.node, in: draft.document, keys: draft.keys) { segment.pointer }
    try write(planned, was: segment.duration, writtenStart: written, after: previousEnd, to: &object)
    return object.result
  }

  /// A segment that comes to a place where none was, with all its keys.
  func literal(
    of planned: PlannedSegment, after previousEnd: Time, _ identities: inout FreshIdentities?
  ) throws(DraftEditError) -> JSONLiteral {
    let segment = planned.segment
    let old = segment.map { draft.document.literal(of: $0.node) }
    let document = try Self.document(old ?? newLiteral(planned))
    var object = ObjectEdits(of: document.root, in: document, keys: draft.keys) {
      segment?.pointer ?? .root
    }
    if let segment {
      let written = segment.node(.start).flatMap(draft.document.time)
      try write(planned, was: segment.duration, writtenStart: written, after: previousEnd, to: &object)
    } else {
      try object.set(.start, to: planned.start)
      try object.set(.duration, to: planned.duration)
    }
    if planned.needsIdentity {
      var pool = identities ?? FreshIdentities(besides: newLiterals, in: draft)
      object.renewIdentity(from: &pool)
      identities = pool
    }
    do throws(JSONEditError) {
      let result = try document.applying(object.result)
      return result.literal(of: result.root)
    } catch { throw .invalidResult(error) }
  }

  private func newLiteral(_ planned: PlannedSegment) -> JSONLiteral {
    if case .new(let literal) = planned.origin { literal } else { .null }
  }

  /// What comes from outside in this edit.
  private var newLiterals: [JSONLiteral] {
    touchedTracks.flatMap { self[$0] }.filter { $0.segment == nil }.map(newLiteral)
  }

  private static func document(_ literal: JSONLiteral) throws(DraftEditError) -> JSONDocument {
    do throws(JSONSyntaxError) { return try JSONDocument(writing: literal) } catch {
      throw .invalidResult(.invalidResult(error))
    }
  }

  private func write(
    _ planned: PlannedSegment, was duration: Time, writtenStart: Time?, after previousEnd: Time,
    to object: inout ObjectEdits
  ) throws(DraftEditError) {
    if planned.start != writtenStart ?? previousEnd { try object.set(.start, to: planned.start) }
    if planned.duration != duration { try object.set(.duration, to: planned.duration) }
    if let sourceStart = planned.sourceStart, sourceStart != planned.segment?.sourceStart {
      try object.set(.sourceStart, to: sourceStart)
    }
    try shiftKeyframes(by: -planned.headOffset, in: &object)
    if planned.losesEntrance {
      object.remove(.fadeIn)
      try object.editInside(.animation) { $0.remove(.animationIn) }
    }
    if planned.losesExit {
      object.remove(.fadeOut)
      object.remove(.transition)
      try object.editInside(.animation) { $0.remove(.animationOut) }
    }
  }

  /// Keyframe times count from their segment's start. They move against it, and none is dropped, not
  /// even one that comes to lie before the start or after the end: the values in between are led
  /// by it.
  private func shiftKeyframes(by offset: Time, in object: inout ObjectEdits) throws(DraftEditError) {
    guard offset != .zero else { return }
    try object.editInside(.keyframes) { keyframe throws(DraftEditError) in
      let winner = keyframe.places(.keyframeTime).winner
      let time = winner.map { keyframe.document.time(of: $0.value) } ?? .zero
      // A number that is beyond reading stays as it is.
      if let time { try keyframe.set(.keyframeTime, to: time + offset) }
    }
  }
}
