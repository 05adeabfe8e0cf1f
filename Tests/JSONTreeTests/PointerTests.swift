import JSONTree
import Testing

@Suite struct PointerTests {
  /// The example of RFC 6901, section 5.
  static let example = #"""
    {
      "foo": ["bar", "baz"],
      "": 0,
      "a/b": 1,
      "c%d": 2,
      "e^f": 3,
      "g|h": 4,
      "i\\j": 5,
      "k\"l": 6,
      " ": 7,
      "m~n": 8
    }
    """#
  static let targets: [(pointer: String, source: String)] = [
    ("/foo", #"["bar", "baz"]"#), ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
    ("/e^f", "3"),
    ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"), ("", example),
  ]

  @Test(arguments: targets)
  func followsTheExamplesOfRFC6901BothWays(_ pointer: String, _ source: String) throws {
    let document = try JSONDocument(parsing: Self.example)
    let parsed = try #require(JSONPointer(pointer))
    let node = try #require(document.node(at: parsed))
    #expect(String(decoding: document.source(of: node), as: UTF8.self) == source)
    #expect(document.pointer(of: node) == parsed)
    #expect(document.pointer(of: node).description == pointer)
  }

  @Test(
    arguments: [
      ("", []), ("/", [""]), ("//", ["", ""]), ("/a/b", ["a", "b"]), ("/~01", ["~1"]), ("/~10", ["/0"]),
      ("/~1~0", ["/~"]),
      ("/é/😀", ["é", "😀"]), ("/a/", ["a", ""]),
    ] as [(String, [String])])
  func readsAndWritesTokens(_ text: String, _ tokens: [String]) throws {
    let pointer = try #require(JSONPointer(text))
    #expect(pointer.tokens == tokens.map { JSONKey($0) })
    #expect(pointer.description == text)
    #expect(JSONPointer(tokens: tokens.map { JSONKey($0) }) == pointer)
  }

  @Test(arguments: ["a", "a/b", " /a", "#/a", "/~", "/~2", "/a~", "/~/a", "/~~0"])
  func refusesWhatIsNoPointer(_ text: String) {
    #expect(JSONPointer(text) == nil)
  }

  @Test func appendsTokens() {
    let pointer = JSONPointer.root.appending("a/b").appending(3).appending(JSONPointer(tokens: ["", "~"]))
    #expect(pointer.description == "/a~1b/3//~0")
  }

  @Test(arguments: [
    "01", "00", "-", "-1", "+1", "1.0", "1e0", " 1", "", "２", "3", "10", "99999999999999999999", "a",
  ])
  func leadsNowhereWithAnOddIndex(_ token: String) throws {
    let document = try JSONDocument(parsing: "[10,11,12]")
    #expect(document.node(at: JSONPointer(tokens: [JSONKey(token)])) == nil)
  }

  @Test func readsIndicesAsNamesInObjects() throws {
    let document = try JSONDocument(parsing: #"{"01":1,"-":2,"-1":3,"0":4}"#)
    for (name, spelling) in [("01", "1"), ("-", "2"), ("-1", "3"), ("0", "4")] {
      #expect(try document.numberSpelling(of: document.find("/\(name)")) == spelling)
    }
    #expect(document.node(at: JSONPointer(tokens: ["1"])) == nil)
  }

  @Test func arrayIndexIsDigitsWithoutLeadingZero() {
    #expect(["0", "7", "10", "1234567890"].map { JSONKey($0).arrayIndex } == [0, 7, 10, 1_234_567_890])
    #expect(
      ["", "00", "01", "-0", "x", "1x", "123456789012345678901234567890"].compactMap {
        JSONKey($0).arrayIndex
      } == [])
  }

  @Test func leadsNowhereThroughScalarsAndMissingNames() throws {
    let document = try JSONDocument(parsing: #"{"a":"text","b":[1],"c":null}"#)
    for pointer in ["/a/0", "/b/0/0", "/c/c", "/d", "/A", "/b/", "//"] {
      #expect(document.node(at: try #require(JSONPointer(pointer))) == nil, "\(pointer)")
    }
  }

  @Test func duplicateNamesLeadToTheLast() throws {
    let document = try JSONDocument(parsing: #"{"a":{"x":1},"a":{"y":2},"\u0061":[3]}"#)
    #expect(try document.numberSpelling(of: document.find("/a/0")) == "3")
    #expect(document.node(at: JSONPointer(tokens: ["a", "x"])) == nil)
    let first = try #require(document.members(of: document.root).first { _ in true })
    #expect(document.pointer(of: first.value).description == "/a")
    let inner = try #require(document.members(of: first.value).first { _ in true })
    #expect(document.pointer(of: inner.value).description == "/a/x")
  }

  @Test func namesHaveThePointerOfTheirMember() throws {
    let document = try JSONDocument(parsing: #"{"a":[{"b":{"c":1}}]}"#)
    #expect(try document.pointer(of: document.findName("/a")).description == "/a")
    #expect(try document.pointer(of: document.findName("/a/0/b/c")).description == "/a/0/b/c")
  }

  @Test func pointersMayStartAtAnyValue() throws {
    let document = try JSONDocument(parsing: #"{"t":[{"sg":[5,6]},{"sg":[7]}]}"#)
    let base = try document.find("/t/0")
    let target = try document.find("/t/0/sg/1")
    let pointer = document.pointer(of: target, from: base)
    #expect(pointer.description == "/sg/1")
    #expect(document.node(at: pointer, from: base) == target)
    #expect(document.node(at: .root, from: base) == base)
    #expect(document.pointer(of: base, from: base) == .root)
    #expect(try document.node(at: pointer, from: document.find("/t/1")) == nil)
  }

  @Test func reachesNamesWithLoneSurrogates() throws {
    let document = try JSONDocument(parsing: #"{"\udc00/\ud800":[0]}"#)
    let member = try #require(document.members(of: document.root).first { _ in true })
    let pointer = document.pointer(of: member.value)
    #expect(document.node(at: pointer) == member.value)
    #expect(pointer.description == "/\u{FFFD}~1\u{FFFD}")
  }

  @Test func everyValueOfRandomDocumentsIsFoundByItsPointer() throws {
    for seed in UInt64(0)..<100 {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      // Values inside a member that a later one of the same name hides.
      var hidden: Set<JSONNodeID> = []
      for (node, name, parent) in document.walk() {
        let pointer = document.pointer(of: node)
        if let parent {
          let later = document.members(of: parent).contains { other in
            name.map { document.key(of: $0) == document.key(of: other.name) && $0 < other.name } ?? false
          }
          if later || hidden.contains(parent) { hidden.insert(node) }
        }
        #expect((document.node(at: pointer) == node) == !hidden.contains(node), "seed \(seed), \(pointer)")
        guard let parent else { continue }
        #expect(pointer.tokens.dropLast() == document.pointer(of: parent).tokens[...])
        if let name { #expect(pointer.tokens.last == document.key(of: name)) }
      }
    }
  }
}
