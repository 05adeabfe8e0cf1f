import Foundation
import JSONTree

/// The streams of faults in place of, or around, what the agent says.
struct FaultyStreams {
  let settings: Settings

  /// - Parameter turn: what the agent did and says.
  func body(_ turn: AgentTurn, _ faults: [Fault]) -> ReplyBody {
    func fault(_ kind: FaultKind) -> Fault? { faults.first { $0.kind == kind } }
    var turn = turn
    if fault(.silent) != nil || fault(.late) != nil { turn.removeText() }
    var stream = AgentStream(events: settings.events, pace: settings.pace)
    if let fault = fault(.heartbeats) { return heartbeats(fault) }
    if let fault = fault(.busy) {
      let every = max(0.01, fault.number("every", 5))
      for _ in 0..<Int(min(fault.number("for", 10) / every, 1e4)) { stream.heartbeat(wait: every) }
    }
    if let fault = fault(.say) {
      turn.removeText()
      stream.write(turn)
      stream.text([fault.arguments["text"] ?? "Hello."])
      return ReplyBody(frames: stream.frames)
    }
    if let fault = fault(.raw) {
      stream.raw((fault.arguments["text"] ?? "").replacing("\\n", with: "\n"))
      return ReplyBody(frames: stream.frames)
    }
    if fault(.safety) != nil {
      stream.error("SAFETY", "The model's answer was stopped for safety reasons.")
      return ReplyBody(frames: stream.frames)
    }
    if let fault = fault(.errorEvent) {
      let message = fault.arguments["message"] ?? "The model is overloaded. Please try again later."
      stream.error(fault.arguments["error"] ?? "503", message, text: fault.arguments["text"])
      stream.raw(
        "data: \(JSONLiteral.object(["error": .string(message), "error_details": .object(["type": .string("ServerError")])]).text())\n\n"
      )
      return ReplyBody(frames: stream.frames)
    }
    if fault(.invalidError) != nil {
      // As runtime 1.4 writes it: the message is put between quotes as it is.
      stream.raw(
        "data: {\"error\": \"503 UNAVAILABLE. {'error': {\"code\": 503, 'message': 'overloaded'}}\"}\n\n")
      return ReplyBody(frames: stream.frames)
    }
    if let fault = fault(.longLine) {
      stream.raw(
        "data: {\"filler\":\"" + String(repeating: "x", count: fault.count("bytes", 10 << 20)) + "\"}\n\n")
    }
    if fault(.badUTF8) != nil {
      stream.raw(
        Array("data: {\"type\":\"text\",\"content\":\"".utf8) + [0xC3, 0x28, 0xFF] + Array("\"}\n\n".utf8))
    }
    stream.write(turn, callsTwice: fault(.callsTwice) != nil, deltasOnly: fault(.deltasOnly) != nil)
    // As runtime 2.13 tells of an answer that ends without text.
    if let code = fault(.silent)?.arguments["error"] { stream.error(code, "The model returned no content.") }
    if fault(.twice) != nil { stream.text([turn.text]) }
    if fault(.trouble) != nil { stream.text(["I encountered a temporary issue"]) }
    if fault(.endless) != nil {
      let frame = AgentStream.Frame(
        wait: 0, bytes: Array("data: {\"type\":\"tool_result\",\"content\":{}}\n\n".utf8))
      return ReplyBody(frames: stream.frames) { _ in frame }
    }
    return ReplyBody(frames: stream.frames)
  }

  private func heartbeats(_ fault: Fault) -> ReplyBody {
    let every = max(0.01, fault.number("every", 5))
    let count = Int(min(fault.number("for", 3600) / every, 1e6))
    let settings = settings
    return ReplyBody(frames: []) { index in
      guard index < count else { return nil }
      var stream = AgentStream(events: settings.events, pace: 0)
      // Both forms in turn.
      if index.isMultiple(of: 2) {
        stream.raw(": ping\n\n", wait: every)
      } else {
        stream.heartbeat(wait: every)
      }
      return stream.frames[0]
    }
  }
}
