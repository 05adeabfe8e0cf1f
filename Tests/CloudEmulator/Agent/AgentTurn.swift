import DraftModel
import JSONTree

/// What the agent does with a message, in the order in which it does it.
struct AgentTurn: Sendable {
  enum Step: Sendable {
    /// Not for the person.
    case thought(String)
    /// A tool, with its arguments and its result.
    case call(String, JSONLiteral, result: JSONLiteral)
    /// What it says; a step is a piece of one text.
    case text(String)
    /// Nothing yet.
    case heartbeat
  }

  var steps: [Step] = []
  /// The timeline afterwards; nil where it stays as it was.
  var draft: Draft?
  /// What was made for it.
  var generated: [StoredMedia] = []

  /// Everything that it says, in one.
  var text: String {
    steps.reduce("") { text, step in
      if case .text(let more) = step { return text + more }
      return text
    }
  }

  mutating func removeText() {
    steps.removeAll { if case .text = $0 { true } else { false } }
  }
}
