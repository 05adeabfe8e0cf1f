import DraftModel
import JSONTree

/// What `workprint diff --format json` prints. Times are milliseconds; pointers count from the draft.
///
///     {
///       "schema": "workprint.diff/1",
///       "equal": false,              the same JSON
///       "layoutDiffers": false,      bytes that differ without a difference of meaning
///       "summary": "Title added: \"Urban Dreams\" (0-3s)",
///       "changes": [{
///         "kind": "segment.removed", see Change.Kind
///         "sentence": "Removed B (4-6s); later Video moves 2 s earlier",
///         "track": {"old": 0 or null, "new": 0 or null, "name": "Video"} or null,
///         "segments": [{"old": SEGMENT or null, "new": SEGMENT or null}],
///         "piece": {"start": 5500, "duration": 2500, "sourceStart": 2500} or null,
///                                    of a part of what was split: what the cuts made of "old"
///         "properties": [{"name": "volume", "before": value or null, "after": value or null}],
///         "edges": ["head", "tail"],                  of a trim
///         "cuts": [4000],                             of a split or a join: where parts meet
///         "cutOut": [{"start": 4000, "end": 4500}],   what a split took out, or a join put back
///         "shift": {"offset": -2000, "segments": 7, "tracks": [TRACK], "staying": [TRACK]} or null,
///         "count": 12                                 of what is told by number
///       }]
///     }
///
/// SEGMENT is `{"pointer": "/t/0/sg/1", "id": string or null, "label", "start", "duration",
/// "sourceStart", "speed", "media": string or null, "text": string or null}`.
struct DiffDocument {
  let diff: DraftDiff

  var literal: JSONLiteral {
    .object([
      "schema": .string("workprint.diff/1"),
      "equal": .bool(diff.isEmpty),
      "layoutDiffers": .bool(!diff.layout.isEmpty),
      "summary": .string(diff.summary),
      "changes": .array(diff.changes.map(Self.change)),
    ])
  }

  static func change(_ change: Change) -> JSONLiteral {
    var edges: [JSONLiteral] = []
    if change.edges.contains(.head) { edges.append(.string("head")) }
    if change.edges.contains(.tail) { edges.append(.string("tail")) }
    let segments = change.segments.map { pair -> JSONLiteral in
      .object(["old": pair.old.map(segment) ?? .null, "new": pair.new.map(segment) ?? .null])
    }
    let properties = change.properties.map { property -> JSONLiteral in
      .object([
        "name": .string(property.name), "before": property.before ?? .null, "after": property.after ?? .null,
      ])
    }
    return .object([
      "kind": .string(change.kind.rawValue), "sentence": .string(change.sentence),
      "track": change.track.map(track) ?? .null, "segments": .array(segments),
      "piece": change.piece.map(piece) ?? .null, "properties": .array(properties), "edges": .array(edges),
      "cuts": .array(change.cuts.map(time)), "cutOut": .array(change.cutOut.map(range)),
      "shift": change.shift.map(shift) ?? .null, "count": .int(change.count),
    ])
  }

  private static func time(_ time: Time) -> JSONLiteral { .number(time.milliseconds.decimal()) }

  private static func range(_ range: TimeRange) -> JSONLiteral {
    .object(["start": time(range.start), "end": time(range.end)])
  }

  private static func piece(_ piece: SegmentPiece) -> JSONLiteral {
    .object([
      "start": time(piece.range.start), "duration": time(piece.range.duration),
      "sourceStart": time(piece.sourceRange.start),
    ])
  }

  private static func track(_ track: TrackReference) -> JSONLiteral {
    .object([
      "old": track.old.map(JSONLiteral.int) ?? .null, "new": track.new.map(JSONLiteral.int) ?? .null,
      "name": .string(track.name),
    ])
  }

  private static func shift(_ shift: Shift) -> JSONLiteral {
    .object([
      "offset": time(shift.offset), "segments": .int(shift.count),
      "tracks": .array(shift.tracks.map(track)), "staying": .array(shift.staying.map(track)),
    ])
  }

  private static func segment(_ segment: Segment) -> JSONLiteral {
    func text(_ value: String?) -> JSONLiteral { value.map(JSONLiteral.string) ?? .null }
    return .object([
      "pointer": .string(segment.pointer.description), "id": text(segment.identifier),
      "label": .string(segment.label), "start": time(segment.start), "duration": time(segment.duration),
      "sourceStart": time(segment.sourceStart), "speed": .number(segment.speed.decimal()),
      "media": text(segment.media.map(MediaName.shown)), "text": text(segment.text),
    ])
  }
}

extension DraftDiff {
  /// The changes as a document, `workprint.diff/1`.
  public var document: JSONLiteral { DiffDocument(diff: self).literal }
}
