import DraftModel

extension TextRenderer {
  /// The canvas that fonts are looked up for; the answer does not depend on it.
  private static let canvas = (width: 1920, height: 1080)

  /// The characters that no font of this machine has, each once, in the order of the text.
  ///
  /// They are drawn as a box with their code. Controls, format characters, variation selectors and
  /// joiners are not named, as they need no glyph; a control that is replaced by U+FFFD is not, either.
  /// - Throws: `TextError.drawing`.
  public func missingCharacters(in text: String, style: TextStyle) throws(TextError) -> [Character] {
    var positions: Set<Int> = []
    let layout = try layout(text, style)
    layout.forEachRun { run in
      for unknown in run.unknownScalars where unknown.scalar.needsGlyph { positions.insert(unknown.position) }
    }
    guard !positions.isEmpty else { return [] }
    var missing: [Character] = []
    var named: Set<Character> = ["\u{FFFD}"]
    var start = 0
    for character in layout.text.string {
      let end = start + character.utf8.count
      let isMissing = (start..<end).contains { positions.contains($0) }
      if isMissing, named.insert(character).inserted { missing.append(character) }
      start = end
    }
    return missing
  }

  /// The fonts that `text` is drawn with, each once, in a fixed order: description, and the checksum
  /// that the font file holds of itself where it has one. Equal answers mean equal glyphs, so this
  /// may name a cached picture.
  /// - Throws: `TextError.drawing`.
  public func fontsUsed(text: String, style: TextStyle) throws(TextError) -> [String] {
    var names: Set<String> = []
    try layout(text, style).forEachRun { names.insert($0.fontName) }
    return names.sorted()
  }

  private func layout(_ text: String, _ style: TextStyle) throws(TextError) -> TextLayout {
    let dimensions = TextDimensions(
      style, canvasWidth: Self.canvas.width, canvasHeight: Self.canvas.height)
    let clean = CleanText(text, limit: dimensions.maximumScalars)
    return try TextLayout(clean, style: style, dimensions: dimensions, context: context)
  }
}

extension Unicode.Scalar {
  /// Whether a reader would miss it.
  fileprivate var needsGlyph: Bool {
    if properties.isDefaultIgnorableCodePoint || properties.isVariationSelector { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return false
    default: return true
    }
  }
}
