/// Puts a text that comes in pieces together into sentences, as only whole ones can be translated.
///
/// What comes out is what went in, byte for byte: a sentence keeps its end mark and the white space
/// behind it. A sentence that does not end is given out in parts, so that nothing grows without bound.
struct SentenceBuffer: Sendable {
  /// Bytes that are waited for at most.
  static let longest = 2000
  private var held = ""
  /// Where in `held` a sentence may end that was not found to so far, in bytes.
  private var searched = 0

  var isEmpty: Bool { held.isEmpty }

  /// Takes more in; the sentences that are complete now.
  mutating func add(_ text: String) -> [String] {
    held += text
    var sentences: [String] = []
    var start = held.startIndex
    var index = held.utf8.index(start, offsetBy: searched)
    while index < held.endIndex {
      if let end = end(ofSentenceAt: index, from: start) {
        sentences.append(String(held[start..<end]))
        (start, index) = (end, end)
      } else {
        index = held.index(after: index)
      }
    }
    held = String(held[start...])
    searched = held.utf8.distance(from: held.startIndex, to: undecided)
    if held.utf8.count > Self.longest { sentences.append(flush()) }
    return sentences
  }

  /// Where to go on from: the marks at the end, which more may follow, or else the last character, which
  /// the next piece may be a part of.
  private var undecided: String.Index {
    var index = held.endIndex
    while index > held.startIndex {
      let before = held.index(before: index)
      guard Self.marks.contains(held[before]) || Self.closers.contains(held[before]) else { return before }
      index = before
    }
    return index
  }

  /// What is held, though no sentence ends there.
  mutating func flush() -> String {
    defer { (held, searched) = ("", 0) }
    return held
  }

  private static let marks: Set<Character> = [".", "!", "?", "。", "！", "？", "…"]
  private static let closers: Set<Character> = [
    "\"", "'", "\u{201D}", "\u{2019}", "」", "』", ")", "）", "]", "*", "_", "》",
  ]

  /// Where the sentence that has a character of its end here is over; nil where it has none, or where
  /// more has to come to be sure.
  private func end(ofSentenceAt index: String.Index, from start: String.Index) -> String.Index? {
    let character = held[index]
    if character.isNewline { return held.index(after: index) }
    guard Self.marks.contains(character) else { return nil }
    var next = held.index(after: index)
    while next < held.endIndex, Self.closers.contains(held[next]) || Self.marks.contains(held[next]) {
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
