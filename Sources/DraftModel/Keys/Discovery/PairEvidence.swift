/// Guesses from numbers that come in pairs: positions and fades.
struct PairEvidence {
  let context: SegmentContext
  let columns: [KeyColumn]

  private var sheet: KeySheet { context.sheet }
  private var isOrderTelling: Bool { context.isOrderTelling }

  /// Pairs of columns with one parent that stand side by side, in both orders.
  private func neighbours(_ columns: [KeyColumn]) -> [(KeyColumn, KeyColumn, isInOrder: Bool)] {
    var pairs: [(KeyColumn, KeyColumn, isInOrder: Bool)] = []
    for (place, a) in columns.enumerated() {
      for b in columns[(place + 1)...].prefix(isOrderTelling ? 3 : 12) where a.parentPath == b.parentPath {
        pairs.append((a, b, true))
        pairs.append((b, a, false))
      }
    }
    return pairs
  }

  /// Two fractions around the middle on picture and text tracks.
  func positions() -> [KeyProposal] {
    let fractions = columns.filter { column in
      guard let facts = NumberFacts(column), !context.isOnSound(column) else { return false }
      return facts.lies(in: -1...2) && facts.maximum > 0
    }
    var proposals = neighbours(fractions).compactMap { x, y, isInOrder -> KeyProposal? in
      let overlap = sheet.overlap(x, y)
      guard overlap >= 0.4 else { return nil }
      let score =
        0.22 + 0.2 * overlap + 0.19 * (centrality(x) + centrality(y)) / 2
        + order(x, y, isInOrder) + (abs(x.index - y.index) == 1 ? 0.06 : 0)
      let facts = [x, y].compactMap { NumberFacts($0) }
      let what = "\(facts[0].phrase) on \(context.place(x)), a pair with"
      return KeyProposal(
        [
          .init(property: .x, column: x, evidence: "\(what) \(y.shown), around the middle"),
          .init(
            property: .y, column: y,
            evidence: "\(facts[1].phrase) on \(context.place(y)), a pair with \(x.shown)"),
        ], score: score)
    }
    // A service that leaves defaults out writes `y` alone for a title below the middle.
    for column in fractions {
      let alone = 0.1 + 0.15 * centrality(column) + (context.isOnText(column) ? 0.05 : 0)
      proposals.append(KeyProposal(.y, column, alone, "numbers as of a place on \(context.place(column))"))
      proposals.append(
        KeyProposal(.x, column, alone - 0.02, "numbers as of a place on \(context.place(column))"))
    }
    return proposals
  }

  /// What speaks for one of two orders. Titles are centred across the canvas more often than down it.
  private func order(_ x: KeyColumn, _ y: KeyColumn, _ isInOrder: Bool) -> Double {
    let lean = 0.04 * (middles(x) - middles(y))
    return isOrderTelling ? (isInOrder ? 0.06 : 0) : lean
  }

  private func middles(_ column: KeyColumn) -> Double {
    Double(column.present.filter { $0 == 0.5 }.count) / Double(max(column.cells.count, 1))
  }

  /// How many values are inside the canvas and off its edges, with more for the very middle.
  private func centrality(_ column: KeyColumn) -> Double {
    let present = column.present
    let inside = present.filter { $0 > 0.02 && $0 < 0.98 }.count
    return (0.7 * Double(inside) + 0.6 * Double(present.filter { $0 == 0.5 }.count))
      / Double(max(present.count, 1))
  }

  // MARK: Fades and the in-point

  /// Two short lengths, neither of them longer than the segment.
  func fades() -> [KeyProposal] {
    let short = columns.filter { isFade($0) }
    var proposals = neighbours(short).map { first, second, isInOrder in
      let overlap = sheet.overlap(first, second)
      let score =
        0.3 + 0.22 * overlap + (isInOrder && isOrderTelling ? 0.06 : 0) + 0.1
        * (roundness(first) + roundness(second)) / 2
        + (abs(first.index - second.index) == 1 ? 0.06 : 0)
      func part(_ property: DraftProperty, _ column: KeyColumn, _ other: KeyColumn) -> KeyProposal.Part {
        .init(
          property: property, column: column, evidence: fadeEvidence(column) + ", a pair with \(other.shown)")
      }
      return KeyProposal([part(.fadeIn, first, second), part(.fadeOut, second, first)], score: score)
    }
    for column in short {
      let alone = 0.22 + 0.08 * roundness(column) + (context.isOnSound(column) ? 0.03 : 0)
      proposals.append(KeyProposal(.fadeOut, column, alone, fadeEvidence(column)))
      proposals.append(KeyProposal(.fadeIn, column, alone, fadeEvidence(column)))
    }
    return proposals
  }

  private func fadeEvidence(_ column: KeyColumn) -> String {
    let phrase = NumberFacts(column, spelledToo: true)?.phrase ?? "numbers"
    return "\(phrase), never longer than the segment, on \(context.place(column))"
  }

  private func isFade(_ column: KeyColumn) -> Bool {
    guard let facts = NumberFacts(column, spelledToo: true), facts.minimum >= 0, facts.maximum <= 20_000,
      facts.maximum == 0 || facts.maximum >= 20
    else { return false }
    guard let duration = context.duration else { return true }
    return zip(column.numbers, duration.numbers).allSatisfy { $0.isNaN || $1.isNaN || $0 <= $1 }
  }

  private func roundness(_ column: KeyColumn) -> Double {
    let present = column.present.filter { $0 != 0 }
    guard !present.isEmpty else { return 0 }
    return Double(present.filter { $0.truncatingRemainder(dividingBy: 50) == 0 }.count)
      / Double(present.count)
  }

  /// Times of the source: on media alone, in no order, another for each cut of one file.
  func inPoints() -> [KeyProposal] {
    columns.compactMap { column in
      guard let facts = NumberFacts(column, spelledToo: true), facts.minimum >= 0, facts.maximum < 1e8,
        facts.maximum == 0 || facts.maximum >= 20, column.count(.picture) + column.count(.sound) > 0
      else { return nil }
      var score = facts.maximum == 0 ? 0.28 : 0.4
      if context.isOnText(column) { score -= 0.25 }
      let longer = zip(column.numbers, context.duration?.numbers ?? []).filter { $0 > $1 }.count
      if longer > 0 { score += 0.12 }
      if longer == facts.count, facts.count > 1 { score -= 0.25 }
      let cuts = cutsOfOneFile(column)
      score +=
        cuts.continuous > 0 ? 0.25 : cuts.different > 0 ? 0.15 : cuts.same > 0 && facts.maximum > 0 ? -0.2 : 0
      if roundness(column) < 0.5, facts.maximum > 0 { score += 0.1 }
      if facts.minimum == 0, facts.maximum > 0 { score += 0.03 }
      if [16.0, 90].contains(where: { facts.lies(in: 0...$0) }), facts.maximum > 0 { score -= 0.2 }
      return KeyProposal(
        .sourceStart, column, score, "\(facts.phrase) on \(context.place(column))" + cuts.phrase)
    }
  }

  private struct Cuts {
    var same = 0
    var different = 0
    /// Cuts that go on where an earlier one of the same file ended.
    var continuous = 0

    var phrase: String {
      if continuous > 0 { return "; \(continuous) go on where an earlier cut of the same file ended" }
      return different > 0 ? "; other values for other cuts of the same file" : ""
    }
  }

  private func cutsOfOneFile(_ column: KeyColumn) -> Cuts {
    var cuts = Cuts()
    guard let media = context.media, let duration = context.duration else { return cuts }
    var last: [String: (value: Double, object: Int)] = [:]
    for (cell, file) in zip(media.cells, media.strings) {
      let value = column.numbers[cell.object]
      guard !value.isNaN else { continue }
      if let before = last[file] {
        if value == before.value { cuts.same += 1 } else { cuts.different += 1 }
        let speed = context.speed.map { $0.numbers[before.object] } ?? .nan
        let length = duration.numbers[before.object] * (speed.isNaN ? 1 : speed)
        if value != before.value, abs(before.value + length - value) < 1 { cuts.continuous += 1 }
      }
      last[file] = (value, cell.object)
    }
    return cuts
  }
}
