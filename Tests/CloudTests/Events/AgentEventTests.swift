import Testing

@testable import Cloud

/// What one event of an answer says.
@Suite struct AgentEventTests {
  private func read(_ data: String, type: String = "message") -> [AgentEvent] {
    AgentEvent.reading(ServerSentEvent(type: type, data: data))
  }

  private func one(_ data: String, type: String = "message") throws -> AgentEvent {
    let events = read(data, type: type)
    return try #require(events.count == 1 ? events.first : nil)
  }

  // MARK: Flat

  @Test func flatText() throws {
    let event = try one(#"{"type":"text","content":"Added the title."}"#)
    #expect(event.parts == [.text("Added the title.")])
    #expect(event.isFlat && !event.isPartial && !event.isHeartbeat)
  }

  @Test func flatTextThatSaysWhatItIs() throws {
    let event = try one(#"{"type":"text","content":"Add","partial":true}"#)
    #expect(!event.isFlat && event.isPartial)
  }

  @Test func flatTools() throws {
    #expect(
      try one(#"{"type":"tool_call","name":"trim","id":"c1"}"#).parts == [.toolCall(name: "trim", id: "c1")])
    #expect(
      try one(#"{"type":"tool_result","content":{"name":"trim","id":"c1"}}"#).parts == [
        .toolResult(name: "trim", id: "c1")
      ])
    #expect(try one(#"{"type":"tool_call","content":"trim(3)"}"#).parts == [.toolCall(name: "", id: nil)])
  }

  @Test(arguments: [
    "", " ", "[DONE]", #"{"type":"heartbeat"}"#, #"{"type":"heartbeat","content":""}"#, #"{"type":"ping"}"#,
    "{}",
  ])
  func heartbeatsAndEmptyData(data: String) throws {
    let event = try one(data)
    #expect(event.isHeartbeat && !event.isUnreadable)
  }

  @Test func anEventThatIsNamedHeartbeat() throws {
    #expect(try one("still here", type: "heartbeat").isHeartbeat)
  }

  @Test func flatError() throws {
    #expect(
      try one(#"{"type":"error","message":"no","code":5}"#).fault == AgentFault(code: "5", message: "no"))
  }

  // MARK: The agent runtime's

  @Test(arguments: [
    #"{"content":{"parts":[{"functionCall":{"id":"a","name":"trim","args":{"x":1}}}],"role":"model"},"author":"ed"}"#,
    #"{"content":{"parts":[{"function_call":{"id":"a","name":"trim","args":{"x":1}}}],"role":"model"},"author":"ed"}"#,
  ])
  func functionCallsInBothSpellings(data: String) throws {
    let event = try one(data)
    #expect(event.parts == [.toolCall(name: "trim", id: "a")])
    #expect(event.author == "ed")
  }

  @Test(arguments: [
    #"{"content":{"parts":[{"functionResponse":{"id":"a","name":"trim","response":{}}}],"role":"user"},"author":"ed"}"#,
    #"{"content":{"parts":[{"function_response":{"id":"a","name":"trim","response":{}}}],"role":"user"},"author":"ed"}"#,
  ])
  func functionResponsesComeInThePersonsRole(data: String) throws {
    #expect(try one(data).parts == [.toolResult(name: "trim", id: "a")])
  }

  @Test func thoughtsAreNotForThePerson() throws {
    let event = try one(
      #"{"content":{"parts":[{"text":"hm","thought":true},{"text":"Done."}],"role":"model"}}"#)
    #expect(event.parts == [.thought("hm"), .text("Done.")])
  }

  @Test func thePersonsOwnWordsAreNotToldBack() throws {
    #expect(
      try one(#"{"content":{"parts":[{"text":"add a title"}],"role":"user"},"author":"user"}"#).parts == [])
  }

  @Test(arguments: [#""partial":true"#, #""partial":false"#, #""partial":null"#])
  func partial(member: String) throws {
    let event = try one(#"{"content":{"parts":[{"text":"a"}],"role":"model"},"# + member + "}")
    #expect(event.isPartial == member.contains("true"))
  }

  @Test(arguments: [
    #"{"actions":{"stateDelta":{"draft":{}}}}"#, #"{"actions":{"state_delta":{"draft":{}}},"author":"a"}"#,
  ])
  func stateDeltas(data: String) throws {
    let event = try one(data)
    #expect(event.hasStateDelta && !event.isHeartbeat && !event.isUnreadable)
    let empty = try one(#"{"actions":{"stateDelta":{},"artifactDelta":{}},"author":"a"}"#)
    #expect(!empty.hasStateDelta)
  }

  @Test func otherPartsAreNothing() throws {
    let event = try one(
      #"{"content":{"parts":[{"inlineData":{"data":"AA"}},{"executableCode":{}},7,null],"role":"model"}}"#)
    #expect(event.parts == [])
    #expect(!event.isUnreadable)
  }

  @Test func aListOfEvents() {
    #expect(
      read(#"[{"type":"text","content":"a"},{"type":"heartbeat"}]"#).map(\.parts) == [[.text("a")], []])
  }

  // MARK: Errors inside an answer of status 200

  @Test(arguments: [
    (#"{"errorCode":"SAFETY","errorMessage":"stopped","author":"ed"}"#, "SAFETY", "stopped"),
    (#"{"error_code":"SAFETY","error_message":"stopped"}"#, "SAFETY", "stopped"),
    (#"{"errorCode":"MAX_TOKENS","content":{"parts":[{"text":"Half"}]}}"#, "MAX_TOKENS", ""),
    (#"{"error":"boom"}"#, "", "boom"),
    (#"{"error":"boom","error_details":{"type":"ValueError"}}"#, "ValueError", "boom"),
    (#"{"error":{"code":429,"message":"slow down"}}"#, "429", "slow down"),
    (#"{"code":2001,"message":"out of credits"}"#, "2001", "out of credits"),
    (#"{"finishReason":"RECITATION","content":{"parts":[]}}"#, "RECITATION", ""),
    // Not even JSON: an old server's frame.
    (#"{"error": "bad "quotes" in here"}"#, "", #"bad "quotes" in here"#),
    (#"{"error": "only the first line of it"#, "", "only the first line of it"),
  ])
  func errors(data: String, code: String, message: String) throws {
    #expect(try one(data).fault == AgentFault(code: code, message: message))
  }

  @Test(arguments: [
    #"{"finishReason":"STOP","content":{"parts":[{"text":"a"}]}}"#, #"{"code":0,"message":"ok","data":{}}"#,
    #"{"errorCode":null,"errorMessage":null,"author":"a"}"#,
    #"{"finishReason":"MAX_TOKENS","partial":true,"content":{}}"#,
    #"{"errorCode":"MODEL_RETURNED_NO_CONTENT","errorMessage":"The model returned no content.","author":"a"}"#,
    #"{"finishReason":"MODEL_RETURNED_NO_CONTENT","author":"a"}"#,
  ])
  func whatIsNoError(data: String) throws { #expect(try one(data).fault == nil) }

  @Test func anErrorMayComeWithText() throws {
    let event = try one(#"{"errorCode":"MAX_TOKENS","content":{"parts":[{"text":"Half"}],"role":"model"}}"#)
    #expect(event.parts == [.text("Half")])
    #expect(event.fault?.code == "MAX_TOKENS")
  }

  // MARK: Anything else

  @Test(arguments: ["<html>", "hello", "{", "7", "\"text\"", "null", #"{"type":"whatever"}"#, #"{"foo":1}"#])
  func whatCannotBeReadSaysSo(data: String) throws { #expect(try one(data).isUnreadable) }

  @Test(arguments: [
    #"{"type":7,"content":7}"#, #"{"type":"text","content":{"parts":"x"}}"#,
    #"{"content":{"parts":[{"text":7}]}}"#,
    #"{"content":[],"partial":"yes","author":{},"actions":[],"errorCode":[],"error":[]}"#, "[]", "[1,[2]]",
    String(repeating: "[", count: 2000),
  ])
  func wrongTypesDoNoHarm(data: String) { for event in read(data) { #expect(event.fault == nil) } }
}
