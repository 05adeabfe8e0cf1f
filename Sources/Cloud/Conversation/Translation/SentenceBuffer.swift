/// Puts a text that comes in pieces together into sentences, as only whole ones can be translated.
///
/// What comes out is what went in, byte for byte: a sentence keeps its end mark and the white space
/// behind it. A sentence that does not end is given out in parts, so that nothing grows without bound.
struct SentenceBuffer: Sendable {
  /// Characters that are waited for at most.
  static let longest = 2000
  private var held = ""

  var isEmpty: Bool { held.isEmpty }

  /// Takes more in; the sentences that are complete now.
  mutating func add(_ text: String) -> [String] {
    held += text
    var sentences: [String] = []
    var start = held.startIndex
    var index = start
    while index < held.endIndex {
      if let end = end(ofSentenceAt: index, from: start) {
        sentences.append(String(held[start..<end]))
        (start, index) = (end, end)
      } else {
        index = held.index(after: index)
      }
    }
    held = String(held[start...])
    if held.utf8.count > Self.longest * 4 || held.count > Self.longest { sentences.append(flush()) }
    return sentences
  }

  /// What is held, though no sentence ends there.
  mutating func flush() -> String {
    defer { held = "" }
    return held
  }

  /// Takes what is held away where a whole text begins with all that was given out, and the held part
  /// was about to be replaced.
  mutating func clear() { held = "" }

  private static let closers: Set<Character> = [
    "\"", "'", "\u{201D}", "\u{2019}", "」", "』", ")", "）", "]", "*", "_", "》",
  ]

  /// Where the sentence that has a character of its end here is over; nil where it has none, or where
  /// more has to come to be sure.
  private func end(ofSentenceAt index: String.Index, from start: String.Index) -> String.Index? {
    let character = held[index]
    if character.isNewline { return held.index(after: index) }
    guard ".!?。！？…".contains(character) else { return nil }
    var next = held.index(after: index)
    while next < held.endIndex, Self.closers.contains(held[next]) || ".!?。！？…".contains(held[next]) {
      next = held.index(after: next)
    }
    guard next < held.endIndex else { return nil }
    if ".!?…".contains(character) {
      // Inside of numbers, names and numbered lists a point ends nothing.
      guard held[next].isWhitespace else { return nil }
      let isNumber = held[start..<index].allSatisfy { $0.isNumber || $0.isWhitespace || $0 == "*" }
      if character == ".", isNumber { return nil }
    }
    while next < held.endIndex, held[next].isWhitespace, !held[next].isNewline {
      next = held.index(after: next)
    }
    if next < held.endIndex, held[next].isNewline { next = held.index(after: next) }
    return next
  }
}
