/// What has to be known of scripts before a text is laid out.
enum TextScripts {
  /// Han characters look different in Chinese, Japanese and Korean, and fonts are chosen by language.
  /// A line with kana is taken for Japanese, one with Hangul for Korean, others for Chinese.
  ///
  /// Only East Asian characters are given a language, as it would change the font of Latin ones, too.
  static func eastAsianLanguages(in text: CleanText) -> [(range: Range<Int>, language: String)] {
    var found: [(range: Range<Int>, language: String)] = []
    var line: [Range<Int>] = []
    var language = "zh-cn"
    func endLine() {
      found += line.map { ($0, language) }
      line = []
      language = "zh-cn"
    }
    for (range, scalar) in text.scalarRanges {
      if scalar == "\n" { endLine() }
      guard isEastAsian(scalar) else { continue }
      if isKana(scalar) { language = "ja" } else if isHangul(scalar) { language = "ko" }
      line.append(joining: range)
    }
    endLine()
    return found
  }

  /// Where letters may be spaced out: everywhere but in scripts whose letters are joined in a word.
  static func spaceableRanges(in text: CleanText) -> [Range<Int>] {
    text.scalarRanges.reduce(into: []) { found, next in
      if !isJoined(next.scalar) { found.append(joining: next.range) }
    }
  }

  private static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x1AFF0...0x1B16F, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static func isKana(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F, 0x1AFF0...0x1B16F: true
    default: false
    }
  }

  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xFFA0...0xFFDF: true
    default: false
    }
  }

  /// Arabic, Syriac, N'Ko, Mandaic, Mongolian, Hanifi Rohingya and Adlam; and the
  /// joiners, which stand within words.
  private static func isJoined(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x077F, 0x07C0...0x07FF, 0x0840...0x08FF, 0x1800...0x18AF, 0x200C...0x200D,
      0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x10D00...0x10D3F, 0x1E900...0x1E95F:
      true
    default: false
    }
  }
}

extension CleanText {
  /// Each scalar with its byte range.
  fileprivate var scalarRanges: [(range: Range<Int>, scalar: Unicode.Scalar)] {
    var start = 0
    return string.unicodeScalars.map { scalar in
      let end = start + UTF8.width(scalar)
      defer { start = end }
      return (start..<end, scalar)
    }
  }
}

extension [Range<Int>] {
  /// Appends a range, or makes the last one longer where it begins at that one's end.
  fileprivate mutating func append(joining range: Range<Int>) {
    if let last, last.upperBound == range.lowerBound {
      self[count - 1] = last.lowerBound..<range.upperBound
    } else {
      append(range)
    }
  }
}
