import DraftModel
import JSONTree

/// What was done to a draft between two versions of it, as one list of changes.
///
/// The list is complete: ``ChangeList/apply(to:)`` on the bytes of the old document gives those of the
/// new one, and its reversal gives them back. Every byte that differs belongs to exactly one change, or,
/// where both say the same JSON, to the layout.
public struct DraftDiff: Sendable {
  public let old: Draft
  public let new: Draft
  /// Grouped by track, then by time; then what concerns the whole draft, then what lies around it.
  public let changes: [Change]
  /// Bytes that differ without a difference of meaning: white space, the order of names, the spelling
  /// of numbers and strings.
  public let layout: [Splice]

  let differences: [Difference]
  /// How the list came about, its changes in the order in which they were found.
  let builder: ChangeBuilder
  var matching: DraftMatching { builder.matching }
  var order: ElementOrder { builder.order }

  /// Compares two drafts. Time grows as n log n with their length.
  public init(from old: Draft, to new: Draft) {
    self.init(from: DraftFacts(old), to: DraftFacts(new))
  }

  init(from oldFacts: DraftFacts, to newFacts: DraftFacts) {
    (old, new) = (oldFacts.draft, newFacts.draft)
    var matching = DraftMatching(oldFacts, newFacts)
    let order = ElementOrder(&matching)
    var tree = TreeComparison(matching, order: order)
    tree.compare()
    differences = tree.differences
    var builder = ChangeBuilder(matching, order: order, differences: tree.differences)
    builder.build()
    self.builder = builder
    var claims: (old: [SplicePartition.Claim], new: [SplicePartition.Claim]) = ([], [])
    for (difference, owner) in zip(tree.differences, builder.owners) {
      guard let owner else { continue }
      if let side = difference.old { claims.old.append(.init(range: side.bytes, owner: owner)) }
      if let side = difference.new { claims.new.append(.init(range: side.bytes, owner: owner)) }
    }
    var layout: [Splice] = []
    var changes = builder.changes
    SplicePartition(
      old: old.document.bytes, new: new.document.bytes, oldClaims: claims.old, newClaims: claims.new
    ).divide(tree.kept) { owner, splice in
      if let owner { changes[owner].splices.append(splice) } else { layout.append(splice) }
    }
    self.layout = layout
    self.changes = Self.sorted(
      changes.enumerated().filter { !builder.mergedAway.contains($0.offset) }.map(\.element))
  }

  /// Whether both say the same JSON.
  public var isEmpty: Bool { changes.isEmpty }
  /// The changes that are an edit of the film. New ids and signatures, other spellings, lists of media,
  /// what lies around the draft, and marks of version and time are what a service does by itself.
  public var edits: [Change] { changes.filter(\.isEdit) }
  /// Whether both say the same JSON in different bytes.
  public var differsInLayoutOnly: Bool { changes.isEmpty && !layout.isEmpty }

  private static func sorted(_ changes: [Change]) -> [Change] {
    func rank(_ change: Change) -> (Int, Int, Int) {
      guard let track = change.track else {
        let place = Change.Kind.allCases.firstIndex(of: change.kind) ?? 0
        return (change.kind == .segmentMoved ? 1 << 30 : 1 << 31, place, change.time)
      }
      // A track that is gone comes where it was.
      return ((track.new ?? track.old ?? 0) * 2 + (track.new == nil ? 0 : 1), change.time, 0)
    }
    return changes.enumerated().sorted {
      let (a, b) = (rank($0.element), rank($1.element))
      return (a.0, a.1, a.2, $0.offset) < (b.0, b.1, b.2, $1.offset)
    }.map(\.element)
  }
}

extension Change {
  fileprivate var isEdit: Bool {
    switch kind {
    case .mediaList, .around: false
    case .draftProperty, .draftMetadata, .draftUnknown:
      !properties.allSatisfy { Self.isMarkOfSaving($0.name) }
    default: !kind.isCounted
    }
  }

  /// `updatedAt`, `version`, `rev`: what changes with every save.
  private static func isMarkOfSaving(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["time", "date", "version", "modified", "saved", "rev", "etag", "hash"].contains(
      where: name.contains)
  }
}

extension Change.Kind {
  /// Whether it is told by the number of its values.
  var isCounted: Bool {
    switch self {
    case .idsRenewed, .idsDropped, .idsGiven, .mediaAddresses, .respelled, .shadowed, .rounded: true
    default: false
    }
  }
}
