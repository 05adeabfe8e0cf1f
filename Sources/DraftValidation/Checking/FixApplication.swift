import DraftModel
import JSONTree

extension DraftChecker {
  /// A draft after its certain fixes.
  public struct Fixed: Sendable {
    public let draft: Draft
    /// What was mended, in this order.
    public let rounds: [Round]
    /// Everything that was found, in ``source``.
    public let found: [Diagnostic]
    /// The draft before all of them.
    public let source: Draft
    /// What is left, in the new draft.
    public let remaining: [Diagnostic]

    /// Fixes that were applied at once.
    public struct Round: Sendable {
      /// The draft before, that nodes of `applied` belong to.
      public let source: Draft
      public let applied: [Diagnostic]
    }

    public var applied: [Diagnostic] { rounds.flatMap(\.applied) }
  }

  /// More rounds than fixes ever lie in one another: each leaves nothing but what it uncovered.
  private static let mostRounds = 16

  /// Applies every fix that is certain. Bytes outside the mended values stay.
  ///
  /// All that have nothing to do with one another are applied at once. A fix inside something that another
  /// one takes away waits for what is left then: if it is still to be mended, it is in the next round.
  public func fix(
    _ draft: Draft, media: (any MediaFactsProvider)? = nil, text: (any TextFacts)? = nil
  ) throws -> Fixed {
    let found = check(draft, media: media, text: text)
    var rounds: [Fixed.Round] = []
    var (mended, remaining) = (draft, found)
    while rounds.count < Self.mostRounds {
      let applied = Self.independentFixes(remaining, in: mended.document)
      guard !applied.isEmpty else { break }
      rounds.append(Fixed.Round(source: mended, applied: applied))
      let edits = applied.flatMap { $0.finding.fix?.edits ?? [] }
      mended = try Draft(mended.document.applying(edits), keys: mended.keys)
      remaining = check(mended, media: media, text: text)
    }
    return Fixed(draft: mended, rounds: rounds, found: found, source: draft, remaining: remaining)
  }

  /// Those with a fix, but for the ones inside something that the fix of another takes away.
  private static func independentFixes(_ found: [Diagnostic], in document: JSONDocument) -> [Diagnostic] {
    let fixable = found.filter { !($0.finding.fix?.edits ?? []).isEmpty }
    let removed = NodeRanges(
      fixable.lazy.flatMap { $0.finding.fix?.edits ?? [] }.compactMap { $0.removedNodes(of: document) })
    return fixable.filter { diagnostic in
      (diagnostic.finding.fix?.edits ?? []).allSatisfy { edit in
        guard let around = removed.range(around: edit.place) else { return true }
        return around == edit.removedNodes(of: document)
      }
    }
  }
}

extension JSONEdit {
  /// What is changed, taken away, or gets a child.
  fileprivate var place: JSONNodeID {
    switch self {
    case .replace(let node, _), .appendMember(let node, _, _), .removeMember(let node, _),
      .insertElement(let node, _, _), .removeElement(let node, _):
      node
    }
  }

  /// Everything that is gone afterwards; nil where nothing is taken away.
  fileprivate func removedNodes(of document: JSONDocument) -> Range<JSONNodeID>? {
    switch self {
    case .removeMember(let name, _): document.subtree(ofMember: name)
    case .removeElement(let element, _): document.subtree(of: element)
    case .replace, .appendMember, .insertElement: nil
    }
  }
}
