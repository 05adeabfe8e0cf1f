import Foundation

/// One thing that a person asks for, in English or Chinese, as the agent understands it.
struct Sentence {
  /// In lower case, with quoted words taken out.
  let text: String
  /// What stood in quotes, as it was written.
  let quoted: [String]

  /// Takes a message apart: at full stops, semicolons, "and then", "然后" and the like.
  static func all(in message: String) -> [Sentence] {
    let (text, quoted) = takeOutQuotes(message)
    var parts = [text.lowercased()]
    let separators = [
      ";", "；", "。", "\n", ". ", "! ", "！", "，", ", and ", ", then ", " and then ", ", ", "然后", "并且", "再把",
      " then ",
    ]
    for separator in separators {
      parts = parts.flatMap { $0.components(separatedBy: separator) }
    }
    parts = parts.flatMap(splitAtVerbs).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    var rest = quoted[...]
    return parts.map { part in
      let count = part.filter { $0 == mark }.count
      defer { rest = rest.dropFirst(count) }
      return Sentence(text: part, quoted: Array(rest.prefix(count)))
    }
  }

  /// "trim the clip and add a title" is two; "the first and second clip" is one.
  private static func splitAtVerbs(_ text: String) -> [String] {
    let verbs = [
      "add ", "trim ", "cut ", "set ", "make ", "put ", "remove ", "delete ", "move ", "swap ", "speed ",
      "slow ", "turn ", "mute", "lower ", "raise ", "change ", "shorten ",
    ]
    var parts: [String] = []
    for part in text.components(separatedBy: " and ") {
      if let last = parts.last, !verbs.contains(where: part.hasPrefix) {
        parts[parts.count - 1] = last + " and " + part
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  /// Stands for what was quoted.
  private static let mark: Character = "\u{1}"

  private static func takeOutQuotes(_ message: String) -> (String, [String]) {
    let pairs: [Character: Character] = [
      "\"": "\"", "“": "”", "「": "」", "『": "』", "《": "》", "‘": "’",
    ]
    var text = ""
    var quoted: [String] = []
    var end: Character?
    var word = ""
    for character in message {
      if let closing = end {
        if character == closing {
          quoted.append(word)
          text.append(mark)
          (end, word) = (nil, "")
        } else {
          word.append(character)
        }
      } else if let closing = pairs[character] {
        end = closing
      } else {
        text.append(character)
      }
    }
    return (end == nil ? text : text + word, quoted)
  }

  // MARK: What it holds

  func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }

  /// English words, whole.
  func hasWord(_ words: String...) -> Bool {
    let own = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init))
    return words.contains(where: own.contains)
  }

  /// Numbers, with what comes right after them: (3, "seconds").
  private var numbers: [(value: Double, unit: String)] {
    var found: [(Double, String)] = []
    var rest = Substring(text)
    while let start = rest.firstIndex(where: { $0.isASCII && $0.isNumber }) {
      // The digit of "clip 2" is an ordinal, of "1080p" a size.
      let digits = rest[start...].prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
      let after = rest[digits.endIndex...].drop { $0 == " " || $0 == "-" }
      let unit = after.prefix { $0.isLetter || $0 == "%" || $0 == "％" }
      if let value = Double(digits.hasSuffix(".") ? digits.dropLast() : digits) {
        found.append((value, String(unit)))
      }
      rest = rest[digits.endIndex...]
    }
    return found
  }

  private static let digits: [Character: Double] = [
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 0.5,
  ]
  private static let words: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "half": 0.5,
  ]

  /// A length of time: "3 seconds", "2.5s", "three seconds", "3秒", "两秒".
  var seconds: Double? {
    for (value, unit) in numbers {
      if unit.hasPrefix("ms") || unit.hasPrefix("毫秒") || unit.hasPrefix("millisecond") { return value / 1000 }
      if unit == "s" || unit.hasPrefix("sec") || unit.hasPrefix("秒") { return value }
      if unit.hasPrefix("min") || unit.hasPrefix("分钟") { return value * 60 }
    }
    for (word, value) in Self.words where has(word + " second", word + "-second") { return value }
    let characters = Array(text)
    for index in characters.indices.dropLast() where characters[index + 1] == "秒" {
      if let value = Self.digits[characters[index]] { return value }
    }
    return nil
  }

  /// A ratio: "40%", "40 percent", "百分之四十" is not understood.
  var percent: Double? {
    numbers.first { $0.unit.hasPrefix("%") || $0.unit.hasPrefix("％") || $0.unit.hasPrefix("percent") }
      .map { $0.value / 100 }
  }

  /// A factor: "2x", "1.5 times", "half speed", "两倍".
  var factor: Double? {
    if let found = numbers.first(where: {
      $0.unit == "x" || $0.unit.hasPrefix("times") || $0.unit.hasPrefix("倍")
    }) {
      return found.value
    }
    if has("half speed", "half the speed", "半速") { return 0.5 }
    if has("double speed", "twice as fast", "double the speed") { return 2 }
    let characters = Array(text)
    for index in characters.indices.dropLast() where characters[index + 1] == "倍" {
      if let value = Self.digits[characters[index]] { return value }
    }
    return nil
  }

  /// Which clips are meant, from 0; below 0 from the end.
  var ordinals: [Int] {
    var found: [(at: String.Index, ordinal: Int)] = []
    func note(_ words: [String], _ ordinal: Int) {
      for word in words {
        // The second of "a 10 second video" is a length.
        if let range = text.range(of: word), !isAfterNumber(range.lowerBound) {
          return found.append((range.lowerBound, ordinal))
        }
      }
    }
    let english = [
      "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    let chinese = Array("一二三四五六七八九十")
    for number in 1...10 {
      let word = english[number - 1]
      let things = ["clip", "one", "shot", "scene", "segment", "video", "photo", "picture", "title"]
      note(
        things.map { "\(word) \($0)" } + [
          "the \(word) ",
          "clip \(number)", "segment \(number)", "scene \(number)", "shot \(number)",
          "第\(chinese[number - 1])",
          "第\(number)", "片段\(number)", "片段\(chinese[number - 1])",
        ], number - 1)
    }
    note(["last", "final", "最后"], -1)
    return found.sorted { $0.at < $1.at }.map(\.ordinal)
  }

  private func isAfterNumber(_ place: String.Index) -> Bool {
    let before = text[..<place].split { $0 == " " || $0 == "-" }.last.map(String.init) ?? ""
    return Double(before) != nil || Self.words[before] != nil
  }
}
