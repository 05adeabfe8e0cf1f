import JSONTree

extension JSONPatch {
  /// Puts the patch on a document. Every byte outside the values that it touches stays.
  /// - Parameter base: what the pointers count from; the root unless said.
  /// - Throws: the first operation that cannot be done, and why. Nothing is done then.
  public func apply(
    to document: JSONDocument, from base: JSONNodeID? = nil
  ) throws(PatchFailure) -> JSONDocument {
    let base = base ?? document.root
    let session = PatchSession(document, base)
    for (index, operation) in operations.enumerated() {
      do throws(PatchSession.Refusal) { try session.apply(operation) } catch {
        // What the operation works on is told with it.
        let place = error.place.map { $0 == operation.path ? "" : "\($0): " } ?? ""
        throw PatchFailure(
          operation: index, name: operation.kind.rawValue, pointer: operation.path.description,
          reason: place + error.reason)
      }
    }
    var edits: [JSONEdit] = []
    session.root.edits(of: document, &edits)
    do throws(JSONEditError) { return try document.applying(edits) } catch {
      throw PatchFailure(
        operation: operations.count, name: "result", pointer: nil, reason: "the result is not JSON: \(error)")
    }
  }
}

/// The state between two operations.
private final class PatchSession {
  struct Refusal: Error {
    let reason: String
    /// How far a pointer led; nil where the reason says it.
    var place: JSONPointer?
  }

  private let document: JSONDocument
  let root: PatchTree

  init(_ document: JSONDocument, _ base: JSONNodeID) {
    self.document = document
    root = PatchTree(.original(base), origin: base)
  }

  func apply(_ operation: JSONPatch.Operation) throws(Refusal) {
    switch operation.kind {
    case .test:
      let found = try value(at: operation.path)
      try expect(operation.value ?? .null, found)
    case .add: try add(PatchTree(.literal(operation.value ?? .null)), at: operation.path)
    case .remove: _ = try remove(operation.path)
    case .replace: try replace(operation.path, by: operation.value ?? .null)
    case .copy:
      let found = try value(at: operation.from ?? .root)
      try add(PatchTree(.literal(found.literal(document))), at: operation.path)
    case .move:
      let from = operation.from ?? .root
      guard from != operation.path else {
        _ = try value(at: from)
        return
      }
      guard !operation.path.tokens.starts(with: from.tokens) else {
        throw Refusal(reason: "a value cannot be moved into itself")
      }
      let literal = try remove(from).literal(document)
      try add(PatchTree(.literal(literal)), at: operation.path)
    }
  }

  // MARK: Finding

  private func value(at pointer: JSONPointer) throws(Refusal) -> PatchTree {
    var tree = root
    for (depth, token) in pointer.tokens.enumerated() {
      tree.expand(document)
      let reached = JSONPointer(tokens: Array(pointer.tokens[...depth]))
      switch tree.content {
      case .object(let slots):
        guard let slot = slots.last(where: { $0.key == token }) else {
          throw Refusal(reason: "there is nothing at \(reached)")
        }
        tree = slot.tree
      case .array(let slots):
        tree = slots[try index(token, in: slots.count, reached)].tree
      default: throw Refusal(reason: "\(reached) leads into a value that holds nothing")
      }
    }
    return tree
  }

  /// - Parameter takesEnd: whether the place after the last element will do.
  private func index(
    _ token: JSONKey, in count: Int, orEnd takesEnd: Bool = false, _ reached: JSONPointer
  ) throws(Refusal) -> Int {
    guard let index = token.arrayIndex else {
      throw Refusal(reason: "an array has no \(ValueText.quoted(token.description))", place: reached)
    }
    guard index < count || (takesEnd && index == count) else {
      throw Refusal(reason: "the array has \(count) element\(count == 1 ? "" : "s")", place: reached)
    }
    return index
  }

  /// The container that a pointer leads into, opened, and the last token.
  private func parent(of pointer: JSONPointer) throws(Refusal) -> (PatchTree, JSONKey)? {
    guard let last = pointer.tokens.last else { return nil }
    let tree = try value(at: JSONPointer(tokens: pointer.tokens.dropLast()))
    tree.expand(document)
    return (tree, last)
  }

  private func expect(_ expected: JSONLiteral, _ found: PatchTree) throws(Refusal) {
    guard let other = try? JSONDocument(writing: expected) else {
      throw Refusal(reason: "the value is not JSON")
    }
    if case .original(let node) = found.content {
      if document.isEqual(node, to: other.root, in: other) { return }
    } else if let now = try? JSONDocument(writing: found.literal(document)),
      now.isEqual(now.root, to: other.root, in: other)
    {
      return
    }
    throw Refusal(reason: "found \(shown(found.literal(document))), expected \(shown(expected))")
  }

  private func shown(_ literal: JSONLiteral) -> String {
    guard let text = try? JSONDocument(writing: literal) else { return "?" }
    return ValueText.cut(String(decoding: text.bytes.prefix(200), as: UTF8.self).visible, 60)
  }

  // MARK: Changing

  private func add(_ value: PatchTree, at pointer: JSONPointer) throws(Refusal) {
    guard let (container, last) = try parent(of: pointer) else {
      root.content = value.content
      return
    }
    switch container.content {
    case .array(var slots):
      container.content = .literal(.null)
      defer { container.content = .array(slots) }
      let at =
        last == "-" ? slots.count : try index(last, in: slots.count, orEnd: true, pointer)
      slots.insert(PatchTree.Slot(name: nil, key: nil, origin: nil, tree: value), at: at)
    case .object(var slots):
      if let at = slots.lastIndex(where: { $0.key == last }) {
        slots[at] = PatchTree.Slot(
          name: slots[at].name, key: last, origin: slots[at].origin, tree: PatchTree(value.content))
      } else {
        slots.append(
          PatchTree.Slot(name: .string(last.description), key: last, origin: nil, tree: value))
      }
      container.content = .object(slots)
    default: throw Refusal(reason: "the value that should hold it is neither an object nor an array")
    }
  }

  private func remove(_ pointer: JSONPointer) throws(Refusal) -> PatchTree {
    guard let (container, last) = try parent(of: pointer) else {
      throw Refusal(reason: "the whole document cannot be removed")
    }
    switch container.content {
    case .array(var slots):
      container.content = .literal(.null)
      defer { container.content = .array(slots) }
      return slots.remove(at: try index(last, in: slots.count, pointer)).tree
    case .object(var slots):
      guard let at = slots.lastIndex(where: { $0.key == last }) else {
        throw Refusal(reason: "there is nothing at \(pointer)")
      }
      let removed = slots.remove(at: at).tree
      container.content = .object(slots)
      return removed
    default: throw Refusal(reason: "there is nothing at \(pointer)")
    }
  }

  private func replace(_ pointer: JSONPointer, by literal: JSONLiteral) throws(Refusal) {
    _ = try value(at: pointer)
    guard let (container, last) = try parent(of: pointer) else {
      root.content = .literal(literal)
      return
    }
    func renewed(_ slot: PatchTree.Slot) -> PatchTree.Slot {
      PatchTree.Slot(name: slot.name, key: slot.key, origin: slot.origin, tree: PatchTree(.literal(literal)))
    }
    switch container.content {
    case .array(var slots):
      let at = try index(last, in: slots.count, pointer)
      container.content = .literal(.null)
      slots[at] = renewed(slots[at])
      container.content = .array(slots)
    case .object(var slots):
      guard let at = slots.lastIndex(where: { $0.key == last }) else { return }
      slots[at] = renewed(slots[at])
      container.content = .object(slots)
    default: break
    }
  }
}
