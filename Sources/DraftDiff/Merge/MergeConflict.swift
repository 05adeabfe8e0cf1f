import DraftModel
import JSONTree

/// Something that both sides of a merge did to one thing, and did differently.
public struct MergeConflict: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Both trimmed, slipped or retimed one segment.
    case trimmed = "segment.trimmed"
    /// Both put other media in a segment's place.
    case replaced = "segment.replaced"
    /// One removed a segment that the other changed.
    case removedAndChanged = "segment.removedAndChanged"
    /// One removed a track that the other changed.
    case trackRemovedAndChanged = "track.removedAndChanged"
    /// Two segments of one track come to be on at the same time.
    case overlap = "segment.overlap"
    /// Both moved one segment.
    case moved = "segment.moved"
    /// One split or joined what the other changed.
    case divided = "segment.divided"
    /// One text, two wordings.
    case text = "segment.text"
    /// One property or key, two values.
    case value = "value"
    /// Two orders of the tracks.
    case trackOrder = "track.order"
  }

  public let kind: Kind
  /// What it is about, in words.
  public let subject: String
  /// Where it is on each side, counted from the draft; nil where it is not there.
  public let basePointer: JSONPointer?
  public let oursPointer: JSONPointer?
  public let theirsPointer: JSONPointer?
  /// What each side has, in words.
  public let ours: String
  public let theirs: String

  /// `Video: b (4-6s): ours trimmed 4-5s, theirs 4.5-6s [segment.trimmed]`
  public var sentence: String { "\(subject): ours \(ours), theirs \(theirs) [\(kind.rawValue)]" }

  /// The pointers of both sides, for a line of their own.
  public var places: String {
    func shown(_ pointer: JSONPointer?) -> String {
      pointer.map { $0.tokens.isEmpty ? "the draft" : $0.description.visible } ?? "not there"
    }
    return "ours \(shown(oursPointer)), theirs \(shown(theirsPointer))"
  }
}

/// Which side of a merge is kept where both changed the same.
public enum MergeSide: Sendable {
  case ours, theirs
}
