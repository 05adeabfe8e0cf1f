import JSONTree
import Testing

@Suite struct PositionTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndStartsALine(_ end: String) throws {
    let lines = ["{", "  \"a\": [", "", "\t1, 22,", "    true", "]}", ""]
    let document = try JSONDocument(parsing: lines.joined(separator: end))
    func place(_ pointer: String) throws -> JSONPosition { document.position(of: try document.find(pointer)) }
    #expect(try place("") == JSONPosition(line: 1, column: 1))
    #expect(try place("/a") == JSONPosition(line: 2, column: 8))
    #expect(try place("/a/0") == JSONPosition(line: 4, column: 2))
    #expect(try place("/a/1") == JSONPosition(line: 4, column: 5))
    #expect(try place("/a/2") == JSONPosition(line: 5, column: 5))
    #expect(try document.position(of: document.findName("/a")) == JSONPosition(line: 2, column: 3))
    #expect(document.position(ofByte: document.bytes.count) == JSONPosition(line: 7, column: 1))
  }

  @Test func mixedLineEndsCountOnce() throws {
    let document = try JSONDocument(parsing: "[\r\r\n\n\n\r1]")
    #expect(try document.position(of: document.find("/0")) == JSONPosition(line: 6, column: 1))
  }

  @Test func bytesOfALineEndBelongToItsLine() throws {
    let document = try JSONDocument(parsing: "[1,\r\n2]")
    #expect(
      (3...5).map { document.position(ofByte: $0) } == [
        JSONPosition(line: 1, column: 4), JSONPosition(line: 1, column: 5), JSONPosition(line: 2, column: 1),
      ])
  }

  @Test func columnsCountScalars() throws {
    let document = try JSONDocument(parsing: "[\"é\", \"漢字\", \"😀\", \"e\u{301}\",\n \"😀😀\", 1]")
    let places = document.elements(of: document.root).map { document.position(of: $0) }
    #expect(
      places == [
        JSONPosition(line: 1, column: 2), JSONPosition(line: 1, column: 7), JSONPosition(line: 1, column: 13),
        JSONPosition(line: 1, column: 18), JSONPosition(line: 2, column: 2), JSONPosition(line: 2, column: 8),
      ])
  }

  @Test func lineSeparatorCharactersEndNoLine() throws {
    let document = try JSONDocument(parsing: "[\"\u{2028}\u{85}\u{2029}\",1]")
    #expect(try document.position(of: document.find("/1")) == JSONPosition(line: 1, column: 8))
  }

  @Test func byteOrderMarkTakesNoColumn() throws {
    let document = try JSONDocument(parsing: "\u{FEFF}[1,\n2]")
    #expect(document.position(of: document.root) == JSONPosition(line: 1, column: 1))
    #expect(try document.position(of: document.find("/0")) == JSONPosition(line: 1, column: 2))
    #expect(try document.position(of: document.find("/1")) == JSONPosition(line: 2, column: 1))
    #expect(document.position(ofByte: 0) == JSONPosition(line: 1, column: 1))
    #expect(document.byteRange(of: document.root).lowerBound == 3)
  }

  @Test func byteOrderMarkInsideIsACharacter() throws {
    let document = try JSONDocument(parsing: "[\"\u{FEFF}\",1]")
    #expect(try document.position(of: document.find("/1")) == JSONPosition(line: 1, column: 6))
  }

  @Test func offsetsPastTheEndAreTheEnd() throws {
    let document = try JSONDocument(parsing: "[\n1]")
    #expect(document.position(ofByte: 4) == JSONPosition(line: 2, column: 3))
    #expect(document.position(ofByte: 1000) == JSONPosition(line: 2, column: 3))
    #expect(document.line(around: 1000) == ("1]", 2))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func givesTheLineAroundAByte(_ end: String) throws {
    let document = try JSONDocument(parsing: "[\(end) \"é\",\(end)2]")
    let second = 1 + end.utf8.count
    let third = second + 6 + end.utf8.count
    #expect(document.line(around: 0) == ("[", 0))
    #expect(document.line(around: 1) == ("[", 0))
    #expect(document.line(around: second) == (" \"é\",", second))
    #expect(document.line(around: second + 3) == (" \"é\",", second))
    #expect(document.line(around: third + 1) == ("2]", third))
    #expect(document.line(around: document.bytes.count) == ("2]", third))
  }

  @Test func lineLeavesTheByteOrderMarkOut() throws {
    let document = try JSONDocument(parsing: "\u{FEFF}[1]")
    #expect(document.line(around: 4) == ("[1]", 3))
  }

  @Test func positionsSortByLineThenColumn() {
    let places = [(2, 1), (1, 9), (1, 2)].map { JSONPosition(line: $0.0, column: $0.1) }
    #expect(places.sorted().map(\.description) == ["1:2", "1:9", "2:1"])
  }

  @Test func positionsOfRandomDocumentsAgreeWithACountByScalars() throws {
    for seed in UInt64(0)..<100 {
      var random = RandomText(seed: seed)
      let document = try JSONDocument(parsing: random.document())
      let scalars = Array(String(decoding: document.bytes, as: UTF8.self).unicodeScalars)
      var places: [Int: JSONPosition] = [:]
      var (offset, line, column) = (0, 1, 1)
      for (index, scalar) in scalars.enumerated() {
        places[offset] = JSONPosition(line: line, column: column)
        offset += UTF8.width(scalar)
        let isInsideLineEnd = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
        if scalar == "\n" || scalar == "\r" && !isInsideLineEnd {
          (line, column) = (line + 1, 1)
        } else if index > 0 || scalar != "\u{FEFF}" {
          column += 1
        }
      }
      for (node, name, _) in document.walk() {
        #expect(
          document.position(of: node) == places[document.byteRange(of: node).lowerBound], "seed \(seed)")
        if let name {
          #expect(document.position(of: name) == places[document.byteRange(of: name).lowerBound])
        }
      }
    }
  }
}
