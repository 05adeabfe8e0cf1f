import DraftModel
import JSONTree

/// One id on two tracks, or on two segments.
///
/// Small numbers that begin anew in each track are a way of counting, not a fault: equal ones in
/// different tracks are only told.
struct DuplicateIDRule: Rule {
  static let description = RuleDescription(
    "id.duplicate", .shape, .warning, "an id is used twice",
    why: "an edit that names the id may change the wrong segment, and a comparison cannot go by it",
    levels: "warning, info for small numbers, which may count anew in each track",
    help: "give one of them an id of its own",
    before:
      #"{"t": [{"tt": 0, "sg": [{"id": "a", "s": 0, "d": 900, "u": "a.mp4"}, {"id": "a", "s": 900, "d": 900, "u": "b.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"id": "a", "s": 0, "d": 900, "u": "a.mp4"}, {"id": "b", "s": 900, "d": 900, "u": "b.mp4"}]}]}"#
  )

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var tracks: [JSONKey: JSONNodeID] = [:]
    for track in draft.tracks {
      guard let node = track.track.node(.trackID) else { continue }
      let id = Self.key(node, draft)
      if let first = tracks.updateValue(node, forKey: id) {
        tracks[id] = first
        report(Self.finding("track", id, node, first: first, severity: nil))
      }
    }
    var segments: [JSONKey: (node: JSONNodeID, track: Int)] = [:]
    draft.forEachSegment { segment, track in
      guard let node = segment.node(.segmentID) else { return }
      let id = Self.key(node, draft)
      if let first = segments[id] {
        let isNumbering =
          first.track != track.track.index && Self.isCount(id, on: track)
        report(Self.finding("segment", id, node, first: first.node, severity: isNumbering ? .info : nil))
      } else {
        segments[id] = (node, track.track.index)
      }
    }
  }

  /// Whether an id may be the number of a segment on its track: in whatever track, numbers below 1000 are.
  private static func isCount(_ id: JSONKey, on track: CheckedTrack) -> Bool {
    guard id.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return false }
    return Int(id.description).map { $0 < 1000 || $0 <= track.segments.count } ?? false
  }

  private static func key(_ node: JSONNodeID, _ draft: CheckedDraft) -> JSONKey {
    draft.document.key(of: node) ?? JSONKey(utf8: Array(draft.document.source(of: node)))
  }

  private static func finding(
    _ what: String, _ id: JSONKey, _ node: JSONNodeID, first: JSONNodeID, severity: Severity?
  ) -> Finding {
    Finding(
      node, "the id \(quoted: id.description) belongs to another \(what) already",
      values: ["id": .string(id.description)], severity: severity,
      related: [.init(first, "it is used here first")])
  }
}
