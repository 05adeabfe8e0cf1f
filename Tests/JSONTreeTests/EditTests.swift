import JSONTree
import Testing

/// The text that edits leave, exactly.
@Suite struct EditTests {
  typealias Edits = (JSONDocument) throws -> [JSONEdit]

  func expect(
    _ source: String, _ edits: Edits, gives expected: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let document = try JSONDocument(parsing: source)
    let edited = try document.applying(try edits(document))
    #expect(text(edited) == expected, sourceLocation: location)
    #expect(text(document) == source, sourceLocation: location)
  }

  // MARK: Replacing

  @Test func replacesOnlyTheValuesOwnBytes() throws {
    let source = "\u{FEFF} { \"a\" :\t1.0 ,\r\n\"b\":[ 2 , \"\\u0041\"] } \n"
    try expect(
      source, { [.replace(try $0.find("/a"), .string("é\"\n"))] },
      gives: "\u{FEFF} { \"a\" :\t\"é\\\"\\n\" ,\r\n\"b\":[ 2 , \"\\u0041\"] } \n")
    try expect(
      source, { [.replace(try $0.find("/b/1"), .number("20000000000000000000"))] },
      gives: "\u{FEFF} { \"a\" :\t1.0 ,\r\n\"b\":[ 2 , 20000000000000000000] } \n")
    try expect(source, { [.replace($0.root, .null)] }, gives: "\u{FEFF} null \n")
  }

  @Test func replacesWithContainersInTheDocumentsLayout() throws {
    let value = JSONLiteral.object(["x": .array([.int(1), .int(2)]), "y": .object([:])])
    try expect(
      "{\"a\":0,\"b\":1}", { [.replace(try $0.find("/a"), value)] },
      gives: "{\"a\":{\"x\":[1,2],\"y\":{}},\"b\":1}")
    try expect(
      "{\"a\": 0, \"b\": 1}", { [.replace(try $0.find("/a"), value)] },
      gives: "{\"a\": {\"x\": [1, 2], \"y\": {}}, \"b\": 1}")
    try expect(
      "{\n    \"a\": {\n        \"b\": 0\n    }\n}\n", { [.replace(try $0.find("/a/b"), value)] },
      gives: """
        {
            "a": {
                "b": {
                    "x": [
                        1,
                        2
                    ],
                    "y": {}
                }
            }
        }

        """)
  }

  @Test func replacesANameByAnother() throws {
    let source = "{ \"a\" : [ {\"b\":1} ], \"c\":2 }"
    try expect(
      source, { [.replace(try $0.findName("/a"), .string("z"))] }, gives: "{ \"z\" : [ {\"b\":1} ], \"c\":2 }"
    )
    try expect(
      source,
      {
        [
          .replace(try $0.findName("/a/0/b"), .string("B")),
          .replace(try $0.findName("/c"), .stringToken(Array("\"\\u0063\"".utf8))),
          .appendMember($0.root, name: "d", .null), .replace(try $0.find("/c"), .int(3)),
        ]
      }, gives: "{ \"a\" : [ {\"B\":1} ], \"\\u0063\":3, \"d\" : null }")
  }

  @Test func replacesOneOfDuplicates() throws {
    try expect(
      "{\"a\":1,\"a\":2}",
      { document in
        [.replace(Array(document.members(of: document.root))[0].value, .int(9))]
      }, gives: "{\"a\":9,\"a\":2}")
  }

  // MARK: Adding to containers that hold something

  static let layouts: [(source: String, first: String, middle: String, last: String)] = [
    ("[1,2]", "[0,1,2]", "[1,0,2]", "[1,2,0]"),
    ("[1, 2]", "[0, 1, 2]", "[1, 0, 2]", "[1, 2, 0]"),
    ("[ 1, 2 ]", "[ 0, 1, 2 ]", "[ 1, 0, 2 ]", "[ 1, 2, 0 ]"),
    ("[\n  1,\n  2\n]\n", "[\n  0,\n  1,\n  2\n]\n", "[\n  1,\n  0,\n  2\n]\n", "[\n  1,\n  2,\n  0\n]\n"),
    (
      "[\r\n\t1,\r\n\t2\r\n]", "[\r\n\t0,\r\n\t1,\r\n\t2\r\n]", "[\r\n\t1,\r\n\t0,\r\n\t2\r\n]",
      "[\r\n\t1,\r\n\t2,\r\n\t0\r\n]"
    ),
    ("[\r1,\r2]", "[\r0,\r1,\r2]", "[\r1,\r0,\r2]", "[\r1,\r2,\r0]"),
    ("[ 1\n, 2\n]", "[ 0\n, 1\n, 2\n]", "[ 1\n, 0\n, 2\n]", "[ 1\n, 2\n, 0\n]"),
    ("[1 , 2]", "[0 , 1 , 2]", "[1 , 0 , 2]", "[1 , 2 , 0]"),
  ]

  @Test(arguments: layouts)
  func insertsElementsAsTheirNeighboursLie(
    _ source: String, _ first: String, _ middle: String, _ last: String
  ) throws {
    for (index, expected) in [first, middle, last].enumerated() {
      try expect(source, { [.insertElement($0.root, index: index, .int(0))] }, gives: expected)
    }
  }

  @Test func followsTheContainerBeforeTheDocument() throws {
    let source = "{\"a\": [1,2], \"b\": [ 3,  4 ]}"
    try expect(
      source, { [.insertElement(try $0.find("/a"), index: 2, .int(0))] },
      gives: "{\"a\": [1,2,0], \"b\": [ 3,  4 ]}")
    try expect(
      source, { [.insertElement(try $0.find("/b"), index: 0, .int(0))] },
      gives: "{\"a\": [1,2], \"b\": [ 0,  3,  4 ]}")
    try expect(
      "[\n  1, 2,\n  3, 4\n]", { [.insertElement($0.root, index: 4, .int(5))] },
      gives: "[\n  1, 2,\n  3, 4, 5\n]")
  }

  @Test func insertsBesideASingleElement() throws {
    try expect("[1]", { [.insertElement($0.root, index: 1, .int(2))] }, gives: "[1,2]")
    try expect("[\n\t1\n]", { [.insertElement($0.root, index: 0, .int(0))] }, gives: "[\n\t0,\n\t1\n]")
    try expect(
      "{\"a\": [1], \"b\": [1, 2]}", { [.insertElement(try $0.find("/a"), index: 1, .int(2))] },
      gives: "{\"a\": [1, 2], \"b\": [1, 2]}")
  }

  @Test func appendsMembersAsTheirNeighboursLie() throws {
    for (source, expected) in [
      ("{\"a\":1}", "{\"a\":1,\"n\":true}"), ("{\"a\": 1, \"b\": 2}", "{\"a\": 1, \"b\": 2, \"n\": true}"),
      ("{ \"a\" : 1 }\n", "{ \"a\" : 1,\"n\" : true }\n"),
      ("{\n    \"a\": 1\n}", "{\n    \"a\": 1,\n    \"n\": true\n}"),
      ("{\r\n\t\"a\":1,\r\n\t\"b\":2\r\n}\r\n", "{\r\n\t\"a\":1,\r\n\t\"b\":2,\r\n\t\"n\":true\r\n}\r\n"),
      ("{\"n\":1}", "{\"n\":1,\"n\":true}"),
    ] {
      try expect(source, { [.appendMember($0.root, name: "n", .bool(true))] }, gives: expected)
    }
  }

  @Test func writesNestedValuesAtTheDepthOfTheirNeighbours() throws {
    let source = "{\n\t\"t\": [\n\t\t{\n\t\t\t\"d\": 1\n\t\t}\n\t]\n}\n"
    let added = JSONLiteral.object(["d": .int(2), "sg": .array([])])
    try expect(
      source, { [.insertElement(try $0.find("/t"), index: 1, added)] },
      gives:
        "{\n\t\"t\": [\n\t\t{\n\t\t\t\"d\": 1\n\t\t},\n\t\t{\n\t\t\t\"d\": 2,\n\t\t\t\"sg\": []\n\t\t}\n\t]\n}\n"
    )
    try expect(
      source, { [.appendMember(try $0.find("/t/0"), name: "x/y", added)] },
      gives:
        "{\n\t\"t\": [\n\t\t{\n\t\t\t\"d\": 1,\n\t\t\t\"x/y\": {\n\t\t\t\t\"d\": 2,\n\t\t\t\t\"sg\": []\n\t\t\t}\n\t\t}\n\t]\n}\n"
    )
  }

  @Test func writesOnOneLineWhereNeighboursDo() throws {
    try expect(
      "{\n  \"a\": [1, 2]\n}", { [.insertElement(try $0.find("/a"), index: 2, .int(3))] },
      gives: "{\n  \"a\": [1, 2, 3]\n}")
  }

  // MARK: Adding to empty containers

  @Test func fillsEmptyContainersInTheDocumentsLayout() throws {
    for (source, expected) in [
      ("{\"e\":[]}", "{\"e\":[1,2]}"), ("{\"e\": [], \"f\": 0}", "{\"e\": [1, 2], \"f\": 0}"),
      ("{\"e\":[ ]}", "{\"e\":[1,2]}"),
      ("{\n  \"e\": []\n}", "{\n  \"e\": [\n    1,\n    2\n  ]\n}"),
      ("{\r\n\t\"e\": []\r\n}", "{\r\n\t\"e\": [\r\n\t\t1,\r\n\t\t2\r\n\t]\r\n}"),
      (
        "{\n \"a\": {\n  \"b\": 0\n },\n \"e\": [\n ]\n}",
        "{\n \"a\": {\n  \"b\": 0\n },\n \"e\": [\n  1,\n  2\n ]\n}"
      ),
    ] {
      try expect(
        source,
        {
          let array = try $0.find("/e")
          return [.insertElement(array, index: 0, .int(1)), .insertElement(array, index: 0, .int(2))]
        }, gives: expected)
    }
    try expect(
      "{}", { [.appendMember($0.root, name: "a", .int(1)), .appendMember($0.root, name: "b", .int(2))] },
      gives: "{\"a\":1,\"b\":2}")
    try expect(
      "[\n  {},\n  {\"b\" :0}\n] ", { [.appendMember(try $0.find("/0"), name: "a", .array([]))] },
      gives: "[\n  {\n    \"a\" :[]\n  },\n  {\"b\" :0}\n] ")
    try expect(
      "[]\n", { [.insertElement($0.root, index: 0, .object(["a": .int(1)]))] }, gives: "[{\"a\":1}]\n")
  }

  // MARK: Removing

  @Test func removesElementsWithOneComma() throws {
    for (source, expected) in [
      ("[1,2,3]", ["[2,3]", "[1,3]", "[1,2]"]), ("[ 1, 2, 3 ]", ["[ 2, 3 ]", "[ 1, 3 ]", "[ 1, 2 ]"]),
      ("[1 , 2 , 3]", ["[2 , 3]", "[1 , 3]", "[1 , 2]"]),
      ("[\n  1,\n  2,\n  3\n]", ["[\n  2,\n  3\n]", "[\n  1,\n  3\n]", "[\n  1,\n  2\n]"]),
      ("[ 1\r\n, 2\r\n, 3\r\n]", ["[ 2\r\n, 3\r\n]", "[ 1\r\n, 3\r\n]", "[ 1\r\n, 2\r\n]"]),
    ] {
      for (index, text) in expected.enumerated() {
        try expect(source, { [.removeElement(try $0.find("/\(index)"), of: $0.root)] }, gives: text)
      }
    }
  }

  @Test func removesMembersWithOneComma() throws {
    let source = "{\n\t\"a\": [ 1 ],\n\t\"b\": {},\n\t\"c\": 3\n}\n"
    try expect(
      source, { [.removeMember(try $0.findName("/a"), of: $0.root)] },
      gives: "{\n\t\"b\": {},\n\t\"c\": 3\n}\n")
    try expect(
      source, { [.removeMember(try $0.findName("/b"), of: $0.root)] },
      gives: "{\n\t\"a\": [ 1 ],\n\t\"c\": 3\n}\n")
    try expect(
      source, { [.removeMember(try $0.findName("/c"), of: $0.root)] },
      gives: "{\n\t\"a\": [ 1 ],\n\t\"b\": {}\n}\n")
    try expect(
      "{\"a\":1,\"a\":2,\"a\":3}",
      { document in
        [.removeMember(Array(document.members(of: document.root))[1].name, of: document.root)]
      }, gives: "{\"a\":1,\"a\":3}")
  }

  @Test func removingAllLeavesAnEmptyContainer() throws {
    for source in ["[1]", "[ 1, 2 ]", "[\n  1,\n  2\n]"] {
      try expect(
        source,
        { document in
          document.elements(of: document.root).map { .removeElement($0, of: document.root) }
        }, gives: "[]")
    }
    let source = "{\r\n\t\"o\": {\r\n\t\t\"a\": 1\r\n\t}\r\n}"
    try expect(
      source, { [.removeMember(try $0.findName("/o/a"), of: try $0.find("/o"))] },
      gives: "{\r\n\t\"o\": {}\r\n}")
  }

  // MARK: Several at once

  @Test func appliesSeveralEditsInOneCall() throws {
    let source =
      "{\n  \"title\": \"x\",\n  \"list\": [1, 2, 3],\n  \"old\": null,\n  \"deep\": {\n    \"a\": 1\n  }\n}\n"
    try expect(
      source,
      {
        let list = try $0.find("/list")
        return [
          .appendMember($0.root, name: "new", .array([.int(1)])), .insertElement(list, index: 3, .int(4)),
          .removeElement(try $0.find("/list/0"), of: list), .insertElement(list, index: 0, .int(-1)),
          .insertElement(list, index: 0, .int(0)), .replace(try $0.find("/list/1"), .string("two")),
          .removeMember(try $0.findName("/old"), of: $0.root), .replace(try $0.find("/title"), .bool(false)),
          .appendMember(try $0.find("/deep"), name: "b", .int(2)),
        ]
      },
      gives: """
        {
          "title": false,
          "list": [-1, 0, "two", 3, 4],
          "deep": {
            "a": 1,
            "b": 2
          },
          "new": [
            1
          ]
        }

        """)
  }

  @Test func swapsAllElementsForOthers() throws {
    try expect(
      "[\n  1,\n  2\n]",
      { document in
        document.elements(of: document.root).map { .removeElement($0, of: document.root) }
          + [
            .insertElement(document.root, index: 1, .int(3)),
            .insertElement(document.root, index: 0, .int(4)),
          ]
      }, gives: "[\n  4,\n  3\n]")
  }

  @Test func theOuterOfTwoEditsCounts() throws {
    try expect(
      "{\"a\":{\"b\":1},\"c\":[2]}",
      {
        [
          .replace(try $0.find("/a/b"), .int(9)), .replace(try $0.find("/a"), .null),
          .insertElement(try $0.find("/c"), index: 0, .int(9)),
          .removeMember(try $0.findName("/c"), of: $0.root),
        ]
      }, gives: "{\"a\":null}")
  }
}
