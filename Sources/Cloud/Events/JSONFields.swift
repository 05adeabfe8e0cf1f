import JSONTree

/// An object of a document, asked for its members by any of several spellings of a name.
struct JSONFields {
  let document: JSONDocument
  let node: JSONNodeID

  init(_ document: JSONDocument, _ node: JSONNodeID) {
    self.document = document
    self.node = node
  }

  var isObject: Bool { document.kind(of: node) == .object }
  var isEmpty: Bool { document.members(of: node).first { _ in true } == nil }

  /// The first of the names that is there with a value other than null.
  private func value(_ names: [JSONKey]) -> JSONNodeID? {
    for name in names {
      if let value = document.value(of: name, in: node), document.kind(of: value) != .null { return value }
    }
    return nil
  }

  func hasAny(_ names: JSONKey...) -> Bool { value(names) != nil }

  func text(_ names: JSONKey...) -> String? { value(names).flatMap(document.string) }

  func flag(_ names: JSONKey...) -> Bool? { value(names).flatMap(document.bool) }

  /// A string's text, or a number as it is spelled: codes come as either.
  func spelling(_ names: JSONKey...) -> String? {
    value(names).flatMap { document.string(of: $0) ?? document.numberSpelling(of: $0) }
  }

  func object(_ names: JSONKey...) -> JSONFields? {
    guard let node = value(names), document.kind(of: node) == .object else { return nil }
    return JSONFields(document, node)
  }

  func list(_ names: JSONKey...) -> [JSONFields]? {
    guard let node = value(names), document.kind(of: node) == .array else { return nil }
    return document.elements(of: node).map { JSONFields(document, $0) }
  }
}

extension String {
  /// Without the white space around it.
  var trimmedOfSpace: String {
    let head = drop(while: \.isWhitespace)
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }
}
