import DraftModel
import JSONTree

/// One thing that was done to a draft: what it is in the draft's own terms, and the bytes that it
/// changed.
public struct Change: Sendable {
  /// What was done.
  public enum Kind: String, Sendable, CaseIterable {
    case trackAdded = "track.added"
    case trackRemoved = "track.removed"
    case trackMoved = "track.moved"
    case trackRetyped = "track.retyped"
    case trackProperty = "track.property"
    case trackMetadata = "track.metadata"
    case trackUnknown = "track.unknown"
    case segmentAdded = "segment.added"
    case segmentRemoved = "segment.removed"
    case segmentMoved = "segment.moved"
    /// An end was moved; ``Change/edges`` says which.
    case segmentTrimmed = "segment.trimmed"
    /// Same place and length, another part of the source.
    case segmentSlipped = "segment.slipped"
    case segmentRetimed = "segment.retimed"
    case segmentReplaced = "segment.replaced"
    case segmentSplit = "segment.split"
    case segmentJoined = "segment.joined"
    case segmentText = "segment.text"
    case segmentProperty = "segment.property"
    case segmentStyle = "segment.style"
    case segmentAnimation = "segment.animation"
    case segmentEffects = "segment.effects"
    case segmentKeyframes = "segment.keyframes"
    case segmentTransition = "segment.transition"
    case segmentMetadata = "segment.metadata"
    /// Keys that the table does not know.
    case segmentUnknown = "segment.unknown"
    case draftProperty = "draft.property"
    case draftMetadata = "draft.metadata"
    case draftUnknown = "draft.unknown"
    /// The same things under other ids.
    case idsRenewed = "ids.renewed"
    /// The same things without the ids that they had.
    case idsDropped = "ids.dropped"
    /// The same things with ids that they had not.
    case idsGiven = "ids.given"
    /// The same media under addresses that differ in their query, which holds a signature.
    case mediaAddresses = "media.addresses"
    /// Written in another way, with the same meaning in the model.
    case respelled = "values.respelled"
    /// Of a property that is said several times, a value that does not count.
    case shadowed = "values.shadowed"
    /// Times that differ by a millisecond or less.
    case rounded = "times.rounded"
    case canvas = "canvas"
    case mediaList = "media.list"
    /// Anything else around the draft.
    case around = "around"
  }

  public internal(set) var kind: Kind
  /// The track it was done on; nil where it concerns the draft, or several tracks.
  public internal(set) var track: TrackReference?
  /// The segments it was done to, before and after.
  public internal(set) var segments: [SegmentPair] = []
  /// What the cuts made of the old segment, where the new one is a part of what was split: what it was
  /// done to.
  public internal(set) var piece: SegmentPiece?
  /// What was changed, before and after.
  public internal(set) var properties: [PropertyChange] = []
  /// The ends that a trim moved.
  public internal(set) var edges: Set<SegmentEdge> = []
  /// The track that it was moved away from; nil where it was on that one.
  public internal(set) var formerTrack: TrackReference?
  /// What moved along with it.
  public internal(set) var shift: Shift?
  /// Where the later parts of a split begin, where joined parts met.
  public internal(set) var cuts: [Time] = []
  /// What a split took out between its parts, or a join put back: stretches of the timeline of the side
  /// on which the segment is whole.
  public internal(set) var cutOut: [TimeRange] = []
  /// How many values it concerns, for kinds that are told by number.
  public internal(set) var count = 0
  /// The bytes that it changed, in the order of the text.
  public internal(set) var splices: [Splice] = []
  /// When it begins on the timeline: what changes of one track are sorted by.
  var time = 0
}

/// A track before and after. A side on which it is not has no place there.
public struct TrackReference: Hashable, Sendable {
  public let old: Int?
  public let new: Int?
  /// What a person calls it: `Video`, or `Video 2` where there are several.
  public let name: String
}

/// A segment before and after.
public struct SegmentPair: Sendable {
  public let old: Segment?
  public let new: Segment?
}

/// A stretch of a segment that was split, as the cuts alone made it.
public struct SegmentPiece: Hashable, Sendable {
  /// On the timeline of the old draft.
  public let range: TimeRange
  /// Of the source; empty for texts and pictures without a clock.
  public let sourceRange: TimeRange

  init(_ fact: SegmentFacts) {
    func range(_ start: Int, _ end: Int) -> TimeRange {
      TimeRange(start: Time(microseconds: start), end: Time(microseconds: end))
    }
    self.range = range(fact.start, fact.end)
    sourceRange = range(fact.sourceIn, fact.sourceOut)
  }
}

/// A property, a field of one, or a key, before and after.
public struct PropertyChange: Sendable {
  /// The property's name in the table of keys (`volume`, `textStyle.size`), or the key as written.
  public let name: String
  /// Nil where it was not there, which for a property means its default.
  public let before: JSONLiteral?
  public let after: JSONLiteral?
  /// The values as a person says them, in their units.
  public let beforeText: String
  public let afterText: String
}

/// Later segments that moved by one offset because of a change before them.
public struct Shift: Sendable {
  /// Below zero is earlier.
  public var offset: Time
  /// The tracks whose later segments moved.
  public var tracks: [TrackReference]
  /// The tracks that have later segments, none of which moved.
  public var staying: [TrackReference]
  /// How many segments moved.
  public var count: Int
}

/// Some bytes of the old text, and those that stand there in the new one.
///
/// Offsets count on both sides, so that a list of splices can be read in both directions.
public struct Splice: Hashable, Sendable {
  public let oldOffset: Int
  public let newOffset: Int
  /// What is taken away at `oldOffset`.
  public let removed: [UInt8]
  /// What is put in at `newOffset`.
  public let inserted: [UInt8]

  public init(oldOffset: Int, newOffset: Int, removed: [UInt8], inserted: [UInt8]) {
    self.oldOffset = oldOffset
    self.newOffset = newOffset
    self.removed = removed
    self.inserted = inserted
  }

  /// The splice that takes this one back.
  public var reversed: Splice {
    Splice(oldOffset: newOffset, newOffset: oldOffset, removed: inserted, inserted: removed)
  }
}
