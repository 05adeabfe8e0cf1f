import DraftModel

/// Finds segments that were cut into several, and several that were put together into one.
extension DraftMatching {
  mutating func findSplits(_ alignment: TrackAlignment) {
    let olds = alignment.old.filter { isFree(old: $0) }
    let news = alignment.new.filter { isFree(new: $0) }
    guard !olds.isEmpty, !news.isEmpty else { return }
    for (whole, parts) in Self.chains(of: olds.map { old.facts[$0] }, in: news.map { new.facts[$0] }) {
      split(whole, into: Self.cut(old.facts[whole], into: parts.map { new.facts[$0] }))
    }
    let left = olds.filter { isFree(old: $0) }
    let free = news.filter { isFree(new: $0) }
    for (whole, parts) in Self.chains(of: free.map { new.facts[$0] }, in: left.map { old.facts[$0] }) {
      join(parts, to: whole)
    }
  }

  /// The parts as they are, each with the piece that the cuts made.
  private static func cut(_ whole: SegmentFacts, into parts: [SegmentFacts]) -> [(
    part: Int, piece: SegmentFacts
  )] {
    var at = whole.start
    return parts.map { part in
      guard !whole.hasClock else {
        return (part.ordinal, whole.piece(ofSource: part.sourceIn..<max(part.sourceIn, part.sourceOut)))
      }
      defer { at += part.duration }
      return (part.ordinal, whole.piece(from: at, length: part.duration))
    }
  }

  /// For each whole, the run of pieces, in order, that begin and end where it does in its source, with
  /// nothing left out between them; else, where it has a source, with something left out.
  private static func chains(of wholes: [SegmentFacts], in pieces: [SegmentFacts]) -> [(Int, [Int])] {
    var result: [(Int, [Int])] = []
    var heads: [Int: [Int]] = [:]
    for (at, piece) in pieces.enumerated() where piece.media != 0 || piece.text != 0 {
      heads[headKey(piece), default: []].append(at)
    }
    var taken: Set<Int> = []
    var found: Set<Int> = []
    func find(_ whole: SegmentFacts, _ chain: (SegmentFacts, Int) -> [Int]?) {
      let starts = (whole.hasClock ? [-1, 0, 1] : [0]).flatMap { heads[headKey(whole, $0)] ?? [] }
      // Of several, the one that is where the whole was.
      let ordered = starts.prefix(64).sorted {
        abs(pieces[$0].start - whole.start) < abs(pieces[$1].start - whole.start)
      }
      for start in ordered {
        guard let parts = chain(whole, start), parts.allSatisfy({ !taken.contains($0) }) else { continue }
        taken.formUnion(parts)
        found.insert(whole.ordinal)
        result.append((whole.ordinal, parts))
        return
      }
    }
    let named = wholes.filter { $0.media != 0 || $0.text != 0 }
    for whole in named { find(whole) { chain($0, pieces, from: $1) } }
    // A piece that begins where another whole does is more likely to be that one, trimmed.
    let sources = Set(wholes.map(SourcePlace.init))
    for whole in named where whole.hasClock && !found.contains(whole.ordinal) {
      find(whole) { brokenChain($0, pieces, from: $1, besides: sources) }
    }
    return result
  }

  /// What a whole and its first piece have in common: media, text, and about where in the source they
  /// begin; two that are near each other are in the same slot or in slots side by side.
  private static func headKey(_ fact: SegmentFacts, _ offset: Int = 0) -> Int {
    var hasher = Hasher()
    hasher.combine(fact.media)
    hasher.combine(fact.text)
    if fact.hasClock { hasher.combine(fact.sourceIn / 2000 + offset) }
    return hasher.finalize()
  }

  /// Where in which media a segment begins.
  private struct SourcePlace: Hashable {
    let media: Int
    let start: Int

    init(_ fact: SegmentFacts) { (media, start) = (fact.media, fact.sourceIn) }
  }

  /// Pieces with parts of the whole missing between them. Others may have been put there.
  private static func brokenChain(
    _ whole: SegmentFacts, _ pieces: [SegmentFacts], from first: Int, besides sources: Set<SourcePlace>
  ) -> [Int]? {
    guard isNear(pieces[first].sourceIn, whole.sourceIn) else { return nil }
    var parts: [Int] = []
    var source = whole.sourceIn
    for piece in pieces[first...].prefix(16) {
      guard piece.media == whole.media, piece.text == whole.text, piece.speed == whole.speed else { continue }
      guard piece.duration > 0, piece.sourceIn > source - 1000, piece.sourceOut < whole.sourceOut + 1000,
        parts.isEmpty || !sources.contains(SourcePlace(piece))
      else { return nil }
      parts.append(piece.ordinal)
      source = piece.sourceOut
      if isNear(source, whole.sourceOut) { return parts.count > 1 ? parts : nil }
    }
    return nil
  }

  /// Something may have been put between them.
  private static func chain(_ whole: SegmentFacts, _ pieces: [SegmentFacts], from first: Int) -> [Int]? {
    var parts: [Int] = []
    var source = whole.sourceIn
    var time = pieces[first].start
    var length = 0
    for piece in pieces[first...] {
      let isAlike = piece.media == whole.media && piece.text == whole.text && piece.speed == whole.speed
      let isNext = piece.start > time - 1000 && (!whole.hasClock || isNear(piece.sourceIn, source))
      guard isAlike, isNext, piece.duration > 0 else { return nil }
      parts.append(piece.ordinal)
      length += piece.duration
      time = piece.end
      source = piece.sourceOut
      if isNear(length, whole.duration) { return parts.count > 1 ? parts : nil }
      if length > whole.duration { return nil }
    }
    return nil
  }
}

/// Whether two times are one: they differ by a millisecond or less.
func isNear(_ a: Int, _ b: Int) -> Bool { abs(a - b) <= 1000 }
