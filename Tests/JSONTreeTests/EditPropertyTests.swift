import JSONTree
import Testing

/// Random edits on random documents, against a model that only knows values.
@Suite struct EditPropertyTests {
  /// What a set of edits asks for, by node.
  struct Plan {
    var edits: [JSONEdit] = []
    var replaced: [JSONNodeID: JSONLiteral] = [:]
    var removed: Set<JSONNodeID> = []
    var inserted: [JSONNodeID: [(index: Int, value: JSONLiteral)]] = [:]
    var appended: [JSONNodeID: [JSONLiteral.Member]] = [:]

    mutating func add(_ edit: JSONEdit) {
      edits.append(edit)
      switch edit {
      case .replace(let node, let value): replaced[node] = value
      case .removeMember(let node, _), .removeElement(let node, _): removed.insert(node)
      case .insertElement(let array, let index, let value):
        inserted[array, default: []].append((index, value))
      case .appendMember(let object, let name, let value):
        appended[object, default: []].append(.init(name, value))
      }
    }

    /// The value that a node is to have, written the plain way.
    func result(_ node: JSONNodeID, in document: JSONDocument) -> JSONLiteral {
      if let value = replaced[node] { return value }
      switch document.kind(of: node) {
      case .array:
        var values: [JSONLiteral] = []
        let elements = Array(document.elements(of: node))
        for index in 0...elements.count {
          values += (inserted[node] ?? []).filter { $0.index == index }.map(\.value)
          guard index < elements.count, !removed.contains(elements[index]) else { continue }
          values.append(result(elements[index], in: document))
        }
        return .array(values)
      case .object:
        let kept = document.members(of: node).filter { !removed.contains($0.name) }
        return .object(
          kept.map { .init(name: result($0.name, in: document), value: result($0.value, in: document)) }
            + (appended[node] ?? []))
      default: return document.literal(of: node)
      }
    }
  }

  static func literal(_ random: inout RandomText, depth: Int = 0) -> JSONLiteral {
    switch Int.random(in: 0..<(depth < 3 ? 7 : 5), using: &random.generator) {
    case 0: .null
    case 1: .bool(random.generator.chance(2))
    case 2: .number(random.number())
    case 3: .stringToken(Array(random.string().utf8))
    case 4: .string(random.generator.pick(["", "text", "é\"\\\n", "\u{1F600}\0"]))
    case 5:
      .array(
        (0..<Int.random(in: 0..<4, using: &random.generator)).map { _ in literal(&random, depth: depth + 1) })
    default:
      .object(
        (0..<Int.random(in: 0..<4, using: &random.generator)).map { _ in
          .init(random.generator.pick(["a", "b", "é", ""]), literal(&random, depth: depth + 1))
        })
    }
  }

  /// An edit of one value, chosen by chance; nil where its kind allows none.
  static func edit(
    _ node: JSONNodeID, name: JSONNodeID?, parent: JSONNodeID?, in document: JSONDocument,
    _ random: inout RandomText
  ) -> JSONEdit? {
    switch Int.random(in: 0..<5, using: &random.generator) {
    case 0: return .replace(node, literal(&random))
    case 1:
      guard let parent else { return nil }
      return name.map { .removeMember($0, of: parent) } ?? .removeElement(node, of: parent)
    case 2: return name.map { .replace($0, .string("renamed")) }
    default:
      if document.kind(of: node) == .object { return .appendMember(node, name: "added", literal(&random)) }
      guard document.kind(of: node) == .array else { return nil }
      let count = Array(document.elements(of: node)).count
      return .insertElement(
        node, index: Int.random(in: 0...count, using: &random.generator), literal(&random))
    }
  }

  /// The same value in one spelling of strings, as documents give it back.
  func normal(_ literal: JSONLiteral) throws -> JSONLiteral {
    let document = try JSONDocument(writing: literal)
    return document.literal(of: document.root)
  }

  @Test func editsDoWhatTheModelDoes() throws {
    var applied = 0
    for seed in UInt64(0)..<600 {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      var plan = Plan()
      for (node, name, parent) in document.walk()
      where random.generator.chance(seed.isMultiple(of: 2) ? 3 : 10) {
        for _ in 0..<Int.random(in: 1...3, using: &random.generator) {
          if let edit = Self.edit(node, name: name, parent: parent, in: document, &random) { plan.add(edit) }
        }
      }
      let edited = try document.applying(plan.edits)
      let expected = try normal(plan.result(document.root, in: document))
      #expect(edited.literal(of: edited.root) == expected, "seed \(seed)")
      applied += plan.edits.count
    }
    #expect(applied > 1000)
  }

  @Test func bytesOutsideTheEditedValueStay() throws {
    for seed in UInt64(0)..<300 {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      for (node, name, parent) in document.walk() where random.generator.chance(3) {
        guard let edit = Self.edit(node, name: name, parent: parent, in: document, &random) else { continue }
        let edited = try document.applying([edit])
        // What an edit may touch: the value, the name, or the container whose children change.
        let owner =
          switch edit {
          case .replace(let value, _): value
          case .removeMember(_, let container), .removeElement(_, let container): container
          case .appendMember(let container, _, _), .insertElement(let container, _, _): container
          }
        let range = document.byteRange(of: owner)
        let after = document.bytes[range.upperBound...]
        #expect(edited.bytes.starts(with: document.bytes[..<range.lowerBound]), "seed \(seed)")
        #expect(edited.bytes.suffix(after.count) == after, "seed \(seed)")
        guard edited.bytes.count >= range.lowerBound + after.count else {
          Issue.record("seed \(seed): bytes around the edit are gone")
          continue
        }
        // Between them stands the new value and nothing else.
        if case .replace(_, let value) = edit {
          let middle = edited.bytes[range.lowerBound..<edited.bytes.count - after.count]
          let written = try JSONDocument(parsing: Array(middle))
          #expect(written.byteRange(of: written.root) == 0..<middle.count, "seed \(seed)")
          #expect(try written.literal(of: written.root) == normal(value), "seed \(seed)")
        }
      }
    }
  }

  @Test func takingAnAddedValueAwayRestoresTheBytes() throws {
    var restored = 0
    for seed in UInt64(0)..<300 {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      for (node, _, _) in document.walk() {
        let elements = Array(document.elements(of: node))
        let members = Array(document.members(of: node))
        guard !elements.isEmpty || !members.isEmpty else { continue }
        let value = Self.literal(&random)
        let pointer = document.pointer(of: node)
        guard document.node(at: pointer) == node else { continue }
        let index = Int.random(in: 0...elements.count, using: &random.generator)
        let edited = try document.applying([
          members.isEmpty ? .insertElement(node, index: index, value) : .appendMember(node, name: "n", value)
        ])
        #expect(edited.bytes.count > document.bytes.count)
        let container = try #require(edited.node(at: pointer))
        let back = try edited.applying([
          members.isEmpty
            ? .removeElement(Array(edited.elements(of: container))[index], of: container)
            : .removeMember(Array(edited.members(of: container))[members.count].name, of: container)
        ])
        #expect(back.bytes == document.bytes, "seed \(seed), \(pointer)")
        restored += 1
      }
    }
    #expect(restored > 500)
  }
}
