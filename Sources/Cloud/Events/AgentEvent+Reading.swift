import JSONTree

extension AgentEvent {
  /// Reads a server-sent event. Nothing in it is refused: what cannot be read says so.
  ///
  /// - Returns: one event, or several where the data are a list of them.
  public static func reading(_ event: ServerSentEvent) -> [AgentEvent] {
    let data = event.data.trimmedOfSpace
    // An empty `data:` means that the agent is at work; some streams end with a mark of their own.
    guard !data.isEmpty, data != "[DONE]" else { return [AgentEvent()] }
    guard let document = try? JSONDocument(parsing: data) else { return [unparsed(data, type: event.type)] }
    if document.kind(of: document.root) == .array {
      return document.elements(of: document.root).map { AgentEvent(JSONFields(document, $0)) }
    }
    return [AgentEvent(JSONFields(document, document.root))]
  }

  /// Data that are no JSON: an old server's error frame, whose message was put between quotes as it was.
  private static func unparsed(_ data: String, type: String) -> AgentEvent {
    var event = AgentEvent()
    if ["heartbeat", "ping", "keepalive", "keep-alive"].contains(type.lowercased()) { return event }
    if let message = brokenErrorFrame(data) {
      event.fault = AgentFault(code: "", message: message)
    } else {
      event.isUnreadable = true
    }
    return event
  }

  /// `{"error": "no "quotes" are escaped in here"}`, of which any part may be missing after the name.
  private static func brokenErrorFrame(_ data: String) -> String? {
    guard data.hasPrefix("{") else { return nil }
    var rest = data.dropFirst().drop(while: \.isWhitespace)
    guard rest.hasPrefix("\"error\"") else { return nil }
    rest = rest.dropFirst(7).drop(while: \.isWhitespace)
    guard rest.first == ":" else { return nil }
    rest = rest.dropFirst().drop(while: \.isWhitespace)
    if rest.first == "\"" { rest = rest.dropFirst() }
    for end in ["}", "\""] where rest.hasSuffix(end) { rest = rest.dropLast() }
    return String(rest.prefix(longestMessage))
  }

  static let longestMessage = 4000

  private init(_ fields: JSONFields) {
    self.init()
    guard fields.isObject else {
      isUnreadable = true
      return
    }
    identifier = fields.text("id")
    author = String((fields.text("author") ?? "").prefix(200))
    branch = String((fields.text("branch") ?? "").prefix(200))
    isPartial = fields.flag("partial") ?? false
    fault = Self.fault(fields)
    if let actions = fields.object("actions"),
      let delta = actions.object("stateDelta", "state_delta"), !delta.isEmpty
    {
      hasStateDelta = true
    }
    if let type = fields.text("type"), fields.object("content")?.list("parts") == nil {
      readFlat(type.lowercased(), fields)
    } else if let content = fields.object("content") {
      readRuntime(content)
    } else if let text = fields.text("content", "text") {
      isFlat = fields.flag("partial") == nil
      if author != "user" { parts = [.text(text)] }
    } else if fault == nil, !fields.hasAny("author", "invocationId", "invocation_id", "actions", "code") {
      isUnreadable = !fields.isEmpty
    }
  }

  // MARK: Flat

  private mutating func readFlat(_ type: String, _ fields: JSONFields) {
    isFlat = fields.flag("partial") == nil
    switch type {
    case "text", "message", "content", "answer":
      if let text = fields.text("content", "text", "delta", "message") { parts = [.text(text)] }
    case "thought", "thinking", "reasoning":
      parts = [.thought(fields.text("content", "text") ?? "")]
    case "tool_call", "toolcall", "function_call", "tool_use":
      parts = [.toolCall(name: Self.toolName(fields), id: Self.toolIdentifier(fields))]
    case "tool_result", "toolresult", "function_response", "tool_response":
      parts = [.toolResult(name: Self.toolName(fields), id: Self.toolIdentifier(fields))]
    case "error":
      if fault == nil {
        let message = fields.text("message", "content", "error", "text") ?? ""
        fault = AgentFault(code: fields.spelling("code") ?? "", message: Self.cut(message))
      }
    case "heartbeat", "ping", "keepalive", "status", "start", "done", "end", "finish": break
    default: isUnreadable = true
    }
  }

  private static func toolName(_ fields: JSONFields) -> String {
    let inner = fields.object("content")
    return fields.text("name", "tool", "tool_name") ?? inner?.text("name", "tool", "tool_name") ?? ""
  }

  private static func toolIdentifier(_ fields: JSONFields) -> String? {
    let inner = fields.object("content")
    return fields.text("call_id", "tool_call_id", "id") ?? inner?.text("call_id", "tool_call_id", "id")
  }

  // MARK: The agent runtime's

  private mutating func readRuntime(_ content: JSONFields) {
    // The person's own words are not told back; a tool's answer comes in the same role.
    let isPersons = content.text("role") == "user" || author == "user"
    for part in content.list("parts") ?? [] {
      if let call = part.object("functionCall", "function_call") {
        parts.append(.toolCall(name: call.text("name") ?? "", id: call.text("id")))
      } else if let response = part.object("functionResponse", "function_response") {
        parts.append(.toolResult(name: response.text("name") ?? "", id: response.text("id")))
      } else if let text = part.text("text"), !text.isEmpty, !isPersons {
        parts.append(part.flag("thought") == true ? .thought(text) : .text(text))
      }
    }
  }

  // MARK: Errors

  private static func fault(_ fields: JSONFields) -> AgentFault? {
    let message = fields.text("errorMessage", "error_message")
    if let code = fields.spelling("errorCode", "error_code"), !code.isEmpty {
      // An edit without a word: what it has changed tells.
      if code == silentEnd { return nil }
      return AgentFault(code: code, message: cut(message ?? ""))
    }
    if let error = fields.text("error") {
      let details = fields.object("error_details", "errorDetails")
      let code = details?.spelling("code", "type", "error_type") ?? fields.spelling("code")
      return AgentFault(code: code ?? "", message: cut(error))
    }
    if let error = fields.object("error") {
      let code = error.spelling("code", "status") ?? ""
      return AgentFault(code: code, message: cut(error.text("message", "detail") ?? ""))
    }
    if let message, !message.isEmpty { return AgentFault(code: "", message: cut(message)) }
    // The service's own answers, inside the stream.
    if let code = fields.spelling("code"), !["0", "200", ""].contains(code), !fields.hasAny("content", "type")
    {
      return AgentFault(code: code, message: cut(fields.text("message", "msg", "detail") ?? ""))
    }
    // An answer that was stopped says why; newer servers give the same as an error's code.
    let partial = fields.flag("partial") ?? false
    if let reason = fields.text("finishReason", "finish_reason"), !partial, !quietEnds.contains(reason) {
      return AgentFault(code: reason, message: cut(fields.text("finishMessage", "finish_message") ?? ""))
    }
    return nil
  }

  /// What newer servers call an answer that ends without text.
  private static let silentEnd = "MODEL_RETURNED_NO_CONTENT"
  private static let quietEnds: Set<String> = ["", "STOP", "FINISH_REASON_UNSPECIFIED", silentEnd]

  private static func cut(_ text: String) -> String { String(text.prefix(longestMessage)) }
}
