import DraftModel
import Preflight
import Preview

extension MediaFolders {
  /// Where preflight finds the file of a reference. What has a URL is on a server already.
  func locate(_ reference: String) -> LocatedMedia {
    var name = reference
    if MediaName.isURL(reference) {
      guard reference.lowercased().hasPrefix("file://") else { return .remote }
      name = String(reference.dropFirst(7))
    }
    switch place(of: name) {
    case .path(let path): return .file(path: path)
    case .missing(let reason): return .missing(reason: reason)
    }
  }

  /// The folder that a draft lies in.
  static func ownFolder(of draft: String) -> String {
    guard draft != "-", let slash = draft.lastIndex(of: "/") else { return "." }
    return slash == draft.startIndex ? "/" : String(draft[..<slash])
  }
}
