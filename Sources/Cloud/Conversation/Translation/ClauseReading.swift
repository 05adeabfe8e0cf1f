/// One clause of what the backend says: whether it is a step on a screen, and which.
struct ClauseReading {
  /// As it stands, with the space around it.
  let text: String
  let words: [String]

  init(_ text: String) {
    self.text = text
    words = PhraseTokens(Self.withoutMarks(text)).words
  }

  /// Without the marks of lists and of emphasis: `1. **Click** the` is `1 Click the`. Inside of a name, as in
  /// `my_beach.mp4`, they are none.
  private static func withoutMarks(_ text: String) -> String {
    var plain = ""
    var before: Character?
    var rest = text[...]
    while let character = rest.popFirst() {
      let isInName = isOfName(before) && isOfName(rest.first)
      if !marks.contains(character) || (character == "_" && isInName) { plain.append(character) }
      before = character
    }
    return plain
  }
  private static func isOfName(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber } ?? false
  }
  private static let marks: Set<Character> = ["*", "_", "`", "#", "•"]

  private var grammar: PhraseGrammar { InterfacePhrases.grammar }

  /// Whether it only says when, or what for, the next clause is to be done.
  var isCondition: Bool {
    let words = Array(words.drop { $0 == "and" || $0 == "but" })
    return !grammar.ends(of: "condition", in: words).isEmpty || words.suffix(2) == ["的", "话"]
  }

  /// What is to be selected for a step that follows: `Select beach.mp4, and drag it onto track 1`.
  var selection: (words: String, isLeftToThePerson: Bool)? {
    let verbs = grammar.firstWords(of: "select")
    guard words.contains(where: verbs.contains) else { return nil }
    for start in grammar.ends(of: "lead", in: words) {
      guard let rest = rest(after: "select", Array(words[start...])), !rest.isEmpty else { continue }
      let isChoice =
        ["choose", "pick"].contains(words[start])
        || rest.contains { ["a", "an", "any", "you", "your"].contains($0) }
      return (Self.sentence(Self.withoutMarks(text)), isChoice || isOffered(rest) || hasOffer)
    }
    return nil
  }

  /// Whether it says what the clause before it is: `点击这里，是按钮上的字`.
  var isPredicate: Bool {
    words.first == "is" || (words.first == "是" && words.dropFirst().first != "否")
  }

  /// The step that the clause asks for, or nil where it is about anything else.
  var step: InterfaceStep? {
    // A link is for the person to see, and so is what stands behind a colon.
    guard mayBeStep, !hasLink, !isAnnouncement else { return nil }
    if let action = placeOfButton { return InterfaceStep(action, isOffer: true, words: text.trimmedOfSpace) }
    for start in starts {
      let words = Array(words[start...])
      guard let action = action(words, isAsked: start > 0) else { continue }
      return InterfaceStep(
        action, isOffer: hasOffer || isOffered(words), isConsent: givesConsent(words),
        words: text.trimmedOfSpace)
    }
    return nil
  }

  /// Whether there is any word that steps are told with: most sentences have none.
  private var mayBeStep: Bool { words.contains(where: InterfacePhrases.telling.contains) }

  /// All ways to read the beginning: `now` may be a lead, and the lead may be over before it.
  private var starts: [Int] {
    let starts = grammar.ends(of: "lead", in: words)
    guard let main = startOfMain else { return starts }
    return grammar.ends(of: "lead", in: Array(words[main...])).map { main + $0 } + starts
  }

  // MARK: Offers

  /// Whether it begins with what the person may do, or under which condition.
  private var hasOffer: Bool { !grammar.ends(of: "offer", in: words).isEmpty || startOfMain != nil }

  /// Where what follows a condition begins: `不满意的话点击`.
  private var startOfMain: Int? {
    words.indices.dropLast(2).last { words[$0...].starts(with: ["的", "话"]) }.map { $0 + 2 }
  }

  /// Whether a step, told from its verb on, is the person's to decide: it stands under a condition, gives
  /// consent, only says where something is, or what doing it would do.
  private func isOffered(_ words: [String]) -> Bool {
    has("offer.behind", words) || !grammar.ends(of: "look", in: words).isEmpty
      || !grammar.ends(of: "scroll", in: words).isEmpty || !grammar.ends(of: "quality", in: words).isEmpty
      || words.joined().replacing("即可", with: "").contains("可") || words[0].hasSuffix("ing")
      || givesConsent(words)
  }

  private func givesConsent(_ words: [String]) -> Bool {
    guard let rest = rest(after: "click", words) ?? rest(after: "press", words) else { return false }
    return has("consent", rest) || !grammar.ends(of: "consent.label", in: rest).isEmpty
  }

  // MARK: What is no step

  private var hasLink: Bool { ["://", "www.", ".com"].contains(where: text.lowercased().contains) }

  /// `See the timeline below: clip A 0-4s`: the step is there to lead on to what stays.
  private var isAnnouncement: Bool {
    var isQuoted = false
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if "\"\u{201C}\u{201D}".contains(text[index]) { isQuoted.toggle() }
      if !isQuoted, ":：".contains(text[index]), next < text.endIndex,
        text[index] == "：" || text[next].isWhitespace
      {
        let isFollowed = text[next...].contains { $0.isLetter || $0.isNumber }
        return isFollowed && ClauseReading(String(text[..<index])).step != nil
      }
      index = next
    }
    return false
  }

  /// Whether the words are about what a film shows.
  private func tellOfFilm(_ words: some Sequence<String>) -> Bool { has("film", words) }

  /// `the button in shot 2`, which is none of the screen's.
  private func isInFilm(_ words: [String]) -> Bool {
    guard
      let noun = words.indices.first(where: { !grammar.ends(of: "control", in: Array(words[$0...])).isEmpty })
    else { return false }
    let rest = words[(noun + 1)...]
    guard let word = rest.first, ["in", "on", "of", "from", "during", "at"].contains(word) else {
      return false
    }
    return tellOfFilm(rest.prefix(6))
  }

  private func has(_ rule: String, _ words: some Sequence<String>) -> Bool {
    grammar.contains(rule, ArraySlice(words))
  }

  /// The words after what a rule accounts for.
  private func rest(after rule: String, _ words: [String]) -> [String]? {
    grammar.ends(of: rule, in: words).first.map { Array(words[$0...]) }
  }

  // MARK: Verbs

  private func action(_ words: [String], isAsked: Bool) -> InterfaceStep.Action? {
    if let action = drag(words) { return action }
    guard !has("described.zh", words) else { return nil }
    return preview(words) ?? upload(words) ?? export(words) ?? account(words) ?? open(words, isAsked: isAsked)
      ?? click(words) ?? press(words) ?? scroll(words)
  }

  private func drag(_ words: [String]) -> InterfaceStep.Action? {
    guard let rest = rest(after: "drag", words), let verb = words.first else { return nil }
    let isChinese = verb.unicodeScalars.first.map { $0.value > 0x2E80 } ?? false
    if isChinese {
      let isMoved =
        rest.contains { ["到", "至", "来", "调", "改", "即", "进", "入", "放", "移", "整"].contains($0) }
        || has("control", rest)
      if verb == "把" || verb == "将" {
        guard rest.contains("拖") else { return nil }
      } else if !isMoved {
        return nil
      }
    } else if grammar.ends(of: "drag.rest", in: rest).isEmpty, !isMoved(rest) {
      return nil
    } else if verb == "drop", !has("noun", rest), !rest.contains("track") {
      return nil
    }
    return .edit(editWords(from: verb))
  }

  /// Whether a file or a part of the timeline is named, and a place for it: `beach.mp4 onto track 1`, and not
  /// `race footage (3-6s)`.
  private func isMoved(_ rest: [String]) -> Bool {
    guard
      let place = rest.indices.first(where: {
        !grammar.ends(of: "drag.place", in: Array(rest[$0...])).isEmpty
      })
    else { return false }
    let moved = rest[..<place]
    return moved.contains(where: FileMentions.isMediaName)
      || !grammar.ends(of: "drag.object", in: Array(moved)).isEmpty
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
    guard has("noun", rest.prefix(8)) || rest.contains(">") || (rest.contains("\"") && words[0] != "去")
    else { return nil }
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
      return target(rest) ?? button(rest)
    }
    return nil
  }

  /// What a button leads to that does nothing that is known: a tool that is only taken up is a screen's, like
  /// the panel that it lies on, and what is done with it comes next.
  private func button(_ rest: [String]) -> InterfaceStep.Action {
    isTool(rest) && purpose == nil ? .state : .edit(buttonWords)
  }

  /// `the Text tool`, with nothing but a place behind it.
  private func isTool(_ rest: [String]) -> Bool {
    if rest.suffix(2) == ["工", "具"] { return true }
    guard let tool = rest.prefix(5).firstIndex(of: "tool") else { return false }
    let next = rest.dropFirst(tool + 1).first
    return next == nil || ["to", "in", "on", "from", "at"].contains(next)
  }

  /// Verbs of many things, with what only a screen has.
  private func press(_ words: [String]) -> InterfaceStep.Action? {
    if let rest = rest(after: "press.key", words) {
      return target(rest) ?? purpose.map { .edit(Self.sentence($0)) } ?? InterfaceStep.Action.none
    }
    if let rest = rest(after: "press.label", words),
      rest.isEmpty || !grammar.ends(of: "press.label.rest", in: rest).isEmpty
    {
      return target(words) ?? .edit(buttonWords)
    }
    if let rest = rest(after: "quality", words),
      rest.isEmpty || !grammar.ends(of: "quality.rest", in: rest).isEmpty
    {
      return InterfaceStep.Action.none
    }
    guard let rest = rest(after: "press", words), !isInFilm(rest) else { return nil }
    let isFind = !grammar.ends(of: "find", in: words).isEmpty
    guard has(isFind ? "control" : "noun", rest.prefix(10)) || rest.contains(">") || (isTool(rest) && !isFind)
    else { return nil }
    return target(rest) ?? button(rest)
  }

  private func scroll(_ words: [String]) -> InterfaceStep.Action? {
    guard let rest = rest(after: "scroll", words), has("noun", rest), !tellOfFilm(rest) else { return nil }
    return target(rest) ?? .state
  }

  /// Files of the person's, by a button for that.
  private func upload(_ words: [String]) -> InterfaceStep.Action? {
    guard let rest = rest(after: "upload", words), has("control", rest), !isInFilm(rest) else { return nil }
    return .upload
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

  /// `The Export button is at the top right`, of the buttons that do what can be done from here. Others may be
  /// a film's.
  private var placeOfButton: InterfaceStep.Action? {
    let head = Array(words.prefix(12))
    guard
      let noun = head.indices.first(where: { !grammar.ends(of: "control", in: Array(head[$0...])).isEmpty }),
      !tellOfFilm(words), !words.contains(where: { $0.first?.isNumber == true })
    else { return nil }
    let isPlace = has("place.after", words[noun...].dropFirst().prefix(5))
    let isNamed = ["the", "an", "your"].contains(words[0]) || head.joined().contains("按钮")
    guard (isPlace && isNamed) || has("place.lead", head[..<noun]) else { return nil }
    return switch target(head) {
    case .export: .export
    case .credits: .credits
    case .upload: .upload
    default: nil
    }
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
    var words = withoutCondition
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
      ("拖拽到", "移动到"), ("拖动到", "移动到"), ("拖放到", "移动到"), ("拖曳到", "移动到"), ("拖到", "移动到"), ("拖拽", "移动"),
      ("拖动", "移动"),
      ("拖放", "移动"), ("拖動到", "移動到"), ("拖動", "移動"), ("拖曳", "移动"),
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
    if let purpose { return Self.sentence(purpose) }
    let plain = withoutCondition
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

  /// What it is pressed for, as far as that is said.
  private var purpose: String? {
    let plain = withoutCondition
    for mark in [" to ", "来", "來", "以便", "，以", "即可", "可以"] {
      guard let range = plain.firstRange(of: mark),
        plain.distance(from: range.upperBound, to: plain.endIndex) > 3,
        // 原来 is a word of its own, and so are others.
        mark.count > 1 || !"原本后後以从從近未将將起出过過回上下进進".contains(plain[..<range.lowerBound].last ?? " ")
      else { continue }
      return String(plain[range.upperBound...])
    }
    return nil
  }

  /// Without the marks of lists, and without the condition behind: that is for the person.
  private var withoutCondition: String {
    var plain = Self.withoutMarks(text).trimmedOfSpace
    if let range = plain.firstRange(of: "的话"), range.upperBound < plain.endIndex {
      plain = String(plain[range.upperBound...])
    }
    for mark in [
      " only if ", " if ", " whenever ", " when ", " once you", " once it", " once the", " unless ",
      " in case ", " as soon as ",
      " after you",
    ] {
      if let range = plain.firstRange(of: mark), range.lowerBound > plain.startIndex {
        return String(plain[..<range.lowerBound])
      }
    }
    return plain
  }

  private static func sentence(_ text: String) -> String {
    let trimmed = text.trimmedOfSpace
    let last = trimmed.lastIndex { !".,;:!。，；：！".contains($0) }
    let words = last.map { trimmed[...$0] } ?? ""
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
