/// What changed in a text, word by word.
struct WordDiff {
  enum Part: Hashable {
    case kept(String)
    case removed(String)
    case added(String)
  }

  let parts: [Part]
  /// Letters of the kept words among all, 0...1.
  let likeness: Double

  init(_ old: String, _ new: String) {
    let a = Self.words(old)
    let b = Self.words(new)
    let pairs = SequenceAlignment.pairs(a.map(\.hashValue), b.map(\.hashValue))
    var parts: [Part] = []
    var (i, j) = (0, 0)
    var kept = 0
    func append(_ part: (String) -> Part, _ words: ArraySlice<Substring>) {
      if !words.isEmpty { parts.append(part(words.joined())) }
    }
    for pair in pairs + [(a.count, b.count)] {
      append(Part.removed, a[i..<pair.0])
      append(Part.added, b[j..<pair.1])
      if pair.0 < a.count {
        if case .kept(let before) = parts.last {
          parts[parts.count - 1] = .kept(before + a[pair.0])
        } else {
          parts.append(.kept(String(a[pair.0])))
        }
        if a[pair.0].first?.isWhitespace == false { kept += a[pair.0].count }
      }
      (i, j) = (pair.0 + 1, pair.1 + 1)
    }
    self.parts = parts
    func letters(_ words: [Substring]) -> Int {
      words.reduce(0) { $0 + ($1.first?.isWhitespace == false ? $1.count : 0) }
    }
    let most = max(letters(a), letters(b))
    likeness = most == 0 ? 1 : Double(kept) / Double(most)
  }

  /// The words that are in both.
  var common: String {
    parts.reduce(into: "") { text, part in if case .kept(let words) = part { text += words } }
  }

  /// Runs of letters and digits, runs of white space, and other characters one by one. Letters of
  /// scripts that are written without spaces stand alone.
  private static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    func kind(_ character: Character) -> Int {
      if character.isWhitespace { return 0 }
      let isLone = character.unicodeScalars.first.map { (0x2E80...0xD7A3).contains($0.value) } ?? false
      return !isLone && (character.isLetter || character.isNumber || character == "'") ? 1 : 2
    }
    while start < text.endIndex {
      let first = kind(text[start])
      var end = text.index(after: start)
      while first != 2, end < text.endIndex, kind(text[end]) == first { end = text.index(after: end) }
      words.append(text[start..<end])
      start = end
    }
    return words
  }
}
