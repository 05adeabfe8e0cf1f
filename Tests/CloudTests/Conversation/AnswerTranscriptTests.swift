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

  @Test func aReplacementOfWhatWasShownSaysSo() {
    #expect(
      read([delta("All good. And mo"), whole("Nothing is good.")]).text
        == "All good.\n\n(Said anew:) Nothing is good.")
  }

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
