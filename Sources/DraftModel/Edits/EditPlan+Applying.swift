import JSONTree

extension EditPlan {
  /// The draft that the plan describes, written with one call of ``JSONDocument/applying(_:)``.
  func applied() throws(DraftEditError) -> Draft {
    var identities: FreshIdentities?
    var edits: [JSONEdit] = []
    for track in touchedTracks { edits += try self.edits(ofTrack: track, &identities) }
    edits += try durationEdits()
    let document: JSONDocument
    do throws(JSONEditError) { document = try draft.document.applying(edits) } catch {
      throw .invalidResult(error)
    }
    do throws(DraftReadingError) { return try Draft(document, keys: draft.keys) } catch {
      throw .unreadableResult(error)
    }
  }

  /// The draft's own duration follows the end of the last segment, where it did so before.
  private func durationEdits() throws(DraftEditError) -> [JSONEdit] {
    guard draft.writtenDuration == draft.duration else { return [] }
    let ends = draft.storage.tracks.indices.map { track in
      isTouched(track)
        ? self[track].reduce(.zero) { $1.isObject ? max($0, $1.end) : $0 }
        : Track(draft: draft, index: track).end
    }
    var object = ObjectEdits(of: draft.node, in: draft.document, keys: draft.keys) { .root }
    try object.set(.draftDuration, to: ends.max() ?? .zero)
    return object.result
  }

  private func edits(
    ofTrack index: Int, _ identities: inout FreshIdentities?
  ) throws(DraftEditError) -> [JSONEdit] {
    let track = Track(draft: draft, index: index)
    let planned = self[index]
    let nextKept = nextKept(planned)
    var edits: [JSONEdit] = []
    var added: [(index: Int, value: JSONLiteral)] = []
    var kept: Set<Int> = []
    var previousEnd = Time.zero
    for (place, segment) in planned.enumerated() {
      if case .kept(let old) = segment.origin {
        kept.insert(old.index)
        edits += try self.edits(of: old, as: segment, after: previousEnd)
      } else {
        let literal = try literal(of: segment, after: previousEnd, &identities)
        added.append((nextKept[place] ?? track.segmentCount, literal))
      }
      // What is no object is on where the one before it ends, for no time.
      if segment.isObject { previousEnd = segment.end }
    }
    return try edits + structuralEdits(of: track, keeping: kept, adding: added)
  }

  /// For each planned segment, the place in the array of the first from it on that stays.
  private func nextKept(_ planned: [PlannedSegment]) -> [Int?] {
    var next: Int?
    return planned.reversed().map { segment in
      next = segment.keptIndex ?? next
      return next
    }.reversed()
  }

  private func structuralEdits(
    of track: Track, keeping kept: Set<Int>, adding added: [(index: Int, value: JSONLiteral)]
  ) throws(DraftEditError) -> [JSONEdit] {
    guard let array = track.node(.trackSegments) else {
      guard !added.isEmpty else { return [] }
      let kind = draft.document.kind(of: track.node)
      guard kind == .object else { throw .notAnObject(track.pointer, found: kind) }
      var object = ObjectEdits(of: track.node, in: draft.document, keys: draft.keys) { track.pointer }
      try object.add(.trackSegments, .array(added.map(\.value)))
      return object.result
    }
    let removed = track.segments.filter { !kept.contains($0.index) }
    return removed.map { JSONEdit.removeElement($0.node, of: array) }
      + added.map { JSONEdit.insertElement(array, index: $0.index, $0.value) }
  }
}
