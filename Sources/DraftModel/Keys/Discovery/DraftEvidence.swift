/// Guesses from the draft's own keys: canvas, frame rate, background, duration, title.
struct DraftEvidence {
  let sheet: KeySheet
  /// When the last segment ends; nil where that is not known.
  let end: Double?
  let isOrderTelling: Bool

  func proposals() -> [KeyProposal] {
    let pairs = canvases()
    let canvas = pairs.max { $0.score < $1.score }?.parts.first?.column
    return pairs
      + sheet.columns.flatMap { column in
        [
          duration(column), frameRate(column, beside: canvas), background(column),
          title(column, beside: canvas),
        ]
        .compactMap(\.self)
      }
  }

  private static let commonSides: Set<Double> = [
    360, 480, 540, 576, 640, 720, 768, 800, 854, 960, 1024, 1080, 1200, 1280, 1350, 1440, 1536, 1600, 1920,
    2048, 2160,
    2560, 2700, 3840, 4096, 7680,
  ]

  /// Two integers that look like the sides of a picture.
  private func canvases() -> [KeyProposal] {
    let sides = sheet.columns.filter { column in
      guard column.kind == .number, let value = column.present.first else { return false }
      return value.rounded() == value && (16...16384).contains(value)
    }
    var proposals: [KeyProposal] = []
    for a in sides {
      for b in sides where b.index != a.index && a.parentPath == b.parentPath && abs(a.index - b.index) <= 4 {
        let (width, height) = (a.present[0], b.present[0])
        guard (0.2...5).contains(width / height) else { continue }
        var score = 0.3 + 0.15 * Double([width, height].filter(Self.commonSides.contains).count)
        score += [width, height].allSatisfy { $0.truncatingRemainder(dividingBy: 2) == 0 } ? 0.08 : 0
        score -= 0.03 * Double(abs(a.index - b.index) - 1)
        // Upright unless the order says something else: that is what the service makes.
        score += isOrderTelling ? (a.index < b.index ? 0.06 : 0) : (width <= height ? 0.03 : 0)
        let size = "\(Int(width)) and \(Int(height))"
        proposals.append(
          KeyProposal(
            [
              .init(
                property: .canvasWidth, column: a,
                evidence: "with \(b.shown) two integers that look like a canvas: \(size)"),
              .init(
                property: .canvasHeight, column: b,
                evidence: "with \(a.shown) two integers that look like a canvas: \(size)"),
            ], score: score))
      }
    }
    return proposals
  }

  private func duration(_ column: KeyColumn) -> KeyProposal? {
    guard column.fits(.time), let value = column.present.first, let end, end > 0, value > 0 else {
      return nil
    }
    if abs(value - end) < 1 {
      return KeyProposal(.draftDuration, column, 0.9, "the end of the last segment")
    }
    guard (0.7...1.4).contains(value / end) else { return nil }
    return KeyProposal(.draftDuration, column, 0.38, "near the end of the last segment")
  }

  private static let rates: Set<Double> = [
    12, 15, 23.976, 23.98, 24, 25, 29.97, 30, 48, 50, 59.94, 60, 100, 120, 24000 / 1001, 30000 / 1001,
    60000 / 1001,
  ]

  private func frameRate(_ column: KeyColumn, beside canvas: KeyColumn?) -> KeyProposal? {
    var score = canvas.map { $0.parentPath == column.parentPath } ?? false ? 0.55 : 0.4
    if column.kind == .string {
      guard let text = column.strings.first, text.contains("/") || column.fits(.number),
        FrameRate(text) != nil
      else { return nil }
      score += 0.1
      return KeyProposal(.canvasFrameRate, column, score, "`\(text.visible)`, as a frame rate is spelled")
    }
    guard let value = column.present.first, column.kind == .number, Self.rates.contains(value) else {
      return nil
    }
    return KeyProposal(.canvasFrameRate, column, score, "a usual number of frames a second")
  }

  private func background(_ column: KeyColumn) -> KeyProposal? {
    guard let text = column.strings.first, RGBAColor(hex: text) != nil else { return nil }
    return KeyProposal(.canvasBackground, column, 0.6, "a colour, `\(text)`")
  }

  private func title(_ column: KeyColumn, beside canvas: KeyColumn?) -> KeyProposal? {
    guard let text = column.strings.first, StringShape(text) == .words, text.contains(where: \.isLetter)
    else { return nil }
    var score = 0.33 + 0.3 * StringShape.humanity(text)
    if canvas.map({ $0.parentPath == column.parentPath }) ?? false { score += 0.12 }
    if text.utf8.count <= 3 { score -= 0.2 }
    if text.count > 80 { score -= 0.15 }
    let shown = text.visible
    return KeyProposal(
      .draftTitle, column, score,
      "words of the draft itself: \"\(shown.count > 40 ? shown.prefix(40) + "…" : shown)\"")
  }
}

/// Guesses from the tracks' own keys, besides their type.
struct TrackKeyEvidence {
  let sheet: KeySheet
  let reads: (DraftProperty, KeyColumn) -> Bool

  func proposals() -> [KeyProposal] {
    sheet.columns.flatMap { column -> [KeyProposal] in
      switch column.kind {
      case .string: strings(column)
      case .number: NumberFacts(column).map { numbers(column, $0) } ?? []
      default: []
      }
    }
      + SwitchEvidence(sheet: sheet, columns: sheet.columns, reads: reads).proposals(
        muted: .trackMuted, hidden: .trackHidden)
  }

  private func count(_ column: KeyColumn) -> String {
    "\(column.cells.count) of \(sheet.owners.count) tracks"
  }

  private func strings(_ column: KeyColumn) -> [KeyProposal] {
    let strings = column.strings
    var proposals: [KeyProposal] = []
    if strings.allSatisfy({ KnownWords.roles.contains($0.lowercased()) }) {
      let words = Set(strings).sorted().map { "`\($0)`" }.joined(separator: ", ")
      proposals.append(
        KeyProposal(.trackRole, column, 0.75, "\(words) on \(count(column)): words for a role"))
    }
    let human = strings.reduce(0) { $0 + StringShape.humanity($1) } / Double(max(strings.count, 1))
    if strings.allSatisfy({ StringShape($0) == .words }) {
      proposals.append(KeyProposal(.trackTitle, column, 0.25 + 0.35 * human, "words on \(count(column))"))
    }
    if Set(strings).count == strings.count,
      strings.allSatisfy({ !$0.contains(where: \.isWhitespace) && $0.utf8.count <= 80 })
    {
      let shaped = strings.filter { StringShape($0) == .identifier }.count
      let score =
        0.15 + 0.25 * sheet.coverage(column)
        + (strings.allSatisfy(StringShape.isSlug)
          ? 0.2 : 0.3 * Double(shaped) / Double(max(strings.count, 1)))
      proposals.append(KeyProposal(.trackID, column, score, "short values on \(count(column)), no two alike"))
    }
    return proposals
  }

  private func numbers(_ column: KeyColumn, _ facts: NumberFacts) -> [KeyProposal] {
    var proposals: [KeyProposal] = []
    let onSound = column.count(.sound) > 0
    let evidence = "\(facts.phrase) on \(count(column))" + (onSound ? ", sound among them" : "")
    if facts.lies(in: 0...4) {
      var score = onSound ? 0.68 : 0.35
      if facts.minimum < 1, facts.minimum > 0 { score += 0.08 }
      if facts.areIntegers, facts.maximum > 1 { score -= 0.35 }
      if facts.maximum == 0 { score -= 0.3 }
      if column.count(.text) > 0 { score -= 0.2 }
      proposals.append(KeyProposal(.trackVolume, column, score, evidence))
    }
    if facts.lies(in: 0...1), facts.maximum > 0 {
      let score = (onSound ? 0.15 : 0.42) + (column.count(.text) > 0 && !onSound ? 0.1 : 0)
      proposals.append(KeyProposal(.trackOpacity, column, score, evidence))
    }
    if onSound, column.count(.picture) + column.count(.text) == 0, facts.lies(in: 0...60), facts.maximum >= 2
    {
      proposals.append(KeyProposal(.trackDucking, column, 0.55, evidence + ", as of decibels"))
    }
    if facts.areIntegers, facts.distinct == facts.count, facts.count > 1, sheet.coverage(column) == 1 {
      proposals.append(KeyProposal(.trackID, column, 0.4, "integers on \(count(column)), no two alike"))
    }
    return proposals
  }
}
