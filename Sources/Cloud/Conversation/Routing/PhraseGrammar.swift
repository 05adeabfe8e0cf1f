/// A grammar of whole phrases: a message belongs to a rule only where the rule accounts for every word of
/// it. So a word that no rule knows, be it a negation, a wish or a condition, keeps a message from being
/// taken for a command.
///
/// Rules are written as text: words one after the other, `|` between alternatives, `( )` around groups,
/// `?` and `*` after what may be missing or come any number of times, `<name>` for another rule. Chinese
/// is written without spaces and compared character by character.
///
///     "objects": "<determiner>* (video | film) | it",
///     "export": "<opening>* export <objects>? <closing>*",
struct PhraseGrammar: Sendable {
  private let rules: [String: Node]
  /// The words that what matches a rule may begin with; none for a rule that may match nothing.
  private let starts: [String: Set<String>]
  /// What is wrong with the text of the rules; nothing, or a test fails.
  let problems: [String]

  indirect enum Node: Hashable, Sendable {
    case word(String)
    case sequence([Node])
    case choice(Choice)
    case optional(Node)
    case any(Node)
    case never

    /// The words that it may begin with, and whether it may be no word at all.
    var first: (words: Set<String>, mayBeEmpty: Bool) {
      switch self {
      case .never: return ([], false)
      case .word(let word): return ([word], false)
      case .optional(let node), .any(let node): return (node.first.words, true)
      case .choice(let choice):
        var all: (words: Set<String>, mayBeEmpty: Bool) = (Set(choice.byWord.keys), false)
        for (words, mayBeEmpty) in choice.others.map(\.first) {
          all.words.formUnion(words)
          all.mayBeEmpty = all.mayBeEmpty || mayBeEmpty
        }
        return all
      case .sequence(let nodes):
        var all: Set<String> = []
        for (words, mayBeEmpty) in nodes.map(\.first) {
          all.formUnion(words)
          if !mayBeEmpty { return (all, false) }
        }
        return (all, true)
      }
    }
  }

  /// Alternatives, those that begin with a word found by it.
  struct Choice: Hashable, Sendable {
    var byWord: [String: [Node]] = [:]
    var others: [Node] = []
  }

  /// - Parameter sources: the text of each rule. Rules must not contain themselves.
  init(_ sources: [String: String]) {
    var reader = PhraseRuleReader(sources: sources)
    var rules: [String: Node] = [:]
    for name in sources.keys.sorted() { rules[name] = reader.rule(name) }
    self.rules = rules
    starts = rules.compactMapValues { rule in
      let (words, mayBeEmpty) = rule.first
      return mayBeEmpty ? nil : words
    }
    problems = reader.problems
  }

  /// Whether a rule accounts for all of the words.
  func matches(_ name: String, _ words: [String]) -> Bool {
    guard !words.isEmpty, let rule = rules[name] else { return false }
    return ends(of: rule, in: words, from: [0]).contains(words.count)
  }

  /// Where a rule that begins with the first word may end, the latest first.
  func ends(of name: String, in words: [String]) -> [Int] {
    guard let rule = rules[name], mayBegin(name, with: words.first) else { return [] }
    return ends(of: rule, in: words, from: [0]).sorted(by: >)
  }

  /// The words that what matches a rule may begin with.
  func firstWords(of name: String) -> Set<String> { starts[name] ?? [] }

  private func mayBegin(_ name: String, with word: String?) -> Bool {
    guard let starts = starts[name] else { return true }
    return word.map(starts.contains) ?? false
  }

  /// Whether a rule matches anywhere among the words.
  func contains(_ name: String, _ words: ArraySlice<String>) -> Bool {
    guard let rule = rules[name] else { return false }
    let words = Array(words)
    return words.indices.contains {
      mayBegin(name, with: words[$0]) && !ends(of: rule, in: words, from: [$0]).isEmpty
    }
  }

  /// All places where a node may end that begins at one of these. Sets, not paths: however many ways
  /// there are, the time is the product of the words and the rules.
  private func ends(of node: Node, in words: [String], from starts: Set<Int>) -> Set<Int> {
    switch node {
    case .never: return []
    case .word(let word):
      return Set(starts.compactMap { $0 < words.count && words[$0] == word ? $0 + 1 : nil })
    case .sequence(let nodes):
      var places = starts
      for node in nodes where !places.isEmpty { places = ends(of: node, in: words, from: places) }
      return places
    case .choice(let choice):
      var places: Set<Int> = []
      for node in choice.others { places.formUnion(ends(of: node, in: words, from: starts)) }
      for start in starts where start < words.count {
        for node in choice.byWord[words[start]] ?? [] {
          places.formUnion(ends(of: node, in: words, from: [start]))
        }
      }
      return places
    case .optional(let node): return starts.union(ends(of: node, in: words, from: starts))
    case .any(let node):
      var places = starts
      var fresh = starts
      while !fresh.isEmpty {
        fresh = ends(of: node, in: words, from: fresh).subtracting(places)
        places.formUnion(fresh)
      }
      return places
    }
  }
}

/// Reads the text of rules.
private struct PhraseRuleReader {
  let sources: [String: String]
  var problems: [String] = []
  private var known: [String: PhraseGrammar.Node] = [:]
  /// The rules that are being read, to notice one that contains itself.
  private var open: [String] = []

  init(sources: [String: String]) { self.sources = sources }

  mutating func rule(_ name: String) -> PhraseGrammar.Node {
    if let node = known[name] { return node }
    guard let source = sources[name], !open.contains(name) else {
      problems.append("\(open.last ?? "?"): no rule <\(name)> can be used here")
      return .never
    }
    open.append(name)
    defer { open.removeLast() }
    var tokens = Self.tokens(of: source)[...]
    let node = choice(&tokens)
    if !tokens.isEmpty { problems.append("\(name): `\(tokens.first ?? "")` is in no group") }
    known[name] = node
    return node
  }

  private static func tokens(of source: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    for character in source {
      switch character {
      case "(", ")", "|", "?", "*", " ", "\n":
        if !word.isEmpty { tokens.append(word) }
        word = ""
        if character != " ", character != "\n" { tokens.append(String(character)) }
      default: word.append(character)
      }
    }
    return word.isEmpty ? tokens : tokens + [word]
  }

  private mutating func choice(_ tokens: inout ArraySlice<String>) -> PhraseGrammar.Node {
    var alternatives = [sequence(&tokens)]
    while tokens.first == "|" {
      tokens.removeFirst()
      alternatives.append(sequence(&tokens))
    }
    if alternatives.count == 1 { return alternatives[0] }
    var choice = PhraseGrammar.Choice()
    for alternative in alternatives {
      if let word = Self.firstWord(of: alternative) {
        choice.byWord[word, default: []].append(alternative)
      } else {
        choice.others.append(alternative)
      }
    }
    return .choice(choice)
  }

  private static func firstWord(of node: PhraseGrammar.Node) -> String? {
    switch node {
    case .word(let word): word
    case .sequence(let nodes): nodes.first.flatMap(firstWord)
    default: nil
    }
  }

  private mutating func sequence(_ tokens: inout ArraySlice<String>) -> PhraseGrammar.Node {
    var nodes: [PhraseGrammar.Node] = []
    while let token = tokens.first, token != "|", token != ")" {
      tokens.removeFirst()
      var node: PhraseGrammar.Node
      if token == "(" {
        node = choice(&tokens)
        if tokens.first == ")" {
          tokens.removeFirst()
        } else {
          problems.append("\(open.last ?? "?"): a group is not closed")
        }
      } else if token.hasPrefix("<"), token.hasSuffix(">") {
        node = rule(String(token.dropFirst().dropLast()))
      } else {
        let words = PhraseTokens(token).words.map(PhraseGrammar.Node.word)
        if words.isEmpty { problems.append("\(open.last ?? "?"): `\(token)` is no word") }
        node = words.count == 1 ? words[0] : .sequence(words)
      }
      while let mark = tokens.first, mark == "?" || mark == "*" {
        tokens.removeFirst()
        node = mark == "?" ? .optional(node) : .any(node)
      }
      nodes.append(node)
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }
}
