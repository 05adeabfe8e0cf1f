import JSONTree

/// Counts what the objects of one scope have under which key.
struct KeyTally {
  private(set) var found: [KeyReport.Found] = []
  private(set) var unrecognized: [KeyReport.Unrecognized] = []

  /// Keys as a tree, each with what it means and how often that came true.
  private final class Node {
    let path: [String]
    var children: [(key: [UInt8], node: Node)] = []
    var entries: [DraftKeys.Entry] = []
    var count = 0
    var first: JSONNodeID?
    var strayCount = 0
    var firstStray: JSONNodeID?

    init(path: [String]) { self.path = path }

    func child(_ key: UnsafeBufferPointer<UInt8>) -> Node? {
      children.first { $0.key.count == key.count && $0.key.elementsEqual(key) }?.node
    }

    func addChild(_ key: [UInt8]) -> Node {
      let node = Node(path: path + [String(decoding: key, as: UTF8.self)])
      children.append((key, node))
      return node
    }
  }

  /// Keys that are told apart in one scope; what is beyond that is not reported.
  private static let maximumKeys = 2000

  private let document: JSONDocument
  private var keyCount = 0

  init(_ objects: [JSONNodeID], scope: DraftScope, draft: Draft) {
    document = draft.document
    let root = Node(path: [])
    for entry in DraftKeys.table where entry.scope == scope {
      for spelling in draft.keys.spellings(of: entry.property) { Self.insert(spelling, entry, into: root) }
    }
    for object in objects { count(object, root) }
    var nodes: [Node] = []
    Self.collect(root, into: &nodes)
    for entry in DraftKeys.table where entry.scope == scope {
      for spelling in draft.keys.spellings(of: entry.property) {
        let path = spelling.split(separator: "/").map(String.init)
        guard let node = nodes.first(where: { $0.path == path }), let first = node.first else { continue }
        found.append(
          .init(
            property: entry.property, spelling: spelling, count: node.count, first: draft.pointer(of: first)))
      }
    }
    for node in nodes.sorted(by: { ($0.firstStray ?? document.root) < ($1.firstStray ?? document.root) }) {
      guard let first = node.firstStray else { continue }
      unrecognized.append(
        .init(
          scope: scope, path: node.path.joined(separator: "/"), count: node.strayCount,
          first: draft.pointer(of: first), sample: sample(first)))
    }
  }

  private static func insert(_ spelling: String, _ entry: DraftKeys.Entry, into root: Node) {
    let keys = spelling.split(separator: "/").map { Array($0.utf8) }
    var node = root
    for key in keys {
      node = key.withUnsafeBufferPointer { node.child($0) } ?? node.addChild(key)
    }
    node.entries.append(entry)
  }

  private static func collect(_ node: Node, into nodes: inout [Node]) {
    for child in node.children {
      nodes.append(child.node)
      collect(child.node, into: &nodes)
    }
  }

  /// Counts an object's members. An object that no property is counts by what is in it.
  private mutating func count(_ object: JSONNodeID, _ parent: Node) {
    var inner: [(JSONNodeID, Node)] = []
    document.forEachMember(of: object) { name, _, value, kind in
      var child = parent.child(name)
      if child == nil, keyCount < Self.maximumKeys {
        keyCount += 1
        child = parent.addChild(Array(name))
      }
      guard let node = child else { return }
      let isFound = node.entries.contains { ScopeReader.accepts($0.type, value, kind, in: document) }
      if isFound {
        node.count += 1
        if node.first == nil { node.first = value }
      }
      let isMetadata = isFound && node.entries.contains { $0.name == "metadata" }
      if kind == .object, isMetadata || !isFound, document.members(of: value).contains(where: { _ in true }) {
        inner.append((value, node))
      } else if !isFound {
        node.strayCount += 1
        if node.firstStray == nil { node.firstStray = value }
      }
    }
    for (value, node) in inner where node.path.count < KeySheet.maximumDepth { count(value, node) }
  }

  private func sample(_ node: JSONNodeID) -> String {
    switch document.kind(of: node) {
    case .array: "an array of \(document.elements(of: node).reduce(0) { count, _ in count + 1 })"
    case .object: "an object"
    default: shortened(document.string(of: node).map { "\"\(MediaName.shown($0))\"" } ?? spelled(node))
    }
  }

  private func spelled(_ node: JSONNodeID) -> String {
    String(decoding: document.source(of: node).prefix(60), as: UTF8.self)
  }

  private func shortened(_ text: String) -> String {
    let shown = text.visible
    return shown.count > 60 ? shown.prefix(59) + "…" : shown
  }
}
