import TestSupport
import Testing

@testable import Cloud

/// What a person reads of an answer.
@Suite struct AnswerTranscriptTests {
  private func read(_ data: [String]) -> (
    text: String, steps: [InterfaceStep.Action], transcript: AnswerTranscript
  ) {
    var transcript = AnswerTranscript()
    var pieces: [AnswerTranscript.Piece] = []
    for line in data {
      for event in AgentEvent.reading(ServerSentEvent(data: line)) { pieces += transcript.take(event) }
    }
    pieces += transcript.finish()
    var text = ""
    var steps: [InterfaceStep.Action] = []
    for piece in pieces {
      if case .text(let more) = piece { text += more }
      if case .step(let step) = piece { steps.append(step.action) }
    }
    return (text, steps, transcript)
  }

  private func delta(_ text: String) -> String { AgentAnswerTests.delta(text) }
  private func whole(_ text: String) -> String { AgentAnswerTests.whole(text) }

  @Test func sentencesArePutTogether() {
    let result = read([
      delta("I've added the ti"), delta("tle. Click the Exp"), delta("ort button to down"),
      delta("load. It is 3.5"), delta(" s long."),
    ])
    #expect(result.text == "I've added the title. It is 3.5 s long.")
    #expect(result.steps == [.export])
  }

  @Test func anyCutGivesTheSame() {
    let text = "1. I've added \\\"Go. Now!\\\" at 3.5 s… Fine? 标题已添加。请点击“导出”按钮！\\n2. Done."
    let expected = read([whole(text)])
    let characters = Array("1. I've added 'Go. Now!' at 3.5 s… Fine? 标题已添加。请点击“导出”按钮！ Done.").map(String.init)
    let other = read([whole(characters.joined())])
    #expect(expected.steps == [.export])
    for cut in 0...characters.count {
      let result = read([delta(characters[..<cut].joined()), delta(characters[cut...].joined())])
      #expect(result.text == other.text, "cut at \(cut)")
      #expect(result.steps == other.steps, "cut at \(cut)")
    }
  }

  /// Marks, quotes, line ends and white space, wherever the pieces end.
  @Test func anyCutGivesTheSameSentences() {
    let texts = [
      "One. Two!\"  Three?)\r\nFour\rFive\n\nSix… 1. Seven 3.5 (8.)。Nine。」Ten...。 “Yes?” ok", "..!?)) x",
      "1.* a. b", "e\u{301}.\u{301} 👨‍👩‍👧。x",
    ]
    for text in texts {
      var buffer = SentenceBuffer()
      var whole = buffer.add(text)
      whole.append(buffer.flush())
      #expect(whole.joined() == text)
      let scalars = Array(text.unicodeScalars)
      for cut in 0...scalars.count {
        var buffer = SentenceBuffer()
        var pieces: [String] = []
        for part in [scalars[..<cut], scalars[cut...]] {
          var view = String.UnicodeScalarView()
          view.append(contentsOf: part)
          pieces += buffer.add(String(view))
        }
        pieces.append(buffer.flush())
        #expect(pieces.joined() == text, "cut at \(cut)")
        // White space that comes later may stand at the beginning of the next.
        let words = { (sentences: [String]) in sentences.map(\.trimmedOfSpace).filter { !$0.isEmpty } }
        #expect(words(pieces) == words(whole), "cut at \(cut)")
      }
    }
  }

  /// However many marks there are, the time grows with them and not with their square.
  @Test(arguments: [".", "。", ")", "\"", "(", "?!", "“", "a.", "\r", "-,"])
  func aLongRunOfMarksIsReadInTime(mark: String) {
    for size in [30_000, 40] {
      var transcript = AnswerTranscript()
      var length = 0
      let start = ContinuousClock.now
      let piece = String(repeating: mark, count: size)
      for _ in 0..<(30_000 / size) {
        for case .text(let text) in transcript.take(AgentEvent(parts: [.text("x" + piece)], isPartial: true))
        {
          length += text.utf8.count
        }
      }
      for case .text(let text) in transcript.finish() { length += text.utf8.count }
      #expect(length > 10_000 || mark == "\r")
      #expect(ContinuousClock.now - start < .seconds(20), "\(size) at a time")
    }
  }

  @Test func paragraphsAreApart() {
    let result = read([
      delta("Let me see."), AgentAnswerTests.call, AgentAnswerTests.response, delta("Done."),
    ])
    #expect(result.text == "Let me see.\n\nDone.")
  }

  @Test func aReplacementOfWhatWasNotShownYetIsNotSeen() {
    #expect(read([delta("I will"), whole("I cannot do that.")]).text == "I cannot do that.")
    #expect(read([delta("Yes. I wi"), whole("Yes. I cannot.")]).text == "Yes. I cannot.")
  }

  @Test func aWholeThatEndsSoonerSaysNothingAnew() {
    #expect(read([delta("Start of it. And trailing"), whole("Start of it.")]).text == "Start of it.")
    #expect(read([delta("One. Two. "), whole("One.")]).text == "One. Two.")
  }

  @Test func aReplacementOfWhatWasShownSaysSo() {
    #expect(
      read([delta("All good. And mo"), whole("Nothing is good.")]).text
        == "All good.\n\n(Said anew:) Nothing is good.")
  }

  // MARK: What is the person's to decide

  private func offers(_ text: String) -> [Bool] {
    var transcript = AnswerTranscript()
    var pieces = transcript.take(AgentEvent(parts: [.text(text)]))
    pieces += transcript.finish()
    return pieces.compactMap { if case .step(let step) = $0 { step.isOffer } else { nil } }
  }

  @Test(arguments: [
    "Should I delete all clips? Click Delete.", "This costs 50 credits. Click Generate.",
    "It uses about 20 credits. Drag the clip to 2s.",
    "要删除所有片段吗？点击删除按钮。", "这将消耗50积分。点击生成按钮。", "All set with the title? Click Export.",
    "Would you like to click Export?", "This cannot be undone. Click Delete.",
  ])
  func stepsAfterAQuestionOrAPriceAreOffers(text: String) { #expect(offers(text) == [true]) }

  @Test(arguments: [
    "I added the title \"Ready?\". Click Export.", "You have 40 credits left. Click Export.",
    "Drag the title to 2s. Anything else?",
  ])
  func otherStepsAreNone(text: String) { #expect(offers(text) == [false]) }

  // MARK: The last apology

  @Test(arguments: [
    "I encountered a temporary issue.",
    "I'm sorry, but I encountered a temporary issue while processing your request. Please try again later.",
    "抱歉，我遇到了一个临时问题。请稍后再试。",
  ])
  func aLastTemporaryIssueIsDropped(apology: String) {
    let result = read([
      whole("I've added the title."), AgentAnswerTests.call, AgentAnswerTests.response, whole(apology),
    ])
    #expect(result.text == "I've added the title.")
    #expect(result.transcript.hasDroppedIssue)
  }

  @Test func inTheSameParagraphToo() {
    #expect(
      read([whole("Added it. I encountered a temporary issue. Please try again.")]).text == "Added it.")
  }

  @Test func aTemporaryIssueThatIsAllIsTold() {
    let result = read([whole("I encountered a temporary issue. Please try again.")])
    #expect(result.text == "I encountered a temporary issue. Please try again.")
    #expect(!result.transcript.hasDroppedIssue)
  }

  @Test func aTemporaryIssueThatIsNotTheLastIsTold() {
    #expect(
      read([whole("Added it. I encountered a temporary issue. So I used another song.")]).text
        == "Added it. I encountered a temporary issue. So I used another song.")
  }

  // MARK: Untrusted text

  @Test func controlCharactersAreVisible() {
    let result = read([#"{"type":"text","content":"a\u001b[31mb\u0007\u202ec\r\nd\te"}"#])
    #expect(result.text == "a\\u{1B}[31mb\\u{7}\\u{202E}c\nd    e")
  }

  @Test func aTextWithoutEndIsGivenOutInParts() {
    var transcript = AnswerTranscript()
    var length = 0
    for _ in 0..<1000 {
      for piece in transcript.take(
        AgentEvent(parts: [.text(String(repeating: "x", count: 500))], isPartial: true))
      {
        if case .text(let text) = piece { length += text.count }
      }
    }
    #expect(length > 490_000)
  }

  @Test func streamsOfAnythingDoNoHarm() {
    var generator = SeededGenerator(seed: 3)
    let pieces = [
      "data: ", "\n\n", "\r", "{\"type\":\"text\",\"content\":\"", "Click Export. ", "\"}",
      "{\"content\":{\"parts\":[", "]}}", "\u{FEFF}", "🎬", ": ping\n", "event: x\n", "id: \0\n", "[DONE]",
      "{\"error\": \"", "I encountered a temporary issue. ", "\\u001b",
    ]
    for _ in 0..<300 {
      var parser = EventStreamParser(limit: 4096)
      var transcript = AnswerTranscript()
      let text = (0..<40).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let events = (try? parser.read(Array(text.utf8))) ?? []
      for event in events.flatMap(AgentEvent.reading) {
        for case .text(let text) in transcript.take(event) { #expect(!text.contains("\u{1B}")) }
      }
      _ = transcript.finish()
    }
  }
}
