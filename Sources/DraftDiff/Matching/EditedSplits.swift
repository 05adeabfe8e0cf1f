import DraftModel

/// Finds segments that were cut into several of which something was done to one as well: it was moved
/// away, slipped, retimed, trimmed, or given another text.
///
///     old     |1---- b ----5|---- c ----|
///     moved   |1 b 3|---- c ----|3 b 5|          the parts cover the source of the whole
///     slipped |1 b 3|4 b 6|---- c ----|          all but one cover it, and leave a hole as long as that one
///     trimmed |1 b 3|3b4|---- c ----|            one meets the others, and ends elsewhere
///
/// What tells a split from a segment that was trimmed and one that was added is that there are more
/// segments of this media than there were, and that the parts share the source among them: a duplicate or
/// a loop shows the same source again.
extension DraftMatching {
  mutating func findEditedSplits(_ shared: Set<Int>) {
    var olds: [Int: [Int]] = [:]
    var owners: [Int: Int] = [:]
    for fact in old.facts where isFree(old: fact.ordinal) {
      if let content = fact.content { olds[content, default: []].append(fact.ordinal) }
      if shared.contains(fact.id) { owners[fact.id] = fact.ordinal }
    }
    guard !olds.isEmpty else { return }
    var news: [Int: [Int]] = [:]
    for fact in new.facts where isFree(new: fact.ordinal) {
      if let content = fact.content { news[content, default: []].append(fact.ordinal) }
    }
    for (content, wholes) in olds.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let parts = news[content], parts.count > wholes.count, wholes.count * parts.count <= 4096 else {
        continue
      }
      for whole in wholes {
        // Who has the id of another segment is that one.
        let candidates = parts.filter { part in
          isFree(new: part) && owners[new.facts[part].id].map { $0 == whole } ?? true
        }
        if let cut = EditedSplit(old.facts[whole], candidates, self).cut { split(whole, into: cut) }
      }
    }
    findRewrittenSplits(owners)
  }

  /// Titles that were cut in two, of which one got another text.
  private mutating func findRewrittenSplits(_ owners: [Int: Int]) {
    for fact in old.facts where fact.media == 0 && fact.text != 0 && isFree(old: fact.ordinal) {
      guard let track = newTrack[fact.track] else { continue }
      let order = new.order[track].filter { new.facts[$0].text != 0 && new.facts[$0].media == 0 }
      guard order.count <= 2000 else { continue }
      for (first, second) in zip(order, order.dropFirst()) {
        let (a, b) = (new.facts[first], new.facts[second])
        guard isFree(new: first), isFree(new: second), (a.text == fact.text) != (b.text == fact.text),
          isNear(a.end, b.start), isNear(a.duration + b.duration, fact.duration), a.duration > 0,
          [a, b].allSatisfy({ owners[$0.id].map { $0 == fact.ordinal } ?? true }),
          fact.sharesWords(with: a.text == fact.text ? b : a, old, new),
          [a, b].allSatisfy({ SegmentManner(ofPart: $0, new) == SegmentManner(ofPart: fact, old) })
        else { continue }
        split(
          fact.ordinal,
          into: [
            (first, fact.piece(from: fact.start, length: a.duration)),
            (second, fact.piece(from: fact.start + a.duration, length: b.duration)),
          ])
        break
      }
    }
  }
}

extension SegmentFacts {
  /// What parts of one segment have in common.
  fileprivate var content: Int? {
    guard media != 0 || text != 0, duration > 0 else { return nil }
    var hasher = Hasher()
    hasher.combine(media)
    hasher.combine(text)
    return hasher.finalize()
  }
}

/// The search for the parts of one old segment among new ones of the same media.
private struct EditedSplit {
  private let whole: SegmentFacts
  private let candidates: [SegmentFacts]
  private let track: Int?
  private let old: DraftFacts
  private let new: DraftFacts

  typealias Cut = [(part: Int, piece: SegmentFacts)]

  init(_ whole: SegmentFacts, _ candidates: [Int], _ matching: DraftMatching) {
    self.whole = whole
    self.candidates = candidates.map { matching.new.facts[$0] }
    track = matching.newTrack[whole.track]
    (old, new) = (matching.old, matching.new)
  }

  var cut: Cut? { whole.hasClock ? tiling ?? oddOne : halves }

  /// Parts that together show all of the source, wherever they are and however fast.
  private var tiling: Cut? {
    var parts: [SegmentFacts] = []
    var at = whole.sourceIn
    while !isNear(at, whole.sourceOut) {
      let next = candidates.filter {
        isNear($0.sourceIn, at) && $0.sourceOut > at + 1000 && $0.sourceOut <= whole.sourceOut + 1000
      }
      guard parts.count < 16, let best = next.min(by: { distance($0) < distance($1) }) else { return nil }
      parts.append(best)
      at = best.sourceOut
    }
    guard parts.count > 1 else { return nil }
    return parts.map { ($0.ordinal, whole.piece(ofSource: $0.sourceIn..<$0.sourceOut)) }
  }

  /// How far from where the whole was a part is; on another track, further.
  private func distance(_ part: SegmentFacts) -> (Int, Int, Int) {
    (part.track == track ? 0 : 1, part.speed == whole.speed ? 0 : 1, abs(part.start - whole.start))
  }

  /// Parts one after the other, all of which but one show what the cuts gave them.
  private var oddOne: Cut? {
    let row = candidates.filter { $0.track == track }.sorted { $0.start < $1.start }
    guard row.count > 1, row.count <= 64 else { return nil }
    for first in row.indices.dropLast() {
      for count in 2...8 where first + count <= row.count {
        let parts = Array(row[first..<first + count])
        guard isNear(parts[count - 2].end, parts[count - 1].start) else { break }
        for odd in 0..<count {
          if let cut = cut(parts, odd: odd) { return cut }
        }
      }
    }
    return nil
  }

  private func cut(_ parts: [SegmentFacts], odd: Int) -> Cut? {
    var pieces: [Range<Int>] = []
    var (low, high) = (whole.sourceIn, whole.sourceOut)
    for part in parts[..<odd] {
      guard part.speed == whole.speed, isNear(part.sourceIn, low), part.sourceOut > low else { return nil }
      pieces.append(low..<part.sourceOut)
      low = part.sourceOut
    }
    var later: [Range<Int>] = []
    for part in parts[(odd + 1)...].reversed() {
      guard part.speed == whole.speed, isNear(part.sourceOut, high), part.sourceIn < high else { return nil }
      later.append(part.sourceIn..<high)
      high = part.sourceIn
    }
    guard low + 1000 < high, isEdited(parts[odd], low..<high, parts, odd) else { return nil }
    let manner = SegmentManner(ofPart: whole, old)
    guard parts.allSatisfy({ SegmentManner(ofPart: $0, new) == manner }) else { return nil }
    pieces.append(low..<high)
    pieces += later.reversed()
    return zip(parts, pieces).map { ($0.ordinal, whole.piece(ofSource: $1)) }
  }

  /// Whether a part is a piece of the source to which one thing was done.
  private func isEdited(_ part: SegmentFacts, _ range: Range<Int>, _ parts: [SegmentFacts], _ odd: Int)
    -> Bool
  {
    let piece = whole.piece(ofSource: range)
    let begins = isNear(part.sourceIn, range.lowerBound)
    let ends = isNear(part.sourceOut, range.upperBound)
    guard part.speed == whole.speed else { return begins && isNear(part.duration, piece.duration) }
    if isNear(part.duration, piece.duration) {
      // Slipped, but not so far that it shows again what another part shows.
      return parts.enumerated().allSatisfy { at, other in
        let common = min(part.sourceOut, other.sourceOut) - max(part.sourceIn, other.sourceIn)
        return at == odd || 2 * common < min(part.sourceOut - part.sourceIn, other.sourceOut - other.sourceIn)
      }
    }
    return odd == 0 ? ends : odd == parts.count - 1 && begins
  }

  /// Of what has no source, two that are together as long.
  private var halves: Cut? {
    guard candidates.count == 2 else { return nil }
    let parts = candidates.sorted {
      ($0.track == track ? 0 : 1, $0.start) < ($1.track == track ? 0 : 1, $1.start)
    }
    let manner = SegmentManner(ofPart: whole, old)
    guard isNear(parts[0].duration + parts[1].duration, whole.duration), parts[0].track == track,
      parts.allSatisfy({ SegmentManner(ofPart: $0, new) == manner })
    else { return nil }
    let first = whole.piece(from: whole.start, length: parts[0].duration)
    return [
      (parts[0].ordinal, first),
      (parts[1].ordinal, whole.piece(from: first.end, length: parts[1].duration)),
    ]
  }
}
