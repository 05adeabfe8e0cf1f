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
  /// All fixes are applied at once. Should one uncover another (it does not with the rules of this
  /// module), that one is applied in a further round and not listed.
  public func fix(
    _ draft: Draft, media: (any MediaFactsProvider)? = nil, text: (any TextFacts)? = nil
  ) throws -> Fixed {
    var current = draft
    var diagnostics = check(draft, media: media, text: text)
    let found = diagnostics
    let applied = found.filter { $0.finding.fix != nil }
    for _ in 0..<4 {
      let edits = diagnostics.flatMap { $0.finding.fix?.edits ?? [] }
      if edits.isEmpty { break }
      current = try Draft(current.document.applying(edits), keys: draft.keys)
      diagnostics = check(current, media: media, text: text)
    }
    return Fixed(draft: current, applied: applied, found: found, source: draft, remaining: diagnostics)
  }
}
