/// Something that the backend asks a person to do on a screen that is not there.
public struct InterfaceStep: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// "Export button", "导出".
    case export
    /// "open X", "打开": the state.
    case state
    /// "preview in timeline": the tracks.
    case tracks
    /// "check account", "billing".
    case credits
    /// "drag", "拖拽", or a button that only the agent can press: these words to the agent.
    case edit(String)
    /// A button that takes files.
    case upload
    /// Nothing that could be done.
    case none
  }

  public var action: Action
  /// Whether it is only what the person may do, if they like.
  public var isOffer: Bool
  /// Whether it gives consent: that is the person's, and so are the words for it.
  public var isConsent: Bool
  /// How the backend put it.
  public var words: String

  public init(_ action: Action, isOffer: Bool, isConsent: Bool = false, words: String) {
    self.action = action
    self.isOffer = isOffer
    self.isConsent = isConsent
    self.words = words
  }

  /// Selects something first, for an edit.
  mutating func select(_ words: String) {
    guard case .edit(let edit) = action else { return }
    let isChinese = words.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
    action = .edit(words + (isChinese ? "，" : ", ") + edit.prefix(1).lowercased() + edit.dropFirst())
  }
}
