import JSONTree

/// What `workprint merge --json` prints. Pointers count from the draft; null is "not there".
///
///     {
///       "schema": "workprint.merge/1",
///       "clean": false,                       no conflicts
///       "kept": "ours",                       the side that the result has in conflicts
///       "conflicts": [{
///         "kind": "segment.trimmed",          see MergeConflict.Kind
///         "sentence": "Video: b (4-6s): ours trimmed it to 4-5.5s, theirs trimmed it to 4-5s [segment.trimmed]",
///         "subject": "Video: b (4-6s)",
///         "base": "/t/0/sg/1",
///         "ours": {"pointer": "/t/0/sg/1", "text": "trimmed it to 4-5.5s"},
///         "theirs": {"pointer": "/t/0/sg/1", "text": "trimmed it to 4-5s"}
///       }],
///       "notes": ["both inserted at 4s: ours first, x, then theirs, y"]
///     }
extension DraftMerge {
  /// - Parameter kept: the side that was kept.
  public func report(keeping kept: MergeSide) -> JSONLiteral {
    .object([
      "schema": .string("workprint.merge/1"), "clean": .bool(conflicts.isEmpty),
      "kept": .string(kept == .ours ? "ours" : "theirs"),
      "conflicts": .array(conflicts.map(\.literal)), "notes": .array(notes.map(JSONLiteral.string)),
    ])
  }
}

extension MergeConflict {
  fileprivate var literal: JSONLiteral {
    func pointer(_ pointer: JSONPointer?) -> JSONLiteral { pointer.map { .string($0.description) } ?? .null }
    func side(_ place: JSONPointer?, _ text: String) -> JSONLiteral {
      .object(["pointer": pointer(place), "text": .string(text)])
    }
    return .object([
      "kind": .string(kind.rawValue), "sentence": .string(sentence), "subject": .string(subject),
      "base": pointer(basePointer), "ours": side(oursPointer, ours), "theirs": side(theirsPointer, theirs),
    ])
  }
}
