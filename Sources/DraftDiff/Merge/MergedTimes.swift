import DraftModel

/// When each segment is on once both sides' changes are done: where the kept side has it, moved by what
/// the other side did, and the other way round for what only the other side has.
struct MergedTimes {
  private let session: MergeSession
  private var a: MergeInput { session.a }
  private var b: MergeInput { session.b }

  private let ownRipples: MergeRipples
  private let otherRipples: MergeRipples

  init(_ session: MergeSession) {
    self.session = session
    ownRipples = MergeRipples(session.a)
    otherRipples = MergeRipples(session.b)
  }

  /// Whether a segment of `a` is not where `a` has it: `b` removed it, or moved it elsewhere.
  func isElsewhere(_ x: Int) -> Bool {
    guard let i = a.diff.matching.oldSegment[x] else { return false }
    guard b.partner(i) != nil else { return !session.keptAlive.contains(i) }
    return isMovedByOther(i) && !isTrackGone(i)
  }

  /// Whether `b` put a segment on another track, or at another place in the list, and `a` did not.
  private func isMovedByOther(_ i: Int) -> Bool {
    b.partner(i) != nil && a.partner(i) != nil && !b.isInPlace(i) && a.isInPlace(i)
      && !session.stayed.contains(i)
  }

  /// Whether the track that `b` moved a segment to is one that `a` removed.
  private func isTrackGone(_ i: Int) -> Bool {
    guard let y = b.partner(i), let t = b.diff.matching.oldTrack[b.own.facts[y].track] else { return false }
    return a.diff.matching.newTrack[t] == nil
  }

  func item(ofOwn x: Int) -> MergedTimeline.Item {
    let i = a.diff.matching.oldSegment[x]
    let fact = a.own.facts[x]
    return MergedTimeline.Item(
      source: .own(x), start: a.own.segments[x].start + delta(ofOwn: x, i),
      duration: fact.duration + (i.map(lengthening) ?? 0), base: i)
  }

  /// A segment as `b` has it; nil where it is not taken over, or is where `a` has it.
  func item(ofOther y: Int) -> MergedTimeline.Item? {
    guard !session.omitted.contains(y) else { return nil }
    let fact = b.own.facts[y]
    let t = b.diff.matching.oldTrack[fact.track]
    let start = b.own.segments[y].start
    guard let i = b.diff.matching.oldSegment[y] else {
      if let whole = b.wholeBeside(y), let x = a.partner(whole) {
        let moved = a.own.segments[x].start - session.base.segments[whole].start
        return .init(source: .other(y), start: start + moved, duration: fact.duration, base: nil)
      }
      let time = otherRipples.baseTime(fact.start, onTrack: t)
      let moved = ownRipples.ripple(onTrack: t, at: time, isFirst: false)
      return .init(
        source: .other(y), start: start + Time(microseconds: moved), duration: fact.duration, base: nil)
    }
    guard isMovedByOther(i), let x = a.partner(i) else { return nil }
    let time = otherRipples.baseTime(fact.start, onTrack: t)
    let moved = ownRipples.ripple(onTrack: t, at: time, isFirst: false)
    return .init(
      source: .own(x), start: start + Time(microseconds: moved),
      duration: a.own.facts[x].duration + lengthening(i), base: i)
  }

  // MARK: What the other side adds

  private func delta(ofOwn x: Int, _ i: Int?) -> Time {
    let fact = a.own.facts[x]
    guard !session.frozen.contains(fact.track) else { return .zero }
    let t = a.diff.matching.oldTrack[fact.track]
    if let i, a.isInPlace(i) { return deltaInPlace(i) }
    if i == nil, let whole = a.wholeBeside(x) { return deltaInPlace(whole) }
    let time = ownRipples.baseTime(fact.start, onTrack: t)
    return Time(microseconds: otherRipples.ripple(onTrack: t, at: time, isFirst: true))
  }

  /// How far `b` moved a segment that `a` has in its place.
  private func deltaInPlace(_ i: Int) -> Time {
    let fact = session.base.facts[i]
    guard let y = b.partner(i), let movement = b.builder.movements[i] else {
      return Time(microseconds: otherRipples.ripple(onTrack: fact.track, at: fact.start, isFirst: false))
    }
    let ripple = otherRipples.ripple(i)
    if session.stayed.contains(i) { return Time(microseconds: ripple) }
    let isRejected = b.builder.spans[i].map { b.rejected.contains($0) } ?? false
    if isRejected { return Time(microseconds: ripple + movement.own) }
    let whole = b.own.segments[y].start - session.base.segments[i].start
    return ripple == movement.ripple
      ? whole : whole + Time(microseconds: ripple - movement.ripple)
  }

  /// By how much `b` made a segment longer, where that is taken over.
  private func lengthening(_ i: Int) -> Int {
    guard let y = b.partner(i), !session.stayed.contains(i) else { return 0 }
    if let span = b.builder.spans[i], b.rejected.contains(span) { return 0 }
    return b.own.facts[y].duration - session.base.facts[i].duration
  }
}

/// The tracks of the result, in order.
struct MergedTrackOrder {
  private(set) var tracks: [MergedTimeline.Source] = []

  init(_ session: MergeSession) {
    let (a, b) = (session.a, session.b)
    func isKept(_ x: Int) -> Bool {
      guard let t = a.diff.matching.oldTrack[x] else { return true }
      return b.diff.matching.newTrack[t] != nil || session.keptTracks.contains(t)
    }
    var own = a.own.tracks.indices.filter(isKept)
    if a.diff.order.tracks.elsewhere.isEmpty, !b.diff.order.tracks.elsewhere.isEmpty {
      own = Self.reordered(own, a, b)
    }
    tracks = own.map { .own($0) }
    var after = -1
    for y in b.own.tracks.indices {
      if let t = b.diff.matching.oldTrack[y] {
        if let x = a.diff.matching.newTrack[t], let at = tracks.firstIndex(of: .own(x)) { after = at }
        continue
      }
      let first = b.own.firsts[y]
      let segments = first..<first + b.own.tracks[y].segmentCount
      guard segments.isEmpty || !segments.allSatisfy({ session.omitted.contains($0) }) else { continue }
      var at = after + 1
      while at < tracks.count, case .own(let x) = tracks[at], a.diff.matching.oldTrack[x] == nil { at += 1 }
      tracks.insert(.other(y), at: at)
      after = at
    }
  }

  /// The tracks of `a` in the order of `b`; those that only `a` has stay after the one they followed.
  private static func reordered(_ own: [Int], _ a: MergeInput, _ b: MergeInput) -> [Int] {
    func place(_ x: Int) -> Int? { a.diff.matching.oldTrack[x].flatMap { b.diff.matching.newTrack[$0] } }
    var groups: [(place: Int, tracks: [Int])] = []
    for x in own {
      if let at = place(x) {
        groups.append((at, [x]))
      } else if groups.isEmpty {
        groups.append((-1, [x]))
      } else {
        groups[groups.count - 1].tracks.append(x)
      }
    }
    return groups.sorted { $0.place < $1.place }.flatMap(\.tracks)
  }
}
