import JSONTree

/// Goes through a document from its structure to the smallest objects, giving keys to properties.
struct KeyDiscovery {
  let document: JSONDocument
  let keys: DraftKeys

  /// A candidate as it is found, before it is told to anyone.
  struct Finding {
    let property: DraftProperty
    let spelling: String
    let evidence: String
    let score: Double
    let isSuggested: Bool
  }

  /// Segments that are looked at closely: of every track as many from its start, and some of its end.
  private static let maximumSegments = 2000

  func run() -> [Finding] {
    guard let outline = DraftOutline.find(in: document, keys: keys) else { return [] }
    let contents = TrackContents(outline, in: document)
    var tracks = trackSheet(outline, contents.contents)
    let draft = KeySheet([KeySheet.Owner(node: outline.base)], in: document)
    let isOrderTelling = isOrderTelling(outline)

    let typed = matcher(tracks, .track, 1) { $0.take(contents.typeProposals(tracks)) }
    let types = typed.match(.trackType)
    let kinds = contents.contents.enumerated().map { index, content in
      types.map { $0.column.numbers[index] }.flatMap { $0.isNaN ? nil : TrackContents.content(ofType: $0) }
        ?? content ?? .other
    }
    tracks = trackSheet(outline, kinds)
    let segments = segmentSheet(outline, kinds)
    let familiarity = Familiarity(
      keys: keys, outline: outline, draft: draft, tracks: tracks, segments: segments
    ).value

    func trackKeys(_ echoes: [String: Set<String>]) -> KeyMatcher {
      matcher(tracks, .track, familiarity, echoes) {
        $0.take(contents.typeProposals(tracks))
        $0.take(
          TrackKeyEvidence(sheet: tracks, reads: $0.reads).proposals()
            .filter { $0.parts[0].property != .trackType })
        $0.takeMetadata(.trackMetadata, holding: [.trackTitle])
      }
    }
    let segmentKeys = SegmentDiscovery(
      sheet: segments, document: document, keys: keys, familiarity: familiarity,
      draftNumbers: draft.columns.compactMap { column in
        column.present.first.map { (column.spelling, $0) }
      }, isOrderTelling: isOrderTelling, echoes: trackKeys([:]).keysByName()
    ).run()
    let echoes = segmentKeys.keysByName()
    let draftKeys = matcher(draft, .draft, familiarity, echoes) {
      $0.take(
        DraftEvidence(
          sheet: draft, end: end(segmentKeys, of: segments), isOrderTelling: isOrderTelling
        ).proposals())
      $0.takeMetadata(.draftMetadata, holding: [.draftTitle, .canvasWidth])
    }
    var inner = InnerDiscovery(document: document, keys: keys, familiarity: familiarity)
    let findings =
      structure(outline, familiarity)
      + ([draftKeys, trackKeys(echoes), segmentKeys] + inner.run(segmentKeys)).flatMap { Self.findings($0) }
    return findings.sorted {
      ($0.property.rawValue, -$0.score) < ($1.property.rawValue, -$1.score)
    }
  }

  private func matcher(
    _ sheet: KeySheet, _ scope: DraftScope, _ familiarity: Double, _ echoes: [String: Set<String>] = [:],
    _ fill: (inout KeyMatcher) -> Void
  ) -> KeyMatcher {
    var matcher = KeyMatcher(sheet: sheet, scope: scope, keys: keys, familiarity: familiarity, echoes: echoes)
    fill(&matcher)
    return matcher
  }

  private func trackSheet(_ outline: DraftOutline, _ kinds: [ContentKind?]) -> KeySheet {
    KeySheet(
      zip(outline.tracks, kinds).enumerated().map { index, track in
        KeySheet.Owner(node: track.0, track: 0, position: index, content: track.1 ?? .other)
      }, in: document)
  }

  private func segmentSheet(_ outline: DraftOutline, _ kinds: [ContentKind]) -> KeySheet {
    let filled = max(1, outline.segments.lazy.filter { $0 != nil }.count)
    let quota = max(8, Self.maximumSegments / filled)
    var owners: [KeySheet.Owner] = []
    for (track, array) in outline.segments.enumerated() {
      guard let array else { continue }
      let all = Array(document.elements(of: array))
      for (position, node) in all.enumerated() where document.kind(of: node) == .object {
        if all.count > quota, position >= quota * 3 / 4, position < all.count - quota / 4 { continue }
        owners.append(.init(node: node, track: track, position: position, content: kinds[track]))
      }
    }
    return KeySheet(owners, in: document)
  }

  /// Whether some object has its keys in another order than the alphabet's.
  private func isOrderTelling(_ outline: DraftOutline) -> Bool {
    let objects =
      [outline.base] + outline.tracks.prefix(8)
      + outline.segments.prefix(8).compactMap { $0 }.flatMap { document.elements(of: $0).prefix(4) }
    return objects.contains { object in
      let names = document.members(of: object).compactMap { document.string(of: $0.name) }
      return names != names.sorted()
    }
  }

  /// When the last segment ends, by the columns that were taken for start and duration.
  private func end(_ matcher: KeyMatcher, of sheet: KeySheet) -> Double? {
    guard let length = matcher.column(.duration) else { return nil }
    let start = matcher.column(.start)
    var end = 0.0
    var previous = (track: -1, end: 0.0)
    for (index, owner) in sheet.owners.enumerated() {
      let written = start.map { $0.numbers[index] } ?? .nan
      let begin = written.isNaN ? (previous.track == owner.track ? previous.end : 0) : written
      let duration = length.numbers[index].isNaN ? 0 : length.numbers[index]
      previous = (owner.track, begin + duration)
      end = max(end, previous.end)
    }
    return end
  }

  private func structure(_ outline: DraftOutline, _ familiarity: Double) -> [Finding] {
    let count = outline.tracks.count
    let filled = outline.segments.lazy.filter { $0 != nil }.count
    func finding(_ property: DraftProperty, _ path: [String], _ evidence: String) -> Finding? {
      let spelling = path.joined(separator: "/")
      guard !keys.spellings(of: property).contains(spelling) else { return nil }
      return Finding(
        property: property, spelling: spelling, evidence: evidence, score: 0.95, isSuggested: true)
    }
    return [
      finding(.draftTracks, outline.tracksPath, "an array of \(count) objects that hold arrays of objects"),
      finding(
        .trackSegments, outline.segmentsPath,
        "arrays on \(filled) of \(count) tracks, \(outline.segmentCount) objects in all"),
    ].compactMap(\.self)
  }

  /// What a matcher found that the keys in use do not read.
  static func findings(_ matcher: KeyMatcher) -> [Finding] {
    matcher.matches.compactMap { match in
      guard !matcher.reads(match.property, match.column) else { return nil }
      let others = matcher.readings(of: match.column).filter { $0 != match.property }
      let now =
        others.isEmpty
        ? "" : "; read as \(others.map { DraftKeys.entry($0).name }.joined(separator: ", ")) so far"
      return Finding(
        property: match.property, spelling: match.column.spelling, evidence: match.evidence + now,
        score: min(max(match.score, 0), 1), isSuggested: match.score >= matcher.threshold)
    }
  }
}
