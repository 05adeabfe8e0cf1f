/// One clause of what the backend says: whether it is a step on a screen, and which.
struct ClauseReading {
  /// As it stands, with the space around it.
  let text: String
  let words: [String]

  init(_ text: String) {
    self.text = text
    words = PhraseTokens(Self.withoutMarks(text)).words
  }

  /// Without the marks of lists and of emphasis: `1. **Click** the` is `1 Click the`.
  private static func withoutMarks(_ text: String) -> String {
    text.filter { !"*_`#•".contains($0) }
  }

  private var grammar: PhraseGrammar { InterfacePhrases.grammar }

  /// Whether it only says when, or what for, the next clause is to be done.
  var isCondition: Bool {
    !grammar.ends(of: "condition", in: Array(words.drop { $0 == "and" || $0 == "but" })).isEmpty
  }

  /// The step that the clause asks for, or nil where it is about anything else.
  var step: InterfaceStep? {
    guard !words.isEmpty else { return nil }
    let isOffer = !grammar.ends(of: "offer", in: words).isEmpty
    if let action = placeOfButton { return InterfaceStep(action, isOffer: true, words: text.trimmedOfSpace) }
    // All ways to read the beginning: `now` may be a lead, and the lead may be over before it.
    for start in grammar.ends(of: "lead", in: words) {
      if let action = action(Array(words[start...]), isAsked: start > 0) {
        return InterfaceStep(action, isOffer: isOffer, words: text.trimmedOfSpace)
      }
    }
    return nil
  }

  private func has(_ rule: String, _ words: some Sequence<String>) -> Bool {
    var rest = Array(words)
    while !rest.isEmpty {
      if !grammar.ends(of: rule, in: rest).isEmpty { return true }
      rest.removeFirst()
    }
    return false
  }

  /// The words after what a rule accounts for.
  private func rest(after rule: String, _ words: [String]) -> [String]? {
    grammar.ends(of: rule, in: words).first.map { Array(words[$0...]) }
  }

  // MARK: Verbs

  private func action(_ words: [String], isAsked: Bool) -> InterfaceStep.Action? {
    drag(words) ?? preview(words) ?? export(words) ?? account(words) ?? open(words, isAsked: isAsked)
      ?? click(words)
  }

  private func drag(_ words: [String]) -> InterfaceStep.Action? {
    guard let rest = rest(after: "drag", words), let verb = words.first else { return nil }
    let isChinese = verb.unicodeScalars.first.map { $0.value > 0x2E80 } ?? false
    if isChinese {
      let isMoved = rest.contains { ["到", "至", "来", "调", "改", "即", "进", "入", "放", "移", "整"].contains($0) }
      if verb == "把" || verb == "将" {
        guard rest.contains("拖") else { return nil }
      } else if !isMoved {
        return nil
      }
    } else if grammar.ends(of: "drag.rest", in: rest).isEmpty {
      return nil
    } else if verb == "drop", !has("noun", rest), !rest.contains("track") {
      return nil
    }
    return .edit(editWords(from: verb))
  }

  /// Something is looked at on the timeline.
  private func preview(_ words: [String]) -> InterfaceStep.Action? {
    guard let rest = rest(after: "preview", words) else { return nil }
    let isTimeline =
      rest.contains("timeline") || rest.joined().contains("时间线") || rest.joined().contains("时间轴")
    let isLook = words[0] != "在" || has("preview", rest)
    return isTimeline && isLook ? .tracks : nil
  }

  private func export(_ words: [String]) -> InterfaceStep.Action? {
    guard let first = grammar.ends(of: "export", in: words).first else { return nil }
    let rest = Array(words[first...])
    return rest.isEmpty || !grammar.ends(of: "export.rest", in: rest).isEmpty ? .export : nil
  }

  private func account(_ words: [String]) -> InterfaceStep.Action? {
    guard let rest = rest(after: "check", words) ?? rest(after: "open", words) else { return nil }
    return has("account", rest.prefix(6)) ? .credits : nil
  }

  private func open(_ words: [String], isAsked: Bool) -> InterfaceStep.Action? {
    guard let rest = rest(after: "open", words), !rest.isEmpty, rest.first != "的" else { return nil }
    if words[0] == "打", isAsked { return target(rest) ?? .state }
    guard has("noun", rest.prefix(8)) || (rest.contains("\"") && words[0] != "去") else { return nil }
    return target(rest) == .credits ? .credits : target(rest) == .export ? .export : .state
  }

  private func click(_ words: [String]) -> InterfaceStep.Action? {
    if let rest = rest(after: "click", words) {
      let isChinese = words[0].unicodeScalars.first.map { $0.value > 0x2E80 } ?? false
      if isChinese {
        guard grammar.ends(of: "click.noun.zh", in: rest).isEmpty else { return nil }
      } else if grammar.ends(of: "click.rest", in: rest).isEmpty, !hasCapital(after: words[0]) {
        return nil
      }
      return target(rest) ?? .edit(buttonWords)
    }
    guard let rest = rest(after: "press", words), has("noun", rest.prefix(10)) else { return nil }
    return target(rest) ?? .edit(buttonWords)
  }

  /// What a button does, by its name.
  private func target(_ rest: [String]) -> InterfaceStep.Action? {
    if has("export", rest) { return .export }
    if has("account", rest) { return .credits }
    if has("upload", rest) { return .upload }
    if has("play", rest.prefix(8)) { return .tracks }
    let opens = ["panel", "tab", "menu", "settings", "library", "sidebar", "面板", "标签", "菜单", "设置", "选项卡"]
    let text = rest.joined(separator: " ") + rest.joined()
    return opens.contains(where: text.contains) ? .state : nil
  }

  /// `The Export button is at the top right`.
  private var placeOfButton: InterfaceStep.Action? {
    let head = words.prefix(8)
    guard let noun = head.firstIndex(where: { ["button", "icon", "tab", "panel", "menu", "钮"].contains($0) })
    else { return nil }
    let isNamed = ["the", "an", "your", "use", "look"].contains(words[0]) || head.joined().contains("按钮")
    let after = words[(noun + 1)...].prefix(3)
    let places: Set<String> = [
      "is", "can", "will", "lets", "allows", "at", "in", "on", "located", "located", "appears", "在", "位", "可",
    ]
    guard isNamed, after.contains(where: places.contains) else { return nil }
    return target(Array(head)) ?? InterfaceStep.Action.none
  }

  // MARK: Words for the agent

  private func hasCapital(after verb: String) -> Bool {
    let plain = Self.withoutMarks(text)
    guard let range = plain.lowercased().firstRange(of: verb) else { return false }
    let distance = plain.lowercased().distance(from: plain.lowercased().startIndex, to: range.upperBound)
    guard let start = plain.index(plain.startIndex, offsetBy: distance, limitedBy: plain.endIndex) else {
      return false
    }
    return plain[start...].first { !$0.isWhitespace }?.isUppercase ?? false
  }

  /// `Drag the title to 2s` is `Move the title to 2s` to somebody without a mouse.
  private func editWords(from verb: String) -> String {
    var words = Self.withoutMarks(text).trimmedOfSpace
    let verbs: [(String, String)] = [
      ("drag and drop", "Move"), ("Drag and drop", "Move"), ("drag-and-drop", "Move"),
      ("Drag-and-drop", "Move"), ("drag", "Move"),
      ("Drag", "Move"), ("drop", "Put"), ("Drop", "Put"),
    ]
    for (from, to) in verbs {
      guard let range = words.firstRange(of: from) else { continue }
      words = to + words[range.upperBound...]
      break
    }
    for (from, to) in [
      ("拖拽到", "移动到"), ("拖动到", "移动到"), ("拖放到", "移动到"), ("拖到", "移动到"), ("拖拽", "移动"), ("拖动", "移动"), ("拖放", "移动"),
    ] {
      if let range = words.firstRange(of: from) {
        words.replaceSubrange(range, with: to)
        break
      }
    }
    return Self.sentence(words)
  }

  /// What a button is pressed for, or else what is written on it.
  private var buttonWords: String {
    let plain = Self.withoutMarks(text).trimmedOfSpace
    for mark in [" to ", "来", "以便", "，以"] {
      if let range = plain.firstRange(of: mark),
        plain.distance(from: range.upperBound, to: plain.endIndex) > 3
      {
        return Self.sentence(String(plain[range.upperBound...]))
      }
    }
    for (open, close): (Character, Character) in [
      ("\"", "\""), ("\u{201C}", "\u{201D}"), ("「", "」"), ("'", "'"), ("【", "】"), ("[", "]"),
    ] {
      if let start = plain.firstIndex(of: open),
        let end = plain[plain.index(after: start)...].firstIndex(of: close)
      {
        let label = plain[plain.index(after: start)..<end]
        if !label.isEmpty { return Self.sentence(String(label)) }
      }
    }
    return Self.sentence(plain)
  }

  private static func sentence(_ text: String) -> String {
    let trimmed = text.trimmedOfSpace
    let last = trimmed.lastIndex { !".,;:!。，；：！".contains($0) }
    let words = last.map { trimmed[...$0] } ?? ""
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
