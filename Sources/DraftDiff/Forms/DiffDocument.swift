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
    return .object([
      "kind": .string(change.kind.rawValue), "sentence": .string(change.sentence),
      "track": change.track.map(track) ?? .null,
      "segments": .array(
        change.segments.map {
          .object(["old": $0.old.map(segment) ?? .null, "new": $0.new.map(segment) ?? .null])
        }),
      "properties": .array(
        change.properties.map {
          .object(["name": .string($0.name), "before": $0.before ?? .null, "after": $0.after ?? .null])
        }),
      "edges": .array(edges),
      "cuts": .array(change.cuts.map { .number($0.milliseconds.decimal()) }),
      "cutOut": .array(
        change.cutOut.map {
          .object([
            "start": .number($0.start.milliseconds.decimal()), "end": .number($0.end.milliseconds.decimal()),
          ])
        }),
      "shift": change.shift.map(shift) ?? .null,
      "count": .int(change.count),
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
      "offset": .number(shift.offset.milliseconds.decimal()), "segments": .int(shift.count),
      "tracks": .array(shift.tracks.map(track)), "staying": .array(shift.staying.map(track)),
    ])
  }

  private static func segment(_ segment: Segment) -> JSONLiteral {
    func text(_ value: String?) -> JSONLiteral { value.map(JSONLiteral.string) ?? .null }
    func time(_ time: Time) -> JSONLiteral { .number(time.milliseconds.decimal()) }
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
