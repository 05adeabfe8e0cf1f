import DraftModel
import JSONTree

/// Why a merge could not be written. None is to be expected of drafts that were read; all are told
/// rather than answered with one side alone, as if that were the merge.
public enum DraftMergeError: Error, Hashable, Sendable {
  /// An edit did not apply.
  case edit(JSONEditError)
  /// What was written is no draft any more.
  case unreadable(DraftReadingError)
  /// The values of the other side brought tracks or segments along, or took some away.
  case values
}

extension Draft {
  /// The draft with edits applied, read again.
  func merging(_ edits: [JSONEdit]) throws(DraftMergeError) -> Draft {
    let edited: JSONDocument
    do throws(JSONEditError) { edited = try document.applying(edits) } catch { throw .edit(error) }
    do throws(DraftReadingError) { return try Draft(edited, keys: keys) } catch { throw .unreadable(error) }
  }
}
