import Foundation
import JSONTree

/// The event stream of an answer: what comes when.
struct AgentStream {
  /// Bytes, and seconds to wait before them.
  struct Frame: Sendable {
    var wait: Double
    var bytes: [UInt8]
  }

  let events: Settings.Events
  let pace: Double
  private(set) var frames: [Frame] = []
  private let invocation = Store.identifier("e-")

  init(events: Settings.Events, pace: Double) {
    self.events = events
    self.pace = pace
  }

  // MARK: Lines

  mutating func line(_ json: JSONLiteral, wait: Double? = nil) { raw("data: \(json.text())\n\n", wait: wait) }

  mutating func raw(_ text: String, wait: Double? = nil) { raw(Array(text.utf8), wait: wait) }

  mutating func raw(_ bytes: [UInt8], wait: Double? = nil) {
    frames.append(Frame(wait: wait ?? pace, bytes: bytes))
  }

  // MARK: Events

  mutating func heartbeat(wait: Double? = nil) {
    switch events {
    case .flat: line(.object(["type": .string("heartbeat")]), wait: wait)
    // An empty event, and what the web framework sends as a ping.
    default:
      raw(frames.count.isMultiple(of: 2) ? "data:\n\n" : ": ping - 2026-01-01 00:00:00\r\n\r\n", wait: wait)
    }
  }

  /// A turn's steps. Texts that follow one another are one text, in deltas.
  mutating func write(_ turn: AgentTurn, callsTwice: Bool = false, deltasOnly: Bool = false) {
    var text: [String] = []
    for step in turn.steps {
      if case .text(let piece) = step {
        text.append(piece)
        continue
      }
      self.text(text, deltasOnly: deltasOnly)
      text = []
      switch step {
      case .thought(let thought): self.thought(thought)
      case .call(let name, let arguments, let result):
        call(name, arguments, result, twice: callsTwice)
      case .heartbeat: heartbeat()
      case .text: break
      }
    }
    self.text(text, deltasOnly: deltasOnly)
  }

  /// - Parameter pieces: what comes as one delta each, or in smaller ones.
  mutating func text(_ pieces: [String], deltasOnly: Bool = false) {
    let whole = pieces.joined()
    guard !whole.isEmpty else { return }
    switch events {
    case .flat:
      for piece in pieces { line(.object(["type": .string("text"), "content": .string(piece)])) }
    case .whole: event(parts: [part(text: whole)], isPartial: nil)
    case .runtime, .snake:
      for delta in pieces.flatMap(Self.deltas) { event(parts: [part(text: delta)], isPartial: true) }
      if !deltasOnly { event(parts: [part(text: whole)], isPartial: events == .snake ? false : nil) }
    }
  }

  /// A text as a model gives it: a few words at a time.
  private static func deltas(of text: String) -> [String] {
    var deltas: [String] = []
    var delta = ""
    for character in text {
      delta.append(character)
      if delta.count >= 12, character == " " || !character.isASCII {
        deltas.append(delta)
        delta = ""
      }
    }
    return delta.isEmpty ? deltas : deltas + [delta]
  }

  mutating func thought(_ text: String) {
    // The flat shape has none.
    guard events != .flat else { return }
    event(parts: [part(text: text, isThought: true)], isPartial: events == .whole ? nil : true)
  }

  mutating func call(_ name: String, _ arguments: JSONLiteral, _ result: JSONLiteral, twice: Bool = false) {
    if events == .flat {
      line(
        .object([
          "type": .string("tool_call"), "content": .object(["name": .string(name), "args": arguments]),
        ]))
      line(
        .object([
          "type": .string("tool_result"), "content": .object(["name": .string(name), "result": result]),
        ]))
      return
    }
    let id = Store.identifier("adk-")
    let call = JSONLiteral.object([
      self.name("functionCall"): .object([
        "id": .string(id), "args": arguments, "name": .string(name),
      ])
    ])
    if twice { event(parts: [call], isPartial: true) }
    event(parts: [call], isPartial: nil)
    event(
      parts: [
        .object([
          self.name("functionResponse"): .object([
            "id": .string(id), "name": .string(name), "response": result,
          ])
        ])
      ], role: "user", isPartial: nil, stateDelta: .object(["last_tool": .string(name)]))
  }

  /// The runtime tells of an error inside 200.
  mutating func error(_ code: String, _ message: String, text: String? = nil) {
    if events == .flat {
      line(.object(["type": .string("error"), "content": .string(message), "code": .string(code)]))
      return
    }
    event(parts: text.map { [part(text: $0)] } ?? [], isPartial: nil, error: (code, message))
  }

  // MARK: The runtime's shape

  private func part(text: String, isThought: Bool = false) -> JSONLiteral {
    isThought
      ? .object(["text": .string(text), "thought": .bool(true)]) : .object(["text": .string(text)])
  }

  private mutating func event(
    parts: [JSONLiteral], role: String = "model", isPartial: Bool?, stateDelta: JSONLiteral? = nil,
    error: (code: String, message: String)? = nil
  ) {
    var members: [JSONLiteral.Member] = []
    if !parts.isEmpty {
      members.append(.init("content", .object(["parts": .array(parts), "role": .string(role)])))
    }
    if let isPartial { members.append(.init("partial", .bool(isPartial))) }
    if isPartial != true, role == "model", error == nil {
      members.append(.init(name("finishReason"), .string("STOP")))
      members.append(
        .init(
          name("usageMetadata"),
          .object([name("promptTokenCount"): .int(812), name("totalTokenCount"): .int(874)])))
    }
    if let error {
      members.append(.init(name("errorCode"), .string(error.code)))
      members.append(.init(name("errorMessage"), .string(error.message)))
    }
    members += [
      .init(name("invocationId"), .string(invocation)), .init("author", .string("nemo_agent")),
      .init(
        "actions",
        .object([
          name("stateDelta"): stateDelta ?? .object([:]), name("artifactDelta"): .object([:]),
          name("requestedAuthConfigs"): .object([:]),
        ])),
      .init("id", .string(Store.identifier())),
      .init("timestamp", .number(String(format: "%.6f", Date().timeIntervalSince1970))),
    ]
    line(.object(members))
  }

  /// A member's name in the shape's spelling.
  private func name(_ camel: String) -> String {
    guard events == .snake else { return camel }
    return camel.reduce("") { $0 + ($1.isUppercase ? "_" + $1.lowercased() : String($1)) }
  }
}
