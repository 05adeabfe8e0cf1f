/// What is known of the segments when their remaining numbers are looked at.
struct SegmentContext {
  let sheet: KeySheet
  let start: KeyColumn?
  let duration: KeyColumn?
  let media: KeyColumn?
  let speed: KeyColumn?
  /// Whether keys stand in an order that someone chose, rather than by the alphabet.
  let isOrderTelling: Bool

  /// Whether a column stands where sound segments have none of the picture's keys.
  func isOnSound(_ column: KeyColumn) -> Bool { column.count(.sound) > 0 }
  func isOnText(_ column: KeyColumn) -> Bool { column.count(.text) > 0 }

  /// "9 of 12 segments of picture and sound tracks"
  func place(_ column: KeyColumn) -> String {
    let kinds = ContentKind.allCases.filter { column.count($0) > 0 && $0 != .other }.map(\.word)
    let total = ContentKind.allCases.filter { column.count($0) > 0 }.reduce(0) { $0 + sheet.total($1) }
    let names =
      kinds.count > 1
      ? kinds.dropLast().joined(separator: ", ") + " and " + (kinds.last ?? "") : kinds.first ?? "other"
    return "\(column.cells.count) of \(total) segments of \(names) tracks"
  }

  /// Whether a column stands close to another, on objects that have both.
  func areNeighbours(_ a: KeyColumn, _ b: KeyColumn?, within distance: Int = 2) -> Bool {
    guard let b, a.parentPath == b.parentPath else { return false }
    guard isOrderTelling else { return sheet.overlap(a, b) >= 0.9 }
    let objects = Set(b.cells.lazy.map(\.object))
    return abs(a.index - b.index) <= distance
      && a.cells.lazy.filter { objects.contains($0.object) }.count * 5 >= a.cells.count * 2
  }
}

/// Guesses from numbers that stand alone: levels, ratios and angles.
struct LevelEvidence {
  let context: SegmentContext
  let columns: [KeyColumn]
  /// Columns that a position was found in, which scale and rotation stand beside.
  let position: [KeyColumn]

  private var sheet: KeySheet { context.sheet }

  func proposals() -> [KeyProposal] {
    columns.flatMap { column -> [KeyProposal] in
      guard let facts = NumberFacts(column) else { return [] }
      return [
        volume(column, facts), opacity(column, facts), scale(column, facts), speed(column, facts),
        rotation(column, facts),
      ].compactMap { proposal in
        guard var proposal else { return nil }
        // What only says the default everywhere tells nothing, and does no harm wherever it ends up.
        if facts.minimum == 1, facts.maximum == 1, proposal.parts[0].property != .volume {
          proposal.score *= 0.6
        }
        return proposal
      }
    }
  }

  /// 0 for the first number of the segments, 1 for the last: sound and speed tend to be told before
  /// looks. Too little to decide anything but a tie.
  private func lateness(_ column: KeyColumn) -> Double {
    guard context.isOrderTelling, let first = columns.first?.index, let last = columns.last?.index,
      last > first
    else { return 0.5 }
    return Double(column.index - first) / Double(last - first)
  }

  private func isBesidePosition(_ column: KeyColumn) -> Bool {
    isBesidePosition(column, within: 3)
  }

  private func isBesidePosition(_ column: KeyColumn, within distance: Int) -> Bool {
    guard !position.contains(where: { $0.index == column.index }) else { return false }
    return position.contains { context.areNeighbours(column, $0, within: distance) }
  }

  private func volume(_ column: KeyColumn, _ facts: NumberFacts) -> KeyProposal? {
    guard facts.lies(in: 0...4) else { return nil }
    var score = 0.4
    if context.isOnSound(column) { score += 0.35 } else if sheet.total(.sound) > 0 { score -= 0.08 }
    if facts.minimum == 1, facts.maximum == 1 { score -= 0.1 }
    if facts.maximum > 2 || context.isOnText(column) { score -= 0.2 }
    if facts.minimum < 1, facts.minimum > 0 { score += 0.05 }
    if column.count(.picture) + column.count(.sound) == 0 { score -= 0.3 }
    if isBesidePosition(column) { score -= 0.08 }
    score -= 0.05 * lateness(column)
    return KeyProposal(
      .volume, column, score,
      "\(facts.phrase) \(context.isOnSound(column) ? "beside sound, " : "")on \(context.place(column))")
  }

  private func opacity(_ column: KeyColumn, _ facts: NumberFacts) -> KeyProposal? {
    guard facts.lies(in: 0...1), facts.maximum > 0 else { return nil }
    var score = 0.42
    if context.isOnSound(column) { score -= 0.3 }
    if context.isOnText(column) { score += 0.08 }
    if facts.minimum >= 0.5 { score += 0.08 } else if facts.median < 0.3 { score -= 0.08 }
    if isBesidePosition(column) { score += 0.05 }
    score += 0.05 * lateness(column)
    return KeyProposal(.opacity, column, score, "\(facts.phrase) on \(context.place(column))")
  }

  private func scale(_ column: KeyColumn, _ facts: NumberFacts) -> KeyProposal? {
    guard facts.minimum > 0, facts.maximum <= 20 else { return nil }
    var score = 0.38
    if context.isOnSound(column) { score -= 0.3 }
    if facts.maximum > 1 { score += 0.08 }
    if facts.maximum > 2.5 { score -= 0.15 }
    if context.isOnText(column) { score += 0.08 }
    if isBesidePosition(column) { score += 0.15 }
    if isBesidePosition(column, within: 1) { score += 0.1 }
    score += 0.03 * lateness(column)
    return KeyProposal(
      .scale, column, score,
      "\(facts.phrase) on \(context.place(column))" + (isBesidePosition(column) ? ", beside a position" : ""))
  }

  /// One integer for each track, more than one for all: a layer's number.
  private func isOfTracks(_ column: KeyColumn, _ facts: NumberFacts) -> Bool {
    guard facts.areIntegers, facts.distinct > 1 else { return false }
    var values: [Int: Double] = [:]
    return zip(column.numbers, sheet.owners).allSatisfy { number, owner in
      guard !number.isNaN else { return true }
      let known = values.updateValue(number, forKey: owner.track)
      return known == nil || known == number
    } && values.count < facts.count
  }

  private static let commonSpeeds: Set<Double> = [
    0.25, 0.5, 0.75, 0.8, 1, 1.2, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 8,
  ]

  private func speed(_ column: KeyColumn, _ facts: NumberFacts) -> KeyProposal? {
    guard facts.lies(in: 0.1...16) else { return nil }
    var score = 0.36
    if context.isOnText(column) { score -= 0.3 }
    if facts.maximum > 1 { score += 0.08 }
    if column.present.allSatisfy(Self.commonSpeeds.contains) { score += 0.08 }
    if context.isOnSound(column) { score += 0.02 }
    if facts.areIntegers, facts.maximum > 1 { score -= 0.05 }
    if isOfTracks(column, facts) { score -= 0.2 }
    if context.areNeighbours(column, context.media) || context.areNeighbours(column, context.duration) {
      score += 0.08
    }
    if isBesidePosition(column) { score -= 0.1 }
    score -= 0.05 * lateness(column)
    return KeyProposal(.speed, column, score, "\(facts.phrase), around 1, on \(context.place(column))")
  }

  private func rotation(_ column: KeyColumn, _ facts: NumberFacts) -> KeyProposal? {
    guard facts.lies(in: -720...720) else { return nil }
    let isNought = facts.minimum == 0 && facts.maximum == 0
    guard isNought || facts.maximum >= 1.5 || facts.minimum < -0.5 else { return nil }
    var score = isNought ? 0.2 : 0.4
    if context.isOnSound(column) { score -= 0.3 }
    if facts.minimum < 0 { score += 0.25 }
    if facts.maximum > 360 { score -= 0.2 }
    let angles = column.present.filter { $0.truncatingRemainder(dividingBy: 45) == 0 || abs($0) < 45 }
    if angles.count == facts.count { score += 0.08 }
    if isBesidePosition(column) { score += 0.15 }
    if facts.lies(in: 0...2), !isNought { score -= 0.2 }
    let isRound = column.present.allSatisfy { $0.truncatingRemainder(dividingBy: 50) == 0 && $0 != 150 }
    if isRound, !isNought { score -= 0.25 }
    return KeyProposal(
      .rotation, column, score, "\(facts.phrase), as of degrees, on \(context.place(column))")
  }
}
