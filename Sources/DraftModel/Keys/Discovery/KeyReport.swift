import JSONTree

/// How a draft spells its properties: what was found under which key, which keys nobody recognised,
/// and what those may mean.
public struct KeyReport: Sendable {
  /// A spelling that the draft uses.
  public struct Found: Hashable, Sendable {
    public let property: DraftProperty
    /// The key, or the path into inner objects: `m/title`.
    public let spelling: String
    /// How many objects have the property under this spelling.
    public let count: Int
    /// The first of these values, from the draft on.
    public let first: JSONPointer
  }

  /// A key of the draft that no property is read from: one that the table does not know, or one that
  /// it knows with a value of another type.
  public struct Unrecognized: Hashable, Sendable {
    public let scope: DraftScope
    /// The key, or the path into inner objects that no property is either.
    public let path: String
    public let count: Int
    /// The first of these values, from the draft on.
    public let first: JSONPointer
    /// The first value as it is spelled, or its size in words; at most 60 characters, with control
    /// characters visible and URLs without their query.
    public let sample: String
  }

  /// In the table's order; of one property in the order in which its spellings win.
  public let found: [Found]
  /// Scope by scope, in document order.
  public let unrecognized: [Unrecognized]
  /// In the table's order.
  public let candidates: [KeyCandidate]

  /// What was found for a property; empty where the draft does not have it.
  public func found(_ property: DraftProperty) -> [Found] { found.filter { $0.property == property } }

  /// Looks at every object of a draft. A key that has another meaning on some objects than on others
  /// is counted for each.
  public init(_ draft: Draft) {
    var found: [Found] = []
    var unrecognized: [Unrecognized] = []
    for (scope, objects) in ScopeObjects(draft).objects {
      let tally = KeyTally(objects, scope: scope, draft: draft)
      found += tally.found
      unrecognized += tally.unrecognized
    }
    self.found = found
    self.unrecognized = unrecognized
    candidates = suggestKeys(for: draft.document, keys: draft.keys).candidates
  }
}

/// The objects of a draft by scope, as the keys in use read it.
private struct ScopeObjects {
  let objects: [(DraftScope, [JSONNodeID])]

  init(_ draft: Draft) {
    let document = draft.document
    let segments = draft.segments
    func objects(_ property: DraftProperty) -> [JSONNodeID] { segments.compactMap { $0.node(property) } }
    func inner(_ nodes: [JSONNodeID], _ scope: DraftScope, _ property: DraftProperty) -> [JSONNodeID] {
      nodes.compactMap { draft.object($0, scope).node(property) }
    }
    func elements(_ property: DraftProperty) -> [JSONNodeID] {
      objects(property).flatMap { document.elements(of: $0) }
    }
    let animations = objects(.animation)
    let styles = objects(.textStyle)
    let parts = inner(animations, .animation, .animationIn) + inner(animations, .animation, .animationOut)
    self.objects = [
      (.draft, [draft.node]), (.track, draft.tracks.map(\.node)), (.segment, segments.map(\.node)),
      (.transition, objects(.transition)), (.crop, objects(.crop)), (.animation, animations),
      (.animationPart, parts), (.keyframe, elements(.keyframes)), (.effect, elements(.effects)),
      (.textStyle, styles), (.shadow, inner(styles, .textStyle, .shadow)),
    ]
  }
}
