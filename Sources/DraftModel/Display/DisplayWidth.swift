extension String {
  /// Terminal columns that the text takes: two for East Asian wide and emoji, none for combining
  /// marks (after Unicode's EastAsianWidth.txt, in its large blocks).
  public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// As much of the text as fits into so many columns, with an ellipsis where it is cut.
  public func fitted(to columns: Int) -> String {
    guard displayWidth > columns else { return self }
    guard columns > 0 else { return "" }
    var result = ""
    var width = 0
    for character in self {
      guard width + character.displayWidth < columns else { break }
      result.append(character)
      width += character.displayWidth
    }
    return result + "…"
  }

  /// Filled with spaces on the right.
  public func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - displayWidth))
  }

  /// Filled with spaces on the left.
  public func leftPadded(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - displayWidth)) + self
  }
}

extension Character {
  public var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.isASCII { return 1 }
    if isEmoji { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isEastAsian ? 2 : 1
    }
  }

  private var isEmoji: Bool {
    guard let scalar = unicodeScalars.first, !scalar.isASCII else { return false }
    if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return true }
    return (0x1F300...0x1F64F).contains(scalar.value) || (0x1F900...0x1F9FF).contains(scalar.value)
  }

  /// Whether it is one of the wide characters that Chinese, Japanese and Korean are written in.
  public var isEastAsian: Bool {
    guard let scalar = unicodeScalars.first, !isEmoji else { return false }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}
