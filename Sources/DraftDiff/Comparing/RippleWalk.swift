import DraftModel

/// Follows the segments of each track through time and finds what moved them: an edit before them, on
/// their own track or on another, or nothing but themselves.
struct RippleWalk {
  /// An edit that may move what comes after it.
  struct Cause: Hashable {
    let change: Int
    let amount: Int
    /// When, in the old draft: what begins then or later may move.
    let time: Int
    /// When, in the new draft.
    let newTime: Int
    let track: Int
    /// How many segments of its track before it stayed in step: edits between two of them are at one place.
    let gap: Int
  }

  /// Consecutive segments that moved by one offset, which no edit explains.
  struct Run {
    let pair: Int
    let offset: Int
    var segments: [(Int, Int)]
    /// Whether all that comes later on the track moved along.
    var reachesEnd = false
  }

  private(set) var causes: [Cause] = []
  /// The same, in the order of the new draft.
  private var newCauses: [Cause] = []
  private var runs: [Run] = []
  /// For each pair of tracks, the last old start at which a segment moved, and the last of all.
  private var lastMoved: [Int] = []
  private var lastStart: [Int] = []
  private(set) var isTelling = false

  static func run(on builder: inout ChangeBuilder) {
    var walk = RippleWalk()
    for pair in builder.order.trackPairs.indices { walk.follow(pair, &builder) }
    walk.causes.sort { $0.time < $1.time }
    walk.newCauses = walk.causes.sorted { $0.newTime < $1.newTime }
    walk.isTelling = true
    for pair in builder.order.trackPairs.indices { walk.follow(pair, &builder) }
    walk.tellRuns(&builder)
    walk.tellStaying(&builder)
  }

  private mutating func follow(_ pair: Int, _ builder: inout ChangeBuilder) {
    var follower = TrackFollower(pair, builder)
    follower.follow(self, &builder)
    if isTelling {
      runs += follower.runs
      lastMoved.append(follower.lastMoved)
      lastStart.append(follower.previousStart)
    } else {
      causes += follower.causes
    }
  }

  // MARK: Explaining

  struct Explanation {
    let offset: Int
    let causes: [Cause]
  }

  func explain(_ offsets: [Int], from bases: [Int], by causes: [Cause]) -> Explanation? {
    guard !causes.isEmpty else { return nil }
    for base in bases {
      for offset in offsets {
        let step = offset - base
        if isNear(step, 0) { continue }
        if let found = Self.subset(of: causes, summingTo: step) {
          return Explanation(offset: offset, causes: found)
        }
      }
    }
    return nil
  }

  /// All of the causes, one of them, or some, that together make a step.
  private static func subset(of causes: [Cause], summingTo step: Int) -> [Cause]? {
    if isNear(causes.reduce(0) { $0 + $1.amount }, step) { return causes }
    if let one = causes.last(where: { isNear($0.amount, step) }) { return [one] }
    let few = causes.suffix(10)
    guard few.count > 2 else { return nil }
    for mask in 1..<(1 << few.count) where mask.nonzeroBitCount > 1 {
      let chosen = few.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      if isNear(chosen.reduce(0) { $0 + $1.amount }, step) { return chosen }
    }
    return nil
  }

  /// Edits of other tracks that lie between two starts in the old draft.
  func elsewhere(_ pair: Int, after: Int, upTo: Int) -> [Cause] {
    Self.part(of: causes, \.time, after: after, upTo: upTo, besides: pair)
  }

  /// Edits of other tracks that lie between two starts in the new draft: an edit may have been made once
  /// others had moved what it moves.
  func elsewhere(_ pair: Int, afterNew after: Int, upToNew upTo: Int) -> [Cause] {
    Self.part(of: newCauses, \.newTime, after: after, upTo: upTo, besides: pair)
  }

  private static func part(
    of causes: [Cause], _ time: KeyPath<Cause, Int>, after: Int, upTo: Int, besides pair: Int
  ) -> [Cause] {
    var low = 0
    var high = causes.count
    while low < high {
      let middle = (low + high) / 2
      if causes[middle][keyPath: time] <= after { low = middle + 1 } else { high = middle }
    }
    var found: [Cause] = []
    while low < causes.count, causes[low][keyPath: time] <= upTo + 1000, found.count < 64 {
      if causes[low].track != pair { found.append(causes[low]) }
      low += 1
    }
    return found
  }
}

extension RippleWalk {
  /// Notes on the causes what they moved.
  /// - Returns: the change that the starts of what moved belong to.
  func tell(
    _ causes: [Cause], on pair: Int, _ builder: inout ChangeBuilder
  ) -> Int? {
    guard isTelling, let last = causes.last else { return nil }
    let (i, j) = builder.order.trackPairs[pair]
    let track = builder.names.reference(old: i, new: j)
    builder.ripples[pair].append(causes)
    for cause in Self.told(causes) {
      let offset = Time(microseconds: cause.amount)
      var shift =
        builder.changes[cause.change].shift ?? Shift(offset: offset, tracks: [], staying: [], count: 0)
      if !shift.tracks.contains(track) { shift.tracks.append(track) }
      builder.changes[cause.change].shift = shift
      if !(builder.rippling[cause.change]?.contains(cause) ?? false) {
        builder.rippling[cause.change, default: []].append(cause)
      }
    }
    return last.change
  }

  /// Edits as they are told: what was taken out and put in at one place is one, by what it comes to.
  private static func told(_ causes: [Cause]) -> [Cause] {
    struct Place: Hashable {
      let track: Int
      let gap: Int
    }
    let sums = Dictionary(grouping: causes) { Place(track: $0.track, gap: $0.gap) }.mapValues { causes in
      (
        isOneWay: Set(causes.map { $0.amount < 0 }).count == 1, amount: causes.reduce(0) { $0 + $1.amount },
        last: causes.last
      )
    }
    return causes.compactMap { cause in
      guard let all = sums[Place(track: cause.track, gap: cause.gap)], !all.isOneWay else { return cause }
      guard cause == all.last, !isNear(all.amount, 0) else { return nil }
      return Cause(
        change: cause.change, amount: all.amount, time: cause.time, newTime: cause.newTime,
        track: cause.track, gap: cause.gap)
    }
  }

  /// Makes changes of what moved by itself; of several tracks together, where all that comes later did.
  private func tellRuns(_ builder: inout ChangeBuilder) {
    var together: [Int: Int] = [:]
    for run in runs {
      let index: Int
      if run.reachesEnd, let known = together[run.offset] {
        index = known
        builder.changes[index].track = nil
      } else {
        var change = Change(kind: .segmentMoved)
        change.piece = run.segments.count == 1 ? builder.piece(run.segments[0].1) : nil
        builder.place(&change, run.segments[0].0, run.segments[0].1)
        index = builder.add(change)
        if run.reachesEnd { together[run.offset] = index }
      }
      for (i, j) in run.segments {
        builder.changes[index].segments.append(builder.pair(i, j))
        if builder.matching.newSegment[i] == j { builder.starts[i] = index }
      }
    }
  }

  /// Names the tracks that stayed where others moved.
  private func tellStaying(_ builder: inout ChangeBuilder) {
    var times: [Int: Int] = [:]
    for cause in causes { times[cause.change] = min(times[cause.change] ?? .max, cause.time) }
    for index in builder.changes.indices {
      guard var shift = builder.changes[index].shift, let time = times[index] else { continue }
      for (pair, tracks) in builder.order.trackPairs.enumerated()
      where lastStart[pair] >= time && lastMoved[pair] < time {
        let track = builder.names.reference(old: tracks.0, new: tracks.1)
        if !shift.tracks.contains(track) { shift.staying.append(track) }
      }
      builder.changes[index].shift = shift
    }
  }
}
