import JSONTree

/// The text of a document, for comparison with an expected one.
func text(_ document: JSONDocument) -> String { String(decoding: document.bytes, as: UTF8.self) }

/// What parsing throws; nil where the text is read.
func failure(_ bytes: [UInt8], maximumDepth: Int = JSONDocument.defaultMaximumDepth) -> JSONSyntaxError? {
  do throws(JSONSyntaxError) {
    _ = try JSONDocument(parsing: bytes, maximumDepth: maximumDepth)
    return nil
  } catch {
    return error
  }
}

func failure(_ text: String) -> JSONSyntaxError? { failure(Array(text.utf8)) }

/// Text with single bytes in it, for texts that are not UTF-8.
func raw(_ before: String, _ bytes: UInt8..., then after: String = "") -> [UInt8] {
  Array(before.utf8) + bytes + Array(after.utf8)
}

struct MissingNode: Error {
  let pointer: String
}

extension JSONDocument {
  /// The value at a pointer that has to lead somewhere.
  func find(_ pointer: String) throws -> JSONNodeID {
    guard let parsed = JSONPointer(pointer), let node = node(at: parsed) else {
      throw MissingNode(pointer: pointer)
    }
    return node
  }

  /// The name of the member that a pointer leads to.
  func findName(_ pointer: String) throws -> JSONNodeID {
    guard var parsed = JSONPointer(pointer), let last = parsed.tokens.popLast(),
      let parent = node(at: parsed),
      let member = members(of: parent).first(where: { key(of: $0.name) == last })
    else { throw MissingNode(pointer: pointer) }
    return member.name
  }

  /// Every value in document order, with the container that it lies in; names are left out.
  func walk() -> [(node: JSONNodeID, name: JSONNodeID?, parent: JSONNodeID?)] {
    var found: [(node: JSONNodeID, name: JSONNodeID?, parent: JSONNodeID?)] = []
    func visit(_ node: JSONNodeID, name: JSONNodeID?, parent: JSONNodeID?) {
      found.append((node, name, parent))
      for element in elements(of: node) { visit(element, name: nil, parent: node) }
      for member in members(of: node) { visit(member.value, name: member.name, parent: node) }
    }
    visit(root, name: nil, parent: nil)
    return found
  }
}
