/// The phrases that are commands, in English and Chinese: a person's whole message, but for politeness.
enum CommandPhrases {
  /// Read once; a test sees to it that every rule can be used.
  static let grammar = PhraseGrammar(
    english.merging(chinese) { first, _ in first }.merging(commands) { first, _ in first })

  /// What a message as a whole may be. Languages mix ("帮我 export 一下"), so openings and closings of both
  /// may stand around either.
  private static let commands: [String: String] = [
    "opening": "<en.opening> | <zh.opening>",
    "polite": "<en.opening> | <zh.polite>",
    "closing": "<en.closing> | <en.again> | <zh.closing>",
    // Behind a word that is a verb as well.
    "closing.noun": "<en.closing> | <zh.closing>",
    "join": "and | then | and then | 并 | 然后 | 再 | 并且 | 接着 | 和 | 以及",
    "export":
      "<opening>* (<en.export> | <zh.export>) (<closing>* <join> (<en.export> | <zh.export>))* <closing>*",
    "credits": """
    <opening>* (<en.credits> | <zh.credits>) (<join> (<en.credits> | <en.balance.bare> | <zh.credits>))* <closing>*
    | <opening>* <en.balance.bare> (<join> <en.credits>)* <closing.noun>*
    | <polite>* <zh.credits.bare> <closing.noun>*
    """,
    "state": """
    <opening>* (<en.state> | <zh.state>) (<join> (<en.state> | <zh.state> | <zh.state.bare>))* <closing>*
    | <polite>* <zh.state.bare> (<join> <zh.state.bare>)* <closing>*
    """,
    "upload": "<opening>* (<en.upload> | <zh.upload>) <closing>*",
    "upload.files": "<opening>* (<en.upload.files> | <zh.upload.files>) <closing>*",
    "address":
      "<opening>* (upload | import | attach | 上传) <en.media.adjective>* <en.media>? <zh.media.of>* <zh.media>? from? <files> <closing>*",
  ]
}
