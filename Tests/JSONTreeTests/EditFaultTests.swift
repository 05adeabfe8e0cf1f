import JSONTree
import Testing

/// Edits that cannot be applied, and very many of them.
@Suite struct EditFaultTests {
  let document: JSONDocument

  init() throws { document = try JSONDocument(parsing: #"{"a":[1,[2]],"b":{"c":3},"s":"t"}"#) }

  @Test func refusesContainersOfTheWrongKind() throws {
    let (root, list, string) = (document.root, try document.find("/a"), try document.find("/s"))
    let name = try document.findName("/s")
    let cases: [(JSONEdit, JSONEditError)] = [
      (.appendMember(list, name: "x", .null), .wrongKind(list, expected: .object, found: .array)),
      (.insertElement(root, index: 0, .null), .wrongKind(root, expected: .array, found: .object)),
      (.removeMember(name, of: string), .wrongKind(string, expected: .object, found: .string)),
      (.removeElement(list, of: root), .wrongKind(root, expected: .array, found: .object)),
    ]
    for (edit, error) in cases { #expect(throws: error) { try document.applying([edit]) } }
  }

  @Test func refusesIndicesOutsideTheArray() throws {
    let list = try document.find("/a")
    for index in [-1, 3, Int.max] {
      #expect(throws: JSONEditError.indexOutOfRange(list, index: index, count: 2)) {
        try document.applying([.insertElement(list, index: index, .null)])
      }
    }
  }

  @Test func refusesToRemoveWhatIsNoChild() throws {
    let (root, list, inner) = (document.root, try document.find("/a"), try document.find("/a/1"))
    for element in [list, try document.find("/a/1/0"), try document.find("/b/c"), root] {
      #expect(throws: JSONEditError.notAChild(element, of: list)) {
        try document.applying([.removeElement(element, of: list)])
      }
    }
    for name in [try document.find("/s"), try document.findName("/b/c"), root, inner] {
      #expect(throws: JSONEditError.notAChild(name, of: root)) {
        try document.applying([.removeMember(name, of: root)])
      }
    }
  }

  @Test func refusesResultsThatAreNotJSON() throws {
    let value = try document.find("/s")
    for literal in [
      JSONLiteral.number("01"), .number("-"), .stringToken([]), .stringToken([0x22, 0xFF, 0x22]),
    ] {
      let error = #expect(throws: JSONEditError.self) { try document.applying([.replace(value, literal)]) }
      guard case .invalidResult(let fault) = error else {
        Issue.record("\(literal): \(String(describing: error))")
        continue
      }
      #expect(fault.pointer.description == "/s")
    }
    #expect(throws: JSONEditError.self) {
      try document.applying([.replace(try document.findName("/s"), .int(1))])
    }
  }

  @Test func appliesNothingWhereOneEditFails() throws {
    let before = Array(document.bytes)
    #expect(throws: JSONEditError.self) {
      try document.applying([
        .replace(document.root, .null), .insertElement(try document.find("/a"), index: 9, .null),
      ])
    }
    #expect(Array(document.bytes) == before)
  }

  @Test func keepsTheDepthLimitOfTheDocument() throws {
    let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    let tall = try JSONDocument(parsing: Array("{\"a\":\(deep),\"b\":1}".utf8), maximumDepth: 601)
    let edited = try tall.applying([.replace(try tall.find("/b"), .int(2))])
    #expect(text(edited) == "{\"a\":\(deep),\"b\":2}")
    let flat = try JSONDocument(parsing: Array("[1]".utf8), maximumDepth: 1)
    #expect(throws: JSONEditError.self) { try flat.applying([.replace(try flat.find("/0"), .array([]))]) }
  }

  @Test func takesTimeInProportionToTheDocument() throws {
    let count = 20_000
    let wide = try JSONDocument(writing: .array((0..<count).map { .int($0) }))
    let time = try ContinuousClock().measure {
      var edits: [JSONEdit] = []
      for (index, node) in wide.elements(of: wide.root).enumerated() {
        edits.append(.insertElement(wide.root, index: index, .null))
        edits.append(.removeElement(node, of: wide.root))
      }
      let edited = try wide.applying(edits)
      #expect(edited.literal(of: edited.root) == .array(Array(repeating: .null, count: count)))
    }
    #expect(time < .seconds(20))
  }
}
