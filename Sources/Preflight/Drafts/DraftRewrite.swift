import DraftModel
import JSONTree

/// A draft that plays other files: the same bytes, but for what names the files and where in them a
/// segment begins.
public enum DraftRewrite {
  /// What takes the place of a file.
  public struct Replacement: Sendable {
    /// What the draft is to call it.
    public var reference: String
    /// Where it begins in the file that it was made from; below zero where it begins before that.
    public var start: Time

    public init(reference: String, start: Time) {
      self.reference = reference
      self.start = start
    }
  }

  /// - Parameter replacements: for the files that were made anew, by their place among the uses.
  /// - Returns: the document with its wrapper.
  /// - Throws: where the result would not be JSON.
  public static func document(
    _ draft: Draft, uses: [DraftMediaUse], replacements: [Int: Replacement]
  ) throws(JSONEditError) -> JSONDocument {
    var edits: [JSONEdit] = []
    for (index, replacement) in replacements {
      for use in uses[index].uses {
        guard let segment = draft.segment(at: use.segment) else { continue }
        edits += draft.edits(setting: .media, of: segment.node, to: replacement.reference)
        if replacement.start != .zero {
          edits += draft.edits(
            setting: .sourceStart, of: segment.node,
            to: max(.zero, segment.sourceStart - replacement.start))
        }
      }
    }
    return try draft.document.applying(edits)
  }
}
