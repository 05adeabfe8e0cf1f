import DraftModel
import JSONTree

/// Brings two versions of a draft together that were made from one base: what was changed on either
/// side is in the result, change by change, not line by line.
///
/// A ripple that moved all tracks carries the other side's additions along, a ripple of one track only
/// that track's. Where both changed the same thing differently, one side is kept and the other is told as
/// a conflict. The result is written on the kept side's document: its bytes stay but where the other
/// side's changes are put in.
public struct DraftMerge: Sendable {
  /// The merged document.
  public let document: JSONDocument
  /// What could not be brought together, in the order of tracks and time.
  public let conflicts: [MergeConflict]
  /// What was decided without a conflict and may still surprise.
  public let notes: [String]

  /// - Parameter kept: the side that is kept in conflicts, and whose insertions come first where both
  ///   inserted at one point.
  /// - Throws: where the result could not be written; none is known.
  public init(
    base: Draft, ours: Draft, theirs: Draft, keeping kept: MergeSide = .ours
  ) throws(DraftMergeError) {
    let (mine, other) = kept == .ours ? (ours, theirs) : (theirs, ours)
    func isSame(_ a: Draft, _ b: Draft) -> Bool { a.document.bytes == b.document.bytes }
    if isSame(base, other) || isSame(mine, other) {
      (document, conflicts, notes) = (mine.document, [], [])
      return
    }
    if isSame(base, mine) {
      (document, conflicts, notes) = (other.document, [], [])
      return
    }
    let facts = (base: DraftFacts(base), mine: DraftFacts(mine), other: DraftFacts(other))
    let (a, b) = (MergeInput(facts.base, facts.mine), MergeInput(facts.base, facts.other))
    let common = try CommonBase(facts.base, a, b)
    var session =
      common.isOriginal
      ? MergeSession(a, b, common, kept)
      : MergeSession(
        MergeInput(common.facts, facts.mine), MergeInput(common.facts, facts.other), common, kept)
    document = try session.merge()
    conflicts = session.conflicts
    notes = session.notes
  }
}

/// The work of a merge: `a` is the side that is kept, `b` the one whose changes are put in.
struct MergeSession {
  var a: MergeInput
  var b: MergeInput
  /// What both were compared with.
  let common: CommonBase
  let kept: MergeSide
  var conflicts: [MergeConflict] = []
  var notes: [String] = []
  /// Segments of the base that stay although `b` removed them.
  var keptAlive: Set<Int> = []
  /// Segments of `b` that are not taken over.
  var omitted: Set<Int> = []
  /// Segments of the base whose time on `b` is not taken over.
  var stayed: Set<Int> = []
  /// Segments of the base of which nothing on `b` is taken over.
  var untouched: Set<Int> = []
  /// Segments whose two trims are of different ends, and are both done.
  var bothTrimmed: [Int] = []
  /// Tracks of `a` on which nothing of `b` is taken over.
  var frozen: Set<Int> = []
  /// Tracks of the base that stay although `b` removed them.
  var keptTracks: Set<Int> = []
  /// Whether the values of `b` are taken where `a` has others.
  var isOverriding = false

  init(_ a: MergeInput, _ b: MergeInput, _ common: CommonBase, _ kept: MergeSide) {
    self.a = a
    self.b = b
    self.common = common
    self.kept = kept
  }

  var base: DraftFacts { a.base }

  mutating func merge() throws(DraftMergeError) -> JSONDocument {
    compareTracks()
    compareSegments()
    var timeline = MergedTimeline(self)
    // Every round takes something of `b` out, so it comes to an end.
    while resolve(timeline.newOverlaps(self)) { timeline = MergedTimeline(self) }
    noteInsertions(timeline)
    let other = try otherWithOwnValues()
    return try MergeWriter(self, timeline, other).write(on: a.own.draft.merging(propertyEdits()))
  }

  /// A conflict told with the sides in their places, whichever is kept.
  mutating func add(
    _ kind: MergeConflict.Kind, _ subject: String, base: JSONPointer?, _ aPointer: JSONPointer?,
    _ bPointer: JSONPointer?, _ aText: String, _ bText: String
  ) {
    let isOurs = kept == .ours
    conflicts.append(
      MergeConflict(
        kind: kind, subject: subject, basePointer: base, oursPointer: isOurs ? aPointer : bPointer,
        theirsPointer: isOurs ? bPointer : aPointer, ours: isOurs ? aText : bText,
        theirs: isOurs ? bText : aText))
  }

  func name(_ i: Int) -> String {
    let known = common.hasSegment(i) ? nil : a.partner(i).map { a.own.segments[$0] }
    let segment = known ?? base.segments[i]
    return "\(a.builder.names.reference(old: base.facts[i].track, new: nil).name): \(segment.label) "
      + "(\(common.range(ofSegment: i)))"
  }
}
