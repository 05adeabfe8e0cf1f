import DraftModel
import JSONTree

/// How much the ids of two drafts may be believed.
///
/// Who keeps ids keeps them on what stays: where most of the segments that are the same on both sides have
/// other ids, ids are given anew at each save, or count places.
struct IdentityTrust {
  private let shared: Set<Int>
  /// Whether segments that are told by their content have kept their ids.
  let isTrusted: Bool
  /// Whether there are ids at all that could have been kept.
  private let hasIDs: Bool

  init(_ matching: DraftMatching, _ shared: Set<Int>) {
    self.shared = shared
    var kept = 0
    var other = 0
    for (i, partner) in matching.newSegment.enumerated() {
      guard let j = partner else { continue }
      let (mine, theirs) = (matching.old.facts[i], matching.new.facts[j])
      guard mine.id != 0 || theirs.id != 0, mine.what == theirs.what else { continue }
      if mine.id == theirs.id { kept += 1 } else { other += 1 }
    }
    isTrusted = kept >= other
    hasIDs = kept > 0
  }

  /// Whether a segment may stand for another one, of other media or with another text, that is in its
  /// place: it has its id, or it looks like it; what has an id of its own has to be as long too.
  func allows(
    _ mine: SegmentFacts, toReplace theirs: SegmentFacts, _ old: DraftFacts, _ new: DraftFacts
  ) -> Bool {
    guard mine.isSameKind(as: theirs) else { return false }
    if mine.hasContent(of: theirs) { return true }
    if mine.id != 0, mine.id == theirs.id, shared.contains(mine.id) { return true }
    let isAsLong = isNear(mine.duration, theirs.duration)
    let hasOwnID = isTrusted && hasIDs && mine.id != 0 && theirs.id != 0
    if isAsLong, !hasOwnID { return true }
    guard isAsLong || !hasOwnID else { return false }
    return SegmentManner(mine, old) == SegmentManner(theirs, new)
  }
}

/// What a segment says beside what it shows and when: volume, fit, effects, and all that nobody here knows.
struct SegmentManner: Hashable {
  private let members: [[UInt8]]

  init(_ fact: SegmentFacts, _ facts: DraftFacts) {
    self.init(
      fact, facts,
      besides: [.segmentID, .start, .duration, .sourceStart, .media, .text, .title, .segmentMetadata])
  }

  /// Without what a cut divides among the parts, or leaves to one of the ends.
  init(ofPart fact: SegmentFacts, _ facts: DraftFacts) {
    self.init(
      fact, facts,
      besides: [
        .segmentID, .start, .duration, .sourceStart, .media, .text, .title, .segmentMetadata, .speed, .fadeIn,
        .fadeOut, .transition, .keyframes, .animation,
      ])
  }

  private init(_ fact: SegmentFacts, _ facts: DraftFacts, besides: [DraftProperty]) {
    let segment = facts.segments[fact.ordinal]
    let document = segment.draft.document
    let nodes = Set(besides.compactMap { segment.node($0) })
    members = document.members(of: segment.node).filter { !nodes.contains($0.value) }.map { member in
      Array(document.source(of: member.name)) + [UInt8(ascii: ":")] + Array(document.source(of: member.value))
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
