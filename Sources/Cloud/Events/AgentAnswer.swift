/// What an agent says in answer to one message, put together from its events: each text once, in the
/// order in which it came.
///
/// Servers send a text as increments (`partial`), then once more as a whole that replaces them; some
/// leave the whole out, some send nothing but the whole, some send a whole twice. A value: events in,
/// what is new to the person out. Its memory is bounded, however long the stream.
public struct AgentAnswer: Sendable {
  /// What an event brought.
  public enum News: Hashable, Sendable {
    /// More text of a paragraph.
    case text(String, of: Paragraph)
    /// A paragraph's text is another than was told in pieces: this one, from its beginning.
    case replacement(String, of: Paragraph)
    /// No more is to come of what was said so far; the agent has used a tool, or begun anew.
    case pause
    case toolCall(String)
    case toolResult(String)
    case stateChanged
    case fault(AgentFault)
    case unreadable
  }

  /// Numbered from 0; several are told at the same time where several agents speak.
  public struct Paragraph: Hashable, Sendable, Comparable {
    public let number: Int
    public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
  }

  /// Bytes of one paragraph that are kept to be compared with the whole: 256 KiB.
  static let keptLength = 1 << 18
  /// Speakers that are told apart, and ids that are remembered.
  static let speakerLimit = 64
  static let identifierLimit = 10_000

  private struct Speaker {
    var paragraph: Paragraph
    /// What was told of the paragraph.
    var told = ""
    /// What came after that and was not told, as it may be something that was said before, said again.
    var echo = Echo()
    /// Whether the paragraph is as its whole says: what comes next is another.
    var isWhole = false
    /// Whether more was told than is kept.
    var isCut = false

    var text: String { told + echo.held }
    var length: Int { told.utf8.count + echo.held.utf8.count }
  }

  /// By author and branch.
  private var speakers: [[String]: Speaker] = [:]
  private var paragraphCount = 0
  /// Hashes: an id may be of any length.
  private var seenCalls: Set<Int> = []
  private var seenEvents: Set<Int> = []
  private var faults: [AgentFault] = []
  /// What was told so far; some servers end with all of it once more.
  private var memory = EchoMemory()

  /// Whether the agent has said anything to the person.
  public private(set) var hasText = false
  /// Tools that were called.
  public private(set) var toolCallCount = 0
  public private(set) var unreadableCount = 0
  var speakerCount: Int { speakers.count }

  public init() {}

  /// No more is to come.
  public mutating func finish() -> [News] {
    var news: [News] = []
    settleAll(&news)
    return news
  }

  /// Takes the next event in.
  public mutating func take(_ event: AgentEvent) -> [News] {
    var news: [News] = []
    if event.isUnreadable {
      unreadableCount &+= 1
      return [.unreadable]
    }
    if !event.isPartial, isRepeated(event) { return [] }
    let words = event.parts.compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }.joined()
    if !words.isEmpty { take(words, event, &news) }
    for part in event.parts { take(part, event, &news) }
    if event.hasStateDelta { news.append(.stateChanged) }
    if let fault = event.fault, isNew(fault) { news.append(.fault(fault)) }
    return news
  }

  private mutating func isRepeated(_ event: AgentEvent) -> Bool {
    guard event.identifier != nil, !event.parts.isEmpty, !event.isFlat else { return false }
    guard seenEvents.count < Self.identifierLimit else { return false }
    // Some servers give one id to all events of a text: they are repeated only where all is the same.
    return !seenEvents.insert(event.hashValue).inserted
  }

  private mutating func isNew(_ fault: AgentFault) -> Bool {
    guard faults.count < 100 else { return false }
    // An event's error code is often followed by a frame that says the same again.
    let isKnown = faults.contains {
      $0 == fault || (!fault.message.isEmpty && ($0.message.contains(fault.message)))
        || (!$0.message.isEmpty && fault.message.contains($0.message))
    }
    if !isKnown { faults.append(fault) }
    return !isKnown
  }

  private mutating func take(_ part: AgentEvent.Part, _ event: AgentEvent, _ news: inout [News]) {
    switch part {
    case .text, .thought: break
    case .toolCall(let name, let id):
      if let id, !id.isEmpty {
        guard seenCalls.count < Self.identifierLimit, seenCalls.insert(id.hashValue).inserted else { return }
      } else if event.isPartial {
        return
      }
      toolCallCount &+= 1
      news.append(.toolCall(name))
    case .toolResult(let name, _):
      // The agent speaks anew once its tool has answered.
      settleAll(&news)
      for key in speakers.keys { speakers[key]?.isWhole = true }
      news.append(.pause)
      news.append(.toolResult(name))
    }
  }

  // MARK: Texts

  private mutating func take(_ words: String, _ event: AgentEvent, _ news: inout [News]) {
    hasText = true
    let own = [event.author, event.branch]
    // Beyond so many, all speak with one voice.
    let key = speakers[own] != nil || speakers.count < Self.speakerLimit ? own : []
    // Taken out, so that it is not copied with every piece.
    var speaker = speakers.removeValue(forKey: key) ?? newSpeaker()
    if event.isFlat {
      takeFlat(words, &speaker, &news)
    } else if event.isPartial {
      if speaker.isWhole { begin(&speaker, &news) }
      tell(words, &speaker, &news)
    } else {
      takeWhole(words, &speaker, &news)
    }
    speakers[key] = speaker
  }

  private mutating func newSpeaker() -> Speaker {
    defer { paragraphCount &+= 1 }
    return Speaker(paragraph: Paragraph(number: paragraphCount), echo: memory.listen())
  }

  /// A text that is not said to be an increment: it is added, unless it says again what was said.
  private mutating func takeFlat(_ words: String, _ speaker: inout Speaker, _ news: inout [News]) {
    if speaker.isWhole { begin(&speaker, &news) }
    if Self.isLong(words), speaker.echo.held.isEmpty, memory.knows(words) { return }
    // What is shorter than what was told, or written otherwise, does not tell it again.
    if words.utf8.count >= speaker.length, case let text = speaker.text, Self.isLong(text),
      words.hasPrefix(text)
    {
      tell(String(words.dropFirst(text.count)), &speaker, &news)
    } else {
      if Self.beginsSentence(words, after: speaker.echo.held.last ?? speaker.told.last) {
        begin(&speaker, &news)
      }
      tell(words, &speaker, &news)
    }
  }

  private mutating func takeWhole(_ words: String, _ speaker: inout Speaker, _ news: inout [News]) {
    // Beyond what is kept, the whole is taken for what was told.
    guard !speaker.isCut else {
      speaker.isWhole = true
      return
    }
    if speaker.isWhole {
      // The same event once more, or one that goes on from it.
      if !speaker.told.isEmpty, words.isSame(as: speaker.told) { return }
      if speaker.told.isEmpty || !words.hasPrefix(speaker.told) { begin(&speaker, &news) }
    }
    if words.isSame(as: speaker.text) {
      settle(&speaker, &news)
    } else if speaker.told.isEmpty {
      speaker.echo = memory.listen()
      tell(words, &speaker, &news)
      settle(&speaker, &news)
    } else if words.hasPrefix(speaker.told) {
      speaker.echo = Echo()
      tell(String(words.dropFirst(speaker.told.count)), &speaker, &news)
    } else if !memory.knows(words) {
      news.append(.replacement(words, of: speaker.paragraph))
      speaker.told = ""
      speaker.echo = Echo()
      keep(words, &speaker)
    }
    speaker.isWhole = true
    memory.add(paragraph: speaker.told)
  }

  private mutating func begin(_ speaker: inout Speaker, _ news: inout [News]) {
    settle(&speaker, &news)
    if news.last != .pause { news.append(.pause) }
    speaker = newSpeaker()
  }

  /// Tells words, unless they may still turn out to be said again.
  private mutating func tell(_ words: String, _ speaker: inout Speaker, _ news: inout [News]) {
    guard !words.isEmpty else { return }
    let fresh = speaker.echo.take(words)
    guard !fresh.isEmpty else { return }
    give(fresh, &speaker, &news)
  }

  private mutating func give(_ words: String, _ speaker: inout Speaker, _ news: inout [News]) {
    news.append(.text(words, of: speaker.paragraph))
    keep(words, &speaker)
    memory.add(words)
  }

  /// No more of the paragraph is to come: what was held back is said again, or it is not.
  private mutating func settle(_ speaker: inout Speaker, _ news: inout [News]) {
    let held = speaker.echo.held
    let isAgain = Self.isLong(held) && speaker.echo.isComplete
    speaker.echo = Echo()
    if !held.isEmpty, !isAgain { give(held, &speaker, &news) }
  }

  private mutating func settleAll(_ news: inout [News]) {
    for key in speakers.keys.sorted(by: { ($0.first ?? "", $0.last ?? "") < ($1.first ?? "", $1.last ?? "") })
    {
      guard var speaker = speakers[key] else { continue }
      settle(&speaker, &news)
      memory.add(paragraph: speaker.told)
      speaker.told = ""
      speakers[key] = speaker
    }
  }

  private func keep(_ words: String, _ speaker: inout Speaker) {
    guard speaker.told.utf8.count + words.utf8.count <= Self.keptLength else {
      speaker.isCut = true
      return
    }
    speaker.told += words
  }

  /// Long enough not to be said twice on purpose.
  private static func isLong(_ words: String) -> Bool { words.utf8.count >= 8 }

  /// Two flat texts are one, or two: a model's tokens carry the space between words with them.
  private static func beginsSentence(_ words: String, after last: Character?) -> Bool {
    guard let last, let first = words.first, ".!?".contains(last) else { return false }
    return first.isUppercase
  }
}

extension String {
  /// Whether two texts differ in nothing but the white space around them.
  fileprivate func isSame(as other: String) -> Bool {
    self == other || trimmedOfSpace == other.trimmedOfSpace
  }
}
