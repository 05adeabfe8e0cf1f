import DraftModel
import JSONTree

/// How the tracks of a draft, and the segments of each track, come to stand in the lists of another:
/// which stay in place, which are at another place, which are gone or new.
struct ElementOrder {
  /// One list before and after, by track index or by segment ordinal.
  struct List {
    var oldFirst = 0
    var newFirst = 0
    var oldNodes: [JSONNodeID] = []
    var newNodes: [JSONNodeID] = []
    /// Rising on both sides.
    var inPlace: [(Int, Int)] = []
    /// In both lists, but in another order.
    var elsewhere: [(Int, Int)] = []
    var removed: [Int] = []
    var added: [Int] = []
    /// Parts of split segments that stand in their order beside the one that stands for the whole.
    var standingParts: Set<Int> = []
    var isTracks = false
  }

  private(set) var tracks = List(isTracks: true)
  /// For each pair of tracks.
  private(set) var segments: [List] = []
  private(set) var trackPairs: [(Int, Int)] = []
  /// Segments that are on a track that is not the partner of the one they were on.
  private(set) var betweenTracks: [(Int, Int)] = []
  private let trackArrays: (JSONNodeID?, JSONNodeID?)
  private let segmentArrays: [JSONNodeID: (pair: Int, new: JSONNodeID)]

  /// - Parameter matching: of what was split, the part that stayed becomes the partner of the whole.
  init(_ matching: inout DraftMatching) {
    let (old, new) = (matching.old, matching.new)
    trackArrays = (old.draft.node(.draftTracks), new.draft.node(.draftTracks))
    tracks.oldNodes = old.tracks.map(\.node)
    tracks.newNodes = new.tracks.map(\.node)
    trackPairs = matching.newTrack.enumerated().compactMap { i, j in j.map { (i, $0) } }
    // Of tracks that changed places, those between them have rather stayed.
    let places = Dictionary(
      uniqueKeysWithValues: trackPairs.map(\.1).sorted().enumerated().map { ($0.element, $0.offset) })
    let standing = Set(trackPairs.enumerated().filter { places[$0.element.1] == $0.offset }.map(\.element.0))
    Self.fill(&tracks, trackPairs) { i, _ in standing.contains(i) ? 1 : 0 }
    tracks.removed = old.tracks.indices.filter { matching.newTrack[$0] == nil }
    tracks.added = new.tracks.indices.filter { matching.oldTrack[$0] == nil }
    let oldFirsts = Self.firsts(old)
    let newFirsts = Self.firsts(new)
    var arrays: [JSONNodeID: (pair: Int, new: JSONNodeID)] = [:]
    for (pair, (i, j)) in trackPairs.enumerated() {
      var list = List(oldFirst: oldFirsts[i], newFirst: newFirsts[j])
      let olds = oldFirsts[i]..<oldFirsts[i] + old.order[i].count
      let news = newFirsts[j]..<newFirsts[j] + new.order[j].count
      let betweenParts = Self.betweenParts(matching, new.order[j])
      list.oldNodes = olds.map { old.segments[$0].node }
      list.newNodes = news.map { new.segments[$0].node }
      Self.fill(
        &list,
        olds.flatMap { at -> [(Int, Int)] in
          if let parts = matching.splits[at] { return parts.filter(news.contains).map { (at, $0) } }
          guard let partner = matching.newSegment[at], news.contains(partner) else { return [] }
          return [(at, partner)]
        }
      ) { i, j in
        let (a, b) = (matching.pieces[j] ?? old.facts[i], new.facts[j])
        let nearness = abs(a.start - b.start).leadingZeroBitCount
        return (betweenParts.contains(j) ? 0 : 256) + 2 * nearness + (a.what == b.what ? 0 : 1)
      }
      list.settleParts(&matching)
      list.removed = olds.filter { matching.newSegment[$0] == nil }
      list.added = news.filter { matching.oldSegment[$0] == nil }
      if let a = old.tracks[i].node(.trackSegments), let b = new.tracks[j].node(.trackSegments) {
        arrays[a] = (pair, b)
      }
      segments.append(list)
    }
    segmentArrays = arrays
    for (i, partner) in matching.newSegment.enumerated() {
      guard let partner else { continue }
      if matching.newTrack[old.facts[i].track] != new.facts[partner].track {
        betweenTracks.append((i, partner))
      }
    }
  }

  private static func firsts(_ facts: DraftFacts) -> [Int] {
    var first = 0
    return facts.order.map { ordinals in
      defer { first += ordinals.count }
      return first
    }
  }

  /// The segments of a track that lie between the parts of one that was split.
  private static func betweenParts(_ matching: DraftMatching, _ ordinals: [Int]) -> Set<Int> {
    guard !matching.splits.isEmpty else { return [] }
    let places = Dictionary(uniqueKeysWithValues: ordinals.enumerated().map { ($0.element, $0.offset) })
    var opened = [Int](repeating: 0, count: ordinals.count + 1)
    var parts: Set<Int> = []
    for split in matching.splits.values {
      guard let first = split.first.flatMap({ places[$0] }), let last = split.last.flatMap({ places[$0] }),
        first < last
      else { continue }
      opened[first] += 1
      opened[last] -= 1
      parts.formUnion(split)
    }
    var found: Set<Int> = []
    var depth = 0
    for (place, ordinal) in ordinals.enumerated() {
      depth += opened[place]
      if depth > 0, !parts.contains(ordinal) { found.insert(ordinal) }
    }
    return found
  }

  /// - Parameter weight: what does not lie between the parts of another has rather stayed than moved, and
  ///   what is on at about the same time, and what was changed otherwise: who moves a segment leaves it as
  ///   it is.
  private static func fill(
    _ list: inout List, _ pairs: [(Int, Int)], weight: ((Int, Int)) -> Int = { _ in 0 }
  ) {
    list.inPlace = SequenceAlignment.rising(pairs, weight: weight)
    guard list.inPlace.count < pairs.count else { return }
    let standing = Set(list.inPlace.map(\.1))
    list.elsewhere = pairs.filter { !standing.contains($0.1) }
  }

  func isTrackArray(_ o: JSONNodeID, _ n: JSONNodeID) -> Bool { o == trackArrays.0 && n == trackArrays.1 }

  /// The pair of tracks whose segments two arrays are.
  func trackPair(_ o: JSONNodeID, _ n: JSONNodeID) -> Int? {
    guard let entry = segmentArrays[o], entry.new == n else { return nil }
    return entry.pair
  }

  func place(of list: List, _ pair: (Int, Int)) -> Difference.Place {
    list.isTracks ? .track(pair.0, pair.1) : .segment(pair.0, pair.1)
  }
}

extension ElementOrder.List {
  /// Leaves of each split segment the one part that stands for it: the first that is in place, else, where
  /// none is, the one that stood for it before.
  fileprivate mutating func settleParts(_ matching: inout DraftMatching) {
    guard !matching.splits.isEmpty else { return }
    var standing: Set<Int> = []
    for (i, j) in inPlace where matching.splits[i] != nil && standing.insert(i).inserted {
      matching.choosePartner(j, of: i)
    }
    for (i, j) in inPlace where matching.newSegment[i] != j { standingParts.insert(j) }
    inPlace.removeAll { matching.newSegment[$0.0] != $0.1 }
    elsewhere.removeAll { matching.newSegment[$0.0] != $0.1 }
  }
}
