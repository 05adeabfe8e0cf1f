import JSONTree

/// An inner object of a draft (a crop, a text style, a keyframe) and its properties.
public struct DraftObject: Sendable {
  public let draft: Draft
  public let node: JSONNodeID
  private let slots: [JSONNodeID]

  init(draft: Draft, node: JSONNodeID, scope: DraftScope) {
    self.draft = draft
    self.node = node
    let reader = draft.keys.reader(scope)
    var slots = [JSONNodeID](repeating: draft.document.root, count: reader.slotCount)
    _ = slots.withUnsafeMutableBufferPointer { reader.read(node, in: draft.document, into: $0) }
    self.slots = slots
  }

  public func node(_ property: DraftProperty) -> JSONNodeID? { draft.storage.node(property, in: slots[...]) }
  public func number(_ property: DraftProperty) -> Double? {
    node(property).flatMap(draft.document.finiteDouble)
  }
  public func string(_ property: DraftProperty) -> String? { node(property).flatMap(draft.document.string) }
  public func bool(_ property: DraftProperty) -> Bool? { node(property).flatMap(draft.document.bool) }
  public func time(_ property: DraftProperty) -> Time? { node(property).flatMap(draft.document.time) }
  public func object(_ property: DraftProperty, _ scope: DraftScope) -> DraftObject? {
    node(property).map { draft.object($0, scope) }
  }
}

extension Draft {
  /// The properties of an inner object.
  public func object(_ node: JSONNodeID, _ scope: DraftScope) -> DraftObject {
    DraftObject(draft: self, node: node, scope: scope)
  }

  /// Where one of the draft's own properties stands.
  public func node(_ property: DraftProperty) -> JSONNodeID? {
    storage.node(property, in: storage.draftSlots[...])
  }

  /// The pointer of a node, counted from the draft, whatever its wrapper.
  public func pointer(of node: JSONNodeID) -> JSONPointer { document.pointer(of: node, from: self.node) }
}
