import DraftModel

/// What an agent answers, as the person gets to read it: whole sentences, each once, without the steps on
/// a screen that is not there, and without the backend's apology at the end of an answer that was fine.
///
/// A value: events in, pieces out. Text that comes out may be printed as it is.
public struct AnswerTranscript: Sendable {
  public enum Piece: Hashable, Sendable {
    /// More of the answer; line breaks are its own, other control characters are visible.
    case text(String)
    /// Something the backend wants done.
    case step(InterfaceStep)
    /// A tool was called; its name is as the backend gave it.
    case toolCall(String)
    /// A tool has answered: the draft may be another now.
    case toolResult(String)
    /// The session's state has changed.
    case stateChanged
    case fault(AgentFault)
  }

  private var answer = AgentAnswer()
  private var buffers: [AgentAnswer.Paragraph: Buffer] = [:]
  private var lastParagraph: AgentAnswer.Paragraph?
  private var heldIssue: [String] = []
  /// Whether the next text begins a paragraph of its own.
  private var isAtStart = true
  /// White space at the end of what was given out: it is only if more text follows.
  private var space = ""

  /// Whether any text was given out.
  public private(set) var hasText = false
  /// Whether a last apology was kept back.
  public private(set) var hasDroppedIssue = false
  /// Whether any of it leaves something to the person to decide; steps that came after are offers.
  public private(set) var leavesDecision = false
  /// Whether any of it says that something was changed.
  public private(set) var claimsEdit = false
  public private(set) var faults: [AgentFault] = []
  public var unreadableCount: Int { answer.unreadableCount }
  public var toolCallCount: Int { answer.toolCallCount }

  private struct Buffer {
    var sentences = SentenceBuffer()
    /// What was given out of the paragraph, as the backend wrote it.
    var given = ""
  }

  public init() {}

  public mutating func take(_ event: AgentEvent) -> [Piece] {
    var pieces: [Piece] = []
    for news in answer.take(event) { take(news, &pieces) }
    return pieces
  }

  /// What is left when the stream is over.
  public mutating func finish() -> [Piece] {
    var pieces: [Piece] = []
    for news in answer.finish() { take(news, &pieces) }
    flush(&pieces)
    if !heldIssue.isEmpty {
      if hasText { hasDroppedIssue = true } else { release(&pieces) }
      heldIssue = []
    }
    return pieces
  }

  private mutating func take(_ news: AgentAnswer.News, _ pieces: inout [Piece]) {
    switch news {
    case .text(let text, let paragraph): add(text, to: paragraph, &pieces)
    case .replacement(let whole, let paragraph): replace(paragraph, by: whole, &pieces)
    case .pause: flush(&pieces)
    case .toolCall(let name): pieces.append(.toolCall(name))
    case .toolResult(let name): pieces.append(.toolResult(name))
    case .stateChanged: pieces.append(.stateChanged)
    case .fault(let fault):
      faults.append(fault)
      pieces.append(.fault(fault))
    case .unreadable: break
    }
  }

  private mutating func add(_ text: String, to paragraph: AgentAnswer.Paragraph, _ pieces: inout [Piece]) {
    // Taken out, so that it is not copied with every piece.
    var buffer = buffers.removeValue(forKey: paragraph) ?? Buffer()
    let sentences = buffer.sentences.add(text)
    for sentence in sentences where buffer.given.utf8.count < AgentAnswer.keptLength {
      buffer.given += sentence
    }
    buffers[paragraph] = buffer
    for sentence in sentences { give(sentence, of: paragraph, &pieces) }
  }

  /// The whole text is another than its increments were. What was held back of these was never shown.
  private mutating func replace(
    _ paragraph: AgentAnswer.Paragraph, by whole: String, _ pieces: inout [Piece]
  ) {
    let given = buffers[paragraph]?.given ?? ""
    buffers[paragraph] = nil
    if whole.hasPrefix(given) {
      buffers[paragraph] = Buffer(given: given)
      add(String(whole.dropFirst(given.count)), to: paragraph, &pieces)
    } else if given.hasPrefix(whole) {
      // It ends sooner than was shown; nothing of it is new.
      buffers[paragraph] = Buffer(given: given)
    } else {
      (isAtStart, space) = (true, "")
      give("(Said anew:) ", of: paragraph, &pieces)
      add(whole, to: paragraph, &pieces)
    }
  }

  private mutating func flush(_ pieces: inout [Piece]) {
    for paragraph in buffers.keys.sorted() {
      let rest = buffers[paragraph]?.sentences.flush() ?? ""
      if !rest.isEmpty { give(rest, of: paragraph, &pieces) }
    }
    buffers = [:]
    (isAtStart, space) = (true, "")
  }

  // MARK: Sentences

  private mutating func give(
    _ sentence: String, of paragraph: AgentAnswer.Paragraph, _ pieces: inout [Piece]
  ) {
    if TemporaryIssue.begins(with: sentence) || (!heldIssue.isEmpty && TemporaryIssue.goes(with: sentence)) {
      // A stream may be nothing but apologies.
      if heldIssue.count < 100 { heldIssue.append(sentence) }
      return
    }
    release(&pieces)
    let translation = BackendTranslation(of: sentence)
    if paragraph != lastParagraph { (isAtStart, space) = (true, "") }
    lastParagraph = paragraph
    if EditClaim.isMade(in: translation.shown) { claimsEdit = true }
    show(translation.shown, &pieces)
    if Decision.isLeft(by: sentence) { leavesDecision = true }
    for var step in translation.steps {
      if leavesDecision { step.isOffer = true }
      pieces.append(.step(step))
    }
  }

  private mutating func release(_ pieces: inout [Piece]) {
    for sentence in heldIssue { show(sentence, &pieces) }
    heldIssue = []
  }

  private mutating func show(_ text: String, _ pieces: inout [Piece]) {
    var text = space + Self.printable(text)
    space = ""
    if isAtStart {
      // No blank lines at the beginning, one between paragraphs.
      text = String(text.drop(while: \.isWhitespace))
      guard !text.isEmpty else { return }
      if hasText { text = "\n\n" + text }
      isAtStart = false
    }
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else {
      space = String(text.prefix(1000))
      return
    }
    space = String(text[text.index(after: last)...])
    hasText = true
    pieces.append(.text(String(text[...last])))
  }

  /// Line breaks and tabs as they are, other control characters made visible.
  static func printable(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).visible }.joined(
        separator: "    ")
    }.joined(separator: "\n")
  }
}
