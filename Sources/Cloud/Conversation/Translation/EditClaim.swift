/// Whether an answer says that the film was changed: "Done.", "I've trimmed the first clip", "音量已经调低了".
///
/// It decides nothing but how long the timeline is looked at, and whether a person is told that what was said
/// was not done. So it is read narrowly: a sentence that denies, promises, supposes or asks claims nothing.
enum EditClaim {
  /// - Parameter text: one sentence, or a few.
  static func isMade(in text: String) -> Bool {
    text.split(whereSeparator: ends.contains).contains { isMade(inSentence: String($0)) }
  }
  private static let ends: Set<Character> = [".", "!", "。", "！", "；", ";", "\n"]

  /// Whether a message asks what is or was so. Its answer may tell of what was changed before.
  static func isQuestion(_ text: String) -> Bool {
    let words = PhraseTokens(text).words
    guard let first = words.first else { return false }
    return asking.contains(first) || chineseAsking.contains(where: words.joined().contains)
  }

  private static func isMade(inSentence sentence: String) -> Bool {
    guard !sentence.contains(where: { "?？".contains($0) }) else { return false }
    let words = PhraseTokens(sentence).words
    guard let first = words.first, words.allSatisfy({ !otherwise.contains($0) }) else { return false }
    let joined = words.joined()
    if words.contains(where: isChinese) {
      guard !chineseOtherwise.contains(where: joined.contains) else { return false }
      return chineseDone.contains(where: joined.contains)
        || (joined.hasSuffix("了") && chineseDeeds.contains(where: joined.contains))
    }
    if first == "done" || joined.hasPrefix("alldone") || joined.hasPrefix("allset") { return true }
    for (index, word) in words.enumerated() {
      let rest = words[(index + 1)...].drop { fillers.contains($0) }
      guard let next = rest.first else { break }
      let isDone = deeds.contains(next)
      // "I've added", "I added"
      if ["ive", "weve", "i", "we"].contains(word), isDone || (next == "have" && isDeed(rest.dropFirst())) {
        return true
      }
      // "has been moved", "were removed"
      if word == "been" || word == "was" || word == "were", isDone { return true }
      // "is now 20%"
      if word == "is" || word == "are", words[index + 1] == "now" { return true }
    }
    return false
  }

  private static func isDeed(_ words: ArraySlice<String>) -> Bool {
    words.first { !fillers.contains($0) }.map(deeds.contains) ?? false
  }

  private static func isChinese(_ word: String) -> Bool {
    word.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
  }

  private static let fillers: Set<String> = [
    "now", "just", "also", "already", "successfully", "then", "both", "all", "gone", "ahead", "and",
  ]
  private static let deeds: Set<String> = [
    "added", "adjusted", "applied", "brightened", "brought", "changed", "completed", "created", "cropped",
    "cut", "darkened", "decreased", "deleted", "edited", "extended", "faded", "finished", "fixed", "flipped",
    "generated", "increased", "inserted", "lowered", "made", "moved", "muted", "placed", "put", "raised",
    "reduced", "removed", "renamed", "reordered", "replaced", "resized", "reversed", "rotated", "set",
    "shortened", "slowed", "sped", "split", "swapped", "switched", "trimmed", "turned", "updated",
  ]
  /// Of a sentence that denies, promises or supposes.
  private static let otherwise: Set<String> = [
    "not", "no", "nothing", "never", "cannot", "cant", "couldnt", "didnt", "doesnt", "dont", "hasnt",
    "havent",
    "isnt", "wasnt", "werent", "wont", "unable", "failed", "error", "sorry", "will", "ill", "would", "id",
    "if", "once", "when", "after", "before", "could", "can", "should", "may", "might", "let", "going",
  ]
  private static let asking: Set<String> = [
    "what", "whats", "which", "how", "when", "why", "where", "who", "did", "does", "do", "is", "are", "was",
    "were", "has", "have",
  ]
  private static let chineseDone = ["已", "好了", "完成了", "搞定", "完毕"]
  private static let chineseDeeds = [
    "把", "将", "为你", "为您", "帮你", "帮您", "添加", "删除", "修改", "调整", "剪", "移", "换", "加上", "加入", "去掉", "设置", "设为",
    "更新",
  ]
  private static let chineseOtherwise = [
    "不", "没", "未", "无法", "失败", "抱歉", "如果", "将会", "会把", "之后", "以后", "吗", "请", "可以",
  ]
  private static let chineseAsking = ["什么", "哪", "多少", "几个", "几条", "了吗", "是不是", "有没有", "怎么"]
}

extension InterfaceStep {
  /// Whether it is something that the backend wants done before what it says is so. What it only offers, or
  /// would have from the person, it does not wait for.
  var isWork: Bool {
    switch action {
    case .export, .edit: !isOffer
    case .state, .tracks, .credits, .upload, .none: false
    }
  }
}
