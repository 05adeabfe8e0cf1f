import Testing

@testable import Cloud

/// Each text once, whatever a server sends it as.
@Suite struct AgentAnswerTests {
  static let call =
    #"{"content":{"parts":[{"functionCall":{"id":"c1","name":"add_title","args":{}}}],"role":"model"},"author":"ed"}"#
  static let response =
    #"{"content":{"parts":[{"functionResponse":{"id":"c1","name":"add_title","response":{}}}],"role":"user"},"author":"ed"}"#

  static func delta(_ text: String, author: String = "ed") -> String {
    #"{"content":{"parts":[{"text":"\#(text)"}],"role":"model"},"partial":true,"author":"\#(author)"}"#
  }

  static func whole(_ text: String, author: String = "ed", partial: String = "") -> String {
    #"{"content":{"parts":[{"text":"\#(text)"}],"role":"model"}\#(partial),"author":"\#(author)"}"#
  }

  /// Everything that a person would have read in the end: replaced paragraphs as they were replaced.
  private func told(_ data: [String]) -> (text: String, calls: [String], faults: [AgentFault]) {
    var answer = AgentAnswer()
    var paragraphs: [AgentAnswer.Paragraph: String] = [:]
    var calls: [String] = []
    var faults: [AgentFault] = []
    var all = data.flatMap { AgentEvent.reading(ServerSentEvent(data: $0)) }.flatMap { answer.take($0) }
    all += answer.finish()
    for news in all {
      switch news {
      case .text(let text, let paragraph): paragraphs[paragraph, default: ""] += text
      case .replacement(let text, let paragraph): paragraphs[paragraph] = text
      case .toolCall(let name): calls.append(name)
      case .fault(let fault): faults.append(fault)
      case .pause, .toolResult, .stateChanged, .unreadable: break
      }
    }
    let text = paragraphs.sorted { $0.key < $1.key }.map(\.value).joined(separator: "|")
    return (text, calls, faults)
  }

  @Test func incrementsAndThenTheWhole() {
    #expect(
      told([Self.delta("I've "), Self.delta("added it."), Self.whole("I've added it.")]).text
        == "I've added it.")
    #expect(
      told([
        Self.delta("I've "), Self.delta("added it."),
        Self.whole("I've added it.", partial: #","partial":false"#),
      ]).text == "I've added it.")
  }

  @Test func theWholeNeverComes() {
    #expect(told([Self.delta("I've "), Self.delta("added it.")]).text == "I've added it.")
  }

  @Test func onlyTheWholeComes() { #expect(told([Self.whole("Added.")]).text == "Added.") }

  @Test func theWholeReplacesWhatWasSaid() {
    #expect(told([Self.delta("I will not"), Self.whole("I cannot do that.")]).text == "I cannot do that.")
  }

  @Test func theWholeGoesOnFromWhatWasSaid() {
    #expect(told([Self.delta("Added"), Self.whole("Added it.")]).text == "Added it.")
  }

  @Test func theWholeComesTwice() {
    #expect(told([Self.whole("Added it."), Self.whole("Added it.")]).text == "Added it.")
    #expect(
      told([Self.delta("Added it."), Self.whole("Added it."), Self.whole("Added it.")]).text == "Added it.")
  }

  @Test func anEventComesTwice() {
    let event =
      #"{"id":"e1","content":{"parts":[{"text":"Once."},{"functionCall":{"name":"f","args":{}}}],"role":"model"}}"#
    let result = told([event, event])
    #expect(result.text == "Once.")
    #expect(result.calls == ["f"])
  }

  @Test func textsAroundATool() {
    let events = [
      Self.delta("Let me "), Self.delta("see."), Self.whole("Let me see."), Self.call, Self.response,
      Self.delta("Do"), Self.delta("ne."), Self.whole("Done."),
    ]
    #expect(told(events).text == "Let me see.|Done.")
    #expect(told(events).calls == ["add_title"])
  }

  @Test func incrementsAroundAToolWithoutWholes() {
    #expect(
      told([Self.delta("Let me see."), Self.call, Self.response, Self.delta("Done.")]).text
        == "Let me see.|Done.")
  }

  /// Newer servers send text and calls as increments, then both together once more.
  @Test func aCallComesTwiceWithOneId() {
    let both =
      #"{"content":{"parts":[{"text":"Let me see."},{"functionCall":{"id":"c1","name":"add_title","args":{}}}],"role":"model"},"partial":false,"author":"ed"}"#
    let partialCall = Self.call.replacing(#""author""#, with: #""partial":true,"author""#)
    let result = told([
      Self.delta("Let me see."), partialCall, both, Self.response, Self.delta("Done."), Self.whole("Done."),
    ])
    #expect(result.text == "Let me see.|Done.")
    #expect(result.calls == ["add_title"])
  }

  @Test func aWholeAfterItsCall() {
    let result = told([
      Self.delta("Let me see."), Self.call, Self.whole("Let me see."), Self.response, Self.whole("Done."),
    ])
    #expect(result.text == "Let me see.|Done.")
  }

  @Test func severalTextsInOneEvent() {
    let event =
      #"{"content":{"parts":[{"text":"One. "},{"text":"secret","thought":true},{"text":"Two."}],"role":"model"}}"#
    #expect(told([Self.delta("One. "), Self.delta("Two."), event]).text == "One. Two.")
  }

  @Test func thoughtsAreNotTold() {
    let thought = #"{"content":{"parts":[{"text":"I wonder","thought":true}],"role":"model"},"partial":true}"#
    #expect(told([thought, Self.delta("Done."), Self.whole("Done.")]).text == "Done.")
  }

  @Test func twoAgentsAtOnce() {
    let events = [
      Self.delta("A1 ", author: "a"), Self.delta("B1 ", author: "b"), Self.delta("A2.", author: "a"),
      Self.delta("B2.", author: "b"),
      Self.whole("A1 A2.", author: "a"), Self.whole("B1 B2.", author: "b"),
    ]
    #expect(told(events).text == "A1 A2.|B1 B2.")
  }

  @Test func twoWholesAreTwo() {
    #expect(told([Self.whole("First part."), Self.whole("Second part.")]).text == "First part.|Second part.")
  }

  @Test func allOfItOnceMoreAtTheEnd() {
    let events = [
      Self.delta("Let me see."), Self.call, Self.response, Self.delta("It is done."),
      Self.whole("It is done."), Self.whole("Let me see. It is done."),
    ]
    #expect(told(events).text == "Let me see.|It is done.")
  }

  @Test func allOfItOnceMoreInPieces() {
    let first = [Self.delta("Let me "), Self.delta("see."), Self.whole("Let me see.")]
    #expect(told(first + first).text == "Let me see.")
    #expect(told(first + [Self.call, Self.response] + first).text == "Let me see.")
    let two = first + [Self.call, Self.response, Self.delta("It is done."), Self.whole("It is done.")]
    #expect(
      told(
        two + [Self.delta("Let me see.It"), Self.delta(" is done."), Self.whole("Let me see.It is done.")]
      ).text == "Let me see.|It is done.")
    // Without its whole as well.
    #expect(told(first + [Self.delta("Let me "), Self.delta("see.")]).text == "Let me see.")
  }

  @Test func whatOnlyBeginsLikeSomethingSaidIsTold() {
    let first = [Self.delta("The title is added."), Self.whole("The title is added.")]
    #expect(
      told(first + [Self.delta("The "), Self.delta("music is too."), Self.whole("The music is too.")]).text
        == "The title is added.|The music is too.")
    #expect(told(first + [Self.delta("The ")]).text == "The title is added.|The ")
    #expect(
      told(first + [Self.delta("The title is added."), Self.delta(" Really.")]).text
        == "The title is added.|The title is added. Really.")
  }

  @Test func shortWordsMayComeAgain() {
    #expect(told([Self.whole("Done."), Self.call, Self.response, Self.whole("Done.")]).text == "Done.|Done.")
  }

  // MARK: Flat

  private static func flat(_ text: String) -> String { #"{"type":"text","content":"\#(text)"}"# }

  @Test func flatTextsAreAdded() {
    #expect(told([Self.flat("I've "), Self.flat("added"), Self.flat(" it.")]).text == "I've added it.")
  }

  @Test func flatSentencesAreParagraphs() {
    #expect(told([Self.flat("Added it."), Self.flat("What next?")]).text == "Added it.|What next?")
  }

  @Test func flatTextsOnceMore() {
    #expect(told([Self.flat("Added the title."), Self.flat("Added the title.")]).text == "Added the title.")
    #expect(
      told([Self.flat("Added "), Self.flat("the title."), Self.flat("Added the title.")]).text
        == "Added the title.")
  }

  @Test func flatTextsThatGrow() {
    #expect(told([Self.flat("Added the"), Self.flat("Added the title")]).text == "Added the title")
  }

  @Test func flatTextsAroundATool() {
    let events = [
      Self.flat("Working on it."), #"{"type":"tool_call","name":"f"}"#, #"{"type":"heartbeat"}"#,
      #"{"type":"tool_result","name":"f"}"#, Self.flat("Done."),
    ]
    #expect(told(events).text == "Working on it.|Done.")
    #expect(told(events).calls == ["f"])
  }

  // MARK: Errors

  @Test func anErrorIsToldOnce() {
    let events = [
      #"{"errorCode":"500","errorMessage":"model overloaded","author":"ed"}"#,
      #"{"error":"model overloaded"}"#,
    ]
    #expect(told(events).faults == [AgentFault(code: "500", message: "model overloaded")])
  }

  @Test func textBeforeAnErrorStays() {
    let result = told([Self.delta("Half of "), #"{"error": "boom"}"#])
    #expect(result.text == "Half of ")
    #expect(result.faults == [AgentFault(code: "", message: "boom")])
  }

  // MARK: Endless streams

  @Test func memoryIsBounded() {
    var answer = AgentAnswer()
    let text = String(repeating: "x", count: 100_000)
    for index in 0..<100 {
      let event = AgentEvent(parts: [.text(text)], isPartial: true, author: "\(index % 3)")
      #expect(answer.take(event).count == 1)
    }
    // What is not kept is not told again as a whole.
    let whole = AgentEvent(parts: [.text(String(repeating: text, count: 34))], author: "0")
    #expect(answer.take(whole) == [])
    for index in 0..<1000 {
      _ = answer.take(AgentEvent(parts: [.text("a")], isPartial: true, author: "many \(index)"))
    }
    #expect(answer.speakerCount <= AgentAnswer.speakerLimit + 1)
  }
}
