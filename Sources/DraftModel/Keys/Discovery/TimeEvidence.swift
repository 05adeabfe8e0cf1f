/// Finds starts and durations: the two columns that chain.
///
///     start 0        start 4000      start 9000
///     |-- 4000 ------|-- 5000 -------|          touching
///     |-- 1500 --|                              apart, may be, but tells less
struct TimeEvidence {
  let sheet: KeySheet
  /// Columns that may take part.
  let columns: [KeyColumn]
  /// Numbers of the draft itself, one of which may be its duration.
  let draftNumbers: [(name: String, value: Double)]

  /// Columns that are tried against one another.
  private static let maximumColumns = 24

  func proposals() -> [KeyProposal] {
    let numeric = columns.filter { !$0.numbers.isEmpty }
      .filter { column in
        NumberFacts(column, spelledToo: true).map { $0.minimum >= -1e4 && $0.maximum < 1e9 } ?? false
      }
    let widest = numeric.sorted { ($0.cells.count, -$0.index) > ($1.cells.count, -$1.index) }
      .prefix(Self.maximumColumns)
    let lengths = widest.filter(isLength)
    var proposals: [KeyProposal] = []
    for length in lengths {
      proposals.append(implied(length))
      for start in widest where start.index != length.index && sheet.coverage(start) >= 0.3 {
        proposals.append(pair(start, length))
      }
    }
    return proposals
  }

  private func isLength(_ column: KeyColumn) -> Bool {
    let present = column.present
    guard present.max() ?? 0 >= 20, sheet.coverage(column) >= 0.4 else { return false }
    return Double(present.filter { $0 > 0 }.count) >= 0.9 * Double(present.count)
  }

  /// How segments follow one another, were two columns their starts and durations.
  private struct Chain {
    var pairs = 0
    var touching = 0
    var apart = 0
    var filled = 0.0
    var end = 0.0
    var first = Double.infinity

    /// 1 where every segment begins at or after the end of the one before it.
    var quality: Double { pairs == 0 ? 0.6 : pow2(Double(touching + apart) / Double(pairs)) }
    var touch: Double { pairs == 0 ? 0.5 : Double(touching) / Double(pairs) }
    /// How much of the time from one start to the next is filled.
    var fill: Double { pairs == 0 ? 0.5 : filled / Double(pairs) }
    private func pow2(_ value: Double) -> Double { value * value }
  }

  private func chain(_ start: KeyColumn?, _ length: KeyColumn) -> Chain {
    var chain = Chain()
    var previous: (track: Int, position: Int, start: Double, end: Double)?
    for (index, owner) in sheet.owners.enumerated() {
      let isNext = previous.map { $0.track == owner.track && $0.position + 1 == owner.position } ?? false
      let written = start.map { $0.numbers[index] } ?? .nan
      let implied = isNext ? previous?.end ?? 0 : 0
      let begin = written.isNaN ? implied : written
      let duration = length.numbers[index].isNaN ? 0 : length.numbers[index]
      if isNext, let previous, !written.isNaN {
        chain.pairs += 1
        if abs(begin - previous.end) < 1 {
          chain.touching += 1
        } else if begin > previous.end {
          chain.apart += 1
        }
        let step = begin - previous.start
        chain.filled += step > 0 ? min((previous.end - previous.start) / step, 1) : 0
      }
      chain.first = min(chain.first, begin)
      chain.end = max(chain.end, begin + duration)
      previous = (owner.track, owner.position, begin, begin + duration)
    }
    return chain
  }

  /// The draft's number that a last end is equal to.
  private func draftNumber(_ end: Double) -> String? {
    end > 0 ? draftNumbers.first { abs($0.value - end) < 1 }?.name : nil
  }

  private func pair(_ start: KeyColumn, _ length: KeyColumn) -> KeyProposal {
    let chain = chain(start, length)
    let total = draftNumber(chain.end)
    let isClose =
      start.parentPath == length.parentPath
      && (start.parentPath.isEmpty == false || abs(start.index - length.index) == 1)
    var score = 0.4 * chain.quality + 0.08 * chain.touch + 0.07 * chain.fill
    score += (total == nil ? 0 : 0.15) + (chain.first == 0 ? 0.05 : 0)
    score += 0.1 * sheet.coverage(length) + 0.1 * sheet.coverage(start) + (isClose ? 0.05 : 0)
    if (start.present.min() ?? 0) < 0 { score -= 0.1 }
    // Of two lengths that fit as well, the longer one leaves less unexplained.
    score += 0.01 * min(NumberFacts(length, spelledToo: true).map { $0.median / 100_000 } ?? 0, 1)
    if start.index > length.index { score -= 0.02 }
    let count = sheet.owners.count
    let startEvidence =
      chain.pairs == 0
      ? "\(noun(start)) beside \(length.shown) on \(start.cells.count) of \(count) segments, "
        + "the first at \(text(chain.first))"
      : "\(noun(start)) that rise and chain with \(length.shown) on \(chain.touching + chain.apart) of "
        + "\(chain.pairs) neighbours, \(chain.touching) of them without a gap"
    return KeyProposal(
      [
        .init(property: .start, column: start, evidence: startEvidence),
        .init(property: .duration, column: length, evidence: lengthEvidence(length, start, chain, total)),
      ], score: score)
  }

  private func lengthEvidence(_ length: KeyColumn, _ start: KeyColumn, _ chain: Chain, _ total: String?)
    -> String
  {
    var text = "lengths on \(length.cells.count) of \(sheet.owners.count) segments"
    if chain.pairs > 0 { text += " that reach from \(start.shown) to at most the next one" }
    if let total { text += "; the last end is the draft's `\(total.visible)`" }
    return text
  }

  /// Starts that the draft leaves out: each segment begins where the one before it ends.
  private func implied(_ length: KeyColumn) -> KeyProposal {
    let total = draftNumber(chain(nil, length).end)
    let score =
      0.38 + (total == nil ? 0 : 0.2) + 0.12 * sheet.coverage(length)
      + 0.01 * min(NumberFacts(length, spelledToo: true).map { $0.median / 100_000 } ?? 0, 1)
    var evidence = "lengths on \(length.cells.count) of \(sheet.owners.count) segments"
    if let total { evidence += "; laid end to end they give the draft's `\(total.visible)`" }
    return KeyProposal(
      [.init(property: .duration, column: length, evidence: evidence)], score: score, nameShare: 0.5)
  }

  /// Starts that are written only where they are not implied: none lies before the end of the segment
  /// in front, and the whole does not get longer than the draft says.
  func rareStarts(_ length: KeyColumn) -> [KeyProposal] {
    let implied = draftNumber(chain(nil, length).end)
    return columns.filter { !$0.numbers.isEmpty && $0.index != length.index }.compactMap { column in
      guard let facts = NumberFacts(column, spelledToo: true), facts.minimum >= 0, facts.maximum < 1e9,
        facts.maximum >= 20
      else { return nil }
      let chain = chain(column, length)
      let total = draftNumber(chain.end)
      guard chain.touching + chain.apart == chain.pairs, implied == nil || total != nil else { return nil }
      let onText = column.count(.text) > 0
      guard chain.pairs > 0 || onText || KeyHints.Reading(column.path, in: .segment).strengths[.start] != nil
      else {
        return nil
      }
      let score = 0.33 + (onText ? 0.12 : 0) + (chain.pairs > 0 ? 0.2 : 0) + (total == nil ? 0 : 0.1)
      return KeyProposal(
        .start, column, score,
        "\(facts.phrase) on \(column.cells.count) of \(sheet.owners.count) segments, "
          + "none before the end of the segment in front"
      )
    }
  }

  private func noun(_ column: KeyColumn) -> String {
    NumberFacts(column, spelledToo: true).map { $0.areIntegers ? "integers" : "numbers" } ?? "numbers"
  }

  private func text(_ value: Double) -> String {
    value.rounded() == value ? String(Int(value)) : String(value)
  }
}
