/// The backend's last words after an answer that was fine: "I encountered a temporary issue". They are not
/// for the person, unless they are all that was said.
enum TemporaryIssue {
  private static let openings = [
    "i encountered a temporary issue", "i encountered a temporary problem", "i encountered a temporary error",
    "i ran into a temporary issue", "i have encountered a temporary issue",
    "ive encountered a temporary issue",
    "there was a temporary issue", "a temporary issue occurred", "我遇到了一个临时问题", "我遇到了临时问题", "遇到了一个临时问题",
    "遇到临时问题",
    "遇到了临时问题", "我遇到了一点临时问题", "出现了临时问题", "我遇到了一个暂时的问题", "我遇到了暂时性问题", "遇到了一个暂时性问题",
  ]
  private static let apologies = [
    "sorry", "im sorry", "i apologize", "apologies", "i apologise", "sorry but", "im sorry but",
    "i apologize but", "unfortunately", "oops", "it seems", "抱歉", "对不起",
    "很抱歉", "非常抱歉", "不好意思",
  ].sorted { $0.count > $1.count }
  private static let followers = [
    "please try again", "please retry", "please wait", "try again", "please give me a moment", "sorry for",
    "i apologize", "apologies", "let me know if you", "would you like me to try again",
    "please let me know", "thank you for your patience", "thanks for your patience", "please try",
    "could you please try", "could you try", "while processing", "you can try", "请稍后",
    "请重试", "请再试", "稍后再试", "请稍候", "抱歉", "感谢您的耐心", "请您稍后",
  ]

  /// Whether a sentence is the one that says so.
  static func begins(with sentence: String) -> Bool {
    var words = plain(sentence)
    for apology in apologies where words.hasPrefix(apology) {
      words = String(words.dropFirst(apology.count).drop(while: \.isWhitespace))
      break
    }
    return openings.contains { words.hasPrefix($0) }
  }

  /// Whether a sentence only goes with one that says so.
  static func goes(with sentence: String) -> Bool {
    let words = plain(sentence)
    return words.isEmpty || followers.contains { words.hasPrefix($0) }
  }

  private static func plain(_ sentence: String) -> String {
    let kept = sentence.lowercased().filter { $0.isLetter || $0.isNumber || $0.isWhitespace }
    return kept.trimmedOfSpace
  }
}
