/// A sentence of the backend's, as it is for somebody without its screen: what describes the film stays,
/// what tells of buttons goes, and comes back as steps.
///
/// | the backend says | becomes |
/// |---|---|
/// | "click X", "点击" | what the button does |
/// | "open X", "打开" | the state |
/// | "drag", "拖拽" | an edit for the agent |
/// | "preview in timeline" | the tracks |
/// | "Export button", "导出" | the export |
/// | "check account", "billing" | the credits |
///
/// Conditions make offers of steps, wherever they stand; so do questions and prices, see ``Decision``.
public struct BackendTranslation: Hashable, Sendable {
  /// What is left for the person; empty where the sentence was about a screen only.
  public var shown: String
  public var steps: [InterfaceStep]

  public init(shown: String, steps: [InterfaceStep]) {
    self.shown = shown
    self.steps = steps
  }

  /// - Parameter sentence: with its end mark and the white space behind it.
  public init(of sentence: String) {
    var kept: [Clause] = []
    var steps: [InterfaceStep] = []
    /// Whether the sentence began with what the person may do: "You can X, Y, or Z" is three offers.
    var isOffer = false
    /// What belongs to a step beside it: a condition, or what is to be selected for it.
    var waiting: [Clause] = []
    var hasCondition = false
    var selection: String?
    /// Whether all that waits stands behind a step.
    var isAfterStep = false
    /// The clause of the last step.
    var told: Clause?
    for clause in Self.clauses(of: sentence) {
      let reading = ClauseReading(clause.text)
      if var step = reading.step {
        if hasCondition || isOffer { step.isOffer = true }
        isOffer = step.isOffer
        if let selection { step.select(selection) }
        steps.append(step)
        told = clause
        (waiting, hasCondition, selection, isAfterStep) = ([], false, nil, true)
      } else if reading.isCondition {
        if isAfterStep, waiting.isEmpty { steps[steps.count - 1].isOffer = true }
        waiting.append(clause)
        hasCondition = true
      } else if let selected = reading.selection {
        waiting.append(clause)
        selection = selected.words
        isOffer = isOffer || selected.isLeftToThePerson
      } else if isAfterStep, waiting.isEmpty, reading.isPredicate, let subject = told {
        // It was no step, but the words that this one is about.
        steps.removeLast()
        kept += [subject, clause]
        isAfterStep = false
      } else {
        kept += waiting + [clause]
        (waiting, hasCondition, selection, isAfterStep) = ([], false, nil, false)
      }
    }
    if !isAfterStep { kept += waiting }
    self.steps = steps
    shown = steps.isEmpty ? sentence : Self.joined(kept, of: sentence)
  }

  // MARK: Clauses

  private struct Clause {
    var text: String
    /// What stands between it and the next.
    var separator: String
  }

  private static let quotes: [Character: Character] = [
    "\"": "\"", "\u{201C}": "\u{201D}", "「": "」", "『": "』", "《": "》", "(": ")", "（": "）",
  ]

  private static let separators: Set<Character> = [",", ";", "，", "；", "—"]

  /// At commas and semicolons, and before `and`, `then` and `or` where a step follows; never in quotes.
  private static func clauses(of sentence: String) -> [Clause] {
    var clauses: [Clause] = []
    var text = ""
    var rest = sentence[...]
    /// Quotes that nothing closes: they are not looked for again.
    var open: Set<Character> = []
    while let character = rest.popFirst() {
      if let close = quotes[character], !open.contains(close) {
        text.append(character)
        if let end = rest.firstIndex(of: close) {
          text += rest[...end]
          rest = rest[rest.index(after: end)...]
        } else {
          open.insert(close)
        }
      } else if separators.contains(character), !isInNumber(text, rest) {
        clauses.append(Clause(text: text, separator: String(character)))
        text = ""
      } else {
        text.append(character)
      }
    }
    clauses.append(Clause(text: text, separator: ""))
    return clauses.flatMap(atConjunctions)
  }

  private static func isInNumber(_ before: String, _ after: Substring) -> Bool {
    before.last?.isNumber == true && after.first?.isNumber == true
  }

  private static let conjunctions = [" and then ", " and ", " then ", " or ", "然后", "并且", "接着", "再"]

  /// As many clauses as there are steps: `Open the panel and select a.mp4 and drag it to the start` is three.
  private static func atConjunctions(_ clause: Clause) -> [Clause] {
    let text = clause.text
    var cuts: [(range: Range<String.Index>, isStep: Bool)] = []
    let ranges = conjunctions.flatMap(text.ranges).sorted { $0.lowerBound < $1.lowerBound }
    for range in ranges where range.lowerBound >= cuts.last?.range.upperBound ?? text.startIndex {
      let reading = ClauseReading(String(text[range.upperBound...]))
      let isStep = reading.step != nil
      guard isStep || reading.selection != nil else { continue }
      let head = String(text[..<range.lowerBound])
      if !isInsideQuotes(head), !head.trimmedOfSpace.isEmpty { cuts.append((range, isStep)) }
    }
    // What is selected is a clause of its own only where something is done with it.
    if let last = cuts.lastIndex(where: \.isStep) {
      cuts.removeLast(cuts.count - last - 1)
    } else {
      return [clause]
    }
    var clauses: [Clause] = []
    var start = text.startIndex
    for (range, _) in cuts {
      clauses.append(Clause(text: String(text[start..<range.lowerBound]), separator: ""))
      start = range.upperBound
    }
    return clauses + [Clause(text: String(text[start...]), separator: clause.separator)]
  }

  private static func isInsideQuotes(_ head: String) -> Bool {
    head.count { $0 == "\"" } % 2 == 1 || head.count { $0 == "\u{201C}" } > head.count { $0 == "\u{201D}" }
  }

  // MARK: What is left

  private static func joined(_ kept: [Clause], of sentence: String) -> String {
    var text = ""
    for (index, clause) in kept.enumerated() {
      text += clause.text
      if index < kept.count - 1 { text += clause.separator }
    }
    text = withoutLooseEnds(text)
    guard text.contains(where: { $0.isLetter || $0.isNumber }), !isListMark(text) else {
      // The line may have been one of several: its end stays.
      return ""
    }
    let end = sentence.reversed().prefix(while: \.isWhitespace).reversed()
    if let last = text.last, !".!?。！？…:：\"\u{201D}」)".contains(last) { text += isChinese(text) ? "。" : "." }
    return text + String(end)
  }

  /// `1.` or `-` of a list, whose item is gone.
  private static func isListMark(_ text: String) -> Bool {
    text.allSatisfy { $0.isNumber || $0.isWhitespace || ".-*•)".contains($0) }
  }

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  /// Without the `and` that led on to a step, and without space at the end.
  private static func withoutLooseEnds(_ text: String) -> String {
    var text = text.trimmedOfSpace
    var isLoose = true
    while isLoose {
      isLoose = false
      for end in [" and", " or", " then", " so", " but", ",", "，", ";", "；", "—", "并", "然后", "and"]
      where text.hasSuffix(end) {
        if end == "and", text != "and" { continue }
        text = String(text.dropLast(end.count)).trimmedOfSpace
        isLoose = true
      }
    }
    return text
  }
}
