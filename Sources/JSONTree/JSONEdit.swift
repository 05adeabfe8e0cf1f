/// One change to a document. Nodes are those of the document that the edit is applied to.
public enum JSONEdit: Sendable {
  /// Writes another value in a value's place; in the place of a member's name, another name.
  case replace(JSONNodeID, JSONLiteral)
  /// Adds a member at an object's end. The name is not looked for: this can make a duplicate.
  case appendMember(JSONNodeID, name: String, JSONLiteral)
  /// Takes a member away, given by the node of its name.
  case removeMember(JSONNodeID, of: JSONNodeID)
  /// Adds an element to an array, before the one that has this index now; `count` adds at the end.
  /// Several at one index come in the order of the edits.
  case insertElement(JSONNodeID, index: Int, JSONLiteral)
  /// Takes an element away.
  case removeElement(JSONNodeID, of: JSONNodeID)
}

/// Why an edit cannot be applied.
public enum JSONEditError: Error, Hashable, Sendable {
  /// The edit wants an object or an array, and the node is something else.
  case wrongKind(JSONNodeID, expected: JSONKind, found: JSONKind)
  /// An array has no such index.
  case indexOutOfRange(JSONNodeID, index: Int, count: Int)
  /// What was to be removed is not in that container.
  case notAChild(JSONNodeID, of: JSONNodeID)
  /// The result is not JSON: a literal was not.
  case invalidResult(JSONSyntaxError)
}

extension JSONDocument {
  /// The document with edits applied, all or none.
  ///
  /// Every byte outside the edited values stays: a replaced value changes only its own bytes, a
  /// removed one takes one comma and the white space that belonged to it along, an added one
  /// follows the layout of its neighbours, or else of the document. Where one edit lies inside a
  /// value that another replaces or removes, the outer one counts.
  ///
  /// Takes time in proportion to the document, whatever the number of edits: put what belongs
  /// together into one call.
  public func applying(_ edits: [JSONEdit]) throws(JSONEditError) -> JSONDocument {
    guard !edits.isEmpty else { return self }
    let writer = try JSONEditWriter(document: self, edits: edits)
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: writer.write(), maximumDepth: storage.maximumDepth)
    } catch {
      throw .invalidResult(error)
    }
  }
}

/// Writes a document with edits, copying every run of bytes that no edit touches.
struct JSONEditWriter {
  private let document: JSONDocument
  private let style: JSONStyle
  private var replaced: [JSONNodeID: JSONLiteral] = [:]
  private var removed: Set<JSONNodeID> = []
  private var inserted: [JSONNodeID: [(index: Int, item: JSONLiteral.Member?, value: JSONLiteral)]] = [:]
  /// Containers whose list of children changes.
  private var restructured: Set<JSONNodeID> = []
  /// Every node that an edit names, in document order.
  private var touched: [JSONNodeID] = []
  /// The children of the containers that edits were checked against, listed once for each.
  private var childIDs: [JSONNodeID: [JSONNodeID]] = [:]
  /// Where lines begin; empty where no layout asks for it. Looking back for the line's beginning at
  /// every edit would take the square of a text that is one line.
  private let lineStarts: [Int]

  init(document: JSONDocument, edits: [JSONEdit]) throws(JSONEditError) {
    self.document = document
    style = document.style
    let bytes = document.bytes
    lineStarts =
      style.indentUnit == nil
      ? [] : [0] + bytes.indices.filter { bytes[$0] == 0x0A || bytes[$0] == 0x0D }.map { $0 + 1 }
    for edit in edits { try add(edit) }
    touched = (Array(replaced.keys) + Array(restructured)).sorted()
  }

  private mutating func add(_ edit: JSONEdit) throws(JSONEditError) {
    switch edit {
    case .replace(let node, let value): replaced[node] = value
    case .appendMember(let object, let name, let value):
      try expect(.object, object)
      restructured.insert(object)
      inserted[object, default: []].append((Int.max, .init(name, value), value))
    case .insertElement(let array, let index, let value):
      try expect(.array, array)
      let count = listChildren(of: array).count
      guard (0...count).contains(index) else {
        throw .indexOutOfRange(array, index: index, count: count)
      }
      restructured.insert(array)
      inserted[array, default: []].append((index, nil, value))
    case .removeMember(let name, let object):
      try expect(.object, object)
      guard isChild(name, of: object) else { throw .notAChild(name, of: object) }
      restructured.insert(object)
      removed.insert(name)
    case .removeElement(let element, let array):
      try expect(.array, array)
      guard isChild(element, of: array) else { throw .notAChild(element, of: array) }
      restructured.insert(array)
      removed.insert(element)
    }
  }

  private mutating func listChildren(of node: JSONNodeID) -> [JSONNodeID] {
    if let listed = childIDs[node] { return listed }
    let listed = children(of: node).map(\.id)
    childIDs[node] = listed
    return listed
  }

  private mutating func isChild(_ id: JSONNodeID, of node: JSONNodeID) -> Bool {
    let ids = listChildren(of: node)
    let index = Self.firstIndex(in: ids, notBefore: id)
    return index < ids.count && ids[index] == id
  }

  private func expect(_ kind: JSONKind, _ node: JSONNodeID) throws(JSONEditError) {
    let found = document.kind(of: node)
    guard found == kind else { throw .wrongKind(node, expected: kind, found: found) }
  }

  func write() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(document.bytes.count + 256)
    let root = document.byteRange(of: document.root)
    out += document.bytes[..<root.lowerBound]
    write(document.root, to: &out)
    out += document.bytes[root.upperBound...]
    return out
  }

  private func write(_ node: JSONNodeID, to out: inout [UInt8]) {
    if let literal = replaced[node] {
      let indent = indentation(ofLineAt: document.byteRange(of: node).lowerBound)
      return style.write(literal, indent: indent, to: &out)
    }
    guard isTouched(document.subtree(of: node)) else {
      out += document.source(of: node)
      return
    }
    if restructured.contains(node) { writeRestructured(node, to: &out) } else { writeInPlace(node, to: &out) }
  }

  /// Whether any edit lies in a range of nodes.
  private func isTouched(_ range: Range<JSONNodeID>) -> Bool {
    let index = Self.firstIndex(in: touched, notBefore: range.lowerBound)
    return index < touched.count && touched[index] < range.upperBound
  }

  private static func firstIndex<Key: Comparable>(in sorted: [Key], notBefore id: Key) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A child of a container: a member with its name, or an element.
  private struct Child {
    let id: JSONNodeID
    let value: JSONNodeID
    let bytes: Range<Int>
  }

  private func children(of node: JSONNodeID) -> [Child] {
    document.kind(of: node) == .array
      ? document.elements(of: node).map { Child(id: $0, value: $0, bytes: document.byteRange(of: $0)) }
      : document.members(of: node).map {
        Child(
          id: $0.name, value: $0.value,
          bytes: document.byteRange(of: $0.name).lowerBound..<document.byteRange(of: $0.value).upperBound)
      }
  }

  /// A container whose children stay, though something inside them changes.
  private func writeInPlace(_ node: JSONNodeID, to out: inout [UInt8]) {
    let range = document.byteRange(of: node)
    var copied = range.lowerBound
    for child in children(of: node)
    where isTouched(child.id..<document.subtree(of: child.value).upperBound) {
      out += document.bytes[copied..<child.bytes.lowerBound]
      write(child, to: &out)
      copied = child.bytes.upperBound
    }
    out += document.bytes[copied..<range.upperBound]
  }

  private func write(_ child: Child, to out: inout [UInt8]) {
    if child.id != child.value {
      write(child.id, to: &out)
      out +=
        document.bytes[
          document.byteRange(of: child.id).upperBound..<document.byteRange(of: child.value).lowerBound]
    }
    write(child.value, to: &out)
  }

  private func writeRestructured(_ node: JSONNodeID, to out: inout [UInt8]) {
    let range = document.byteRange(of: node)
    let old = children(of: node)
    let own = indentation(ofLineAt: range.lowerBound)
    let spacing = Spacing(
      document: document, style: style, node: node, own: own, children: old.map(\.bytes))
    let added = Dictionary(grouping: inserted[node] ?? []) { min($0.index, old.count) }
    let addedStyle = self.style(besides: old, of: node)
    out.append(document.bytes[range.lowerBound])
    var count = 0
    var trail: ArraySlice<UInt8> = []
    func separate(_ lead: ArraySlice<UInt8>?, trail next: ArraySlice<UInt8>) {
      if count > 0 {
        out += trail
        out.append(UInt8(ascii: ","))
      }
      out += count == 0 ? spacing.first : lead ?? spacing.later
      count += 1
      trail = next
    }
    func insert(at index: Int) {
      for item in added[index] ?? [] {
        separate(nil, trail: spacing.trail(of: 0))
        if let member = item.item {
          style.write(member.name, indent: spacing.indent, to: &out)
          out += spacing.colon
        }
        addedStyle.write(item.value, indent: spacing.indent, to: &out)
      }
    }
    for (index, child) in old.enumerated() {
      insert(at: index)
      if removed.contains(child.id) { continue }
      separate(index > 0 ? spacing.lead(of: index) : nil, trail: spacing.trail(of: index))
      write(child, to: &out)
    }
    insert(at: old.count)
    if count > 0 { out += spacing.last }
    out.append(document.bytes[range.upperBound - 1])
  }
}

extension JSONEditWriter {
  /// The style of what is added to a container: an array whose last object or array lies on one line
  /// gets more that do.
  private func style(besides children: [Child], of node: JSONNodeID) -> JSONStyle {
    guard document.kind(of: node) == .array,
      let sibling = children.last(where: { !self.children(of: $0.value).isEmpty }),
      !document.source(of: sibling.value).contains(where: { $0 == 0x0A || $0 == 0x0D })
    else { return style }
    var style = style
    style.indentUnit = nil
    return style
  }
}

extension JSONEditWriter {
  /// The white space that the line of a byte begins with; none where values stand on one line.
  private func indentation(ofLineAt offset: Int) -> [UInt8] {
    let line = Self.firstIndex(in: lineStarts, notBefore: offset + 1) - 1
    guard lineStarts.indices.contains(line) else { return [] }
    return Array(document.bytes[lineStarts[line]...].prefix { $0 == 0x20 || $0 == 0x09 })
  }
}

/// The white space around the children of one container, and what a new child gets.
private struct Spacing {
  /// Before the first child.
  let first: ArraySlice<UInt8>
  /// Before a later one, where it brings none of its own.
  let later: ArraySlice<UInt8>
  /// Between the last child and the closing bracket.
  let last: ArraySlice<UInt8>
  let colon: ArraySlice<UInt8>
  /// The indentation of the children's lines.
  let indent: [UInt8]
  private let bytes: ArraySlice<UInt8>
  private let children: [Range<Int>]
  private let commas: [Int]

  /// - Parameter own: the indentation of the line that the container begins on.
  init(
    document: JSONDocument, style: JSONStyle, node: JSONNodeID, own: [UInt8], children: [Range<Int>]
  ) {
    bytes = document.bytes
    self.children = children
    let range = document.byteRange(of: node)
    let bytes = self.bytes
    commas = zip(children, children.dropFirst()).map { before, _ in
      var at = before.upperBound
      while isSpace(bytes[at]) { at += 1 }
      return at
    }
    if let head = children.first, let tail = children.last {
      first = bytes[range.lowerBound + 1..<head.lowerBound]
      last = bytes[tail.upperBound..<range.upperBound - 1]
      let isMultiline = first.contains { $0 == 0x0A || $0 == 0x0D }
      later =
        children.count > 1
        ? bytes[commas[0] + 1..<children[1].lowerBound] : isMultiline ? first : style.commaSpace[...]
      indent = isMultiline ? Array(document.indentation(ofLineAt: head.lowerBound)) : own
    } else {
      indent = own + (style.indentUnit ?? [])
      first = style.indentUnit == nil ? [] : (style.newline + indent)[...]
      later = style.indentUnit == nil ? style.commaSpace[...] : first
      last = style.indentUnit == nil ? [] : (style.newline + own)[...]
    }
    if let member = document.members(of: node).first(where: { _ in true }) {
      colon =
        bytes[
          document.byteRange(of: member.name).upperBound..<document.byteRange(of: member.value).lowerBound]
    } else {
      colon = style.colon[...]
    }
  }

  /// The white space between a child and the comma before it. Not for the first.
  func lead(of index: Int) -> ArraySlice<UInt8> { bytes[commas[index - 1] + 1..<children[index].lowerBound] }

  /// The white space between a child and the comma after it: as the first child has it, where there
  /// is no comma yet.
  func trail(of index: Int) -> ArraySlice<UInt8> {
    guard !commas.isEmpty else { return [] }
    let index = index < commas.count ? index : 0
    return bytes[children[index].upperBound..<commas[index]]
  }
}
