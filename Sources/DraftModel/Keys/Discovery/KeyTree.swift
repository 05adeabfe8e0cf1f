import JSONTree

/// Keys as they are met in many objects, level by level, in the order that most objects have.
struct KeyTree {
  private struct Node {
    let key: [UInt8]
    var children: [Int] = []
    var cells: [KeyColumn.Cell] = []
  }

  /// Two keys of one object, in the order they stand in.
  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  private var nodes = [Node(key: [])]
  private var pairs: [Pair: Int] = [:]

  /// Takes the values of an object in.
  /// - Parameter index: the object's place in the sheet.
  mutating func add(_ object: JSONNodeID, object index: Int, of document: JSONDocument) {
    walk(object, at: 0, depth: 0, document) { tree, node, value, kind in
      if tree.nodes[node].cells.last?.object == index { tree.nodes[node].cells.removeLast() }
      tree.nodes[node].cells.append(KeyColumn.Cell(object: index, node: value, kind: kind))
    }
  }

  /// Takes no more than the order of keys from objects. A key stands behind those that it was seen
  /// behind more often than before.
  mutating func learnOrder(from objects: [JSONNodeID], of document: JSONDocument) {
    for object in objects { walk(object, at: 0, depth: 0, document, countsPairs: true) { _, _, _, _ in } }
    for parent in nodes.indices {
      var sorted: [Int] = []
      for child in nodes[parent].children {
        let place = sorted.firstIndex { count(child, $0) > count($0, child) }
        sorted.insert(child, at: place ?? sorted.count)
      }
      nodes[parent].children = sorted
    }
    pairs = [:]
  }

  private func count(_ first: Int, _ second: Int) -> Int { pairs[Pair(first: first, second: second)] ?? 0 }

  private mutating func walk(
    _ object: JSONNodeID, at parent: Int, depth: Int, _ document: JSONDocument, countsPairs: Bool = false,
    _ visit: (inout KeyTree, Int, JSONNodeID, JSONKind) -> Void
  ) {
    var previous: Int?
    var met: [Int] = []
    document.forEachMember(of: object) { name, _, value, kind in
      guard let place = place(of: name, under: parent, after: previous) else { return }
      previous = place
      let node = nodes[parent].children[place]
      if countsPairs {
        for other in met { pairs[Pair(first: other, second: node), default: 0] += 1 }
        met.append(node)
      }
      visit(&self, node, value, kind)
      if kind == .object, depth + 1 < KeySheet.maximumDepth {
        walk(value, at: node, depth: depth + 1, document, countsPairs: countsPairs, visit)
      }
    }
  }

  /// The place of a key among its parent's keys. A new one goes behind the key before it. Keys that
  /// a path cannot spell have none.
  private mutating func place(
    of name: UnsafeBufferPointer<UInt8>, under parent: Int, after previous: Int?
  ) -> Int? {
    let children = nodes[parent].children
    let start = previous ?? 0
    for step in children.indices {
      let place = (start + step) % children.count
      let key = nodes[children[place]].key
      if key.count == name.count, key.elementsEqual(name) { return place }
    }
    guard nodes.count <= KeySheet.maximumColumns, !name.isEmpty, !name.contains(UInt8(ascii: "/"))
    else { return nil }
    nodes.append(Node(key: Array(name)))
    let place = previous.map { $0 + 1 } ?? 0
    nodes[parent].children.insert(nodes.count - 1, at: place)
    return place
  }

  /// All paths, in order.
  func paths() -> [(path: [String], cells: [KeyColumn.Cell])] {
    var result: [(path: [String], cells: [KeyColumn.Cell])] = []
    func visit(_ node: Int, _ path: [String]) {
      for child in nodes[node].children {
        let path = path + [String(decoding: nodes[child].key, as: UTF8.self)]
        result.append((path, nodes[child].cells))
        visit(child, path)
      }
    }
    visit(0, [])
    return result
  }
}
