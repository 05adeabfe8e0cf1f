import JSONTree

/// What one event of a message's stream says, in either of the two shapes that the service sends: the
/// flat `{"type": "text", "content": "..."}`, and the agent runtime's own
/// `{"content": {"role", "parts": [...]}, "partial", "author", ...}`, with names in camel or snake case.
public struct AgentEvent: Hashable, Sendable {
  /// A piece of what the agent did or said.
  public enum Part: Hashable, Sendable {
    /// Words for the person.
    case text(String)
    /// What the agent says to itself; not for the person.
    case thought(String)
    /// A tool is called. One call may be told twice, with one id.
    case toolCall(name: String, id: String?)
    /// A tool has answered; what was said before it is complete.
    case toolResult(name: String, id: String?)
  }

  public var parts: [Part] = []
  /// Whether the texts are increments, which a whole text may replace later.
  public var isPartial = false
  /// Whether the shape does not say which of the two its texts are.
  public var isFlat = false
  /// Who speaks; several agents may do so in turn, or at the same time.
  public var author = ""
  public var branch = ""
  /// The event's own id; the same event may come twice.
  public var identifier: String?
  /// What went wrong, as far as this event tells; it may say something else as well.
  public var fault: AgentFault?
  /// Whether it tells of a change of the session's state.
  public var hasStateDelta = false
  /// Whether it could not be read: no JSON, or none of the known shapes.
  public var isUnreadable = false

  /// Whether it says nothing but that the agent is at work.
  public var isHeartbeat: Bool { parts.isEmpty && fault == nil && !hasStateDelta }
}

/// An error that came inside an answer of status 200.
public struct AgentFault: Error, Hashable, Sendable {
  /// `SAFETY`, `2001`, ...; empty where the service gave none.
  public var code: String
  /// What the service says; may be empty.
  public var message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}
