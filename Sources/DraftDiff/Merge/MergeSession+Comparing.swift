import DraftModel
import JSONTree

/// Finds where both sides did differently to one track or segment.
extension MergeSession {
  // MARK: Tracks

  mutating func compareTracks() {
    compareTrackOrder()
    for t in base.tracks.indices {
      switch (a.diff.matching.newTrack[t], b.diff.matching.newTrack[t]) {
      case (nil, let y?) where isTouched(track: t, by: b):
        keepTrackConflict(t, "removed it", deed(onTrack: t, by: b), nil, b.own.tracks[y].pointer)
        rejectTrack(t)
      case (let x?, nil) where isTouched(track: t, by: a):
        keepTrackConflict(t, deed(onTrack: t, by: a), "removed it", a.own.tracks[x].pointer, nil)
        keptTracks.insert(t)
        for i in base.order[t] { keptAlive.insert(i) }
        if let fate = b.builder.oldTrackFate[t] { b.rejected.insert(fate) }
      default: break
      }
    }
  }

  private mutating func keepTrackConflict(
    _ t: Int, _ mine: String, _ other: String, _ aPointer: JSONPointer?, _ bPointer: JSONPointer?
  ) {
    add(
      .trackRemovedAndChanged, "track \(a.builder.names.reference(old: t, new: nil).name)",
      base: common.pointer(toTrack: t), aPointer, bPointer, mine, other)
  }

  /// What a side did to a track and on it.
  private func deed(onTrack t: Int, by side: MergeInput) -> String {
    let own = side.diff.matching.newTrack[t]
    let deeds = side.diff.changes.filter { change in
      guard !change.kind.isCounted else { return false }
      if let track = change.track { return track.old == t || (own != nil && track.new == own) }
      return change.segments.contains { $0.old?.track.index == t }
    }.map { ChangeSentence(change: $0).withoutTrack }
    guard !deeds.isEmpty else { return "changed it" }
    let more = deeds.count > 2 ? ["+\(deeds.count - 2) more"] : []
    return "changed it (\((deeds.prefix(2) + more).joined(separator: "; ")))"
  }

  private func isTouched(track t: Int, by side: MergeInput) -> Bool {
    if base.order[t].contains(where: { side.touches[$0] != nil }) { return true }
    guard let own = side.diff.matching.newTrack[t] else { return false }
    if side.own.order[own].contains(where: { side.diff.matching.oldSegment[$0] == nil }) { return true }
    return side.builder.changes.contains { $0.track?.old == t && $0.kind.namesTrackItself }
  }

  private mutating func rejectTrack(_ t: Int) {
    for i in base.order[t] {
      b.rejected.formUnion(b.touches[i] ?? [])
      stayed.insert(i)
    }
    guard let own = b.diff.matching.newTrack[t] else { return }
    for k in b.own.order[own] where b.diff.matching.oldSegment[k] == nil { omitted.insert(k) }
  }

  // MARK: Segments

  mutating func compareSegments() {
    for i in base.facts.indices where !keptAlive.contains(i) && !stayed.contains(i) {
      switch (a.partner(i), b.partner(i)) {
      case (nil, let y?):
        let changes = b.touches[i] ?? []
        guard !changes.isEmpty else { continue }
        if a.kind(a.builder.oldFate[i]) != .trackRemoved {
          addRemoved(
            i, a.builder.oldFate[i].flatMap { a.kind($0) } == .segmentJoined ? "joined it" : "removed it",
            deed(changes[0], on: y, b), nil, b.own.segments[y].pointer)
        }
        reject(changes, of: i)
      case (let x?, nil):
        let changes = a.touches[i] ?? []
        guard !changes.isEmpty else { continue }
        addRemoved(i, deed(changes[0], on: x, a), "removed it", a.own.segments[x].pointer, nil)
        keptAlive.insert(i)
        if let fate = b.builder.oldFate[i] { rejectWhole(fate) }
      case (let x?, let y?): compareTimes(i, x, y)
      case (nil, nil): break
      }
    }
  }

  private mutating func addRemoved(
    _ i: Int, _ mine: String, _ other: String, _ aPointer: JSONPointer?, _ bPointer: JSONPointer?
  ) {
    add(
      .removedAndChanged, name(i), base: common.pointer(toSegment: i), aPointer, bPointer, mine, other)
  }

  /// Takes over nothing that `b` did to a segment, nor what that moved. What it did to others alike is
  /// taken over all the same.
  mutating func reject(_ changes: [Int], of i: Int) {
    for change in changes where b.builder.changes[change].segments.count == 1 || b.builder.spans[i] == change
    {
      rejectWhole(change)
    }
    stayed.insert(i)
    untouched.insert(i)
  }

  /// Takes a change of `b` out, and what it brought along.
  mutating func rejectWhole(_ change: Int) {
    b.rejected.insert(change)
    guard b.kind(change) == .segmentSplit || b.kind(change) == .segmentJoined else { return }
    omitted.formUnion(b.comings[change] ?? [])
    b.rejected.formUnion(b.partEdits[change] ?? [])
    keptAlive.formUnion(b.goings[change] ?? [])
  }

  private mutating func compareTimes(_ i: Int, _ x: Int, _ y: Int) {
    if let mine = a.builder.spans[i], let other = b.builder.spans[i] {
      let isSplit = [a.kind(mine), b.kind(other)].contains { $0 == .segmentSplit || $0 == .segmentJoined }
      if !isSplit, hasDifferentEnds(mine, other) {
        bothTrimmed.append(i)
      } else {
        let kind: MergeConflict.Kind =
          isSplit
          ? .divided
          : a.kind(mine) == .segmentReplaced && b.kind(other) == .segmentReplaced
            ? .replaced : .trimmed
        add(
          kind, name(i), base: common.pointer(toSegment: i), a.own.segments[x].pointer,
          b.own.segments[y].pointer, deed(mine, on: x, a), deed(other, on: y, b))
        rejectWhole(other)
        stayed.insert(i)
      }
    } else if areCarriedToParts(i) {
      // Every part gets the values that the other side set.
    } else if let division = dividing(i, b), let own = a.touches[i]?.first {
      addDivided(i, x, y, deed(own, on: x, a), deed(division, on: y, b))
      rejectWhole(division)
      stayed.insert(i)
    } else if let division = dividing(i, a), let others = b.touches[i], !others.isEmpty {
      addDivided(i, x, y, deed(division, on: x, a), deed(others[0], on: y, b))
      reject(others, of: i)
    }
    compareMoves(i, x, y)
  }

  /// Whether one side split a segment of which the other changed only what its parts can have too.
  private func areCarriedToParts(_ i: Int) -> Bool {
    func isSplit(_ side: MergeInput) -> Bool { side.kind(side.builder.spans[i]) == .segmentSplit }
    func areCarried(_ side: MergeInput) -> Bool {
      (side.touches[i] ?? []).allSatisfy { side.isCarriedToParts($0) }
    }
    return (isSplit(a) && areCarried(b)) || (isSplit(b) && areCarried(a))
  }

  private mutating func addDivided(_ i: Int, _ x: Int, _ y: Int, _ mine: String, _ other: String) {
    add(
      .divided, name(i), base: common.pointer(toSegment: i), a.own.segments[x].pointer,
      b.own.segments[y].pointer, mine, other)
  }

  private func dividing(_ i: Int, _ side: MergeInput) -> Int? {
    side.builder.spans[i].flatMap {
      side.kind($0) == .segmentSplit || side.kind($0) == .segmentJoined ? $0 : nil
    }
  }

  private func hasDifferentEnds(_ mine: Int, _ other: Int) -> Bool {
    let (x, y) = (a.builder.changes[mine], b.builder.changes[other])
    return x.kind == .segmentTrimmed && y.kind == .segmentTrimmed && x.edges.isDisjoint(with: y.edges)
  }

  private mutating func compareMoves(_ i: Int, _ x: Int, _ y: Int) {
    func isMoved(_ side: MergeInput) -> Bool {
      guard let movement = side.builder.movements[i] else { return true }
      return movement.own != 0
    }
    guard isMoved(a), isMoved(b) else { return }
    let (mine, other) = (a.own.facts[x], b.own.facts[y])
    let tracks = (a.diff.matching.oldTrack[mine.track], b.diff.matching.oldTrack[other.track])
    if isNear(mine.start, other.start), tracks.0 == tracks.1 {
      stayed.insert(i)
      return
    }
    add(
      .moved, name(i), base: common.pointer(toSegment: i), a.own.segments[x].pointer,
      b.own.segments[y].pointer, moved(x, a), moved(y, b))
    for change in b.touches[i] ?? [] where b.kind(change) == .segmentMoved { b.rejected.insert(change) }
    stayed.insert(i)
  }
}

extension MergeSession {
  /// What a change did to one of its segments: where several moved together, each has its own place.
  private func deed(_ change: Int, on ordinal: Int, _ side: MergeInput) -> String {
    side.kind(change) == .segmentMoved ? moved(ordinal, side) : side.builder.changes[change].deed
  }

  private func moved(_ ordinal: Int, _ side: MergeInput) -> String {
    let old = side.diff.matching.oldSegment[ordinal].map { base.facts[$0].track }
    let new = side.own.facts[ordinal].track
    let track = side.builder.names.reference(old: nil, new: new)
    return "moved it to \(side.own.segments[ordinal].rangeInParent)"
      + (track.old == old ? "" : " on \(track.name)")
  }

  /// Two orders of the tracks that all three drafts have.
  private mutating func compareTrackOrder() {
    guard !a.diff.order.tracks.elsewhere.isEmpty, !b.diff.order.tracks.elsewhere.isEmpty else { return }
    let common = base.tracks.indices.filter {
      a.diff.matching.newTrack[$0] != nil && b.diff.matching.newTrack[$0] != nil
    }
    func order(_ side: MergeInput) -> [Int] {
      common.sorted { (side.diff.matching.newTrack[$0] ?? 0) < (side.diff.matching.newTrack[$1] ?? 0) }
    }
    let (mine, others) = (order(a), order(b))
    guard mine != others else { return }
    func names(_ tracks: [Int]) -> String {
      "has " + tracks.map { a.builder.names.reference(old: $0, new: nil).name }.joined(separator: ", ")
    }
    func list(_ draft: Draft) -> JSONPointer? { draft.node(.draftTracks).map(draft.pointer) }
    add(
      .trackOrder, "the order of the tracks", base: list(base.draft), list(a.own.draft), list(b.own.draft),
      names(mine), names(others))
  }
}
