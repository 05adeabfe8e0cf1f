import DraftModel

/// Finds segments that were cut into several, and several that were put together into one.
extension DraftMatching {
  mutating func findSplits(_ alignment: TrackAlignment) {
    let olds = alignment.old.filter { newSegment[$0] == nil }
    let news = alignment.new.filter { oldSegment[$0] == nil }
    guard !olds.isEmpty, !news.isEmpty else { return }
    for (whole, parts) in Self.chains(of: olds.map { old.facts[$0] }, in: news.map { new.facts[$0] }) {
      match(whole, parts[0])
      splits[whole] = parts
    }
    let rest = (olds.filter { newSegment[$0] == nil }, news.filter { oldSegment[$0] == nil })
    let taken = splitOff
    let free = rest.1.filter { !taken.contains($0) }
    for (whole, parts) in Self.chains(of: free.map { new.facts[$0] }, in: rest.0.map { old.facts[$0] }) {
      match(parts[0], whole)
      joins[whole] = parts
    }
  }

  func splitOff(_ ordinal: Int) -> Bool { !splits.isEmpty && splitOff.contains(ordinal) }
  func joinedAway(_ ordinal: Int) -> Bool { !joins.isEmpty && joinedAway.contains(ordinal) }

  /// For each whole, the run of pieces, in order, that are contiguous in source, and that together are
  /// as long as it.
  private static func chains(of wholes: [SegmentFacts], in pieces: [SegmentFacts]) -> [(Int, [Int])] {
    var result: [(Int, [Int])] = []
    var heads: [Int: [Int]] = [:]
    for (at, piece) in pieces.enumerated() where piece.media != 0 || piece.text != 0 {
      heads[piece.media ^ piece.text, default: []].append(at)
    }
    var taken: Set<Int> = []
    for whole in wholes where whole.media != 0 || whole.text != 0 {
      guard let starts = heads[whole.media ^ whole.text] else { continue }
      // Of several, the one that is where the whole was.
      let ordered = starts.prefix(64).sorted {
        abs(pieces[$0].start - whole.start) < abs(pieces[$1].start - whole.start)
      }
      for start in ordered {
        guard let parts = chain(whole, pieces, from: start), parts.allSatisfy({ !taken.contains($0) })
        else { continue }
        taken.formUnion(parts)
        result.append((whole.ordinal, parts))
        break
      }
    }
    return result
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
