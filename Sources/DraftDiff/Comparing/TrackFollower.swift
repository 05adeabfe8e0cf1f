/// Goes through the segments of one track in the order of time, and tells for each what moved it.
struct TrackFollower {
  private let pair: Int
  private let list: ElementOrder.List
  private let oldOrder: [Int]
  private let newOrder: [Int]
  private var newAt = 0
  /// By how much edits before here have moved what comes here.
  private var current = 0
  /// By how much the segment before this one moved.
  private var last = 0
  /// The change that moved what comes here.
  private var owner: Int?
  /// Edits since the last segment that stayed in step.
  private var pending: [RippleWalk.Cause] = []
  /// How many segments have stayed in step.
  private var gap = 0
  private var run: RippleWalk.Run?
  private(set) var causes: [RippleWalk.Cause] = []
  private(set) var runs: [RippleWalk.Run] = []
  /// The old start of the last segment that moved, and of the last of all.
  private(set) var lastMoved = Int.min
  private(set) var previousStart = Int.min
  /// The old and the new start of the last segment that stayed in step: what moved itself hides no edit
  /// before it from those that come after it.
  private var stepStart = Int.min
  private var stepNewStart = Int.min
  /// The segment that was followed last, of the old draft.
  private var whole: Int?

  init(_ pair: Int, _ builder: ChangeBuilder) {
    self.pair = pair
    list = builder.order.segments[pair]
    let tracks = builder.order.trackPairs[pair]
    oldOrder = builder.old.order[tracks.0]
    newOrder = builder.new.order[tracks.1]
  }

  mutating func follow(_ walk: RippleWalk, _ builder: inout ChangeBuilder) {
    let partner = Dictionary(uniqueKeysWithValues: list.inPlace)
    for i in oldOrder {
      guard builder.matching.splits[i] == nil else {
        followParts(of: i, partner[i], walk, &builder)
        continue
      }
      guard let j = partner[i] else {
        passGone(builder.old.facts[i], builder.oldFate[i], builder)
        continue
      }
      follow(i, j, walk, &builder)
    }
    // What comes after the last segment that stayed can still move other tracks.
    while newAt < newOrder.count {
      passAdded(newOrder[newAt], upTo: .max, builder)
      newAt += 1
    }
    run?.reachesEnd = true
    closeRun()
  }

  /// One after the other what the cuts made of a segment: parts that stayed, or went elsewhere, and what
  /// was taken out between them.
  private mutating func followParts(
    of i: Int, _ partner: Int?, _ walk: RippleWalk, _ builder: inout ChangeBuilder
  ) {
    var at = builder.old.facts[i].start
    for part in builder.matching.splits[i] ?? [] {
      guard let piece = builder.matching.pieces[part] else { continue }
      if !isNear(piece.start, at), let split = builder.spans[i] {
        add(
          RippleWalk.Cause(
            change: split, amount: at - piece.start, time: piece.start, newTime: at + current, track: pair,
            gap: gap))
      }
      at = piece.end
      if part == partner || list.standingParts.contains(part) {
        follow(i, part, walk, &builder)
      } else {
        let isPartner = builder.matching.newSegment[i] == part
        passGone(piece, isPartner ? builder.oldFate[i] : builder.newFate[part], builder)
      }
    }
  }

  private mutating func follow(_ i: Int, _ j: Int, _ walk: RippleWalk, _ builder: inout ChangeBuilder) {
    let times = PairTimes(i, j, builder)
    passAdded(before: j, times, builder)
    let offset = explain(i, j, times, walk, &builder)
    if !isNear(times.newStart, times.oldStart) { lastMoved = times.oldStart }
    let left = times.newEnd - times.oldEnd - offset
    if !isNear(left, 0), let span = builder.partSpans[j] ?? builder.spans[i] {
      add(
        RippleWalk.Cause(
          change: span, amount: left, time: times.oldEnd, newTime: times.newEnd - max(0, left), track: pair,
          gap: gap)
      )
    }
    let before = last
    last = offset
    previousStart = times.oldStart
    // What began before an edit stays whole; a part of it that comes later says nothing of that edit.
    let isLaterPart = builder.matching.pieces[j] != nil && whole == i && isNear(offset, before)
    whole = i
    if run == nil, !isLaterPart { (stepStart, stepNewStart) = (times.oldStart, times.newStart) }
  }

  // MARK: Edits on the way

  private mutating func add(_ cause: RippleWalk.Cause) {
    pending.append(cause)
    causes.append(cause)
  }

  private mutating func passGone(_ fact: SegmentFacts, _ fate: Int?, _ builder: ChangeBuilder) {
    guard let fate, builder.changes[fate].kind != .segmentJoined else { return }
    add(
      RippleWalk.Cause(
        change: fate, amount: -fact.duration, time: fact.end, newTime: fact.start + current, track: pair,
        gap: gap))
  }

  private mutating func passAdded(before j: Int, _ times: PairTimes, _ builder: ChangeBuilder) {
    while newAt < newOrder.count, newOrder[newAt] != j,
      builder.new.facts[newOrder[newAt]].start <= times.newStart
    {
      passAdded(newOrder[newAt], upTo: times.oldStart, builder)
      newAt += 1
    }
    if newAt < newOrder.count, newOrder[newAt] == j { newAt += 1 }
  }

  private mutating func passAdded(_ j: Int, upTo time: Int, _ builder: ChangeBuilder) {
    guard let fate = builder.newFate[j], builder.changes[fate].kind != .segmentSplit else { return }
    let fact = builder.new.facts[j]
    add(
      RippleWalk.Cause(
        change: fate, amount: fact.duration, time: min(time, fact.start - current), newTime: fact.start,
        track: pair, gap: gap))
  }

  // MARK: Explaining

  /// Finds what moved a segment.
  /// - Returns: by how much it moved as a whole.
  private mutating func explain(
    _ i: Int, _ j: Int, _ times: PairTimes, _ walk: RippleWalk, _ builder: inout ChangeBuilder
  ) -> Int {
    let bases = [current, last]
    if let still = times.offsets.first(where: { isNear($0, current) }) {
      return settle(i, j, still, times, walk, &builder)
    }
    // A segment that was split to make room for something on another track moves nothing by itself.
    func isSplit(_ cause: RippleWalk.Cause) -> Bool { builder.changes[cause.change].kind == .segmentSplit }
    let isMadeRoom = pending.allSatisfy(isSplit)
    var candidates = [isMadeRoom ? [] : pending]
    if walk.isTelling {
      let others = walk.elsewhere(pair, after: stepStart, upTo: times.oldStart)
      candidates += [others.filter { !isSplit($0) }, pending, others]
      let later = walk.elsewhere(pair, afterNew: stepNewStart, upToNew: times.newStart)
      candidates += [later, pending + others, pending + later]
    } else {
      candidates.append(pending)
    }
    let found = candidates.lazy.compactMap { walk.explain(times.offsets, from: bases, by: $0) }.first
    if let found {
      owner = walk.tell(found.causes, on: pair, &builder)
      current = found.offset
      return settle(i, j, current, times, walk, &builder)
    }
    // What was moved along and lost both ends is where neither of them tells.
    for causes in candidates where !causes.isEmpty && times.changesLength {
      let step = causes.reduce(0) { $0 + $1.amount }
      guard !isNear(step, 0), times.isTrimmedAround(current + step) else { continue }
      owner = walk.tell(causes, on: pair, &builder)
      current += step
      return settle(i, j, current, times, walk, &builder)
    }
    if times.offsets.contains(where: { isNear($0, 0) }) {
      (current, owner) = (0, nil)
      if walk.isTelling { builder.ripples[pair].append([]) }
      return settle(i, j, 0, times, walk, &builder)
    }
    if times.isTrimmedAround(current) { return settle(i, j, current, times, walk, &builder) }
    let offset =
      times.offsets.first { offset in run.map { isNear($0.offset, offset) } ?? false } ?? times.offsets[0]
    if let open = run, isNear(open.offset, offset) {
      run?.segments.append((i, j))
    } else {
      closeRun()
      run = RippleWalk.Run(pair: pair, offset: offset, segments: [(i, j)])
    }
    if walk.isTelling, builder.matching.newSegment[i] == j {
      builder.note(i, ripple: current, ownMove: offset - current, pair)
    }
    return offset
  }

  private mutating func settle(
    _ i: Int, _ j: Int, _ offset: Int, _ times: PairTimes, _ walk: RippleWalk, _ builder: inout ChangeBuilder
  ) -> Int {
    closeRun()
    pending = []
    gap += 1
    guard walk.isTelling else { return offset }
    let startsMoved = !isNear(times.newStart, times.oldStart + offset)
    builder.nameEdges(of: i, j, movedBy: offset, startsMoved: startsMoved, times)
    // What moved with a segment is told of the part that stands for it.
    guard builder.matching.newSegment[i] == j else { return offset }
    if startsMoved {
      builder.starts[i] = builder.partSpans[j] ?? builder.spans[i]
    } else if !isNear(offset, 0), let owner {
      builder.starts[i] = owner
      builder.changes[owner].shift?.count += 1
    }
    builder.note(i, ripple: offset, ownMove: 0, pair)
    return offset
  }

  private mutating func closeRun() {
    if let run { runs.append(run) }
    run = nil
  }
}
