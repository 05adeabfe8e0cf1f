import JSONTree

/// Guesses from objects and arrays on segments: crop, transition, text style, animation, keyframes,
/// effects. What lies inside one of them is no property of the segment.
struct ObjectEvidence {
  let sheet: KeySheet
  let document: JSONDocument

  func proposals() -> [KeyProposal] {
    sheet.columns.flatMap { column -> [KeyProposal] in
      switch column.kind {
      case .object:
        [transition(column), crop(column), textStyle(column), animation(column)].compactMap(\.self)
      case .array: [keyframes(column), effects(column)].compactMap(\.self)
      default: []
      }
    }
  }

  private func children(of column: KeyColumn) -> [KeyColumn] {
    sheet.columns.filter { $0.path.count == column.path.count + 1 && $0.path.starts(with: column.path) }
  }

  private func count(_ column: KeyColumn) -> String {
    "\(column.cells.count) of \(sheet.owners.count) segments"
  }

  private func isSpan(_ column: KeyColumn) -> Bool {
    NumberFacts(column, spelledToo: true).map { $0.minimum >= 0 && $0.maximum >= 20 && $0.maximum <= 30_000 }
      ?? false
  }

  private func share(of words: Set<String>, in strings: [String]) -> Double {
    strings.isEmpty
      ? 0 : Double(strings.filter { words.contains($0.lowercased()) }.count) / Double(strings.count)
  }

  private func transition(_ column: KeyColumn) -> KeyProposal? {
    let inner = children(of: column)
    guard inner.allSatisfy(\.isScalar), (1...4).contains(inner.count) else { return nil }
    let known =
      inner.filter { $0.kind == .string }.map { share(of: KnownWords.transitions, in: $0.strings) }.max() ?? 0
    let spans = inner.contains(where: isSpan)
    guard known > 0.5 || (spans && inner.contains { $0.kind == .string }) else { return nil }
    var score = 0.3 + 0.35 * known + (spans ? 0.2 : 0)
    if column.count(.picture) == 0 { score -= 0.3 }
    if inner.contains(where: { $0.strings.contains { RGBAColor(hex: $0) != nil || StringShape($0).isMedia } })
    {
      score -= 0.3
    }
    return KeyProposal(
      .transition, column, score,
      "objects with \(known > 0 ? "a transition's word" : "a word")\(spans ? " and a length" : "")"
        + " on \(count(column))"
    )
  }

  private func crop(_ column: KeyColumn) -> KeyProposal? {
    let inner = children(of: column)
    guard (1...4).contains(inner.count), column.count(.text) + column.count(.sound) == 0,
      inner.allSatisfy({ NumberFacts($0).map { $0.lies(in: 0...0.95) } ?? false })
    else { return nil }
    let largest = inner.compactMap { NumberFacts($0)?.maximum }.max() ?? 0
    let median = inner.compactMap { NumberFacts($0)?.median }.max() ?? 0
    let score = 0.25 + 0.1 * Double(inner.count) + (largest < 0.5 ? 0.15 : -0.1) - (median >= 0.5 ? 0.15 : 0)
    return KeyProposal(
      .crop, column, score,
      "objects of \(inner.count) fractions up to \(largest) on \(count(column)), none of text")
  }

  private func textStyle(_ column: KeyColumn) -> KeyProposal? {
    guard column.count(.text) > 0 else { return nil }
    let inner = children(of: column)
    let colors = inner.filter { $0.kind == .string && $0.strings.allSatisfy { RGBAColor(hex: $0) != nil } }
    let alignments = inner.filter { share(of: KnownWords.alignments, in: $0.strings) == 1 }
    let fonts = inner.filter { !$0.strings.isEmpty && $0.strings.allSatisfy(KnownWords.looksLikeFont) }
    let sizes = inner.filter { NumberFacts($0).map { $0.lies(in: 0.005...0.4) } ?? false }
    let flags = inner.filter { $0.kind == .bool }
    let signs = [colors, alignments, fonts, sizes, flags].filter { !$0.isEmpty }.count
    guard signs > 0, !colors.isEmpty || !alignments.isEmpty || !fonts.isEmpty || sizes.count + flags.count > 0
    else { return nil }
    var score = 0.25 + 0.12 * Double(signs) + (colors.isEmpty ? 0 : 0.15) + (alignments.isEmpty ? 0 : 0.1)
    score -= 0.5 * Double(column.cells.count - column.count(.text)) / Double(column.cells.count)
    if inner.contains(where: { NumberFacts($0).map { $0.maximum >= 40 } ?? false }) { score -= 0.3 }
    let names = [
      (colors, "a colour"), (alignments, "an alignment"), (fonts, "a font"), (sizes, "a size"),
      (flags, "a switch"),
    ]
    .filter { !$0.0.isEmpty }.map(\.1).joined(separator: ", ")
    return KeyProposal(
      .textStyle, column, score,
      "objects with \(names) on \(column.count(.text)) of \(sheet.total(.text)) text segments")
  }

  private func animation(_ column: KeyColumn) -> KeyProposal? {
    let inner = children(of: column)
    guard (1...2).contains(inner.count), inner.allSatisfy({ $0.kind == .object }) else { return nil }
    let parts = inner.map(children)
    guard
      parts.allSatisfy({ part in
        (1...4).contains(part.count) && part.allSatisfy(\.isScalar)
          && part.contains { $0.kind == .string && $0.strings.allSatisfy { StringShape($0) == .words } }
      })
    else { return nil }
    let known =
      parts.joined().filter { $0.kind == .string }
      .map { share(of: KnownWords.animations, in: $0.strings) }.max() ?? 0
    let spans = parts.allSatisfy { $0.contains(where: isSpan) }
    var score = 0.2 + 0.25 * known + (spans ? 0.2 : 0) + 0.1 * Double(inner.count - 1)
    if column.count(.text) > 0 { score += 0.12 }
    return KeyProposal(
      .animation, column, score,
      "objects that hold \(inner.count == 1 ? "an object" : "two objects") with a word"
        + (spans ? " and a length" : "")
        + " on \(count(column))")
  }

  // MARK: Arrays

  /// The objects in an array of objects; nil where it holds anything else. Of long arrays the first.
  private func elements(of column: KeyColumn) -> KeySheet? {
    let owners = column.cells.prefix(300).flatMap { cell in
      document.elements(of: cell.node).prefix(20).map { KeySheet.Owner(node: $0, track: cell.object) }
    }
    guard !owners.isEmpty, owners.allSatisfy({ document.kind(of: $0.node) == .object }) else { return nil }
    return KeySheet(owners, in: document)
  }

  private func keyframes(_ column: KeyColumn) -> KeyProposal? {
    guard let frames = elements(of: column) else { return nil }
    let animated =
      frames.columns.filter { $0.kind == .string }
      .map { share(of: KnownWords.animated, in: $0.strings) }.max() ?? 0
    let numbers = frames.columns.filter { $0.kind == .number }.count
    guard numbers >= 2 else { return nil }
    let score = 0.25 + 0.45 * animated + 0.05 * Double(min(numbers, 3))
    return KeyProposal(
      .keyframes, column, score,
      "arrays of objects with \(animated > 0 ? "a property's key and " : "")\(numbers) numbers "
        + "on \(count(column))"
    )
  }

  private func effects(_ column: KeyColumn) -> KeyProposal? {
    guard let effects = elements(of: column) else { return nil }
    let words = effects.columns.filter { $0.kind == .string && effects.coverage($0) > 0.5 }
    guard !words.isEmpty else { return nil }
    let known = words.map { share(of: KnownWords.effects, in: $0.strings) }.max() ?? 0
    let found = Set(words.flatMap(\.strings)).sorted().prefix(3).map { "`\($0.visible.prefix(20))`" }
    return KeyProposal(
      .effects, column, 0.3 + 0.5 * known,
      "arrays of objects with a word (\(found.joined(separator: ", "))) on \(count(column))")
  }
}
