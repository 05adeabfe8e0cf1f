import CloudState
import DraftModel

/// The files that go along with a message, by the names that the session knows them by: the agent has no
/// others. A file is called otherwise there than here where other content had its name before, and where the
/// same content went under another.
struct AttachedFiles {
  /// Names here and there, in the order in which the files were given.
  private var names: [(local: String, remote: String)] = []

  init(_ uploads: [(source: String, entry: UploadLedger.Entry)] = []) {
    names = uploads.map { (MediaName.fileName($0.source), $0.entry.name) }
  }

  /// What is sent to the agent: the text with the files' names in the place of each `{file}`. Without one,
  /// what a name of the text is called in the session is put behind it.
  /// - Parameter namesAll: whether names that the text leaves out are put behind it too, as where a session
  ///   has other files that may be meant.
  func message(_ text: String, namesAll: Bool) -> String {
    guard !names.isEmpty else { return text }
    let remote = names.map(\.remote)
    if text.contains("{file}") { return text.replacing("{file}", with: remote.joined(separator: ", ")) }
    let renamed = names.filter { $0.local != $0.remote && text.contains($0.local) }
    if !renamed.isEmpty {
      return text + " (" + renamed.map { "\($0.local) is \($0.remote)" }.joined(separator: ", ") + ")"
    }
    guard namesAll, !remote.allSatisfy(text.contains) else { return text }
    return "\(text) (\(remote.joined(separator: ", ")))"
  }
}
