/// Whether the backend leaves something to the person: it asks, or it names a price. What it wants pressed is
/// then the person's answer, and never given for them: such steps are only suggested.
enum Decision {
  /// Whether a sentence leaves one.
  static func isLeft(by sentence: String) -> Bool {
    let last = sentence.last { !$0.isWhitespace && !"*_)）".contains($0) }
    if last == "?" || last == "？" { return true }
    let words = PhraseTokens(sentence).words[...]
    let grammar = InterfacePhrases.grammar
    return grammar.contains("price", words)
      || grammar.contains("credit", words) && grammar.contains("use", words)
  }

  /// Whether a step takes something away: that waits for the person even where the question comes after it.
  static func isNeeded(for step: InterfaceStep) -> Bool {
    guard case .edit = step.action else { return false }
    return InterfacePhrases.grammar.contains("loss", PhraseTokens(step.words).words[...])
  }
}
