import DraftModel
import JSONTree

/// Keys of segments that nobody here knows, as what may spell a property that no segment seems to have.
///
/// The service documents no more than lengths and types. A draft in which not one segment names its
/// media, while they have keys that the table does not know, rather spells it in another way than lacks
/// it: what follows from that is told, and is no fault.
struct UnrecognizedKeys {
  private let draft: CheckedDraft
  private let property: DraftProperty
  /// Whether the property may be spelled in another way at all.
  private let isPossible: Bool

  init(of property: DraftProperty, in draft: CheckedDraft) {
    self.draft = draft
    self.property = property
    isPossible =
      draft.keys.unknownKeys.contains { $0.scope == .segment } && !draft.doubts.concern(property)
      && draft.tracks.allSatisfy { $0.segments.allSatisfy { $0.node(property) == nil } }
  }

  /// Whether a segment has a key that nobody knows, with a value that could be the property or hold it.
  func maySpellIt(in segment: Segment) -> Bool {
    guard isPossible, draft.document.kind(of: segment.node) == .object else { return false }
    var found = false
    draft.draft.scanKeys(
      of: segment.node, .segment, known: { _ in },
      unknown: { name in
        guard !found, let key = draft.document.key(of: name),
          let value = draft.document.value(of: key, in: segment.node)
        else { return }
        found = couldBe(value)
      })
    return found
  }

  /// Media may be named by a number, as an id.
  private func couldBe(_ value: JSONNodeID) -> Bool {
    switch draft.document.kind(of: value) {
    case .string, .object: true
    case .number: property == .media
    case .array, .bool, .null: false
    }
  }

  /// Whether some key reads like the property, by its values beside the others: what
  /// `inspect --suggest-keys` would propose.
  var isSuggested: Bool {
    isPossible
      && suggestKeys(for: draft.document, keys: draft.draft.keys).candidates
        .contains { $0.property == property }
  }
}
