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

  /// What the agent says to someone who sits before the editor's window.
  mutating func addSteps(forChinese isChinese: Bool) {
    let steps =
      isChinese
      ? "可以在时间线中预览，然后点击右上角的导出按钮下载，或打开文字面板修改标题。"
      : " You can preview in timeline, click the Export button in the top right to download it,"
        + " or open the text panel to change the title."
    self.steps.append(.text(steps))
  }

  mutating func removeText() {
    steps.removeAll { if case .text = $0 { true } else { false } }
  }
}
