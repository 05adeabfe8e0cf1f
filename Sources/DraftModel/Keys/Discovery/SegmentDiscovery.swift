import JSONTree

/// Gives the keys of segments to properties, the surest evidence first: what is known by then tells
/// more about the rest.
struct SegmentDiscovery {
  let sheet: KeySheet
  let document: JSONDocument
  let keys: DraftKeys
  let familiarity: Double
  let draftNumbers: [(name: String, value: Double)]
  let isOrderTelling: Bool
  /// Keys of the tracks' properties.
  let echoes: [String: Set<String>]

  func run() -> KeyMatcher {
    var matcher = KeyMatcher(
      sheet: sheet, scope: .segment, keys: keys, familiarity: familiarity, echoes: echoes)
    matcher.take(ObjectEvidence(sheet: sheet, document: document).proposals())
    let owned = matcher.matches.filter { $0.score >= 0.4 }.map(\.column.path)
    func isOutside(_ column: KeyColumn) -> Bool {
      !owned.contains { $0.count < column.path.count && column.path.starts(with: $0) }
    }
    let style = matcher.column(.textStyle)?.path
    let styled = sheet.columns.filter { column in
      style.map { column.path.count == $0.count + 1 && column.path.starts(with: $0) } ?? false
    }
    func free() -> [KeyColumn] {
      sheet.columns.filter { $0.isScalar && isOutside($0) && !matcher.usedColumns.contains($0.index) }
    }

    matcher.take(TimeEvidence(sheet: sheet, columns: free(), draftNumbers: draftNumbers).proposals())
    if let length = matcher.column(.duration), matcher.column(.start) == nil {
      let rest = free() + [length]
      matcher.take(TimeEvidence(sheet: sheet, columns: rest, draftNumbers: draftNumbers).rareStarts(length))
    }
    matcher.take(StringEvidence(sheet: sheet, columns: free(), styled: styled).proposals())

    var context = context(matcher)
    let pairs = PairEvidence(context: context, columns: free())
    let positions = pairs.positions()
    let best = positions.filter { $0.parts.count == 2 }.max { $0.score < $1.score }
    let position = best.map { $0.score > 0.5 ? $0.parts.map(\.column) : [] } ?? []
    matcher.take(positions + LevelEvidence(context: context, columns: free(), position: position).proposals())

    context = self.context(matcher)
    let times = PairEvidence(context: context, columns: free())
    matcher.take(times.fades() + times.inPoints())
    matcher.take(
      SwitchEvidence(sheet: sheet, columns: free(), reads: matcher.reads).proposals(
        muted: .muted, hidden: .hidden))
    matcher.takeMetadata(.segmentMetadata, holding: [.title])
    return matcher
  }

  private func context(_ matcher: KeyMatcher) -> SegmentContext {
    SegmentContext(
      sheet: sheet, start: matcher.column(.start), duration: matcher.column(.duration),
      media: matcher.column(.media), speed: matcher.column(.speed), isOrderTelling: isOrderTelling)
  }
}

/// Gives the keys of the objects that segments hold to properties.
struct InnerDiscovery {
  let document: JSONDocument
  let keys: DraftKeys
  let familiarity: Double

  /// Keys of other scopes, as far as they are known by now.
  private var echoes: [String: Set<String>] = [:]

  init(document: JSONDocument, keys: DraftKeys, familiarity: Double) {
    self.document = document
    self.keys = keys
    self.familiarity = familiarity
  }

  mutating func run(_ segments: KeyMatcher) -> [KeyMatcher] {
    echoes = segments.keysByName()
    var result: [KeyMatcher] = []
    for (property, scope) in [(DraftProperty.transition, DraftScope.transition), (.crop, .crop)] {
      result.append(matcher(scope, objects(of: property, in: segments)))
    }
    for name in result.first?.keysByName() ?? [:] { echoes[name.key, default: []].formUnion(name.value) }
    result.append(matcher(.keyframe, elements(of: .keyframes, in: segments)))
    result.append(matcher(.effect, elements(of: .effects, in: segments)))
    let animation = matcher(.animation, objects(of: .animation, in: segments))
    let parts = objects(of: .animationIn, in: animation) + objects(of: .animationOut, in: animation)
    let style = matcher(.textStyle, objects(of: .textStyle, in: segments), except: textKeys(segments))
    return result + [
      animation, matcher(.animationPart, parts), style, matcher(.shadow, objects(of: .shadow, in: style)),
    ]
  }

  /// The keys of texts that stand in their style.
  private func textKeys(_ segments: KeyMatcher) -> Set<String> {
    guard let style = segments.column(.textStyle)?.path else { return [] }
    return Set(
      segments.matches.filter { $0.property == .text && $0.column.path.starts(with: style) }
        .map { $0.column.path.dropFirst(style.count).joined(separator: "/") })
  }

  private func matcher(
    _ scope: DraftScope, _ owners: [KeySheet.Owner], except taken: Set<String> = []
  ) -> KeyMatcher {
    let sheet = KeySheet(owners, in: document)
    var matcher = KeyMatcher(sheet: sheet, scope: scope, keys: keys, familiarity: familiarity, echoes: echoes)
    let proposals = InnerEvidence(sheet: sheet).proposals(scope)
    matcher.take(proposals.filter { !$0.parts.contains { taken.contains($0.column.spelling) } })
    return matcher
  }

  private func cells(of property: DraftProperty, in matcher: KeyMatcher) -> [KeyColumn.Cell] {
    matcher.matches.filter { $0.property == property }.flatMap(\.column.cells)
  }

  private func objects(of property: DraftProperty, in matcher: KeyMatcher) -> [KeySheet.Owner] {
    cells(of: property, in: matcher).enumerated().map { .init(node: $1.node, track: $0, position: 0) }
  }

  private func elements(of property: DraftProperty, in matcher: KeyMatcher) -> [KeySheet.Owner] {
    cells(of: property, in: matcher).enumerated().flatMap { index, cell in
      document.elements(of: cell.node).prefix(50).enumerated().map {
        .init(node: $1, track: index, position: $0)
      }
    }
  }
}
