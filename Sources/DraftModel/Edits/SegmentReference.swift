/// Where a segment is in its draft: what edits are told to work on.
///
/// A reference is good for the draft that it was taken from; an edit gives a new draft, in which
/// the same place may hold another segment.
public struct SegmentReference: Hashable, Sendable, CustomStringConvertible {
  /// The track's place in the draft, from 0.
  public var track: Int
  /// The segment's place in its track's array, from 0.
  public var index: Int

  public init(track: Int, index: Int) {
    self.track = track
    self.index = index
  }

  public var description: String { "segment \(index) of track \(track), counted from 0" }
}

/// An end of a segment.
public enum SegmentEdge: Hashable, Sendable, CaseIterable {
  /// Where it begins.
  case head
  /// Where it ends.
  case tail
}

/// How far the later segments that an edit moves along reach.
public enum RippleScope: Hashable, Sendable, CaseIterable {
  /// Those of the edited track.
  case track
  /// Those of every track, so that what was in step stays in step.
  case allTracks
}

/// What a moved segment does to those at the place that it is moved to.
public enum MoveStyle: Hashable, Sendable {
  /// It takes the place of what lies there.
  case overwrite
  /// What lies there makes room.
  case insert(pushing: RippleScope)
}

extension Segment {
  /// Where the segment is in its draft.
  public var reference: SegmentReference { SegmentReference(track: track.index, index: index) }
}

extension Draft {
  /// The segment that a reference means; nil where there is none.
  public func segment(at reference: SegmentReference) -> Segment? {
    guard storage.tracks.indices.contains(reference.track) else { return nil }
    let ordinals = storage.tracks[reference.track].segments
    guard reference.index >= 0, reference.index < ordinals.count else { return nil }
    return Segment(draft: self, ordinal: ordinals.lowerBound + reference.index)
  }

  /// The segment to edit.
  func editable(_ reference: SegmentReference) throws(DraftEditError) -> Segment {
    _ = try track(at: reference.track)
    guard let segment = segment(at: reference) else {
      throw .noSuchSegment(reference, count: storage.tracks[reference.track].segments.count)
    }
    let kind = document.kind(of: segment.node)
    guard kind == .object else { throw .notAnObject(segment.pointer, found: kind) }
    return segment
  }

  /// The track to edit.
  func track(at index: Int) throws(DraftEditError) -> Track {
    guard storage.tracks.indices.contains(index) else {
      throw .noSuchTrack(index, count: storage.tracks.count)
    }
    return Track(draft: self, index: index)
  }
}
