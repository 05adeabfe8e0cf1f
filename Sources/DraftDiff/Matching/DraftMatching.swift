import DraftModel

/// Which track and which segment of one draft is which of another.
struct DraftMatching {
  let old: DraftFacts
  let new: DraftFacts
  /// For each track of the old draft, its place in the new one.
  var newTrack: [Int?]
  var oldTrack: [Int?]
  /// For each segment of the old draft, its ordinal in the new one.
  var newSegment: [Int?]
  var oldSegment: [Int?]
  /// Of an old segment, the new ones that it was cut into, in the order of its source. One of them, the
  /// first where nothing else is known, is its partner.
  private(set) var splits: [Int: [Int]] = [:]
  /// Of each part of a split, what the cuts alone made of the old segment, before anything else was done
  /// to that part: its stretch of the old timeline and of the source.
  private(set) var pieces: [Int: SegmentFacts] = [:]
  /// Of a new segment, the old ones that it was made of. The first is its partner.
  private(set) var joins: [Int: [Int]] = [:]
  /// Old segments that have become a part of one that is not their partner.
  private(set) var joinedAway: Set<Int> = []
  /// New segments that are a part of one that was split, and not its partner.
  private(set) var splitOff: Set<Int> = []

  init(_ old: DraftFacts, _ new: DraftFacts) {
    let new = new.knowing(old)
    self.old = old
    self.new = new
    newTrack = Array(repeating: nil, count: old.tracks.count)
    oldTrack = Array(repeating: nil, count: new.tracks.count)
    newSegment = Array(repeating: nil, count: old.facts.count)
    oldSegment = Array(repeating: nil, count: new.facts.count)
    for (i, j) in TrackMatching(old: old, new: new).pairs {
      newTrack[i] = j
      oldTrack[j] = i
    }
    matchSegments()
  }

  mutating func match(_ i: Int, _ j: Int) {
    newSegment[i] = j
    oldSegment[j] = i
  }

  /// - Parameter cut: each part with the piece of the whole that it was made of, in the order of the source.
  mutating func split(_ whole: Int, into cut: [(part: Int, piece: SegmentFacts)]) {
    match(whole, cut[0].part)
    splits[whole] = cut.map(\.part)
    for (part, piece) in cut { pieces[part] = piece }
    splitOff.formUnion(cut.dropFirst().map(\.part))
  }

  /// Makes another part of a split the one that stands for the whole.
  mutating func choosePartner(_ part: Int, of whole: Int) {
    guard let other = newSegment[whole], other != part else { return }
    oldSegment[other] = nil
    splitOff.insert(other)
    splitOff.remove(part)
    match(whole, part)
  }

  mutating func join(_ parts: [Int], to whole: Int) {
    match(parts[0], whole)
    joins[whole] = parts
    joinedAway.formUnion(parts.dropFirst())
  }

  /// Whether nothing has been found yet that an old, or a new, segment is on the other side.
  func isFree(old i: Int) -> Bool { newSegment[i] == nil && !joinedAway.contains(i) }
  func isFree(new j: Int) -> Bool { oldSegment[j] == nil && !splitOff.contains(j) }
}

/// Tells tracks by what is in them, then by their ids, then by type and order.
struct TrackMatching {
  let old: DraftFacts
  let new: DraftFacts

  private struct Pair: Hashable {
    let i: Int
    let j: Int
  }

  var pairs: [(Int, Int)] {
    var takenOld: Set<Int> = []
    var takenNew: Set<Int> = []
    var pairs: [(Int, Int)] = []
    func take(_ i: Int, _ j: Int) {
      guard !takenOld.contains(i), !takenNew.contains(j) else { return }
      takenOld.insert(i)
      takenNew.insert(j)
      pairs.append((i, j))
    }
    for candidate in byContent { take(candidate.i, candidate.j) }
    let identifiers = (old.tracks.map(Self.identifier), new.tracks.map(Self.identifier))
    for (i, id) in identifiers.0.enumerated() where id != nil && !takenOld.contains(i) {
      guard identifiers.0.filter({ $0 == id }).count == 1,
        let j = identifiers.1.firstIndex(of: id), identifiers.1.filter({ $0 == id }).count == 1,
        old.tracks[i].type == new.tracks[j].type
      else { continue }
      take(i, j)
    }
    for i in old.tracks.indices where !takenOld.contains(i) {
      let track = old.tracks[i]
      let like = new.tracks.indices.first {
        !takenNew.contains($0) && new.tracks[$0].type == track.type && new.tracks[$0].role == track.role
      }
      if let like { take(i, like) }
    }
    return pairs.sorted { $0.0 < $1.0 }
  }

  private static func identifier(_ track: Track) -> String? {
    track.node(.trackID).flatMap {
      track.draft.document.string(of: $0) ?? track.draft.document.numberSpelling(of: $0)
    }
  }

  /// Pairs of tracks that share segments, the likeliest first.
  private var byContent: [Pair] {
    var votes: [Pair: Int] = [:]
    vote(\.what, weight: 4, &votes)
    // Where whole segments tell the tracks apart, there is no need to ask their media.
    if Set(votes.keys.map(\.i)).count < old.tracks.count { vote(\.media, weight: 1, &votes) }
    func score(_ pair: Pair) -> Int {
      let (a, b) = (old.tracks[pair.i], new.tracks[pair.j])
      let id = Self.identifier(a)
      return (votes[pair] ?? 0) * (a.type == b.type ? 2 : 1) * (id != nil && id == Self.identifier(b) ? 2 : 1)
        * (a.role == b.role ? 2 : 1)
    }
    return votes.keys.map { ($0, score($0)) }.sorted {
      ($1.1, abs($0.0.i - $0.0.j), $0.0.i, $0.0.j) < ($0.1, abs($1.0.i - $1.0.j), $1.0.i, $1.0.j)
    }.map(\.0)
  }

  private func vote(_ key: KeyPath<SegmentFacts, Int>, weight: Int, _ votes: inout [Pair: Int]) {
    func counts(_ facts: [SegmentFacts]) -> [Int: [Int: Int]] {
      var counts: [Int: [Int: Int]] = [:]
      for fact in facts where fact[keyPath: key] != 0 {
        counts[fact[keyPath: key], default: [:]][fact.track, default: 0] += 1
      }
      return counts
    }
    let inNew = counts(new.facts)
    for (value, tracks) in counts(old.facts) {
      guard let others = inNew[value], tracks.count * others.count <= 64 else { continue }
      for (i, count) in tracks {
        for (j, other) in others { votes[Pair(i: i, j: j), default: 0] += weight * min(count, other) }
      }
    }
  }
}
