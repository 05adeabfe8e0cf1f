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
  private var replaced: Set<Parent> = []

  init(_ diff: DraftDiff) {
    self.diff = diff
    old = diff.old.document
    new = diff.new.document
    places = PatchPlaces(diff)
  }

  mutating func write() -> JSONLiteral {
    let isRewrapped = diff.differences.contains { $0.place == .around && $0.path.isEmpty }
    let isAmbiguous = diff.differences.contains { $0.place == .draft && $0.addressable == 0 }
    if isRewrapped || isAmbiguous {
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

  private struct Parent: Hashable {
    let place: Difference.Place
    let path: [JSONKey]
  }

  /// Replaces, for every difference that no pointer leads to, the nearest value that one does.
  private mutating func writeDuplicates() {
    for difference in diff.differences where !isCovered(difference) {
      guard let depth = difference.addressable, let base = places.pointer(of: difference.place),
        let nodes = nodes(of: difference.place)
      else { continue }
      let path = Array(difference.path.prefix(depth))
      let inside = JSONPointer(tokens: path)
      guard let a = old.node(at: inside, from: nodes.0), let b = new.node(at: inside, from: nodes.1)
      else { continue }
      replaced.insert(Parent(place: difference.place, path: path))
      replace(base.appending(inside), a, b)
    }
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

  private func isCovered(_ difference: Difference) -> Bool {
    // A later part of a split is added whole.
    if case .segment(let i, let j) = difference.place, diff.matching.newSegment[i] != j { return true }
    guard !replaced.isEmpty else { return false }
    for count in 0...difference.path.count {
      let path = Array(difference.path.prefix(count))
      if replaced.contains(Parent(place: difference.place, path: path)) { return true }
    }
    guard case .segment(let i, let j) = difference.place else { return false }
    return isReplaced(track: diff.matching.old.facts[i].track, diff.matching.new.facts[j].track)
  }

  private func isReplaced(track i: Int, _ j: Int) -> Bool {
    replaced.contains(Parent(place: .track(i, j), path: []))
  }

  // MARK: Lists

  private mutating func writeSegments(_ list: ElementOrder.List, _ pair: Int) {
    let (i, j) = diff.order.trackPairs[pair]
    guard !isReplaced(track: i, j), let array = places.arrays[i],
      diff.matching.new.tracks[j].node(.trackSegments) != nil
    else { return }
    writeList(list, array)
  }

  private mutating func writeTracks() {
    guard let array = places.tracks, diff.new.node(.draftTracks) != nil else { return }
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

  init(_ diff: DraftDiff) {
    self.diff = diff
    let document = diff.old.document
    draft = document.pointer(of: diff.old.node)
    tracks = diff.old.node(.draftTracks).map { document.pointer(of: $0) }
    elsewhere = Set(diff.order.betweenTracks.map(\.0))
    for list in diff.order.segments { elsewhere.formUnion(list.elsewhere.map(\.0)) }
    for (i, _) in diff.order.tracks.inPlace {
      guard let place = tracks?.appending(i) else { continue }
      let track = diff.matching.old.tracks[i]
      trackPlaces[i] = place
      if let node = track.node(.trackSegments) {
        arrays[i] = place.appending(document.pointer(of: node, from: track.node))
      }
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

extension DraftDiff {
  /// The changes as a JSON Patch (RFC 6902): applied to the old document it gives one that is equal to
  /// the new one as JSON. Where names are duplicated, which no pointer can tell apart, the nearest value
  /// around them is replaced.
  public var patch: JSONLiteral {
    var writer = PatchWriter(self)
    return writer.write()
  }
}
