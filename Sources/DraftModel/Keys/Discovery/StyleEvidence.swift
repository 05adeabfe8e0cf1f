/// Guesses inside text styles and their shadows.
struct StyleEvidence {
  let sheet: KeySheet

  private func on(_ column: KeyColumn) -> String {
    "on \(column.cells.count) of \(sheet.owners.count) styles"
  }

  func proposals(_ scope: DraftScope) -> [KeyProposal] {
    scope == .shadow ? shadow() : sheet.columns.filter { $0.path.count == 1 }.flatMap(style) + switches()
  }

  private func switches() -> [KeyProposal] {
    var switches = sheet.columns.filter { $0.path.count == 1 && $0.kind == .bool }
    // Two that never stand together have no order; bold is the commoner.
    if switches.count == 2, sheet.overlap(switches[0], switches[1]) == 0 {
      switches.sort { ($0.cells.count, -$0.index) > ($1.cells.count, -$1.index) }
    }
    return OrderEvidence(sheet: sheet).proposals([.bold, .italic], switches, score: 0.4) {
      "true and false \(on($0)); the first is taken as bold"
    }
  }

  private var colors: [KeyColumn] {
    sheet.columns.filter { column in
      column.kind == .string && column.path.count == 1
        && column.strings.allSatisfy { RGBAColor(hex: $0) != nil }
    }
  }

  private func style(_ column: KeyColumn) -> [KeyProposal] {
    switch column.kind {
    case .bool:
      []
    case .object:
      [KeyProposal(.shadow, column, 0.6, "objects \(on(column))")]
    case .string: strings(column)
    case .number: NumberFacts(column).map { numbers(column, $0) } ?? []
    case .array, .null: []
    }
  }

  private func strings(_ column: KeyColumn) -> [KeyProposal] {
    if colors.contains(where: { $0.index == column.index }) { return color(column) }
    if column.strings.allSatisfy({ KnownWords.alignments.contains($0.lowercased()) }) {
      return [KeyProposal(.alignment, column, 0.9, "words for a side \(on(column))")]
    }
    let fonts =
      Double(column.strings.filter(KnownWords.looksLikeFont).count) / Double(max(column.strings.count, 1))
    return [
      KeyProposal(
        .fontFamily, column, 0.45 + 0.4 * fonts, "\(fonts > 0 ? "names of fonts" : "words") \(on(column))")
    ]
  }

  /// Every text has a colour; boxes let the picture through; a stroke stands beside its width.
  private func color(_ column: KeyColumn) -> [KeyProposal] {
    let isClear = isClear(column)
    let isBesideWidth = sheet.columns.contains { other in
      abs(other.index - column.index) == 1 && (NumberFacts(other)?.lies(in: 0...0.025) ?? false)
        && sheet.overlap(other, column) > 0.8
    }
    let coverage = sheet.coverage(column)
    let evidence = "colours \(on(column))"
    return [
      KeyProposal(.textColor, column, 0.45 + 0.2 * coverage - (isClear ? 0.1 : 0), evidence),
      KeyProposal(
        .strokeColor, column, 0.42 + (isBesideWidth ? 0.15 : 0) - 0.1 * coverage - (isClear ? 0.1 : 0),
        evidence + (isBesideWidth ? ", beside a small width" : "")),
      KeyProposal(
        .boxColor, column, 0.42 + (isClear ? 0.25 : 0) - 0.1 * coverage,
        evidence + (isClear ? ", seen through" : "")),
    ]
  }

  private func numbers(_ column: KeyColumn, _ facts: NumberFacts) -> [KeyProposal] {
    let evidence = "\(facts.phrase) \(on(column))"
    let coverage = sheet.coverage(column)
    let partner = partner(of: column)
    let isOfBox = partner.map(isClear) ?? false
    let isOfStroke = partner != nil && !isOfBox
    var proposals: [KeyProposal] = []
    func add(_ property: DraftProperty, _ score: Double, if holds: Bool) {
      if holds { proposals.append(KeyProposal(property, column, score, evidence)) }
    }
    add(.fontSize, (facts.median >= 0.02 ? 0.55 : 0.3) + 0.15 * coverage, if: facts.lies(in: 0.005...0.3))
    add(.lineHeight, facts.maximum > 1 ? 0.7 : 0.4, if: facts.lies(in: 0.7...3))
    add(.maximumWidth, facts.maximum < 1 ? 0.6 : 0.5, if: facts.lies(in: 0.2...1) && facts.median > 0.3)
    add(.strokeWidth, 0.3 + (isOfStroke ? 0.3 : 0), if: facts.lies(in: 0...0.03))
    add(.boxRadius, 0.3 + (isOfBox ? 0.3 : isOfStroke ? 0.1 : 0), if: facts.lies(in: 0...0.2))
    add(.letterSpacing, facts.minimum < 0 ? 0.65 : 0.42, if: facts.lies(in: -0.1...0.06))
    return proposals
  }

  private func isClear(_ column: KeyColumn) -> Bool {
    column.strings.contains { RGBAColor(hex: $0).map { $0.alpha < 255 } ?? false }
  }

  /// The colour of a stroke or box that comes and goes with a number: not the text's own.
  private func partner(of column: KeyColumn) -> KeyColumn? {
    let text = colors.filter { !isClear($0) }.max {
      (sheet.coverage($0), -$0.index) < (sheet.coverage($1), -$1.index)
    }
    let others = colors.filter { $0.index != text?.index && sheet.overlap($0, column) > 0.7 }
    return others.min { abs($0.index - column.index) < abs($1.index - column.index) }
      .flatMap { abs($0.index - column.index) <= 2 || others.count == 1 ? $0 : nil }
  }

  /// Two offsets and a blur, which the values do not tell apart: their order is taken for the format's.
  private func shadow() -> [KeyProposal] {
    let numbers = sheet.columns.filter { NumberFacts($0)?.lies(in: -1...1) ?? false }
    let colors = sheet.columns.filter {
      $0.kind == .string && $0.strings.allSatisfy { RGBAColor(hex: $0) != nil }
    }
    .map { KeyProposal(.shadowColor, $0, 0.9, "colours \(on($0))") }
    return colors
      + OrderEvidence(sheet: sheet).proposals([.shadowX, .shadowY, .shadowBlur], numbers, score: 0.4) {
        "\(NumberFacts($0)?.phrase ?? "numbers") \(on($0)); numbers are taken in the order x, y, blur"
      }
  }
}
