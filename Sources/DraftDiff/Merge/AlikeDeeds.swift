import DraftModel

/// What both sides of a merge did to the base alike, whatever else each of them did.
///
///     base    |--- a ---|--- b ---|
///     ours    |--- a ---|- x -|--- b ---|       both added x between a and b
///     theirs  |- x -|--- b ---|                 and theirs removed a besides
struct AlikeDeeds {
  let a: MergeInput
  let b: MergeInput
  /// Changes of `a`, each with that of `b` which did the same.
  private(set) var changes: [Int: Int] = [:]
  /// Segments of the base that both removed, or joined to the same one.
  private(set) var gone: Set<Int> = []
  /// Segments of the base that show the same, for as long, on both sides, and did not before.
  private(set) var spans: Set<Int> = []
  /// Segments of the base that both cut into the same parts.
  private(set) var splits: Set<Int> = []
  /// Segments of the base that both put to the same place on another track, or in another order.
  private(set) var moved: Set<Int> = []
  /// Segments that both added: those of `a`, each with that of `b`.
  private(set) var added: [Int: Int] = [:]
  /// The same, of tracks.
  private(set) var tracks: [Int: Int] = [:]
  /// By how much both moved a segment of the base by itself.
  private(set) var shifted: [Int: Int] = [:]
  /// The time of the base that each segment which both added or moved was put to, by its place on `a`.
  private(set) var times: [Int: Int] = [:]
  private let ripples: (a: MergeRipples, b: MergeRipples)

  var isEmpty: Bool {
    changes.isEmpty && moved.isEmpty && added.isEmpty && tracks.isEmpty && shifted.isEmpty
  }

  init(_ a: MergeInput, _ b: MergeInput) {
    self.a = a
    self.b = b
    ripples = (MergeRipples(a), MergeRipples(b))
    findEdited()
    findGone()
    findTracks()
    findMoved()
    findAdded()
  }

  private var base: DraftFacts { a.base }

  private mutating func pair(_ mine: Int?, _ other: Int?) -> Bool {
    guard let mine, let other, a.kind(mine) == b.kind(other) else { return false }
    if let known = changes[mine] { return known == other }
    changes[mine] = other
    return true
  }

  // MARK: Segments of the base

  private mutating func findEdited() {
    for i in base.facts.indices {
      guard let x = a.partner(i), let y = b.partner(i) else { continue }
      shifted[i] = commonMove(i)
      guard let span = a.builder.spans[i], let other = b.builder.spans[i] else { continue }
      if a.kind(span) == .segmentSplit {
        if isCutAlike(i), pair(span, other) { splits.insert(i) }
      } else if a.own.facts[x].isOn(like: b.own.facts[y]), pair(span, other) {
        spans.insert(i)
      }
    }
  }

  /// How far both moved a segment by itself, whatever else moved it on each side.
  private func commonMove(_ i: Int) -> Int? {
    guard let mine = a.builder.movements[i], let other = b.builder.movements[i], !isNear(mine.own, 0),
      !isNear(other.own, 0)
    else { return nil }
    if isNear(mine.own, other.own) { return mine.own }
    // Where nothing after it on its track tells, an edit that moved all tracks is taken to have moved it too.
    func rest(_ movement: ChangeBuilder.Movement, _ ripples: MergeRipples) -> Int {
      let fact = base.facts[i]
      return movement.own + movement.ripple
        - ripples.ripple(onTrack: fact.track, at: fact.start, isFirst: false)
    }
    let rests = (rest(mine, ripples.a), rest(other, ripples.b))
    return isNear(rests.0, rests.1) && !isNear(rests.0, 0) ? rests.0 : nil
  }

  private func isCutAlike(_ i: Int) -> Bool {
    guard a.isInPlace(i), b.isInPlace(i), let mine = a.diff.matching.splits[i],
      let others = b.diff.matching.splits[i], mine.count == others.count
    else { return false }
    return zip(mine, others).allSatisfy { part, other in
      guard let piece = a.diff.matching.pieces[part], let theirs = b.diff.matching.pieces[other] else {
        return false
      }
      let stayed =
        (part == a.partner(i) || a.wholeBeside(part) == i)
        && (other == b.partner(i) || b.wholeBeside(other) == i)
      return stayed && isNear(piece.start, theirs.start) && piece.isOn(like: theirs)
    }
  }

  private mutating func findGone() {
    for i in base.facts.indices where a.isGone(i) && b.isGone(i) {
      let (mine, other) = (a.builder.oldFate[i], b.builder.oldFate[i])
      // What was joined is gone together with those that it was joined to.
      if a.kind(mine) == .segmentJoined, mine.flatMap({ changes[$0] }) != other || other == nil { continue }
      if pair(mine, other) { gone.insert(i) }
    }
  }

  private mutating func findMoved() {
    for i in base.facts.indices where !splits.contains(i) {
      guard let x = a.partner(i), let y = b.partner(i), !a.isInPlace(i), !b.isInPlace(i),
        let time = commonTime(x, y)
      else { continue }
      times[x] = time
      moved.insert(i)
    }
  }

  // MARK: What is new

  private mutating func findTracks() {
    let others = b.diff.order.tracks.added
    guard !others.isEmpty else { return }
    for j in a.diff.order.tracks.added {
      tracks[j] = others.first { k in !tracks.values.contains(k) && isOneTrack(j, k) }
    }
  }

  private func isOneTrack(_ j: Int, _ k: Int) -> Bool {
    let (mine, other) = (a.own.tracks[j], b.own.tracks[k])
    guard mine.type == other.type, mine.role == other.role else { return false }
    if mine.segmentCount == 0, other.segmentCount == 0 {
      return a.own.draft.document.isEqual(mine.node, to: other.node, in: b.own.draft.document)
    }
    return a.own.order[j].contains { x in
      b.own.order[k].contains { y in
        let i = a.diff.matching.oldSegment[x]
        guard i == b.diff.matching.oldSegment[y] else { return false }
        return i != nil || (isSameAddition(x, y) && commonTime(x, y, onTrack: nil) != nil)
      }
    }
  }

  private mutating func findAdded() {
    var others: [Int: [Int]] = [:]
    func additions(_ side: MergeInput) -> [Int] {
      side.own.facts.indices.filter { j in
        guard side.diff.matching.oldSegment[j] == nil else { return false }
        return [.segmentAdded, .trackAdded].contains(side.kind(side.builder.newFate[j]))
      }
    }
    for k in additions(b) { others[b.own.facts[k].track, default: []].append(k) }
    guard !others.isEmpty else { return }
    var taken: Set<Int> = []
    for j in additions(a) {
      guard let track = partner(ofTrack: a.own.facts[j].track) else { continue }
      let candidates = (others[track] ?? []).filter { k in
        !taken.contains(k) && isSameAddition(j, k) && commonTime(j, k) != nil
      }
      let alike = candidates.first { b.own.facts[$0].whole == a.own.facts[j].whole } ?? candidates.first
      guard let k = alike else { continue }
      taken.insert(k)
      added[j] = k
      times[j] = commonTime(j, k)
      if let mine = a.builder.newFate[j], let other = b.builder.newFate[k] { _ = pair(mine, other) }
    }
  }

  /// The track of `b` that one of `a` is.
  func partner(ofTrack x: Int) -> Int? {
    a.diff.matching.oldTrack[x].map { b.diff.matching.newTrack[$0] } ?? tracks[x]
  }

  /// Whether two new segments are one, as both sides added it or as one of them went on with it.
  private func isSameAddition(_ j: Int, _ k: Int) -> Bool {
    let (mine, other) = (a.own.facts[j], b.own.facts[k])
    guard mine.isOn(like: other) else { return false }
    if mine.text == other.text { return mine.media != 0 || mine.text != 0 || mine.whole == other.whole }
    return mine.id != 0 && mine.id == other.id && mine.sharesWords(with: other, a.own, b.own)
  }

  /// The time of the base that both sides put a segment to; nil where they put it to several, or on several
  /// tracks.
  private func commonTime(_ x: Int, _ y: Int) -> Int? {
    let track = a.own.facts[x].track
    guard partner(ofTrack: track) == b.own.facts[y].track else { return nil }
    return commonTime(x, y, onTrack: a.diff.matching.oldTrack[track])
  }

  /// Where one side has closed a gap, its time is that of both ends of it: the other side tells which.
  private func commonTime(_ x: Int, _ y: Int, onTrack t: Int?) -> Int? {
    let (mine, other) = (a.own.facts[x].start, b.own.facts[y].start)
    func moved(_ time: Int, by ripples: MergeRipples) -> Int {
      time + ripples.ripple(onTrack: t, at: time, isFirst: true)
    }
    let times = (ripples.a.baseTime(mine, onTrack: t), ripples.b.baseTime(other, onTrack: t))
    if isNear(times.0, times.1) || isNear(moved(times.0, by: ripples.b), other) { return times.0 }
    return isNear(moved(times.1, by: ripples.a), mine) ? times.1 : nil
  }
}
