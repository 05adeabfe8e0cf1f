/// A value's place in one ``JSONDocument``: valid for that document only.
///
/// Ids grow in document order, and the values inside a container follow it directly, so that a
/// container and all it holds are one range of ids.
public struct JSONNodeID: Hashable, Comparable, Sendable {
  let index: UInt32

  public static func < (a: JSONNodeID, b: JSONNodeID) -> Bool { a.index < b.index }
}

/// One entry of a document's tape: a value, or the name of a member, which precedes its value.
struct TapeEntry {
  /// First byte of the token; for a string, its opening quote.
  var start: UInt32
  /// Byte after the last one.
  var end: UInt32
  /// Index of the entry that follows this one and everything inside it.
  var next: UInt32
  var kind: JSONKind
  /// For strings and names: has at least one backslash.
  var hasEscapes: Bool = false
}
