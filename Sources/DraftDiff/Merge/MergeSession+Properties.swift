import DraftModel
import JSONTree

/// Puts the values that `b` changed into the document of `a`, where `a` left them alone.
extension MergeSession {
  mutating func propertyEdits() -> [JSONEdit] {
    var edits: [JSONEdit] = []
    var replaced: Set<JSONNodeID> = []
    let index = PropertyIndex.shared(for: a.own.draft.keys)
    let trimmed = Set(bothTrimmed)
    let around = a.own.draft.document.pointer(of: a.own.draft.node).tokens
    for (at, difference) in b.diff.differences.enumerated() {
      if let owner = b.builder.owners[at], b.rejected.contains(owner) { continue }
      guard let nodes = nodes(of: difference.place) else { continue }
      if case .segment(let i, let y) = difference.place {
        if untouched.contains(i) || b.partner(i) != y { continue }
        let property = index.property(difference.path, in: .segment)?.0
        if property == .start { continue }
        if trimmed.contains(i), property == .duration || property == .sourceStart { continue }
        if stayed.contains(i), property == .duration || property == .sourceStart || property == .speed {
          continue
        }
      }
      // What holds the draft is no value either.
      if difference.place == .around, around.starts(with: difference.path) {
        conflict(difference, at, nodes.own)
        continue
      }
      if case .track = difference.place {
        // Which segments are on it is no value of a track.
        if index.property(difference.path, in: .track)?.0 == .trackSegments { continue }
        if difference.path.isEmpty, a.own.draft.document.kind(of: nodes.own) == .object { continue }
      }
      if difference.place == .draft {
        let property = index.property(difference.path, in: .draft)?.0
        if property == .draftDuration, followsContent { continue }
        if property == .draftTracks, !difference.path.isEmpty { continue }
      }
      if !isOfFirstPart(difference) { take(difference, at, nodes, &edits, &replaced) }
      takeToParts(difference, at, nodes.base, &edits)
    }
    for i in bothTrimmed { trimBoth(i, &edits) }
    return edits
  }

  /// Whether a difference is of what only the first part of a segment that `a` split can have, and another
  /// part stands for that segment.
  private func isOfFirstPart(_ difference: Difference) -> Bool {
    guard case .segment(let i, _) = difference.place, let parts = a.diff.matching.splits[i],
      parts.first != a.partner(i)
    else { return false }
    return PropertyIndex.shared(for: a.own.draft.keys).property(difference.path, in: .segment)?.0 == .fadeIn
  }

  /// Puts a value also into the other parts of a segment that `a` split.
  private mutating func takeToParts(
    _ difference: Difference, _ index: Int, _ node: JSONNodeID, _ edits: inout [JSONEdit]
  ) {
    guard case .segment(let i, _) = difference.place, let parts = a.diff.matching.splits[i],
      let owner = b.builder.owners[index], b.isCarriedToParts(owner)
    else { return }
    let property = PropertyIndex.shared(for: a.own.draft.keys).property(difference.path, in: .segment)?.0
    let known = conflicts.count
    var replaced: Set<JSONNodeID> = []
    // A fade at the beginning is the first part's.
    for part in property == .fadeIn ? Array(parts.prefix(1)) : parts where part != a.partner(i) {
      take(difference, index, (node, a.own.segments[part].node), &edits, &replaced)
    }
    // What cannot be taken to a part cannot be taken to the first one either, which told of it.
    conflicts.removeLast(conflicts.count - known)
  }

  /// The other side with the values that `a` gave to segments that the other side split, in all parts.
  func otherWithOwnValues() throws(DraftMergeError) -> Draft {
    guard !b.diff.matching.splits.isEmpty else { return b.own.draft }
    var mirror = MergeSession(b, a, common, kept)
    mirror.isOverriding = true
    var edits: [JSONEdit] = []
    for (at, difference) in a.diff.differences.enumerated() {
      guard case .segment(let i, let x) = difference.place, a.partner(i) == x,
        b.diff.matching.splits[i] != nil, let nodes = mirror.nodes(of: difference.place)
      else { continue }
      mirror.takeToParts(difference, at, nodes.base, &edits)
    }
    return try b.own.draft.merging(edits)
  }

  /// Whether the draft's own length is kept right by whoever edits it.
  var followsContent: Bool {
    [a.base.draft, a.own.draft, b.own.draft].allSatisfy(\.saysItsLength)
  }

  /// An object of the base and the one that it is on `a`.
  private func nodes(of place: Difference.Place) -> (base: JSONNodeID, own: JSONNodeID)? {
    switch place {
    case .around:
      let isAlike =
        base.draft.document.pointer(of: base.draft.node)
        == a.own.draft.document.pointer(of: a.own.draft.node)
      return isAlike ? (base.draft.document.root, a.own.draft.document.root) : nil
    case .draft: return (base.draft.node, a.own.draft.node)
    case .track(let t, _):
      return a.diff.matching.newTrack[t].map { (base.tracks[t].node, a.own.tracks[$0].node) }
    case .segment(let i, _):
      return a.partner(i).map { (base.segments[i].node, a.own.segments[$0].node) }
    case .trackElement, .segmentElement: return nil
    }
  }

  private mutating func take(
    _ difference: Difference, _ index: Int, _ nodes: (base: JSONNodeID, own: JSONNodeID),
    _ edits: inout [JSONEdit], _ replaced: inout Set<JSONNodeID>
  ) {
    let (document, own, other) = (base.draft.document, a.own.draft.document, b.own.draft.document)
    // What holds tracks or segments is never replaced whole: of members with one name the last counts.
    let isReplaceable = difference.place.isSegment && difference.old != nil
    let addressable = isReplaceable || difference.addressable != 0 ? difference.addressable : nil
    let path = addressable.map { Array(difference.path.prefix($0)) } ?? difference.path
    var walk = nodes
    for (depth, key) in path.enumerated() {
      let isLast = depth == path.count - 1
      let mine = own.child(key, of: walk.own)
      let before = document.child(key, of: walk.base)
      if document.kind(of: walk.base) == .array,
        document.count(of: walk.base) != own.count(of: walk.own)
      {
        return conflict(difference, index, walk.own)
      }
      if isLast {
        guard addressable == nil else {
          if let mine, let before { walk = (before, mine) }
          break
        }
        return takeMember(difference, index, key, walk.own, before, mine, &edits)
      }
      guard let mine, let before else { return conflict(difference, index, walk.own) }
      walk = (before, mine)
    }
    guard replaced.insert(walk.own).inserted else { return }
    guard document.isEqual(walk.base, to: walk.own, in: own) else {
      return conflict(difference, index, walk.own)
    }
    let inside = JSONPointer(tokens: path)
    guard let start = otherNode(difference.place), let value = other.node(at: inside, from: start) else {
      return
    }
    edits.append(.replace(walk.own, other.literal(of: value)))
  }

  private func otherNode(_ place: Difference.Place) -> JSONNodeID? {
    switch place {
    case .around: b.own.draft.document.root
    case .draft: b.own.draft.node
    case .track(_, let y): b.own.tracks[y].node
    case .segment(_, let y): b.own.segments[y].node
    case .trackElement, .segmentElement: nil
    }
  }

  private mutating func takeMember(
    _ difference: Difference, _ index: Int, _ key: JSONKey, _ container: JSONNodeID,
    _ before: JSONNodeID?, _ mine: JSONNodeID?, _ edits: inout [JSONEdit]
  ) {
    let (document, own, other) = (base.draft.document, a.own.draft.document, b.own.draft.document)
    let after = difference.new?.node
    switch (before, mine) {
    case (nil, nil):
      if let after {
        edits.append(.appendMember(container, name: key.description, other.literal(of: after)))
      }
    case (let before?, let mine?) where document.isEqual(before, to: mine, in: own):
      if let after {
        edits.append(.replace(mine, other.literal(of: after)))
      } else if let name = own.members(of: container).filter({ own.key(of: $0.name) == key }).last?.name {
        edits.append(.removeMember(name, of: container))
      }
    case (_, let mine?):
      if let after, own.isEqual(mine, to: after, in: other) { return }
      if isOverriding, let after { return edits.append(.replace(mine, other.literal(of: after))) }
      if before == nil, let after, own.kind(of: mine) == .object, other.kind(of: after) == .object {
        return takeMembers(difference, index, of: after, into: mine, &edits)
      }
      conflict(difference, index, mine)
    case (_, nil):
      if after != nil { conflict(difference, index, container, isGone: true) }
    }
  }

  /// Puts the members of an object that is new on both sides together, each as a difference of its own.
  private mutating func takeMembers(
    _ difference: Difference, _ index: Int, of after: JSONNodeID, into mine: JSONNodeID,
    _ edits: inout [JSONEdit]
  ) {
    let (own, other) = (a.own.draft.document, b.own.draft.document)
    var seen: Set<JSONKey> = []
    for member in other.members(of: after) {
      guard let key = other.key(of: member.name), seen.insert(key).inserted,
        let value = other.value(of: key, in: after)
      else { continue }
      let inner = Difference(
        place: difference.place, path: difference.path + [key], old: nil,
        new: .init(node: value, bytes: other.byteRange(of: value)), addressable: difference.addressable)
      takeMember(inner, index, key, mine, nil, own.child(key, of: mine), &edits)
    }
  }

  /// - Parameter isGone: whether `node` is what held the value, which is not there any more.
  private mutating func conflict(
    _ difference: Difference, _ index: Int, _ node: JSONNodeID, isGone: Bool = false
  ) {
    let owner = b.builder.owners[index]
    // Which ids and which spellings the values have is nothing to disagree about.
    if let owner, b.builder.changes[owner].kind.isCounted { return }
    if isIdentifier(difference) { return }
    let (own, other) = (a.own.draft, b.own.draft)
    let kind = owner.flatMap { b.kind($0) }
    let subject: String
    switch difference.place {
    case .segment(let i, _): subject = name(i)
    case .track(let t, _): subject = "track \(a.builder.names.reference(old: t, new: nil).name)"
    case .around: subject = "around the draft"
    default: subject = "the draft"
    }
    let path = namedPath(difference)
    let key = path?.name.spaced ?? difference.path.map(\.description).joined(separator: "/")
    func said(_ node: JSONNodeID, in draft: Draft) -> String {
      path?.text(node, in: draft) ?? ValueText.plain(node, in: draft.document)
    }
    add(
      kind == .segmentText ? .text : .value, "\(subject), \(key.visible)",
      base: difference.old.flatMap { common.pointer(to: $0.node, in: difference.place) },
      own.pointer(of: node),
      difference.new.map { other.pointer(of: $0.node) }, isGone ? "removed it" : said(node, in: own),
      difference.new.map { said($0.node, in: other) } ?? "removed it")
  }

  /// A difference by the name that a diff gives it; nil where the table of keys does not know it.
  private func namedPath(_ difference: Difference) -> PropertyPath? {
    let scope: DraftScope
    switch difference.place {
    case .segment: scope = .segment
    case .track: scope = .track
    case .draft: scope = .draft
    default: return nil
    }
    let found = PropertyIndex.shared(for: a.own.draft.keys).property(difference.path, in: scope)
    guard let (property, rest) = found else { return nil }
    let path = PropertyPath(property, rest)
    return path.name.isEmpty ? nil : path
  }

  private func isIdentifier(_ difference: Difference) -> Bool {
    let index = PropertyIndex.shared(for: a.own.draft.keys)
    return switch difference.place {
    case .segment: index.property(difference.path, in: .segment)?.0 == .segmentID
    case .track: index.property(difference.path, in: .track)?.0 == .trackID
    default: false
    }
  }

  /// Does the trim of one end and that of the other.
  private func trimBoth(_ i: Int, _ edits: inout [JSONEdit]) {
    guard let x = a.partner(i), let y = b.partner(i), let other = b.builder.spans[i] else { return }
    let (before, mine, theirs) = (base.facts[i], a.own.facts[x], b.own.facts[y])
    let segment = a.own.segments[x]
    let length = segment.duration + Time(microseconds: theirs.duration - before.duration)
    edits += segment.writing(.duration, length)
    if b.builder.changes[other].edges.contains(.head), mine.hasClock {
      edits += segment.writing(.sourceStart, b.own.segments[y].sourceStart)
    }
  }
}

extension Difference.Place {
  fileprivate var isSegment: Bool {
    if case .segment = self { return true }
    return false
  }
}

extension JSONDocument {
  /// A child by its name or place.
  func child(_ key: JSONKey, of node: JSONNodeID) -> JSONNodeID? {
    self.node(at: JSONPointer(tokens: [key]), from: node)
  }

  func count(of node: JSONNodeID) -> Int { elements(of: node).reduce(0) { count, _ in count + 1 } }
}

extension Segment {
  /// Edits that give it a time, in every spelling that said it.
  func writing(_ property: DraftProperty, _ time: Time) -> [JSONEdit] {
    let document = draft.document
    let text = time.milliseconds.decimal()
    guard let winner = self.node(property) else {
      let key = draft.keys.canonical(property)
      return [.appendMember(node, name: key, .number(text))]
    }
    guard document.time(of: winner) != time else { return [] }
    let alike = draft.keys.spellings(of: property).compactMap { document.value(of: JSONKey($0), in: node) }
      .filter { document.time(of: $0) == document.time(of: winner) }
    return Set(alike + [winner]).map {
      .replace($0, document.kind(of: $0) == .string ? .string(text) : .number(text))
    }
  }
}
