import DraftModel
import JSONTree

/// Writes a merged timeline on the kept side's document: first which segments are where, then the order
/// of the tracks, then when everything is on.
struct MergeWriter {
  private let session: MergeSession
  private let timeline: MergedTimeline

  /// The segments of the other side as they are taken over.
  private let others: [Segment]

  init(_ session: MergeSession, _ timeline: MergedTimeline, _ other: Draft) {
    self.session = session
    self.timeline = timeline
    others = other.segments
  }

  /// - Parameter draft: the kept side with the other's values, its tracks and segments as they were.
  func write(on draft: Draft) throws(DraftMergeError) -> JSONDocument {
    let counts = draft.tracks.map(\.segmentCount)
    guard counts == session.a.own.tracks.map(\.segmentCount) else { throw .values }
    let placed = try draft.merging(structureEdits(draft))
    let ordered = try placed.merging(orderEdits(placed))
    return try ordered.placing(
      timeline.tracks.map { $0.items.map(\.start) }, keepingLength: session.followsContent
    ).document
  }

  // MARK: Structure

  private func structureEdits(_ draft: Draft) -> [JSONEdit] {
    var edits: [JSONEdit] = []
    let segments = draft.segments
    let kept = Set(timeline.tracks.map(\.source))
    guard let array = draft.node(.draftTracks) else {
      let tracks = timeline.tracks.compactMap { track -> JSONLiteral? in
        guard case .other(let y) = track.source else { return nil }
        return literal(ofOther: y, track.items, segments)
      }
      return tracks.isEmpty ? [] : draft.writing(tracks)
    }
    for track in draft.tracks {
      guard let merged = timeline.tracks.first(where: { $0.source == .own(track.index) }) else {
        edits.append(.removeElement(track.node, of: array))
        continue
      }
      edits += segmentEdits(track, merged.items, segments)
    }
    var next = 0
    for track in timeline.tracks {
      switch track.source {
      // Those that are in another order are counted by the place that they have now.
      case .own(let x): next = kept.contains(.own(x)) ? x + 1 : next
      case .other(let y):
        edits.append(.insertElement(array, index: next, literal(ofOther: y, track.items, segments)))
      }
    }
    return edits
  }

  private func segmentEdits(
    _ track: Track, _ items: [MergedTimeline.Item], _ segments: [Segment]
  ) -> [JSONEdit] {
    let first = session.a.own.firsts[track.index]
    let own = first..<first + track.segmentCount
    let pairs = items.enumerated().compactMap { at, item -> (Int, Int)? in
      guard case .own(let x) = item.source, own.contains(x) else { return nil }
      return (at, x)
    }
    let inPlace = SequenceAlignment.rising(pairs)
    guard inPlace.count < items.count || inPlace.count < own.count else { return [] }
    guard let array = track.node(.trackSegments) else {
      return track.writing(items.map { literal($0, segments) })
    }
    let standing = Set(inPlace.map(\.1))
    var edits = own.filter { !standing.contains($0) }.map { x -> JSONEdit in
      .removeElement(segments[x].node, of: array)
    }
    var later = inPlace[...]
    for (at, item) in items.enumerated() {
      if let next = later.first, next.0 == at {
        later = later.dropFirst()
      } else {
        edits.append(
          .insertElement(
            array, index: later.first.map { $0.1 - first } ?? own.count, literal(item, segments)))
      }
    }
    return edits
  }

  private func literal(_ item: MergedTimeline.Item, _ segments: [Segment]) -> JSONLiteral {
    switch item.source {
    case .own(let x): segments[x].draft.document.literal(of: segments[x].node)
    case .other(let y): others[y].draft.document.literal(of: others[y].node)
    }
  }

  /// A track that only the other side has, with what is to be on it.
  private func literal(ofOther y: Int, _ items: [MergedTimeline.Item], _ segments: [Segment]) -> JSONLiteral {
    let document = session.b.own.draft.document
    let track = session.b.own.tracks[y]
    guard document.kind(of: track.node) == .object else { return document.literal(of: track.node) }
    let array = track.node(.trackSegments)
    return .object(
      document.members(of: track.node).map { member in
        .init(
          name: document.literal(of: member.name),
          value: member.value == array
            ? .array(items.map { literal($0, segments) }) : document.literal(of: member.value))
      })
  }

  // MARK: Order

  /// Brings tracks into another order. The others' tracks have come after those that they follow.
  private func orderEdits(_ draft: Draft) -> [JSONEdit] {
    let own = timeline.tracks.compactMap { track -> Int? in
      if case .own(let x) = track.source { return x }
      return nil
    }
    guard own != own.sorted(), let array = draft.node(.draftTracks) else { return [] }
    // The order that the structure edits gave: by place, each other's track after its predecessor.
    var written: [MergedTimeline.Source] = own.sorted().map { .own($0) }
    var next = -1
    var groups: [Int: [MergedTimeline.Source]] = [:]
    for track in timeline.tracks {
      if case .own(let x) = track.source { next = x } else { groups[next, default: []].append(track.source) }
    }
    written =
      (groups[-1] ?? [])
      + written.flatMap { source -> [MergedTimeline.Source] in
        guard case .own(let x) = source else { return [source] }
        return [source] + (groups[x] ?? [])
      }
    let nodes = Dictionary(zip(written, draft.tracks.map(\.node))) { first, _ in first }
    let literals = timeline.tracks.compactMap { nodes[$0.source].map(draft.document.literal) }
    guard literals.count == draft.tracks.count else { return [] }
    return [.replace(array, .array(literals))]
  }
}
