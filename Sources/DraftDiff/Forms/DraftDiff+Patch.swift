import DraftModel
import JSONTree

/// Writes a diff as a JSON Patch (RFC 6902).
///
/// Pointers count from the root of the old document. Each `remove` and `replace` has a `test` of what
/// it takes before it. Values are changed first, by the places of the old document; then, list by list,
/// what goes is removed from the last to the first and what comes is added from the first to the last.
struct PatchWriter {
  private let diff: DraftDiff
  private let old: JSONDocument
  private let new: JSONDocument
  private let places: PatchPlaces
  private var operations: [JSONLiteral] = []
  /// Values that are replaced whole because a name inside them is duplicated.
  private var replaced: Set<JSONPointer> = []

  init(_ diff: DraftDiff) {
    self.diff = diff
    old = diff.old.document
    new = diff.new.document
    places = PatchPlaces(diff)
  }

  mutating func write() -> JSONLiteral {
    let isRewrapped = diff.differences.contains { $0.place == .around && $0.path.isEmpty }
    if isRewrapped {
      replace(.root, old.root, new.root)
      return .array(operations)
    }
    writeDuplicates()
    for difference in diff.differences where !isCovered(difference) {
      switch difference.place {
      case .trackElement, .segmentElement: continue
      default: write(difference)
      }
    }
    for (pair, list) in diff.order.segments.enumerated() { writeSegments(list, pair) }
    writeTracks()
    return .array(operations)
  }

  // MARK: Values

  private mutating func write(_ difference: Difference) {
    guard let base = places.pointer(of: difference.place) else { return }
    let pointer = JSONPointer(tokens: base.tokens + difference.path)
    switch (difference.old, difference.new) {
    case (let a?, let b?): replace(pointer, a.node, b.node)
    case (let a?, nil):
      remove(pointer, a.node)
    case (nil, let b?): add(pointer, new.literal(of: b.node))
    case (nil, nil): break
    }
  }

  private mutating func test(_ pointer: JSONPointer, _ node: JSONNodeID) {
    operations.append(
      .object([
        "op": .string("test"), "path": .string(pointer.description), "value": old.literal(of: node),
      ]))
  }

  private mutating func remove(_ pointer: JSONPointer, _ node: JSONNodeID) {
    test(pointer, node)
    operations.append(.object(["op": .string("remove"), "path": .string(pointer.description)]))
  }

  private mutating func replace(_ pointer: JSONPointer, _ a: JSONNodeID, _ b: JSONNodeID) {
    test(pointer, a)
    operations.append(
      .object([
        "op": .string("replace"), "path": .string(pointer.description), "value": new.literal(of: b),
      ]))
  }

  private mutating func add(_ pointer: JSONPointer, _ value: JSONLiteral) {
    operations.append(
      .object(["op": .string("add"), "path": .string(pointer.description), "value": value]))
  }

  // MARK: Duplicated names

  private struct Parent {
    let pointer: JSONPointer
    let nodes: (old: JSONNodeID, new: JSONNodeID)
  }

  /// Replaces, for every difference that no pointer leads to, the nearest value that one does: the outer
  /// ones first, which have the inner ones in them.
  private mutating func writeDuplicates() {
    let parents = diff.differences.compactMap(parent)
    for parent in parents.sorted(by: { $0.pointer.tokens.count < $1.pointer.tokens.count })
    where !isReplaced(parent.pointer) {
      replaced.insert(parent.pointer)
      replace(parent.pointer, parent.nodes.old, parent.nodes.new)
    }
  }

  private func parent(of difference: Difference) -> Parent? {
    if isLaterPart(difference) { return nil }
    let (place, path): (Difference.Place, [JSONKey])
    if let obstacle = places.obstacle(to: difference.place) {
      (place, path) = obstacle
    } else if let depth = difference.addressable {
      (place, path) = (difference.place, Array(difference.path.prefix(depth)))
    } else {
      return nil
    }
    let inside = JSONPointer(tokens: path)
    guard let base = places.pointer(of: place), let nodes = nodes(of: place),
      let a = old.node(at: inside, from: nodes.0), let b = new.node(at: inside, from: nodes.1)
    else { return nil }
    return Parent(pointer: base.appending(inside), nodes: (a, b))
  }

  private func nodes(of place: Difference.Place) -> (JSONNodeID, JSONNodeID)? {
    let (mine, theirs) = (diff.matching.old, diff.matching.new)
    return switch place {
    case .around: (old.root, new.root)
    case .draft: (diff.old.node, diff.new.node)
    case .track(let i, let j): (mine.tracks[i].node, theirs.tracks[j].node)
    case .segment(let i, let j): (mine.segments[i].node, theirs.segments[j].node)
    case .trackElement, .segmentElement: nil
    }
  }

  /// Later parts of a split are added whole.
  private func isLaterPart(_ difference: Difference) -> Bool {
    guard case .segment(let i, let j) = difference.place else { return false }
    return diff.matching.newSegment[i] != j
  }

  private func isCovered(_ difference: Difference) -> Bool {
    if isLaterPart(difference) { return true }
    guard !replaced.isEmpty, let base = places.pointer(of: difference.place) else { return false }
    return isReplaced(JSONPointer(tokens: base.tokens + difference.path))
  }

  /// Whether a value, or one around it, was replaced whole.
  private func isReplaced(_ pointer: JSONPointer) -> Bool {
    guard !replaced.isEmpty else { return false }
    return (0...pointer.tokens.count).contains { count in
      replaced.contains(JSONPointer(tokens: Array(pointer.tokens.prefix(count))))
    }
  }

  // MARK: Lists

  private mutating func writeSegments(_ list: ElementOrder.List, _ pair: Int) {
    let (i, j) = diff.order.trackPairs[pair]
    guard let array = places.arrays[i], !isReplaced(array),
      diff.matching.new.tracks[j].node(.trackSegments) != nil
    else { return }
    writeList(list, array)
  }

  private mutating func writeTracks() {
    guard let array = places.tracks, !isReplaced(array), diff.new.node(.draftTracks) != nil else { return }
    writeList(diff.order.tracks, array)
  }

  private mutating func writeList(_ list: ElementOrder.List, _ array: JSONPointer) {
    let olds = Set(list.inPlace.map { $0.0 - list.oldFirst })
    let news = Set(list.inPlace.map { $0.1 - list.newFirst })
    for at in list.oldNodes.indices.reversed() where !olds.contains(at) {
      remove(array.appending(at), list.oldNodes[at])
    }
    for at in list.newNodes.indices where !news.contains(at) {
      add(array.appending(at), new.literal(of: list.newNodes[at]))
    }
  }
}

/// Where the objects of a draft are in its document, found once.
private struct PatchPlaces {
  private let diff: DraftDiff
  private let draft: JSONPointer
  let tracks: JSONPointer?
  /// The lists of segments of the tracks that are in place.
  private(set) var arrays: [Int: JSONPointer] = [:]
  private var trackPlaces: [Int: JSONPointer] = [:]
  private var elsewhere: Set<Int>
  /// How far pointers lead to the draft, to its tracks, and to the segments of each track, where a name on
  /// the way is there twice.
  private var obstacles: (draft: [JSONKey]?, tracks: [JSONKey]?, segments: [Int: [JSONKey]])

  init(_ diff: DraftDiff) {
    self.diff = diff
    let document = diff.old.document
    draft = document.pointer(of: diff.old.node)
    tracks = diff.old.node(.draftTracks).map { document.pointer(of: $0) }
    elsewhere = Set(diff.order.betweenTracks.map(\.0))
    for list in diff.order.segments { elsewhere.formUnion(list.elsewhere.map(\.0)) }
    obstacles = (
      document.obstacle(on: draft.tokens, from: document.root),
      diff.old.node(.draftTracks).flatMap {
        document.obstacle(on: document.pointer(of: $0, from: diff.old.node).tokens, from: diff.old.node)
      }, [:]
    )
    for (i, _) in diff.order.tracks.inPlace {
      guard let place = tracks?.appending(i) else { continue }
      let track = diff.matching.old.tracks[i]
      trackPlaces[i] = place
      if let node = track.node(.trackSegments) {
        let path = document.pointer(of: node, from: track.node)
        arrays[i] = place.appending(path)
        obstacles.segments[i] = document.obstacle(on: path.tokens, from: track.node)
      }
    }
  }

  /// The nearest value around a place that a pointer leads to, where none leads to the place itself.
  func obstacle(to place: Difference.Place) -> (Difference.Place, [JSONKey])? {
    if place == .around { return nil }
    if let path = obstacles.draft { return (.around, path) }
    if place == .draft { return nil }
    if let path = obstacles.tracks { return (.draft, path) }
    guard let (i, j) = track(of: place), let path = obstacles.segments[i] else { return nil }
    return (.track(i, j), path)
  }

  /// The track that a segment is on, before and after.
  private func track(of place: Difference.Place) -> (Int, Int)? {
    let matching = diff.matching
    func pair(_ i: Int?) -> (Int, Int)? { i.flatMap { i in matching.newTrack[i].map { (i, $0) } } }
    switch place {
    case .segment(let i, _), .segmentElement(let i?, _): return pair(matching.old.facts[i].track)
    case .segmentElement(nil, let j?): return pair(matching.oldTrack[matching.new.facts[j].track])
    default: return nil
    }
  }

  /// Where an object is in the old document; nil inside what is removed and added whole.
  func pointer(of place: Difference.Place) -> JSONPointer? {
    switch place {
    case .around: return .root
    case .draft: return draft
    case .track(let i, _): return trackPlaces[i]
    case .segment(let i, _):
      let fact = diff.matching.old.facts[i]
      return elsewhere.contains(i) ? nil : arrays[fact.track]?.appending(fact.index)
    case .trackElement, .segmentElement: return nil
    }
  }
}

extension JSONDocument {
  /// How much of a path leads to the nearest value that a JSON Pointer can address; nil where all of it does.
  fileprivate func obstacle(on path: [JSONKey], from node: JSONNodeID) -> [JSONKey]? {
    for (depth, key) in path.enumerated() {
      let before = Array(path.prefix(depth))
      guard let container = self.node(at: JSONPointer(tokens: before), from: node) else { return before }
      let isOne =
        kind(of: container) != .object || members(of: container).count { self.key(of: $0.name) == key } == 1
      guard isOne, key.description.utf8.elementsEqual(key.utf8) else { return before }
    }
    return nil
  }
}

extension DraftDiff {
  /// The changes as a JSON Patch (RFC 6902): applied to the old document it gives one that is equal to
  /// the new one as JSON. Where names are duplicated, which no pointer can tell apart, the nearest value
  /// around them is replaced.
  public var patch: JSONLiteral {
    var writer = PatchWriter(self)
    return writer.write()
  }
}
