import DraftModel
import JSONTree

extension DraftChecker {
  /// A draft after its certain fixes.
  public struct Fixed: Sendable {
    public let draft: Draft
    /// What was mended, as it was found in ``source``.
    public let applied: [Diagnostic]
    /// Everything that was found, in ``source``.
    public let found: [Diagnostic]
    /// The draft that nodes of `applied` and `found` belong to.
    public let source: Draft
    /// What is left, in the new draft.
    public let remaining: [Diagnostic]
  }

  /// Applies every fix that is certain. Bytes outside the mended values stay.
  ///
  /// All fixes are applied at once, and all that are applied are listed. What they uncover, if
  /// anything, is among what remains.
  public func fix(
    _ draft: Draft, media: (any MediaFactsProvider)? = nil, text: (any TextFacts)? = nil
  ) throws -> Fixed {
    let found = check(draft, media: media, text: text)
    let applied = found.filter { $0.finding.fix != nil }
    let edits = applied.flatMap { $0.finding.fix?.edits ?? [] }
    guard !edits.isEmpty else {
      return Fixed(draft: draft, applied: [], found: found, source: draft, remaining: found)
    }
    let mended = try Draft(draft.document.applying(edits), keys: draft.keys)
    let remaining = check(mended, media: media, text: text)
    return Fixed(draft: mended, applied: applied, found: found, source: draft, remaining: remaining)
  }
}
