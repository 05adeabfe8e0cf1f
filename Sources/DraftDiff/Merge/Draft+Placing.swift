import DraftModel
import JSONTree

extension Draft {
  /// The draft with its segments at these times, track by track.
  /// - Parameter keepsLength: whether its own length is to be the end of the last of them.
  func placing(_ starts: [[Time]], keepingLength keepsLength: Bool) throws(DraftMergeError) -> Draft {
    var edits: [JSONEdit] = []
    for (track, starts) in zip(tracks, starts) {
      var end = Time.zero
      for (segment, start) in zip(track.segments, starts) {
        let isObject = document.kind(of: segment.node) == .object
        let resolved = segment.isStartWritten ? segment.start : end
        if isObject, resolved != start { edits += segment.writing(.start, start) }
        end = (isObject ? start : resolved) + segment.duration
      }
    }
    let placed = try merging(edits)
    return keepsLength ? try placed.writingLength() : placed
  }

  private func writingLength() throws(DraftMergeError) -> Draft {
    guard let node = node(.draftDuration), document.time(of: node) != duration else { return self }
    let text = duration.milliseconds.decimal()
    return try merging([
      .replace(node, document.kind(of: node) == .string ? .string(text) : .number(text))
    ])
  }

  /// Whether the length that it says is the end of its last segment.
  var saysItsLength: Bool {
    writtenDuration.map { isNear($0.microseconds, duration.microseconds) } ?? false
  }
}

extension Track {
  /// Edits that give a track these segments in the place of all that it has.
  func writing(_ segments: [JSONLiteral]) -> [JSONEdit] {
    if node(.trackSegments) == nil, segments.isEmpty { return [] }
    return draft.writing(segments, as: .trackSegments, of: node, inPlaceOf: node(.trackSegments))
  }
}

extension Draft {
  /// Edits that give a draft these tracks in the place of all that it has.
  func writing(_ tracks: [JSONLiteral]) -> [JSONEdit] {
    writing(tracks, as: .draftTracks, of: node, inPlaceOf: node(.draftTracks))
  }

  /// What is no list, or no object that could hold one, makes place for it.
  fileprivate func writing(
    _ values: [JSONLiteral], as property: DraftProperty, of object: JSONNodeID, inPlaceOf list: JSONNodeID?
  ) -> [JSONEdit] {
    let key = keys.canonical(property)
    guard document.kind(of: object) == .object else {
      return [.replace(object, .object([.init(key, .array(values))]))]
    }
    guard let known = list ?? document.value(of: JSONKey(key), in: object) else {
      return [.appendMember(object, name: key, .array(values))]
    }
    return [.replace(known, .array(values))]
  }
}
