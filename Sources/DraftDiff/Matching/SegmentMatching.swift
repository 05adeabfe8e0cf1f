import DraftModel

/// Tells segments by what they are: the same id where the content agrees, the same content, the parts
/// of what was split, then by likeness and by place.
extension DraftMatching {
  mutating func matchSegments() {
    let shared = old.uniqueIDs.intersection(new.uniqueIDs)
    func key(_ a: Int, _ b: Int) -> Int {
      var hasher = Hasher()
      hasher.combine(a)
      hasher.combine(b)
      return hasher.finalize() | 1 << 62
    }
    var alignments = newTrack.indices.compactMap { i in
      newTrack[i].map { TrackAlignment(old: old.order[i], new: new.order[$0]) }
    }
    func onEach(_ body: (inout TrackAlignment, inout DraftMatching) -> Void) {
      for index in alignments.indices { body(&alignments[index], &self) }
    }
    onEach { $0.align(&$1, by: { fact, _ in shared.contains(fact.id) ? key(fact.id, fact.what) : 0 }) }
    let copies = FreshCopies(self, shared)
    func sharedID(_ fact: SegmentFacts) -> Int { shared.contains(fact.id) ? fact.id : 0 }
    onEach { $0.align(&$1, by: { fact, _ in sharedID(fact) }, where: copies.tell) }
    matchElsewhere(by: sharedID, where: copies.tell)
    onEach { $0.align(&$1, by: { fact, _ in fact.whole }) }
    onEach { $0.align(&$1, by: { fact, _ in fact.what }) }
    onEach { $1.findSplits($0) }
    matchElsewhere { shared.contains($0.id) ? key($0.id, $0.what) : 0 }
    matchElsewhere { $0.whole }
    matchElsewhere { $0.media == 0 && $0.text == 0 ? 0 : $0.what }
    findEditedSplits(shared)
    onEach { alignment, matching in
      alignment.align(&matching, by: { fact, _ in shared.contains(fact.id) ? fact.id : 0 }) {
        $0.hasContent(of: $1)
      }
    }
    let identity = IdentityTrust(self, shared)
    // Who has kept its id and its media has rather moved than made place for another.
    if identity.isTrusted {
      matchElsewhere(
        by: { shared.contains($0.id) && $0.media != 0 ? key($0.id, $0.media) : 0 },
        where: { $0.sharesSource(with: $1) })
    }
    onEach { alignment, matching in
      let (old, new) = (matching.old, matching.new)
      alignment.align(&matching, by: { fact, _ in fact.hasClock ? key(fact.media, fact.sourceIn) : 0 })
      alignment.align(&matching, by: { fact, _ in fact.hasClock ? key(fact.media, fact.sourceOut) : 0 })
      alignment.align(&matching, by: { fact, _ in fact.media }) { $0.sharesSource(with: $1) }
      // Files keep their names where they are put elsewhere, as by an upload.
      alignment.align(&matching, by: { fact, _ in fact.file == 0 ? 0 : key(fact.file, fact.sourceIn) }) {
        $0.sharesSource(with: $1)
      }
      alignment.align(&matching, by: { fact, _ in fact.media == 0 ? fact.text : 0 })
      alignment.align(&matching, by: { fact, _ in shared.contains(fact.id) ? fact.id : 0 }) {
        $0.agrees(with: $1, old, new)
      }
      alignment.align(&matching, by: { fact, base in key(fact.start - base, fact.duration) }) {
        identity.allows($0, toReplace: $1, old, new)
      }
      alignment.align(&matching, by: { fact, _ in key(fact.start, fact.duration) }) {
        identity.allows($0, toReplace: $1, old, new)
      }
      alignment.matchLikeTexts(&matching)
      alignment.matchLonely(&matching, identity)
    }
    // What moved elsewhere is not to be taken for another in its place.
    matchLeft(shared, key)
    onEach { alignment, matching in
      let (old, new) = (matching.old, matching.new)
      alignment.matchLikeManners(&matching) { identity.allows($0, toReplace: $1, old, new) }
    }
  }

  /// Matches what is left by less and less, wherever it is.
  private mutating func matchLeft(_ shared: Set<Int>, _ key: (Int, Int) -> Int) {
    matchElsewhere { shared.contains($0.id) && $0.media != 0 ? key($0.id, $0.media) : 0 }
    matchElsewhere { shared.contains($0.id) && $0.text != 0 ? key($0.id, $0.text) : 0 }
    let (old, new) = (old, new)
    matchElsewhere(by: { shared.contains($0.id) && $0.media == 0 && $0.text != 0 ? $0.id : 0 }) {
      $0.isSameKind(as: $1) && $0.sharesWords(with: $1, old, new)
    }
    matchElsewhere { $0.hasClock ? key(key($0.file, $0.sourceIn), $0.sourceOut) : 0 }
    matchElsewhere(onOwnTrack: true) { $0.hasClock ? key($0.media, $0.sourceIn) : 0 }
    matchElsewhere(onOwnTrack: true) { $0.hasClock ? key($0.media, $0.sourceOut) : 0 }
  }

  /// Matches what is left with the same key wherever it is: first in its own track, out of order, then
  /// in others.
  private mutating func matchElsewhere(
    onOwnTrack isOwnOnly: Bool = false, by key: (SegmentFacts) -> Int,
    where accept: (SegmentFacts, SegmentFacts) -> Bool = { _, _ in true }
  ) {
    var left: [Int: [Int]] = [:]
    for fact in new.facts where isFree(new: fact.ordinal) {
      let value = key(fact)
      if value != 0 { left[value, default: []].append(fact.ordinal) }
    }
    guard !left.isEmpty else { return }
    for ownTrack in isOwnOnly ? [true] : [true, false] {
      for fact in old.facts where isFree(old: fact.ordinal) {
        let value = key(fact)
        guard value != 0, let candidates = left[value] else { continue }
        let at = candidates.firstIndex {
          (!ownTrack || new.facts[$0].track == newTrack[fact.track]) && accept(fact, new.facts[$0])
        }
        guard let at else { continue }
        match(fact.ordinal, candidates[at])
        left[value]?.remove(at: at)
      }
    }
  }
}

extension SegmentFacts {
  func isSameKind(as other: SegmentFacts) -> Bool {
    (media != 0) == (other.media != 0) && (text != 0) == (other.text != 0)
  }

  /// The same media or text.
  func hasContent(of other: SegmentFacts) -> Bool {
    guard isSameKind(as: other) else { return false }
    return media == 0 ? text == other.text : media == other.media || file == other.file
  }

  /// Whether a shared id may be believed though the content is another: it is at the same place.
  func agrees(with other: SegmentFacts, _ old: DraftFacts, _ new: DraftFacts) -> Bool {
    guard isSameKind(as: other) else { return false }
    if duration == other.duration { return true }
    return start == other.start || sharesWords(with: other, old, new)
  }

  /// Whether two texts have so many words in common that they may be one, edited.
  func sharesWords(with other: SegmentFacts, _ old: DraftFacts, _ new: DraftFacts) -> Bool {
    guard let mine = old.segments[ordinal].text, let theirs = new.segments[other.ordinal].text else {
      return false
    }
    return WordDiff(mine, theirs).likeness >= 0.3
  }

  /// Whether two pieces of one media may be the same piece, trimmed or slipped.
  func sharesSource(with other: SegmentFacts) -> Bool {
    guard hasClock, other.hasClock else { return true }
    return (sourceIn < other.sourceOut && other.sourceIn < sourceOut) || duration == other.duration
  }
}

extension TrackAlignment {
  /// Texts with words in common are one text, edited.
  fileprivate mutating func matchLikeTexts(_ matching: inout DraftMatching) {
    var found: [(Int, Int)] = []
    for gap in gaps(matching) where gap.old.count * gap.new.count <= 2500 {
      var next = 0
      for i in gap.old {
        guard let mine = matching.old.segments[old[i]].text else { continue }
        for at in next..<gap.new.count {
          guard let theirs = matching.new.segments[new[gap.new[at]]].text,
            WordDiff(mine, theirs).likeness >= 0.4
          else { continue }
          found.append((i, gap.new[at]))
          next = at + 1
          break
        }
        if next == gap.new.count { break }
      }
    }
    add(found, &matching)
  }

  /// One that is gone and one that has come where it began: the other in its place.
  fileprivate mutating func matchLonely(_ matching: inout DraftMatching, _ identity: IdentityTrust) {
    var found: [(Int, Int)] = []
    for gap in gaps(matching) {
      guard gap.old.count == 1, gap.new.count == 1 else { continue }
      let (mine, theirs) = (matching.old.facts[old[gap.old[0]]], matching.new.facts[new[gap.new[0]]])
      guard identity.allows(mine, toReplace: theirs, matching.old, matching.new),
        mine.start == theirs.start || mine.start - gap.oldBase == theirs.start - gap.newBase
      else { continue }
      found.append((gap.old[0], gap.new[0]))
    }
    add(found, &matching)
  }

  /// Of those that nothing else tells, what is as long and has the same properties: another in its place,
  /// wherever edits beside it have moved that.
  fileprivate mutating func matchLikeManners(
    _ matching: inout DraftMatching, where accept: (SegmentFacts, SegmentFacts) -> Bool
  ) {
    func key(_ ordinal: Int, _ facts: DraftFacts, else other: Int) -> Int {
      let fact = facts.facts[ordinal]
      guard fact.media != 0 else { return other }
      var hasher = Hasher()
      hasher.combine(fact.duration)
      hasher.combine(SegmentManner(fact, facts))
      return hasher.finalize() | 1 << 62
    }
    var found: [(Int, Int)] = []
    for gap in gaps(matching) {
      let a = gap.old.enumerated().map { key(old[$1], matching.old, else: -2 * $0 - 1) }
      let b = gap.new.enumerated().map { key(new[$1], matching.new, else: -2 * $0 - 2) }
      for (x, y) in SequenceAlignment.pairs(a, b) {
        let (i, j) = (gap.old[x], gap.new[y])
        if accept(matching.old.facts[old[i]], matching.new.facts[new[j]]) { found.append((i, j)) }
      }
    }
    add(found, &matching)
  }
}
