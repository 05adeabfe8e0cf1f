/// Puts a text that comes in pieces together into sentences, as only whole ones can be translated.
///
/// What comes out is what went in, byte for byte: a sentence keeps its end mark and the white space
/// behind it. A sentence that does not end is given out in parts, so that nothing grows without bound.
/// Every character is looked at once, however the text is cut into pieces.
struct SentenceBuffer: Sendable {
  /// Bytes that are waited for. A longer sentence is cut at white space; at twice as many bytes, anywhere.
  static let longest = 2000

  /// Where in a sentence the last character stands.
  private enum Place: Sendable {
    case words
    /// Among the marks that may end it, and the quotes and brackets between and behind them.
    case marks
    /// In the white space behind its end; more of that may follow.
    case space
    /// Behind a carriage return, whose line feed may follow.
    case carriageReturn
    case end
  }

  private var held = String.UnicodeScalarView()
  /// Bytes that are held.
  private var length = 0
  private var place = Place.words
  /// Whether there was nothing but digits so far: a point behind them is a list's.
  private var isNumber = true
  /// Whether the marks end the sentence whatever follows, or where white space follows: inside of numbers
  /// and names a point ends nothing.
  private var (endsAnywhere, endsBeforeSpace) = (false, false)

  /// Takes more in; the sentences that are complete now.
  mutating func add(_ text: String) -> [String] {
    var sentences: [String] = []
    for scalar in text.unicodeScalars {
      if isComplete(before: scalar) { sentences.append(flush()) }
      take(scalar)
    }
    if place == .space || place == .end { sentences.append(flush()) }
    return sentences
  }

  /// What is held, though no sentence ends there.
  mutating func flush() -> String {
    defer { self = SentenceBuffer() }
    return String(held)
  }

  private func isComplete(before scalar: Unicode.Scalar) -> Bool {
    if length >= Self.longest, length >= 2 * Self.longest || scalar.properties.isWhitespace { return true }
    return switch place {
    case .words: false
    case .marks: endsAnywhere && !Self.isMark(scalar) && !scalar.properties.isWhitespace
    case .space: !scalar.properties.isWhitespace
    case .carriageReturn: scalar != "\n"
    case .end: true
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    held.append(scalar)
    length += UTF8.width(scalar)
    if scalar == "\r" {
      place = .carriageReturn
    } else if Self.lineEnds.contains(scalar) {
      place = .end
    } else if place != .space {
      takeInside(scalar)
    }
  }

  private mutating func takeInside(_ scalar: Unicode.Scalar) {
    if Self.isMark(scalar) {
      if Self.strictMarks.contains(scalar) { endsAnywhere = true }
      if Self.looseMarks.contains(scalar), scalar != "." || !isNumber { endsBeforeSpace = true }
      if place == .marks || endsAnywhere || Self.looseMarks.contains(scalar) { place = .marks }
    } else if place == .marks, scalar.properties.isWhitespace, endsAnywhere || endsBeforeSpace {
      place = .space
    } else {
      place = .words
      (endsAnywhere, endsBeforeSpace) = (false, false)
    }
    isNumber =
      isNumber && (scalar == "*" || scalar.properties.isWhitespace || scalar.properties.numericType != nil)
  }

  private static let lineEnds: Set<Unicode.Scalar> = [
    "\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}",
  ]
  private static let strictMarks: Set<Unicode.Scalar> = ["。", "！", "？"]
  private static let looseMarks: Set<Unicode.Scalar> = [".", "!", "?", "…"]
  private static let closers: Set<Unicode.Scalar> = [
    "\"", "'", "\u{201D}", "\u{2019}", "」", "』", ")", "）", "]", "*", "_", "》",
  ]

  /// Whether it may end a sentence, or stand behind what does.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    strictMarks.contains(scalar) || looseMarks.contains(scalar) || closers.contains(scalar)
  }
}
