import DraftModel
import JSONTree

/// Makes the list of changes: first what became of tracks and segments, then when they are on, then
/// every difference that is left. Each difference is given to one change.
struct ChangeBuilder {
  let matching: DraftMatching
  let order: ElementOrder
  let differences: [Difference]
  let names: TrackNames
  var changes: [Change] = []
  /// The change that each difference belongs to.
  var owners: [Int?]
  /// What became of a whole track, of a whole segment, by its place in the old draft, in the new one.
  var oldTrackFate: [Int: Int] = [:]
  var newTrackFate: [Int: Int] = [:]
  var oldFate: [Int: Int] = [:]
  var newFate: [Int: Int] = [:]
  /// What changed a segment's source or length, by its ordinal in the old draft.
  var spans: [Int: Int] = [:]
  /// What changed a part of a split beside the cuts, by its ordinal in the new draft.
  var partSpans: [Int: Int] = [:]
  /// What changed a segment's start, by its ordinal in the old draft.
  var starts: [Int: Int] = [:]
  /// How far each segment that is still in its place moved, by its ordinal in the old draft.
  var movements: [Int: Movement] = [:]
  /// For each pair of tracks, in order of time, the edits that moved all that comes after.
  var ripples: [[[RippleWalk.Cause]]]
  /// For each change that moved later segments, how.
  var rippling: [Int: [RippleWalk.Cause]] = [:]
  /// Changes that were told as part of another one.
  var mergedAway: Set<Int> = []
  /// Changes that are told once for the draft.
  var collected: [Change.Kind: Int] = [:]

  /// Unknown keys whose values are ids that were given anew.
  let renewed: RenewedValues

  /// Lists of media that have been compared, by their paths.
  var comparedLists: Set<[JSONKey]> = []

  var old: DraftFacts { matching.old }
  var new: DraftFacts { matching.new }

  init(_ matching: DraftMatching, order: ElementOrder, differences: [Difference]) {
    self.matching = matching
    self.order = order
    self.differences = differences
    names = TrackNames(matching)
    renewed = RenewedValues(matching, differences: differences)
    owners = Array(repeating: nil, count: differences.count)
    ripples = Array(repeating: [], count: order.trackPairs.count)
  }

  mutating func build() {
    addTrackChanges()
    addSegmentChanges()
    for (i, partner) in matching.newSegment.enumerated() {
      if let j = partner { compareContent(i, j) }
    }
    compareParts()
    RippleWalk.run(on: &self)
    for pair in order.trackPairs.indices { joinCuts(pair) }
    var buckets = Buckets()
    for index in differences.indices { owners[index] = owner(of: index, &buckets) }
    tell(buckets)
    for index in changes.indices where changes[index].kind.isCounted {
      changes[index].count = owners.count { $0 == index }
    }
    if let index = collected[.idsRenewed] { tellIDs(index) }
  }

  /// Says of ids that are on one side only what became of them.
  private mutating func tellIDs(_ index: Int) {
    let own = zip(differences, owners).filter { $0.1 == index }.map(\.0)
    if own.allSatisfy({ $0.new == nil }) {
      changes[index].kind = .idsDropped
    } else if own.allSatisfy({ $0.old == nil }) {
      changes[index].kind = .idsGiven
    }
  }

  /// How far a segment moved, in microseconds.
  struct Movement {
    /// Because of edits before it.
    let ripple: Int
    /// By itself.
    let own: Int
    /// How many of its track's ripples are before it.
    let ripples: Int
  }

  mutating func note(_ i: Int, ripple: Int, ownMove: Int, _ pair: Int) {
    movements[i] = Movement(ripple: ripple, own: ownMove, ripples: ripples[pair].count)
  }

  mutating func add(_ change: Change) -> Int {
    changes.append(change)
    return changes.count - 1
  }

  /// The one change of its kind for the whole draft.
  mutating func collect(_ kind: Change.Kind) -> Int {
    if let known = collected[kind] { return known }
    let index = add(Change(kind: kind))
    collected[kind] = index
    return index
  }

  func pair(_ i: Int?, _ j: Int?) -> SegmentPair {
    SegmentPair(old: i.map { old.segments[$0] }, new: j.map { new.segments[$0] })
  }

  func track(ofPair i: Int?, _ j: Int?) -> TrackReference {
    if let j { return names.reference(old: nil, new: new.facts[j].track) }
    return names.reference(old: i.map { old.facts[$0].track }, new: nil)
  }

  // MARK: Tracks

  private mutating func addTrackChanges() {
    for i in order.tracks.removed where !isEmptied(old.order[i], matching.isFree(old:)) {
      var change = Change(kind: .trackRemoved)
      change.track = names.reference(old: i, new: nil)
      change.segments = old.order[i].filter(matching.isFree(old:)).map { pair($0, nil) }
      change.time = old.order[i].first.map { old.facts[$0].start } ?? 0
      let index = add(change)
      oldTrackFate[i] = index
      for ordinal in old.order[i] where matching.isFree(old: ordinal) { oldFate[ordinal] = index }
    }
    for j in order.tracks.added where !isEmptied(new.order[j], matching.isFree(new:)) {
      var change = Change(kind: .trackAdded)
      change.track = names.reference(old: nil, new: j)
      change.segments = new.order[j].filter(matching.isFree(new:)).map { pair(nil, $0) }
      change.time = new.order[j].first.map { new.facts[$0].start } ?? 0
      let index = add(change)
      newTrackFate[j] = index
      for ordinal in new.order[j] where matching.isFree(new: ordinal) { newFate[ordinal] = index }
    }
    for (i, j) in order.tracks.elsewhere {
      var change = Change(kind: .trackMoved)
      change.track = names.reference(old: i, new: j)
      change.properties = [place(ofTrack: i, j)]
      oldTrackFate[i] = add(change)
    }
  }

  /// The place of a track, counted from 1 among those that are on both sides: in words, after which of them
  /// it comes, or before which, where it is the first.
  private func place(ofTrack i: Int, _ j: Int) -> PropertyChange {
    let pairs = order.trackPairs
    let olds = pairs.map(\.0).sorted()
    let news = pairs.map(\.1).sorted()
    let (before, after) = (olds.firstIndex(of: i) ?? 0, news.firstIndex(of: j) ?? 0)
    let neighbour =
      after > 0
      ? "after " + names.reference(old: nil, new: news[after - 1]).name
      : news.count > 1 ? "before " + names.reference(old: nil, new: news[1]).name : "first"
    return PropertyChange(
      name: "place", before: .int(before + 1), after: .int(after + 1), beforeText: "place \(before + 1)",
      afterText: neighbour)
  }

  /// Whether all of a track's segments are on the other side too: then the track is told with them.
  private func isEmptied(_ ordinals: [Int], _ isFree: (Int) -> Bool) -> Bool {
    !ordinals.isEmpty && !ordinals.contains(where: isFree)
  }

  // MARK: Segments

  private mutating func addSegmentChanges() {
    let away = matching.joinedAway
    let off = matching.splitOff
    for (whole, parts) in matching.splits.sorted(by: { $0.key < $1.key }) {
      var change = Change(kind: .segmentSplit)
      change.segments = parts.enumerated().map { pair($0.offset == 0 ? whole : nil, $0.element) }
      note(Cuts(of: old.facts[whole], in: parts.compactMap { matching.pieces[$0] }), in: &change)
      place(&change, whole, matching.newSegment[whole])
      let index = add(change)
      spans[whole] = index
      for part in parts where part != matching.newSegment[whole] { newFate[part] = index }
    }
    for (whole, parts) in matching.joins.sorted(by: { $0.key < $1.key }) {
      var change = Change(kind: .segmentJoined)
      change.segments = parts.enumerated().map { pair($0.element, $0.offset == 0 ? whole : nil) }
      note(Cuts(of: new.facts[whole], in: parts.map { old.facts[$0] }), in: &change)
      place(&change, parts[0], whole)
      let index = add(change)
      spans[parts[0]] = index
      for part in parts.dropFirst() { oldFate[part] = index }
    }
    for list in order.segments {
      for i in list.removed where !away.contains(i) { oldFate[i] = addWhole(.segmentRemoved, i, nil) }
      for j in list.added where !off.contains(j) { newFate[j] = addWhole(.segmentAdded, nil, j) }
      addReordered(list)
    }
    for (i, j) in order.betweenTracks {
      let index = addWhole(.segmentMoved, i, j)
      (oldFate[i], newFate[j], starts[i]) = (index, index, index)
      noteTracks(of: index, i, j)
    }
    addMovedParts()
  }

  /// The parts of what was split that are not beside the one that stands for the whole.
  private mutating func addMovedParts() {
    let standing = order.segments.reduce(into: Set<Int>()) { $0.formUnion($1.standingParts) }
    for (whole, parts) in matching.splits.sorted(by: { $0.key < $1.key }) {
      for part in parts where part != matching.newSegment[whole] && !standing.contains(part) {
        let index = addWhole(.segmentMoved, whole, part)
        newFate[part] = index
        if matching.newTrack[old.facts[whole].track] != new.facts[part].track {
          noteTracks(of: index, whole, part)
        }
      }
    }
  }

  /// A track that is gone, or new, because all that was on it moved is told with that.
  private mutating func noteTracks(of index: Int, _ i: Int, _ j: Int) {
    let (from, to) = (old.facts[i].track, new.facts[j].track)
    if matching.newTrack[from] == nil, oldTrackFate[from] == nil { oldTrackFate[from] = index }
    if matching.oldTrack[to] == nil, newTrackFate[to] == nil { newTrackFate[to] = index }
  }

  private mutating func addWhole(_ kind: Change.Kind, _ i: Int?, _ j: Int?) -> Int {
    var change = Change(kind: kind)
    change.segments = [pair(i, j)]
    change.piece = j.flatMap(piece)
    place(&change, i, j)
    if let i, let j, matching.newTrack[old.facts[i].track] != new.facts[j].track {
      change.formerTrack = names.reference(old: old.facts[i].track, new: nil)
    }
    return add(change)
  }

  /// What the cuts made, where a new segment is a part of what was split.
  func piece(_ j: Int) -> SegmentPiece? { matching.pieces[j].map(SegmentPiece.init) }

  func place(_ change: inout Change, _ i: Int?, _ j: Int?) {
    change.track = track(ofPair: i, j)
    change.time =
      change.piece?.range.start.microseconds ?? i.map { old.facts[$0].start } ?? j.map { new.facts[$0].start }
      ?? 0
  }

  /// Those that are elsewhere in the list: moved one by one where their time changed, otherwise told
  /// together, since nothing but the list is another.
  private mutating func addReordered(_ list: ElementOrder.List) {
    var listed: Int?
    for (i, j) in list.elsewhere {
      guard isNear(old.facts[i].start, new.facts[j].start) else {
        let index = addWhole(.segmentMoved, i, j)
        (oldFate[i], newFate[j], starts[i]) = (index, index, index)
        continue
      }
      let index = listed ?? addWhole(.segmentMoved, i, j)
      if listed != nil { changes[index].segments.append(pair(i, j)) }
      listed = index
      (oldFate[i], newFate[j]) = (index, index)
    }
  }
}
