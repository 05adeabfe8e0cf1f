import DraftModel
import JSONTree

/// A path inside a property's value, in the names of the table of keys: `textStyle.size`.
struct PropertyPath {
  let name: String
  /// The property that the path leads to; nil where it leads to a key that the table does not know.
  let property: DraftProperty?

  init(_ top: DraftProperty, _ rest: some Sequence<JSONKey>) {
    var found = top
    var name = DraftKeys.entry(top).name
    for key in rest {
      let inner = found.innerScope.flatMap { scope in
        DraftKeys.table.first { $0.scope == scope && $0.spellings.contains(key.description) }
      }
      name += name.isEmpty ? "" : "."
      guard let inner else {
        self.name = name + key.description
        property = nil
        return
      }
      name += inner.name
      found = inner.property
    }
    self.name = name
    property = found
  }

  /// A value at its end as a person says it; nil is the default.
  func text(_ node: JSONNodeID?, in draft: Draft) -> String {
    guard let property else { return ValueText.text(node, nil, in: draft) }
    if property == .effects || property == .keyframes { return ObjectText.list(node, property, in: draft) }
    let inside = ObjectText(property)
    return inside.isObject ? inside.text(node, in: draft) : ValueText.text(node, property, in: draft)
  }
}
