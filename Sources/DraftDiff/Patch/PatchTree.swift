import JSONTree

/// A document while a patch is put on it: what no operation touches stays a node of the original, so
/// that its bytes can stay too.
final class PatchTree {
  enum Content {
    /// As in the original document.
    case original(JSONNodeID)
    /// From a patch.
    case literal(JSONLiteral)
    case array([Slot])
    case object([Slot])
  }

  /// A child of a container: a member or an element.
  struct Slot {
    let name: JSONLiteral?
    let key: JSONKey?
    /// The child's place in the original container: the node of its name, or the element.
    let origin: JSONNodeID?
    let tree: PatchTree
  }

  var content: Content
  /// The container in the original document that this one was, if it is where it was.
  let origin: JSONNodeID?

  init(_ content: Content, origin: JSONNodeID? = nil) {
    self.content = content
    self.origin = origin
  }

  /// Opens a container, so that its children can be changed.
  func expand(_ document: JSONDocument) {
    switch content {
    case .original(let node):
      switch document.kind(of: node) {
      case .array:
        content = .array(
          document.elements(of: node).map {
            Slot(name: nil, key: nil, origin: $0, tree: PatchTree(.original($0), origin: $0))
          })
      case .object:
        content = .object(
          document.members(of: node).map {
            Slot(
              name: document.literal(of: $0.name), key: document.key(of: $0.name), origin: $0.name,
              tree: PatchTree(.original($0.value), origin: $0.value))
          })
      default: break
      }
    case .literal(.array(let values)):
      content = .array(
        values.map { Slot(name: nil, key: nil, origin: nil, tree: PatchTree(.literal($0))) })
    case .literal(.object(let members)):
      content = .object(
        members.map {
          Slot(name: $0.name, key: $0.name.key, origin: nil, tree: PatchTree(.literal($0.value)))
        })
    default: break
    }
  }

  /// The value as it is now.
  func literal(_ document: JSONDocument) -> JSONLiteral {
    switch content {
    case .original(let node): document.literal(of: node)
    case .literal(let literal): literal
    case .array(let slots): .array(slots.map { $0.tree.literal(document) })
    case .object(let slots):
      .object(
        slots.map { .init(name: $0.name ?? .string(""), value: $0.tree.literal(document)) })
    }
  }

  /// The edits that make the original document what the tree is now.
  func edits(of document: JSONDocument, _ edits: inout [JSONEdit]) {
    guard let origin else { return }
    switch content {
    case .original: break
    case .literal(let literal): edits.append(.replace(origin, literal))
    case .array(let slots), .object(let slots): childEdits(slots, origin, document, &edits)
    }
  }

  private func childEdits(
    _ slots: [Slot], _ container: JSONNodeID, _ document: JSONDocument, _ edits: inout [JSONEdit]
  ) {
    let isArray = document.kind(of: container) == .array
    let originals =
      isArray ? Array(document.elements(of: container)) : document.members(of: container).map(\.name)
    var at = 0
    for slot in slots {
      // The operations keep what is left of the original in its order.
      if let origin = slot.origin {
        while at < originals.count, originals[at] != origin {
          edits.append(Self.removal(originals[at], container, isArray))
          at += 1
        }
        at += 1
        switch slot.tree.content {
        case .original: break
        case .literal(let literal):
          let value = isArray ? origin : document.value(named: origin, in: container)
          edits.append(.replace(value, literal))
        default:
          if slot.tree.origin != nil {
            slot.tree.edits(of: document, &edits)
          } else {
            let value = isArray ? origin : document.value(named: origin, in: container)
            edits.append(.replace(value, slot.tree.literal(document)))
          }
        }
      } else if isArray {
        edits.append(.insertElement(container, index: at, slot.tree.literal(document)))
      } else {
        edits.append(
          .appendMember(container, name: slot.key?.description ?? "", slot.tree.literal(document)))
      }
    }
    for index in originals.indices.dropFirst(at) {
      edits.append(Self.removal(originals[index], container, isArray))
    }
  }

  private static func removal(_ node: JSONNodeID, _ container: JSONNodeID, _ isArray: Bool) -> JSONEdit {
    isArray ? .removeElement(node, of: container) : .removeMember(node, of: container)
  }
}

extension JSONDocument {
  /// The value of the member whose name is this node.
  func value(named name: JSONNodeID, in object: JSONNodeID) -> JSONNodeID {
    members(of: object).first { $0.name == name }?.value ?? name
  }
}

extension JSONLiteral {
  /// What a name says.
  var key: JSONKey? {
    switch self {
    case .string(let text): return JSONKey(text)
    case .stringToken(let token):
      guard let document = try? JSONDocument(parsing: token) else { return nil }
      return document.key(of: document.root)
    default: return nil
    }
  }
}
