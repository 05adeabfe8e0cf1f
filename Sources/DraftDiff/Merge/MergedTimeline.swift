import DraftModel
import JSONTree

/// What is on which track, and when, once both sides' changes are done.
struct MergedTimeline {
  enum Source: Hashable {
    /// A track or segment of the kept side, by its place there.
    case own(Int)
    /// One that only the other side has.
    case other(Int)
  }

  struct Item {
    let source: Source
    var start: Time
    let duration: Int
    /// Its ordinal in the base.
    let base: Int?
  }

  struct Track {
    let source: Source
    var items: [Item]
  }

  private(set) var tracks: [Track] = []

  init(_ session: MergeSession) {
    let times = MergedTimes(session)
    let order = MergedTrackOrder(session)
    for source in order.tracks {
      switch source {
      case .own(let x): tracks.append(Track(source: source, items: Self.items(ofOwn: x, session, times)))
      case .other(let y):
        tracks.append(Track(source: source, items: Self.items(ofOther: y, session, times)))
      }
    }
  }

  // MARK: Segments

  private static func items(ofOwn x: Int, _ session: MergeSession, _ times: MergedTimes) -> [Item] {
    let (a, b) = (session.a, session.b)
    let first = a.own.firsts[x]
    var items: [Item] = []
    for ordinal in first..<first + a.own.tracks[x].segmentCount {
      guard session.frozen.contains(x) || !times.isElsewhere(ordinal) else { continue }
      items.append(times.item(ofOwn: ordinal))
    }
    guard !session.frozen.contains(x), let t = a.diff.matching.oldTrack[x],
      let y = b.diff.matching.newTrack[t]
    else { return items }
    insert(ofOther: y, into: &items, session, times)
    return items
  }

  /// Puts the segments that `b` has on a track after those that they follow there; what `a` put at the
  /// same place stays first.
  private static func insert(
    ofOther y: Int, into items: inout [Item], _ session: MergeSession, _ times: MergedTimes
  ) {
    let b = session.b
    var places: [Source: Int] = [:]
    for (at, item) in items.enumerated() { places[item.source] = at }
    // What comes before each item, and at the end.
    var insertions: [Int: [Item]] = [:]
    var at = 0
    let first = b.own.firsts[y]
    for ordinal in first..<first + b.own.tracks[y].segmentCount {
      if let i = b.diff.matching.oldSegment[ordinal], let x = session.a.partner(i),
        let place = places[.own(x)]
      {
        at = place + 1
        continue
      }
      guard let item = times.item(ofOther: ordinal) else { continue }
      while at < items.count, items[at].base == nil, items[at].start <= item.start { at += 1 }
      insertions[at, default: []].append(item)
    }
    guard !insertions.isEmpty else { return }
    items = (0...items.count).flatMap { at in
      (insertions[at] ?? []) + (at < items.count ? [items[at]] : [])
    }
  }

  private static func items(ofOther y: Int, _ session: MergeSession, _ times: MergedTimes) -> [Item] {
    let b = session.b
    let first = b.own.firsts[y]
    return (first..<first + b.own.tracks[y].segmentCount).compactMap { times.item(ofOther: $0) }
  }

  // MARK: Overlaps

  struct Overlap {
    let track: Track
    let first: Item
    let second: Item
  }

  /// Segments that are on at once and were not on any side, each in one pair only.
  func newOverlaps(_ session: MergeSession) -> [Overlap] {
    var overlaps: [Overlap] = []
    for track in tracks {
      let sorted = track.items.sorted { $0.start < $1.start }
      var longest: Item?
      for item in sorted {
        if let before = longest,
          before.start.microseconds + before.duration > item.start.microseconds + 1000, item.duration > 0,
          !session.overlapped(before, item)
        {
          overlaps.append(Overlap(track: track, first: before, second: item))
          longest = nil
          continue
        }
        let end = item.start.microseconds + item.duration
        if longest.map({ $0.start.microseconds + $0.duration < end }) ?? true { longest = item }
      }
    }
    return overlaps
  }
}

extension MergeSession {
  /// Whether two segments are on at once on one of the sides already.
  fileprivate func overlapped(_ first: MergedTimeline.Item, _ second: MergedTimeline.Item) -> Bool {
    func facts(_ item: MergedTimeline.Item, _ isOwn: Bool) -> SegmentFacts? {
      switch item.source {
      case .own(let x):
        return isOwn ? a.own.facts[x] : item.base.flatMap { b.partner($0) }.map { b.own.facts[$0] }
      case .other(let y): return isOwn ? nil : b.own.facts[y]
      }
    }
    for isOwn in [true, false] {
      if let x = facts(first, isOwn), let y = facts(second, isOwn), x.track == y.track,
        x.start < y.end - 1000, y.start < x.end - 1000
      {
        return true
      }
    }
    return false
  }

  /// Takes out what of `b` makes segments overlap: all that can be told from one state of the timeline.
  /// - Returns: whether there was anything to take out.
  mutating func resolve(_ overlaps: [MergedTimeline.Overlap]) -> Bool {
    var isAny = false
    for overlap in overlaps {
      let before = (b.rejected, frozen)
      guard resolve(overlap) else { continue }
      isAny = true
      // What is later may be elsewhere now.
      let movesOthers = b.rejected.subtracting(before.0).contains { b.builder.rippling[$0] != nil }
      if movesOthers || frozen != before.1 { break }
    }
    return isAny
  }

  private mutating func resolve(_ overlap: MergedTimeline.Overlap) -> Bool {
    func segment(_ item: MergedTimeline.Item, isOwn: Bool) -> Segment? {
      switch item.source {
      case .own(let x):
        isOwn ? a.own.segments[x] : item.base.flatMap { b.partner($0) }.map { b.own.segments[$0] }
      case .other(let y): isOwn ? nil : b.own.segments[y]
      }
    }
    // Where that side has it: nobody has seen yet where both together would put it.
    func shown(_ item: MergedTimeline.Item, isOwn: Bool) -> String {
      guard let found = segment(item, isOwn: isOwn) ?? segment(item, isOwn: !isOwn) else { return "nothing" }
      return "has \(found.label) (\(found.rangeInParent))"
    }
    func isOfOther(_ item: MergedTimeline.Item) -> Bool {
      if case .other = item.source { return true }
      guard let i = item.base, !stayed.contains(i), b.partner(i) != nil else { return false }
      if let span = b.builder.spans[i], !b.rejected.contains(span) { return true }
      return (b.builder.movements[i]?.own ?? 1) != 0
    }
    let (mine, other) =
      isOfOther(overlap.second) ? (overlap.first, overlap.second) : (overlap.second, overlap.first)
    let name: String
    switch overlap.track.source {
    case .own(let x): name = a.builder.names.reference(old: nil, new: x).name
    case .other(let y): name = b.builder.names.reference(old: nil, new: y).name
    }
    add(
      .overlap, name, base: nil, segment(mine, isOwn: true)?.pointer, segment(other, isOwn: false)?.pointer,
      shown(mine, isOwn: true), shown(other, isOwn: false))
    if isOfOther(other) {
      takeOut(other)
    } else if case .own(let x) = overlap.track.source, frozen.insert(x).inserted {
      return true
    } else {
      return false
    }
    return true
  }

  private mutating func takeOut(_ item: MergedTimeline.Item) {
    if case .other(let y) = item.source {
      omitted.insert(y)
      if let fate = b.builder.newFate[y] { rejectWhole(fate) }
      // Without one of its parts a segment would be cut short.
      if let split = b.wholes[y].flatMap({ b.builder.spans[$0] }) { rejectWhole(split) }
    }
    guard let i = item.base else { return }
    stayed.insert(i)
    if let span = b.builder.spans[i] { rejectWhole(span) }
    for change in b.touches[i] ?? [] where b.kind(change) == .segmentMoved { b.rejected.insert(change) }
  }

  /// Tells of insertions of both sides at one point.
  mutating func noteInsertions(_ timeline: MergedTimeline) {
    for track in timeline.tracks {
      for (first, second) in zip(track.items, track.items.dropFirst()) {
        guard case .own(let x) = first.source, case .other(let y) = second.source,
          first.base == nil, second.base == nil,
          isNear(a.own.facts[x].start, b.own.facts[y].start)
        else { continue }
        let isOurs = kept == .ours
        let labels = (a.own.segments[x].label, b.own.segments[y].label)
        notes.append(
          "both inserted at \(b.own.segments[y].start): \(isOurs ? "ours" : "theirs") first, \(labels.0), "
            + "then \(isOurs ? "theirs" : "ours"), \(labels.1)")
      }
    }
  }
}
