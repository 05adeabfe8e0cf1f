import JSONTree

/// A name in an object, and what the table makes of it.
public struct KeySighting: Sendable {
  public let property: DraftProperty
  /// The place of the spelling among those of the property: a lower one wins.
  public let rank: Int
  public let value: JSONNodeID
  /// Whether the value is of the type that the property has; others do not count as found.
  public let isAccepted: Bool
}

extension Draft {
  /// Looks at every name in an object of a scope, in document order, inner objects that spellings
  /// lead into included.
  ///
  /// - Parameters:
  ///   - known: called for each property that a name leads to, which may be more than one.
  ///   - unknown: called with the node of each name that no spelling begins with.
  public func scanKeys(
    of object: JSONNodeID, _ scope: DraftScope, known: (KeySighting) -> Void, unknown: (JSONNodeID) -> Void
  ) {
    let reader = keys.reader(scope)
    scan(object, reader, trie: reader.root, isOuter: true, known: known, unknown: unknown)
  }

  private func scan(
    _ object: JSONNodeID, _ reader: ScopeReader, trie: KeyTrie, isOuter: Bool,
    known: (KeySighting) -> Void, unknown: (JSONNodeID) -> Void
  ) {
    document.forEachMember(of: object) { name, nameNode, value, kind in
      guard let node = trie.child(name) else {
        // What is inside metadata is the service's own business.
        if isOuter { unknown(nameNode) }
        return
      }
      for match in node.matches {
        guard let property = DraftProperty(rawValue: UInt8(reader.firstProperty + match.slot)) else {
          continue
        }
        let accepted = ScopeReader.accepts(reader.types[match.slot], value, kind, in: document)
        known(KeySighting(property: property, rank: match.rank, value: value, isAccepted: accepted))
      }
      if kind == .object, !node.isLeaf {
        scan(value, reader, trie: node, isOuter: false, known: known, unknown: unknown)
      }
    }
  }
}
