/// What a person is told while a message is under way.
public enum ConversationUpdate: Sendable {
  /// What was there before the message, and not the last time: somebody else's edit.
  case others(DraftChange)
  /// More of the answer, to be printed as it is.
  case text(String)
  /// The agent is still at work, since so long.
  case stillWorking(Duration)
  /// A tool of the agent's was called; its name comes from outside.
  case tool(String)
  /// Something that the backend wants done on its screen.
  case step(InterfaceStep)
  /// An error inside the answer.
  case fault(AgentFault)
  /// The answer ended within an event, which is lost.
  case cutShort
  /// What the agent has made so far; it goes on.
  case firstResult(DraftChange)
  /// No word came, or no answer: the state will be looked at, after this time.
  case looking(after: Duration, reason: LookReason)
  /// What the message has changed, or what came after the first result.
  case changed(DraftChange)

  public enum LookReason: Hashable, Sendable {
    /// The answer had no words, and the state is as it was.
    case silent
    /// The answer says that something was changed, and the state is as it was.
    case claimed
    case broken(CloudError)
    case quiet(Duration)
    case tooLong(Duration)
  }
}

/// What became of a message.
public struct MessageOutcome: Sendable {
  public enum Result: Sendable {
    /// The draft is another now.
    case changed
    /// The agent answered; the draft is as it was.
    case answered
    /// Neither words nor changes.
    case unchanged
    /// The agent failed, or its answer was lost and no change can be seen.
    case failed(CloudError)
  }

  public let result: Result
  /// The session's state after it, as far as it was read.
  public let state: SessionState?
  /// What the backend wants done on its screen.
  public let steps: [InterfaceStep]
  /// What the message has changed in all.
  public let change: DraftChange?
  /// Whether the answer says that something was changed, and nothing else is to be done for it.
  public var claimsEdit = false
  /// Whether the answer came to its end without an error: what is left of one that did not, asks for nothing.
  public var isWhole = false

  /// A message and the edit that its answer asked for: what the first has changed stays changed.
  public func followed(by second: MessageOutcome) -> MessageOutcome {
    guard case .changed = result else { return second }
    if case .failed = second.result { return second }
    return MessageOutcome(
      result: .changed, state: second.state ?? state, steps: second.steps, change: second.change ?? change)
  }
}
