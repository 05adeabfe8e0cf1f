/// Guesses from strings on segments: media, text, ids, titles, and words that the format names.
struct StringEvidence {
  let sheet: KeySheet
  let columns: [KeyColumn]
  /// Columns inside a text style, where a text may stand too, but a font is likelier.
  let styled: [KeyColumn]

  func proposals() -> [KeyProposal] {
    let strings = columns.filter { $0.kind == .string && !$0.strings.isEmpty }
    let media = strings.compactMap(media)
    return media
      + strings.flatMap { column in
        [
          text(column, isStyled: false), title(column, media: media), word(column, .fit, KnownWords.fits),
          word(column, .flip, KnownWords.flips),
        ].compactMap(\.self)
      } + styled.filter { $0.kind == .string }.compactMap { text($0, isStyled: true) }
      + columns.compactMap(identifier)
  }

  /// Strings that end in a media extension, or are URLs.
  private func media(_ column: KeyColumn) -> KeyProposal? {
    let shapes = column.strings.map(StringShape.init)
    let count = Double(shapes.count)
    let files = Double(shapes.filter(\.isMedia).count)
    let references = Double(shapes.filter { $0 == .reference }.count)
    guard files + references >= count / 2 else { return nil }
    var score = 0.5 * files / count + 0.35 * references / count
    score += 0.15 * sheet.share(column, .picture) + 0.15 * sheet.share(column, .sound)
    // A thumbnail is an image beside every film.
    let images = Double(shapes.filter { $0 == .image }.count)
    if images == count { score -= 0.12 }
    if column.strings.contains(where: { $0.contains("/") }) { score += 0.03 }
    if column.count(.text) * 2 > column.cells.count { score -= 0.3 }
    let kinds = [ContentKind.picture, .sound].filter { column.count($0) > 0 }.map(\.word).joined(
      separator: " and ")
    let what = references == 0 ? "end in a media extension" : "end in a media extension or are URLs"
    return KeyProposal(
      .media, column, score,
      "strings that \(what) on \(Int(files + references)) of \(column.cells.count) segments"
        + (kinds.isEmpty ? "" : " of \(kinds) tracks"))
  }

  /// What people read on text tracks.
  private func text(_ column: KeyColumn, isStyled: Bool) -> KeyProposal? {
    let onText = column.count(.text)
    guard onText > 0, !column.strings.contains(where: { RGBAColor(hex: $0) != nil }) else { return nil }
    let strings = column.strings
    let count = Double(strings.count)
    let human = strings.reduce(0) { $0 + StringShape.humanity($1) } / count
    let length = strings.reduce(0) { $0 + Double(min($1.count, 60)) } / count
    var score = 0.3 * sheet.share(column, .text) + 0.4 * human + 0.15 * min(length / 30, 1)
    score += strings.count > 1 && Set(strings).count == strings.count ? 0.1 : 0
    if strings.count > 2, Set(strings).count == 1 { score -= 0.3 }
    score -= 0.35 * Double(column.cells.count - onText) / count
    score -= 0.03 * Double(column.path.count - 1)
    let plain = strings.filter { text in
      let shape = StringShape(text)
      return shape.isMedia || shape == .reference || shape == .identifier || shape == .date
    }
    score -= 0.4 * Double(plain.count) / count
    if isStyled { score -= 0.1 }
    let longest = strings.max { $0.count < $1.count } ?? ""
    return KeyProposal(
      .text, column, score,
      "words on \(onText) of \(sheet.total(.text)) text segments, such as \"\(shortened(longest))\"")
  }

  private func title(_ column: KeyColumn, media: [KeyProposal]) -> KeyProposal? {
    let strings = column.strings
    let count = Double(strings.count)
    let words = strings.filter { StringShape($0) == .words }
    guard Double(words.count) >= count * 0.6 else { return nil }
    let human = strings.reduce(0) { $0 + StringShape.humanity($1) } / count
    let outside = Double(column.cells.count - column.count(.text)) / count
    guard !words.allSatisfy({ KnownWords.all.contains($0.lowercased()) }) else { return nil }
    var score = 0.2 + 0.3 * human + 0.2 * outside
    if strings.count > 2 { score += Double(Set(strings).count) / count > 0.5 ? 0.1 : -0.15 }
    // Single words that are nowhere alike are rather ids, unless they stand in an inner object.
    if strings.allSatisfy(StringShape.isSlug) { score -= column.path.count > 1 ? 0.1 : 0.25 }
    let named = media.first.map { sharesNames(column, with: $0.parts[0].column) } ?? false
    if named { score += 0.2 }
    return KeyProposal(
      .title, column, score,
      "names on \(column.cells.count) of \(sheet.owners.count) segments, such as \"\(shortened(strings[0]))\""
        + (named ? ", akin to the names of their files" : ""))
  }

  /// Whether titles go back to file names.
  private func sharesNames(_ column: KeyColumn, with media: KeyColumn) -> Bool {
    var files: [Int: String] = [:]
    for (cell, text) in zip(media.cells, media.strings) {
      files[cell.object] = KeyHints.normalized(MediaName.title(text))
    }
    let pairs = zip(column.cells, column.strings).compactMap { cell, text in
      files[cell.object].map { (KeyHints.normalized(text), $0) }
    }
    let alike = pairs.filter { !$0.0.isEmpty && ($0.1.contains($0.0) || $0.0.contains($0.1)) }
    return !pairs.isEmpty && alike.count * 2 > pairs.count
  }

  private func word(_ column: KeyColumn, _ property: DraftProperty, _ words: Set<String>) -> KeyProposal? {
    guard column.strings.allSatisfy({ words.contains($0.lowercased()) }) else { return nil }
    let onPictures = Double(column.cells.count - column.count(.sound)) / Double(column.cells.count)
    let found = Set(column.strings.map { $0.lowercased() }).sorted().map { "`\($0)`" }.joined(separator: ", ")
    return KeyProposal(
      property, column, 0.5 + 0.35 * onPictures,
      "\(found) on \(column.cells.count) of \(sheet.owners.count) segments: "
        + "words for \(DraftKeys.entry(property).name)"
    )
  }

  /// Short values that no two segments share.
  private func identifier(_ column: KeyColumn) -> KeyProposal? {
    let spelled: [String]
    var score = 0.2 + 0.3 * sheet.coverage(column)
    if column.kind == .string {
      spelled = column.strings
      guard spelled.allSatisfy({ $0.utf8.count <= 80 && !$0.contains(where: \.isWhitespace) }) else {
        return nil
      }
      let shaped = spelled.filter { StringShape($0) == .identifier }
      score += 0.3 * Double(shaped.count) / Double(max(spelled.count, 1))
      if spelled.contains(where: { StringShape($0).isMedia || StringShape($0) == .reference }) { return nil }
      if shaped.isEmpty { score += spelled.allSatisfy(StringShape.isSlug) ? 0.2 : -0.2 }
      if column.path.count > 1 { score -= 0.1 }
    } else {
      guard let facts = NumberFacts(column), facts.areIntegers, facts.count > 1 else { return nil }
      spelled = column.present.map { String($0) }
      score -= 0.15
    }
    guard !spelled.isEmpty, Set(spelled).count == spelled.count else { return nil }
    if column.index == 0 { score += 0.08 }
    return KeyProposal(
      .segmentID, column, score,
      "short values on \(spelled.count) of \(sheet.owners.count) segments, no two alike")
  }

  private func shortened(_ text: String) -> String {
    let shown = text.visible
    return shown.count > 40 ? shown.prefix(40) + "…" : shown
  }
}
