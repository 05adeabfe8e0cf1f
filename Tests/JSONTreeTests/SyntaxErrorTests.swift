import JSONTree
import Testing

/// What a refusal says: the reason, the place and the value that was being read.
@Suite struct SyntaxErrorTests {
  struct Fault: Sendable {
    let text: String
    let reason: JSONSyntaxError.Reason
    let line: Int
    let column: Int
    let pointer: String

    init(_ text: String, _ reason: JSONSyntaxError.Reason, _ line: Int, _ column: Int, _ pointer: String = "")
    {
      self.text = text
      self.reason = reason
      self.line = line
      self.column = column
      self.pointer = pointer
    }
  }

  static let faults: [Fault] = [
    Fault("", .empty, 1, 1),
    Fault(" \n  ", .empty, 2, 3),
    Fault("\u{FEFF}", .empty, 1, 1),
    Fault("[", .truncated(expected: "a value"), 1, 2, "/0"),
    Fault("{", .truncated(expected: "a member's name in quotes or `}`"), 1, 2),
    Fault("[1,\n2", .truncated(expected: "`,` or `]`"), 2, 2, "/1"),
    Fault("{\"a\":1", .truncated(expected: "`,` or `}`"), 1, 7, "/a"),
    Fault("{\"a\"", .truncated(expected: "`:`"), 1, 5, "/a"),
    Fault("{\"a\":", .truncated(expected: "a value"), 1, 6, "/a"),
    Fault("[\"abc", .truncated(expected: "the string's closing quote"), 1, 6, "/0"),
    Fault("\"\\", .truncated(expected: "an escape"), 1, 3),
    Fault("\"\\u12", .truncated(expected: "four hexadecimal digits"), 1, 6),
    Fault("tru", .truncated(expected: "`true`"), 1, 4),
    Fault("-", .truncated(expected: "a digit"), 1, 2),
    Fault("1.", .truncated(expected: "a digit"), 1, 3),
    Fault("1e+", .truncated(expected: "a digit"), 1, 4),
    Fault("[1 2]", .unexpected(found: "`2`", expected: "`,` or `]`"), 1, 4, "/0"),
    Fault("[1,]", .unexpected(found: "`]`", expected: "a value"), 1, 4, "/1"),
    Fault("{1:2}", .unexpected(found: "`1`", expected: "a member's name in quotes or `}`"), 1, 2),
    Fault("{\"a\" 1}", .unexpected(found: "`1`", expected: "`:`"), 1, 6, "/a"),
    Fault("{\"a\":1 \"b\"}", .unexpected(found: "`\"`", expected: "`,` or `}`"), 1, 8, "/a"),
    Fault("[True]", .unexpected(found: "`True`", expected: "a value"), 1, 2, "/0"),
    Fault("[\n  nan]", .unexpected(found: "`nan`", expected: "`null`"), 2, 3, "/0"),
    Fault("[] x9y-", .unexpected(found: "`x9y`", expected: "the end of the text"), 1, 4),
    Fault("[`]", .unexpected(found: "a backquote", expected: "a value"), 1, 2, "/0"),
    Fault("[é]", .unexpected(found: "U+00E9", expected: "a value"), 1, 2, "/0"),
    Fault("[1,\u{FEFF}2]", .unexpected(found: "U+FEFF", expected: "a value"), 1, 4, "/1"),
    Fault("[\u{1F600}]", .unexpected(found: "U+1F600", expected: "a value"), 1, 2, "/0"),
    Fault("[\0]", .unexpected(found: "byte 0x00", expected: "a value"), 1, 2, "/0"),
    Fault("[\u{C}]", .unexpected(found: "byte 0x0C", expected: "a value"), 1, 2, "/0"),
    Fault("[\"é\n\"]", .controlCharacter(0x0A), 1, 4, "/0"),
    Fault("[\"a\tb\"]", .controlCharacter(0x09), 1, 4, "/0"),
    Fault("[\"ab\\q\"]", .badEscape("a backslash before `q`"), 1, 5, "/0"),
    Fault("[\"ab\\u12g4\"]", .badEscape("`\\u` without four hexadecimal digits"), 1, 5, "/0"),
    Fault("[012]", .badNumber("a leading zero"), 1, 3, "/0"),
    Fault("[-00]", .badNumber("a leading zero"), 1, 4, "/0"),
    Fault("[-x]", .badNumber("a digit has to follow `-`"), 1, 3, "/0"),
    Fault("[1.]", .badNumber("a digit has to follow the decimal point"), 1, 4, "/0"),
    Fault(
      "{\"a\":{\"b/c~\":[0,{\"\":[1,\r\n.5]}]}}", .unexpected(found: "`.`", expected: "a value"), 2, 1,
      "/a/b~1c~0/1//1"),
    Fault("{\"k\\u0065y\":-}", .badNumber("a digit has to follow `-`"), 1, 14, "/key"),
  ]

  @Test(arguments: faults)
  func saysReasonPlaceAndPointer(_ fault: Fault) throws {
    let error = try #require(failure(fault.text), "was read")
    #expect(error.reason == fault.reason)
    #expect(error.position == JSONPosition(line: fault.line, column: fault.column))
    #expect(error.pointer.description == fault.pointer)
  }

  @Test func refusesExponentWithoutDigits() throws {
    for (source, offset) in [("[1e]", 3), ("[1E+]", 4), ("[1e-x]", 4), ("[1eE2]", 3)] {
      let error = try #require(failure(source))
      guard case .badNumber = error.reason else {
        Issue.record("\(source): \(error.reason)")
        continue
      }
      #expect(error.offset == offset)
    }
  }

  @Test func saysWhereBytesAreNotUTF8() throws {
    let error = try #require(failure(raw("{\"é\":[\n\"ü", 0xC3, 0x28, then: "\"]}")))
    #expect(error.reason == .badUTF8)
    #expect(error.position == JSONPosition(line: 2, column: 3))
    #expect(error.offset == 11)
    #expect(error.pointer.description == "/é/0")
    let outside = try #require(failure(raw("[", 0xE5, then: "]")))
    #expect(outside.reason == .unexpected(found: "byte 0xE5", expected: "a value"))
  }

  @Test func describesTheFaultInWords() throws {
    let expected = [
      "": "the text is empty, expected a JSON value",
      "[1": "the text ends too early, expected `,` or `]`",
      "[x]": "found `x`, expected a value",
      "\"\u{1}\"": "control character U+0001 inside a string, expected an escape such as \\n",
      "\"\\a\"":
        "found a backslash before `a` in a string, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
      "01": "bad number: a leading zero",
    ]
    for (source, words) in expected { #expect(failure(source)?.description == words) }
    #expect(failure([0x22, 0xFF, 0x22])?.description == "found bytes that are not UTF-8")
    #expect(
      failure(Array("[[]]".utf8), maximumDepth: 1)?.description
        == "more than 1 arrays and objects inside one another")
  }
}
