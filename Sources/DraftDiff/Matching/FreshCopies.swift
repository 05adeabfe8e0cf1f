/// Segments that were edited while copies of what they were came, with ids of their own.
///
/// A copy is more like the old segment than the edited one is. But who gives a copy a new id, and leaves the
/// old one where it was, says which is which. Ids that are counted anew say nothing of the kind: there, what
/// looks like the old segment has an id that the old draft had too.
struct FreshCopies {
  private let matching: DraftMatching
  private let shared: Set<Int>
  /// Ordinals of the segments that nothing has matched yet, by what they are.
  private let olds: [Int: [Int]]
  private let news: [Int: [Int]]
  private let oldIDs: Set<Int>
  private let newIDs: Set<Int>

  /// - Parameter shared: ids that one segment alone has, in both drafts.
  init(_ matching: DraftMatching, _ shared: Set<Int>) {
    self.matching = matching
    self.shared = shared
    olds = Dictionary(grouping: matching.old.facts.indices.filter { matching.isFree(old: $0) }) {
      matching.old.facts[$0].what
    }
    news = Dictionary(grouping: matching.new.facts.indices.filter { matching.isFree(new: $0) }) {
      matching.new.facts[$0].what
    }
    oldIDs = Set(matching.old.facts.map(\.id))
    newIDs = Set(matching.new.facts.map(\.id))
  }

  /// Whether two with one id are one that was edited, beside a copy of what one of them is.
  func tell(_ mine: SegmentFacts, isNow theirs: SegmentFacts) -> Bool {
    guard mine.id == theirs.id, shared.contains(mine.id), mine.what != theirs.what,
      mine.isSameKind(as: theirs)
    else { return false }
    let isEdited =
      mine.media == 0
      ? mine.sharesWords(with: theirs, matching.old, matching.new)
      : mine.media == theirs.media && mine.sharesSource(with: theirs)
    guard isEdited else { return false }
    let copies = (news[mine.what] ?? []).map { matching.new.facts[$0].id }
    let originals = (olds[theirs.what] ?? []).map { matching.old.facts[$0].id }
    return !(copies.isEmpty && originals.isEmpty)
      && copies.allSatisfy { $0 != 0 && !oldIDs.contains($0) }
      && originals.allSatisfy { $0 != 0 && !newIDs.contains($0) }
  }
}
