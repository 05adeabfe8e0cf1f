import DraftModel
import JSONTree

/// Gives every difference to a change: to one that is there already, else to a bucket from which
/// changes of properties are made.
extension ChangeBuilder {
  mutating func owner(of index: Int, _ buckets: inout Buckets) -> Int? {
    let difference = differences[index]
    switch difference.place {
    case .trackElement(let i, let j):
      return i.flatMap { oldTrackFate[$0] } ?? j.flatMap { newTrackFate[$0] }
    case .segmentElement(let i, let j):
      return i.flatMap { oldFate[$0] } ?? j.flatMap { newFate[$0] }
    case .segment(let i, let j): return segmentOwner(index, difference, i, j, &buckets)
    case .track(let i, let j): return trackOwner(index, difference, i, j, &buckets)
    case .draft: return draftOwner(index, difference, &buckets)
    case .around: return aroundOwner(difference)
    }
  }

  private mutating func segmentOwner(
    _ index: Int, _ difference: Difference, _ i: Int, _ j: Int, _ buckets: inout Buckets
  ) -> Int? {
    let found = PropertyIndex.shared(for: new.draft.keys).property(difference.path, in: .segment)
    guard let (property, rest) = found else {
      if difference.path.isEmpty { return oldFate[i] ?? addWholeReplaced(i, j) }
      if renewed.contains(difference.path, in: .segment) { return collect(.idsRenewed) }
      buckets.add(index, .segmentUnknown, difference.place, difference.path[0].description, nil, [])
      return nil
    }
    let (a, b) = (old.segments[i].node(property), new.segments[j].node(property))
    if let split = splitOwner(of: property, i, j, isGone: b == nil || difference.new == nil) { return split }
    let isReplaced = spans[i].map { changes[$0].kind == .segmentReplaced } ?? false
    if isReplaced,
      [.segmentID, .title, .media].contains(property) || (property == .segmentMetadata && rest.isEmpty)
    {
      return spans[i]
    }
    if property == .segmentID { return collect(.idsRenewed) }
    if property == .start, old.segments[i].start == new.segments[j].start {
      return chainOwner(i, j) ?? sameInModel(difference, a, b)
    }
    if property != .start, isSameInModel(property, a, b) { return sameInModel(difference, a, b) }
    switch property {
    case .start:
      if let owner = starts[i] ?? spans[i] ?? oldFate[i] { return owner }
      return collect(.rounded)
    case .duration:
      if let owner = spans[i] { return owner }
      if isNear(old.facts[i].duration, new.facts[j].duration) { return collect(.rounded) }
    case .sourceStart, .speed:
      if let owner = spans[i] { return owner }
      if property == .sourceStart, old.facts[i].hasClock { return collect(.rounded) }
    case .media:
      if old.facts[i].address == new.facts[j].address { return collect(.mediaAddresses) }
    default: break
    }
    buckets.add(
      index, property.changeKind, difference.place, property.bucketName(difference.path), property, rest)
    return nil
  }

  /// The split that a difference of one of its parts comes from: the times, and what belongs to an end
  /// that the part does not have.
  private func splitOwner(of property: DraftProperty, _ i: Int, _ j: Int, isGone: Bool) -> Int? {
    guard let split = spans[i], changes[split].kind == .segmentSplit, let parts = matching.splits[i] else {
      return nil
    }
    let isOther = matching.newSegment[i] != j
    switch property {
    case .sourceStart, .duration, .speed:
      if let own = partSpans[j] { return own }
      return isOther && property != .speed ? split : nil
    case .start: return isOther ? split : nil
    // The id stays with one of the parts; the others have new ones.
    case .segmentID:
      let isKept = parts.contains { new.facts[$0].id == old.facts[i].id }
      return isOther || isKept ? split : nil
    case .keyframes: return isOther || parts.first != j ? split : nil
    case .fadeIn: return parts.first != j && isGone ? split : nil
    case .fadeOut, .transition: return parts.last != j && isGone ? split : nil
    case .animation: return isGone ? split : nil
    default: return nil
    }
  }

  /// The change of a value whose property says what it said: written in another way, or not the one that
  /// counts.
  /// - Parameters:
  ///   - a: the value that counts, before.
  ///   - b: the value that counts, after.
  private mutating func sameInModel(_ difference: Difference, _ a: JSONNodeID?, _ b: JSONNodeID?) -> Int {
    let (mine, theirs) = (old.draft.document, new.draft.document)
    var says = false
    if let node = difference.old?.node {
      guard let a, node != a else { return collect(.respelled) }
      says = !mine.isEqual(a, to: node, in: mine)
    }
    if let node = difference.new?.node {
      guard let b, node != b else { return collect(.respelled) }
      says = says || !theirs.isEqual(b, to: node, in: theirs)
    }
    return collect(says ? .shadowed : .respelled)
  }

  /// What became of the segment before one whose start is written on one side only, at the same time:
  /// once that is not there any more, the start has to be said.
  private func chainOwner(_ i: Int, _ j: Int) -> Int? {
    guard old.segments[i].isStartWritten != new.segments[j].isStartWritten else { return nil }
    func before(_ ordinal: Int, _ facts: DraftFacts) -> Int? {
      facts.facts[ordinal].index > 0 ? ordinal - 1 : nil
    }
    func owner(_ k: Int?, _ l: Int?) -> Int? {
      k.flatMap { oldFate[$0] ?? spans[$0] ?? starts[$0] } ?? l.flatMap { newFate[$0] }
    }
    let (k, l) = (before(i, old), before(j, new))
    return owner(k, k.flatMap { matching.newSegment[$0] }) ?? owner(l.flatMap { matching.oldSegment[$0] }, l)
      ?? starts[i] ?? oldFate[i]
  }

  private mutating func trackOwner(
    _ index: Int, _ difference: Difference, _ i: Int, _ j: Int, _ buckets: inout Buckets
  ) -> Int? {
    let found = PropertyIndex.shared(for: new.draft.keys).property(difference.path, in: .track)
    guard let (property, rest) = found else {
      if renewed.contains(difference.path, in: .track) { return collect(.idsRenewed) }
      if difference.path.isEmpty {
        buckets.add(index, .trackUnknown, difference.place, "track", nil, [])
      } else {
        buckets.add(index, .trackUnknown, difference.place, difference.path[0].description, nil, [])
      }
      return nil
    }
    let (a, b) = (old.tracks[i].node(property), new.tracks[j].node(property))
    switch property {
    case .trackID: return collect(.idsRenewed)
    case .trackSegments:
      let ordinals = (old.order[i].compactMap { oldFate[$0] } + new.order[j].compactMap { newFate[$0] })
      if let owner = ordinals.first { return owner }
    default: if isSameInModel(property, a, b) { return sameInModel(difference, a, b) }
    }
    let kind: Change.Kind =
      property == .trackType ? .trackRetyped : property == .trackMetadata ? .trackMetadata : .trackProperty
    buckets.add(index, kind, difference.place, property.bucketName(difference.path), property, rest)
    return nil
  }

  private mutating func draftOwner(
    _ index: Int, _ difference: Difference, _ buckets: inout Buckets
  ) -> Int? {
    // The first draft of all, or none any more: that is its tracks, added or removed.
    if difference.path.isEmpty, let owner = newTrackFate.values.min() ?? oldTrackFate.values.min() {
      return owner
    }
    let found = PropertyIndex.shared(for: new.draft.keys).property(difference.path, in: .draft)
    guard let (property, rest) = found else {
      if renewed.contains(difference.path, in: .draft) { return collect(.idsRenewed) }
      buckets.add(
        index, .draftUnknown, .draft, difference.path.first?.description ?? "draft", nil, [])
      return nil
    }
    let (a, b) = (old.draft.node(property), new.draft.node(property))
    switch property {
    case .draftTracks:
      if let owner = (oldTrackFate.values.min() ?? newTrackFate.values.min()) { return owner }
    case .draftDuration:
      if isSameInModel(property, a, b) { return sameInModel(difference, a, b) }
      if let owner = causeOfLength { return owner }
    default: if isSameInModel(property, a, b) { return sameInModel(difference, a, b) }
    }
    switch property {
    case .canvasWidth, .canvasHeight, .canvasFrameRate, .canvasBackground:
      buckets.add(index, .canvas, .draft, "canvas", property, rest)
    case .draftMetadata:
      buckets.add(
        index, .draftMetadata, .draft, property.bucketName(difference.path), property, rest)
    default: buckets.add(index, .draftProperty, .draft, "\(property)", property, rest)
    }
    return nil
  }

  /// The change that made the draft longer or shorter, where the draft says its length and that was
  /// right before and after: nothing that anybody did by itself.
  private var causeOfLength: Int? {
    guard let before = old.draft.writtenDuration, let after = new.draft.writtenDuration,
      isNear(before.microseconds, old.draft.duration.microseconds),
      isNear(after.microseconds, new.draft.duration.microseconds)
    else { return nil }
    return changes.indices.filter { changes[$0].kind.changesLength }.max {
      (changes[$0].time, $0) < (changes[$1].time, $1)
    }
  }

  private mutating func aroundOwner(_ difference: Difference) -> Int {
    let names = difference.path.map(\.description)
    if names.contains("canvas_config") {
      let index = collect(.canvas)
      changes[index].properties.append(
        property(
          names.drop { $0 != "canvas_config" }.dropFirst().joined(separator: "/"), difference, nil))
      return index
    }
    if let list = names.firstIndex(where: { $0 == "video_infos" || $0 == "generated_media" }) {
      let index = collect(.mediaList)
      changes[index].count += 1
      let path = Array(difference.path[...list])
      if comparedLists.insert(path).inserted {
        changes[index].properties +=
          MediaListComparison(old.draft.document, new.draft.document, at: path).changes
      }
      return index
    }
    let index = collect(.around)
    changes[index].properties.append(property(names.joined(separator: "/"), difference, nil))
    return index
  }

  /// A segment that is no object, or became another kind of value.
  private mutating func addWholeReplaced(_ i: Int, _ j: Int) -> Int {
    var change = Change(kind: .segmentReplaced)
    change.segments = [pair(i, j)]
    place(&change, i, j)
    oldFate[i] = add(change)
    return changes.count - 1
  }

  func property(_ name: String, _ difference: Difference, _ property: DraftProperty?) -> PropertyChange {
    let (a, b) = (difference.old?.node, difference.new?.node)
    return PropertyChange(
      name: name, before: a.map(old.draft.document.literal), after: b.map(new.draft.document.literal),
      beforeText: ValueText.text(a, property, in: old.draft),
      afterText: ValueText.text(b, property, in: new.draft))
  }
}

extension Change.Kind {
  /// Whether it can make the draft longer or shorter.
  var changesLength: Bool {
    switch self {
    case .trackAdded, .trackRemoved, .segmentAdded, .segmentRemoved, .segmentMoved, .segmentTrimmed,
      .segmentRetimed, .segmentReplaced, .segmentJoined, .segmentSplit:
      true
    default: false
    }
  }
}

extension PropertyIndex {
  /// The index of a table; the standard one is made once.
  static func shared(for keys: DraftKeys) -> PropertyIndex {
    keys.userSpellings.isEmpty ? standard : PropertyIndex(keys)
  }

  private static let standard = PropertyIndex(.standard)
}
