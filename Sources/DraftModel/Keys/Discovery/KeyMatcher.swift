/// A guess that columns hold properties, alone or as a set that only makes sense together.
struct KeyProposal {
  struct Part {
    let property: DraftProperty
    let column: KeyColumn
    let evidence: String
  }

  let parts: [Part]
  var score: Double
  /// How much of what names add counts: less for a guess that stands against a set of more parts.
  let nameShare: Double

  init(_ parts: [Part], score: Double, nameShare: Double = 1) {
    self.parts = parts
    self.score = score
    self.nameShare = nameShare
  }

  init(_ property: DraftProperty, _ column: KeyColumn, _ score: Double, _ evidence: String) {
    self.init([Part(property: property, column: column, evidence: evidence)], score: score)
  }
}

/// A property of a scope and the column that it is taken to be.
struct KeyMatch {
  let property: DraftProperty
  let column: KeyColumn
  let evidence: String
  let score: Double
}

/// Gives columns to properties: the best guess first, no column and no property twice.
struct KeyMatcher {
  let sheet: KeySheet
  let scope: DraftScope
  let keys: DraftKeys
  /// 0...1: how much of the document the keys in use read. The more, the more a known key's meaning
  /// counts, and the less a faint likeness does.
  let familiarity: Double

  /// Keys that other scopes have for properties of one name: what is `v` on a segment is likely `v`
  /// on a track.
  let echoes: [String: Set<String>]

  private let winners: [DraftProperty: Int]
  /// What the columns' names say.
  private let hints: [KeyHints.Reading]

  private(set) var matches: [KeyMatch] = []
  private(set) var usedColumns: Set<Int> = []
  private var usedProperties: Set<DraftProperty> = []

  init(
    sheet: KeySheet, scope: DraftScope, keys: DraftKeys, familiarity: Double,
    echoes: [String: Set<String>] = [:]
  ) {
    self.echoes = echoes
    winners = Self.winners(sheet, scope, keys)
    hints = sheet.columns.map { KeyHints.Reading($0.path, in: scope) }
    self.sheet = sheet
    self.scope = scope
    self.keys = keys
    self.familiarity = familiarity
  }

  /// Below this nothing is taken, though it may be reported.
  static let faintest = 0.12

  /// Below this a match is reported and not suggested. Where most keys are known, an unknown one may
  /// well be none of ours; inside an object that is one of ours, less so.
  var threshold: Double {
    let isOuter = scope == .draft || scope == .track || scope == .segment
    return 0.25 + (isOuter ? 0.22 : 0.08) * familiarity
  }

  func match(_ property: DraftProperty) -> KeyMatch? { matches.first { $0.property == property } }

  /// The last keys of what was taken, by the properties' names.
  func keysByName() -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for match in matches where match.score >= 0.5 || scope == .segment {
      if let key = match.column.path.last {
        result[DraftKeys.entry(match.property).name, default: []].insert(key)
      }
    }
    return result
  }

  func column(_ property: DraftProperty) -> KeyColumn? { match(property)?.column }

  mutating func take(_ proposals: [KeyProposal]) {
    let ranked = proposals.map(weighed).filter { $0.score >= Self.faintest }.sorted { a, b in
      guard a.score == b.score else { return a.score > b.score }
      let (x, y) = (a.parts[0], b.parts[0])
      if x.property != y.property { return x.property.rawValue < y.property.rawValue }
      return x.column.index < y.column.index
    }
    for proposal in ranked where isFree(proposal) {
      for part in proposal.parts { add(part, score: proposal.score) }
    }
    addTwins(ranked)
  }

  /// Metadata is the object that a title or a canvas was found in.
  mutating func takeMetadata(_ property: DraftProperty, holding held: [DraftProperty]) {
    let found = held.compactMap { column($0) }.filter { $0.path.count > 1 }
    take(
      found.flatMap { inner in
        sheet.columns.filter { $0.kind == .object && inner.path.dropLast().elementsEqual($0.path) }.map {
          KeyProposal(property, $0, 0.6, "objects around \(inner.shown)")
        }
      })
  }

  private func isFree(_ proposal: KeyProposal) -> Bool {
    proposal.parts.allSatisfy { !usedProperties.contains($0.property) && isFree($0.column) }
  }

  /// An object that lies in another, or around it, is not free either: a style is no place for a crop.
  private func isFree(_ column: KeyColumn) -> Bool {
    guard !usedColumns.contains(column.index) else { return false }
    return column.kind != .object
      || !matches.contains { match in
        match.column.kind == .object
          && (match.column.path.starts(with: column.path) || column.path.starts(with: match.column.path))
      }
  }

  private mutating func add(_ part: KeyProposal.Part, score: Double) {
    usedProperties.insert(part.property)
    usedColumns.insert(part.column.index)
    matches.append(
      KeyMatch(property: part.property, column: part.column, evidence: part.evidence, score: score))
  }

  /// A property may go by another key on another kind of track: what is as good, and is never on one
  /// object with the key that was taken, is a second spelling.
  private mutating func addTwins(_ ranked: [KeyProposal]) {
    for proposal in ranked where proposal.parts.count == 1 && proposal.score >= 0.55 {
      let part = proposal.parts[0]
      guard part.column.isScalar, isFree(part.column),
        matches.filter({ $0.property == part.property })
          .allSatisfy({ sheet.overlap($0.column, part.column) == 0 })
      else { continue }
      add(part, score: proposal.score)
    }
  }

  /// The proposal with what its keys' names and their known meanings add.
  private func weighed(_ proposal: KeyProposal) -> KeyProposal {
    let total = proposal.parts.reduce(0) { $0 + bonus($1.property, $1.column) }
    var result = proposal
    result.score =
      ((proposal.score + proposal.nameShare * total / Double(proposal.parts.count)) * 1000).rounded() / 1000
    return result
  }

  private func bonus(_ property: DraftProperty, _ column: KeyColumn) -> Double {
    let hints = hints[column.index]
    var bonus = 0.25 * (hints.strengths[property] ?? 0)
    if let key = column.path.last, echoes[DraftKeys.entry(property).name]?.contains(key) ?? false {
      bonus += 0.16
    }
    if hints.isPlain, hints.strengths[property] != 1 { bonus -= 0.15 }
    if familiarity > 0.1, reads(property, column) { bonus += 0.03 + 0.35 * familiarity }
    return bonus
  }

  /// Whether the keys in use already read a column as a property.
  func reads(_ property: DraftProperty, _ column: KeyColumn) -> Bool {
    winners[property] == column.index
  }

  /// The columns that the keys in use read as the properties of a scope.
  private static func winners(_ sheet: KeySheet, _ scope: DraftScope, _ keys: DraftKeys) -> [DraftProperty:
    Int]
  {
    var winners: [DraftProperty: Int] = [:]
    let columns = Dictionary(sheet.columns.map { ($0.spelling, $0) }) { first, _ in first }
    for entry in DraftKeys.table where entry.scope == scope {
      winners[entry.property] =
        keys.spellings(of: entry.property).lazy.compactMap { spelling in
          columns[spelling].flatMap { $0.fits(entry.type) ? $0.index : nil }
        }.first
    }
    return winners
  }

  /// The properties that the keys in use read a column as.
  func readings(of column: KeyColumn) -> [DraftProperty] {
    DraftKeys.table.filter { $0.scope == scope && reads($0.property, column) }.map(\.property)
  }
}

extension KeyColumn {
  /// Whether most of the column would count as found for a property of a type.
  func fits(_ type: DraftValueType) -> Bool {
    switch type {
    case .string: kind == .string
    case .number: kind == .number
    case .bool: kind == .bool
    case .object: kind == .object
    case .array: kind == .array
    case .identifier: kind == .string || kind == .number
    case .time: kind == .number || (kind == .string && !numbers.isEmpty)
    case .frameRate: kind == .number || (kind == .string && strings.allSatisfy { FrameRate($0) != nil })
    }
  }
}
