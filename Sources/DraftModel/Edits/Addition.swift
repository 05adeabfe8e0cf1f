import JSONTree

/// A value that an object is to get, and the names that lead to it.
struct Addition {
  let path: ArraySlice<String>
  let value: JSONLiteral

  /// Whether a path can be added to an object.
  enum Room {
    /// Its last name, or an object on the way, is not there yet.
    case free
    /// A value stands there that no one can read the property from, as in `"s": null`.
    case scalar(JSONNodeID)
    /// Something stands there, or on the way, that would be lost.
    case taken
  }

  static func room(for path: [String], in object: JSONNodeID, of document: JSONDocument) -> Room {
    var node = object
    guard !path.isEmpty else { return .taken }
    for name in path {
      guard document.kind(of: node) == .object else { return .taken }
      guard let inner = document.value(of: JSONKey(name), in: node) else { return .free }
      node = inner
    }
    let kind = document.kind(of: node)
    return kind == .object || kind == .array ? .taken : .scalar(node)
  }

  /// The edits that add values to an object, inner objects made once where they are missing.
  static func edits(
    adding additions: ArraySlice<Addition>, to object: JSONNodeID, of document: JSONDocument
  ) -> [JSONEdit] {
    grouped(additions).flatMap { name, inside -> [JSONEdit] in
      if let inner = document.value(of: JSONKey(name), in: object), document.kind(of: inner) == .object {
        return edits(adding: inside[...], to: inner, of: document)
      }
      return [.appendMember(object, name: name, literal(inside))]
    }
  }

  /// What stands under one name: a value, or an object with all that goes into it.
  private static func literal(_ inside: [Addition]) -> JSONLiteral {
    if let leaf = inside.first(where: { $0.path.isEmpty }) { return leaf.value }
    return .object(grouped(inside[...]).map { JSONLiteral.Member($0.name, literal($0.inside)) })
  }

  /// Additions by their first name, in order, each without it.
  private static func grouped(_ additions: ArraySlice<Addition>) -> [(name: String, inside: [Addition])] {
    var groups: [(name: String, inside: [Addition])] = []
    for addition in additions {
      guard let name = addition.path.first else { continue }
      let rest = Addition(path: addition.path.dropFirst(), value: addition.value)
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].inside.append(rest)
      } else {
        groups.append((name, [rest]))
      }
    }
    return groups
  }
}
