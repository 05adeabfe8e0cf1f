import DraftModel
import JSONTree

/// Finds the pointers of nodes. Looking for the way to a segment takes long in a long track, so the
/// segments are known beforehand.
struct PointerTable {
  private let draft: Draft
  private let segments: [(node: JSONNodeID, track: Int, index: Int)]
  private let arrays: [JSONPointer]

  init(_ draft: Draft) {
    self.draft = draft
    var segments: [(node: JSONNodeID, track: Int, index: Int)] = []
    var arrays: [JSONPointer] = []
    for track in draft.tracks {
      arrays.append(track.segmentsPointer ?? track.pointer)
      for segment in track.segments { segments.append((segment.node, track.index, segment.index)) }
    }
    self.segments = segments
    self.arrays = arrays
  }

  /// The pointer from the draft. For what lies around the draft it is the draft's own.
  func pointer(of node: JSONNodeID) -> JSONPointer {
    guard draft.document.subtree(of: draft.node).contains(node) else { return .root }
    // The last segment that does not begin after the node.
    var (low, high) = (0, segments.count)
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].node <= node { low = middle + 1 } else { high = middle }
    }
    guard low > 0, draft.document.subtree(of: segments[low - 1].node).contains(node) else {
      return draft.pointer(of: node)
    }
    let segment = segments[low - 1]
    return arrays[segment.track].appending(segment.index)
      .appending(draft.document.pointer(of: node, from: segment.node))
  }
}
