/// What is done about the steps that a backend asks for, after an answer.
///
/// Reads are done, each once. Of what the backend asks for, one export and one edit are done; what it only
/// offers, and everything beyond, is suggested.
public struct StepPlan: Hashable, Sendable {
  public var showsTracks = false
  public var showsCredits = false
  public var exports = false
  /// What is sent to the agent.
  public var edit: String?
  public var suggestions: [Suggestion] = []

  public enum Suggestion: Hashable, Sendable {
    case export
    case upload
    case edit(String)
    /// A question that only the person answers; how the backend would have it.
    case answer(String)
    /// Something that only the web site can do.
    case site(String)
  }

  /// - Parameters:
  ///   - mayAct: whether an export and an edit may be done; the answer to an edit that was the backend's own
  ///     idea leads to no other.
  public init(_ steps: [InterfaceStep], mayAct: Bool) {
    for step in steps {
      switch step.action {
      case .state, .tracks: showsTracks = true
      case .credits: showsCredits = true
      case .export:
        if step.isOffer || !mayAct { suggest(.export) } else { exports = true }
      case .edit where step.isConsent: suggest(.answer(step.words))
      case .edit(let words):
        if step.isOffer || !mayAct || words.isEmpty {
          suggest(.edit(words))
        } else if let edit {
          // Steps of one answer are one edit.
          if !edit.contains(words), edit.utf8.count < 2000 { self.edit = "\(edit). \(words)" }
        } else {
          edit = words
        }
      case .upload: suggest(.upload)
      case .none: suggest(.site(step.words))
      }
    }
    if exports { suggestions.removeAll { $0 == .export } }
  }

  private mutating func suggest(_ suggestion: Suggestion) {
    if !suggestions.contains(suggestion), suggestions.count < 10 { suggestions.append(suggestion) }
  }
}
