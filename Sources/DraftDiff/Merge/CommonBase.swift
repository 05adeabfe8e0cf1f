import DraftModel
import JSONTree

/// The base of a merge once what both sides did alike is done to it: what is left of each side is its own.
struct CommonBase {
  let facts: DraftFacts
  /// The base as it was.
  private let original: Draft
  /// For each track and each segment, its place in the base; nil for what both sides added.
  private let tracks: [Int?]
  private let segments: [Int?]

  /// Puts what both sides did alike on their base.
  init(_ base: DraftFacts, _ a: MergeInput, _ b: MergeInput) throws(DraftMergeError) {
    original = base.draft
    let deeds = AlikeDeeds(a, b)
    guard !deeds.isEmpty, let list = base.draft.node(.draftTracks),
      base.draft.document.kind(of: list) == .array
    else {
      (facts, tracks, segments) = (base, Array(base.tracks.indices), Array(base.segments.indices))
      return
    }
    let plan = CommonTimeline(deeds)
    let placed = try base.draft.merging(plan.edits(of: list))
    let sized = try placed.merging(plan.edits(of: placed))
    facts = DraftFacts(
      try sized.placing(
        plan.tracks.map { $0.items.map(\.start) }, keepingLength: base.draft.saysItsLength))
    tracks = plan.tracks.map(\.base)
    segments = plan.tracks.flatMap { $0.items.map(\.base) }
  }

  /// Whether nothing was done alike.
  var isOriginal: Bool { facts.draft.document.bytes == original.document.bytes }

  /// Whether the base had a segment: whole, and not only a part of it.
  func hasSegment(_ i: Int) -> Bool { segments[i] != nil }

  /// When a segment was on in the base; where it was not there, when it came to be on.
  func range(ofSegment i: Int) -> TimeRange {
    segments[i].map { original.segments[$0].rangeInParent } ?? facts.segments[i].rangeInParent
  }

  func pointer(toSegment i: Int) -> JSONPointer? {
    segments[i].map { original.segments[$0].pointer }
  }

  func pointer(toTrack t: Int) -> JSONPointer? {
    tracks[t].map { original.tracks[$0].pointer }
  }

  /// Where a value inside an object of the common base is in the base, if it is there.
  func pointer(to node: JSONNodeID, in place: Difference.Place) -> JSONPointer? {
    let (document, draft) = (original.document, facts.draft)
    func same(_ from: JSONNodeID, _ object: JSONNodeID) -> JSONPointer? {
      document.node(at: draft.document.pointer(of: node, from: from), from: object).map(original.pointer)
    }
    switch place {
    case .segment(let i, _):
      return segments[i].flatMap { same(facts.segments[i].node, original.segments[$0].node) }
    case .track(let t, _): return tracks[t].flatMap { same(facts.tracks[t].node, original.tracks[$0].node) }
    case .draft: return same(draft.node, original.node)
    default: return same(draft.document.root, document.root)
    }
  }
}

/// Which segments the common base of a merge has, and when.
private struct CommonTimeline {
  struct Item {
    /// Its place on `a`; nil for what is not there.
    let mine: Int?
    let base: Int?
    let literal: JSONLiteral
    let start: Time
    var length: Time?
    var sourceStart: Time?
  }

  struct Track {
    let base: Int?
    /// Its place on `a`, where both added it.
    let mine: Int?
    var items: [Item]
  }

  private(set) var tracks: [Track] = []
  private let deeds: AlikeDeeds
  private let ripples: AlikeRipples
  private let common: CommonLiterals
  private var base: DraftFacts { deeds.a.base }

  init(_ deeds: AlikeDeeds) {
    self.deeds = deeds
    ripples = AlikeRipples(deeds)
    common = CommonLiterals(deeds.a, deeds.b)
    let firsts = base.firsts
    for t in base.tracks.indices {
      let ordinals = firsts[t]..<firsts[t] + base.tracks[t].segmentCount
      let items = ordinals.flatMap {
        deeds.gone.contains($0) || deeds.moved.contains($0) ? [] : self.items(of: $0)
      }
      let isGone = [deeds.a, deeds.b].allSatisfy { $0.diff.matching.newTrack[t] == nil }
      if isGone, items.isEmpty { continue }
      tracks.append(Track(base: t, mine: deeds.a.diff.matching.newTrack[t], items: items))
    }
    addTracks()
    for at in tracks.indices { addSegments(&tracks[at]) }
  }

  // MARK: Segments of the base

  private func items(of i: Int) -> [Item] {
    let segment = base.segments[i]
    guard let x = deeds.a.partner(i), let y = deeds.b.partner(i) else {
      return [
        Item(
          mine: deeds.a.partner(i), base: i, literal: base.draft.document.literal(of: segment.node),
          start: segment.start + Time(microseconds: ripples.ripple(i)))
      ]
    }
    let start = segment.start + Time(microseconds: ripples.ripple(i) + (deeds.shifted[i] ?? 0))
    if deeds.splits.contains(i) { return parts(of: i, from: start) }
    guard deeds.spans.contains(i) else {
      return [Item(mine: x, base: i, literal: base.draft.document.literal(of: segment.node), start: start)]
    }
    let mine = deeds.a.own.segments[x]
    return [
      Item(
        mine: x, base: i, literal: common.segment(x, y, base: i),
        start: start + Time(microseconds: headMove(i, x, y)), length: mine.duration,
        sourceStart: mine.sourceStart)
    ]
  }

  /// How far the start of a segment was trimmed on both sides, beside what moved it whole.
  private func headMove(_ i: Int, _ x: Int, _ y: Int) -> Int {
    func move(_ side: MergeInput, _ ordinal: Int) -> Int? {
      side.builder.movements[i].map {
        side.own.facts[ordinal].start - base.facts[i].start - $0.ripple - $0.own
      }
    }
    guard let mine = move(deeds.a, x), let other = move(deeds.b, y), isNear(mine, other) else { return 0 }
    return mine
  }

  private func parts(of i: Int, from start: Time) -> [Item] {
    let (a, b) = (deeds.a, deeds.b)
    let (mine, others) = (a.diff.matching.splits[i] ?? [], b.diff.matching.splits[i] ?? [])
    func offset(_ side: MergeInput, _ parts: [Int], _ at: Int) -> Int {
      side.own.facts[parts[at]].start - side.own.facts[parts[0]].start
    }
    return mine.indices.compactMap { at in
      guard let piece = a.diff.matching.pieces[mine[at]] else { return nil }
      let (offset, other) = (offset(a, mine, at), offset(b, others, at))
      let (x, y) = (a.own.facts[mine[at]], b.own.facts[others[at]])
      let isAlike = x.isOn(like: y)
      return Item(
        mine: mine[at], base: nil, literal: common.segment(mine[at], others[at], base: i),
        start: start
          + Time(microseconds: isNear(offset, other) ? offset : piece.start - base.facts[i].start),
        length: isAlike ? a.own.segments[mine[at]].duration : Time(microseconds: piece.duration),
        sourceStart: isAlike || !piece.hasClock
          ? a.own.segments[mine[at]].sourceStart : Time(microseconds: piece.sourceIn))
    }
  }

  // MARK: What is new

  private mutating func addTracks() {
    var after = -1
    for x in deeds.a.own.tracks.indices {
      if let at = tracks.firstIndex(where: { $0.mine == x }) { after = at }
      guard deeds.tracks[x] != nil else { continue }
      after += 1
      tracks.insert(Track(base: nil, mine: x, items: []), at: after)
    }
  }

  /// Puts what both sides added to a track, or moved to it, after what it follows there on `a`.
  private func addSegments(_ track: inout Track) {
    guard let x = track.mine else { return }
    let a = deeds.a
    var places: [Int: Int] = [:]
    for (at, item) in track.items.enumerated() { if let mine = item.mine { places[mine] = at } }
    var insertions: [Int: [Item]] = [:]
    var at = 0
    var before: (base: Int, own: Time, start: Time)?
    let first = a.own.firsts[x]
    for ordinal in first..<first + a.own.tracks[x].segmentCount {
      if let place = places[ordinal] {
        (at, before) = (place + 1, nil)
        continue
      }
      let i = a.diff.matching.oldSegment[ordinal]
      let other = deeds.added[ordinal] ?? i.flatMap { deeds.moved.contains($0) ? deeds.b.partner($0) : nil }
      guard let other, let time = deeds.times[ordinal] else { continue }
      let own = a.own.segments[ordinal].start
      var start = Time(microseconds: time + ripples.ripple(onTrack: track.base, at: time))
      // What was put in at one point keeps its order.
      if let before, isNear(before.base, time) { start = before.start + (own - before.own) }
      before = (time, own, start)
      insertions[at, default: []].append(
        Item(
          mine: ordinal, base: i, literal: literal(ofNew: ordinal, other, i), start: start))
    }
    guard !insertions.isEmpty else { return }
    let items = track.items
    track.items = (0...items.count).flatMap { at in
      (insertions[at] ?? []) + (at < items.count ? [items[at]] : [])
    }
  }

  private func literal(ofNew x: Int, _ y: Int, _ i: Int?) -> JSONLiteral {
    guard let i, !deeds.spans.contains(i) else { return common.segment(x, y, base: i) }
    return base.draft.document.literal(of: base.segments[i].node)
  }

  // MARK: Writing

  /// The edits that give the base these tracks with these segments, whenever they are on.
  func edits(of list: JSONNodeID) -> [JSONEdit] {
    let kept = Set(tracks.compactMap(\.base))
    var edits = base.tracks.filter { !kept.contains($0.index) }.map {
      JSONEdit.removeElement($0.node, of: list)
    }
    var next = 0
    for track in tracks {
      let literals = track.items.map(\.literal)
      if let t = track.base {
        next = t + 1
        edits += base.tracks[t].writing(literals)
      } else if let x = track.mine, let y = deeds.tracks[x] {
        edits.append(.insertElement(list, index: next, common.track(x, y, literals)))
      }
    }
    return edits
  }

  /// The edits that give each segment its length and the beginning of its source.
  func edits(of draft: Draft) -> [JSONEdit] {
    zip(draft.segments, tracks.flatMap(\.items)).flatMap { segment, item -> [JSONEdit] in
      guard draft.document.kind(of: segment.node) == .object else { return [] }
      var edits: [JSONEdit] = []
      if let length = item.length, segment.duration != length { edits += segment.writing(.duration, length) }
      if let start = item.sourceStart, segment.sourceStart != start {
        edits += segment.writing(.sourceStart, start)
      }
      return edits
    }
  }
}

/// Objects as both sides of a merge have them: with what is equal on both; where they differ, with what
/// the base has.
private struct CommonLiterals {
  private let a: MergeInput
  private let b: MergeInput
  private let base: JSONDocument
  /// The keys of texts: of two wordings of one new text, what both have is where they came from.
  private let texts: Set<JSONKey>

  init(_ a: MergeInput, _ b: MergeInput) {
    (self.a, self.b, base) = (a, b, a.base.draft.document)
    texts = Set(a.own.draft.keys.spellings(of: .text).map { JSONKey($0) })
  }

  func segment(_ x: Int, _ y: Int, base i: Int?) -> JSONLiteral {
    object(a.own.segments[x].node, b.own.segments[y].node, i.map { a.base.segments[$0].node })
  }

  /// A track that both added, with these segments.
  func track(_ x: Int, _ y: Int, _ segments: [JSONLiteral]) -> JSONLiteral {
    let keys = a.own.draft.keys
    let lists = Set(keys.spellings(of: .trackSegments).map { JSONKey(String($0.prefix { $0 != "/" })) })
    let list = JSONLiteral.Member(keys.canonical(.trackSegments), .array(segments))
    let common = object(a.own.tracks[x].node, b.own.tracks[y].node, nil, besides: lists)
    guard case .object(let members) = common else { return segments.isEmpty ? common : .object([list]) }
    return .object(members + [list])
  }

  private func object(
    _ x: JSONNodeID, _ y: JSONNodeID, _ i: JSONNodeID?, besides skipped: Set<JSONKey> = []
  ) -> JSONLiteral {
    let (mine, other) = (a.own.draft.document, b.own.draft.document)
    guard mine.kind(of: x) == .object, other.kind(of: y) == .object else {
      return i.map(base.literal) ?? mine.literal(of: x)
    }
    var members: [JSONLiteral.Member] = []
    var seen = skipped
    func add(_ member: JSONDocument.Member, _ document: JSONDocument) {
      guard let key = document.key(of: member.name), seen.insert(key).inserted else { return }
      let (own, theirs) = (mine.value(of: key, in: x), other.value(of: key, in: y))
      let before = i.flatMap { base.value(of: key, in: $0) }
      let name = document.literal(of: member.name)
      if let own, let theirs, mine.isEqual(own, to: theirs, in: other) {
        members.append(.init(name: name, value: mine.literal(of: own)))
      } else if i == nil, texts.contains(key), let text = own.flatMap(mine.string),
        let another = theirs.flatMap(other.string)
      {
        members.append(.init(name: name, value: .string(WordDiff(text, another).common)))
      } else if own != nil || theirs != nil, let before {
        members.append(.init(name: name, value: base.literal(of: before)))
      }
    }
    for member in mine.members(of: x) { add(member, mine) }
    for member in other.members(of: y) { add(member, other) }
    return .object(members)
  }
}
