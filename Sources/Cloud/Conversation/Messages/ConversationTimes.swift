/// How long a conversation waits, and for what. All of them are scaled by the client's ``Pace``.
public struct ConversationTimes: Hashable, Sendable {
  /// Between two notices that the agent is still at work.
  public var notice = Duration.seconds(120)
  /// Of nothing but heartbeats, after which the answer is given up.
  public var quiet = Duration.seconds(600)
  /// Of an answer as a whole.
  public var total = Duration.seconds(900)
  /// From a tool's answer, while the agent goes on, until what it made so far is told.
  public var firstResult = Duration.seconds(10)
  /// Before each look at the state after an answer without words.
  public var silentChecks: [Duration] = [0, 2, 5, 10, 20].map { .seconds($0) }
  /// The same after an answer with words, where the agent used tools: it has said what it did.
  public var spokenChecks: [Duration] = [0, 2].map { .seconds($0) }
  /// Before each look at the state after the connection broke or the time was over.
  public var recovery: [Duration] = [30, 60, 60, 60, 60, 60].map { .seconds($0) }

  public init() {}
}
