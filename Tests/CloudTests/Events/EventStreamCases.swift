import Testing

@testable import Cloud

/// Streams with what the standard says about them. Many follow the web platform's own tests of event
/// sources (`format-*`) and those of the common parsers, in other words.
struct EventStreamCase: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  let events: [ServerSentEvent]
  var retry: Int?
  var lastEventID = ""
  var isInsideEvent = false

  var testDescription: String { name }

  init(
    _ name: String, _ text: String, _ events: [ServerSentEvent], retry: Int? = nil, lastEventID: String = "",
    inside: Bool = false
  ) {
    self.init(name, bytes: Array(text.utf8), events, retry: retry, lastEventID: lastEventID, inside: inside)
  }

  init(
    _ name: String, bytes: [UInt8], _ events: [ServerSentEvent], retry: Int? = nil, lastEventID: String = "",
    inside: Bool = false
  ) {
    (self.name, self.bytes, self.events, self.retry) = (name, bytes, events, retry)
    (self.lastEventID, isInsideEvent) = (lastEventID, inside)
  }

  private static func message(_ data: String, id: String = "") -> ServerSentEvent {
    ServerSentEvent(data: data, lastEventID: id)
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static let all: [EventStreamCase] = [
    EventStreamCase("nothing", "", []),
    EventStreamCase("one event", "data: hello\n\n", [message("hello")]),
    EventStreamCase("CR LF", "data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n", [message("a\nb"), message("c")]),
    EventStreamCase("CR", "data: a\rdata: b\r\rdata: c\r\r", [message("a\nb"), message("c")]),
    EventStreamCase("all line ends at once", "data:test\r\ndata\ndata:test\r\n\r", [message("test\n\ntest")]),
    EventStreamCase("LF CR is two ends", "data: a\n\rdata: b\n\r", [message("a"), message("b")]),
    EventStreamCase("CR CR LF LF", "data: a\r\r\n\ndata: b\n\n", [message("a"), message("b")]),
    EventStreamCase(
      "byte order mark", bytes: mark + Array("data:1\n\ndata:2\n\n".utf8), [message("1"), message("2")]),
    EventStreamCase(
      "a later mark is text",
      bytes: mark + Array("data:1\n\n".utf8) + mark + Array("data:2\n\ndata:3\n\n".utf8),
      [message("1"), message("3")]),
    EventStreamCase(
      "two marks", bytes: mark + mark + Array("data:1\n\ndata:2\n\ndata:3\n\n".utf8),
      [message("2"), message("3")]),
    EventStreamCase("a mark and nothing", bytes: mark, []),
    EventStreamCase(
      "a part of a mark", bytes: [0xEF, 0xBB] + Array("data:1\n\ndata:2\n\n".utf8), [message("2")]),
    EventStreamCase(
      "half a mark and a line end", bytes: [0xEF, 0x0A] + Array("data:2\n\n".utf8), [message("2")]),
    EventStreamCase("half a mark", bytes: [0xEF, 0xBB], [], inside: true),
    EventStreamCase(
      "comments everywhere",
      "data:1\r:\0\n:\r\ndata:2\n:\(String(repeating: "x", count: 300))\rdata:3\n:data:fail\r:\(String(repeating: "y", count: 300))\ndata:4\n\n",
      [message("1\n2\n3\n4")]),
    EventStreamCase("only comments", ": ping\n\n:\n\n: ping\n\n", []),
    EventStreamCase("the end before a blank line", "data: a\n\ndata: b\n", [message("a")], inside: true),
    EventStreamCase("the end inside a line", "data: a\n\ndata: b", [message("a")], inside: true),
    EventStreamCase("the end inside a name", "data: a\n\nda", [message("a")], inside: true),
    EventStreamCase("the end after another field", "data: a\n\nevent: b\n", [message("a")]),
    EventStreamCase(
      "empty data are an event", "data:\n\ndata\ndata\n\ndata:test\n\n",
      [message(""), message("\n"), message("test")]),
    EventStreamCase("data without a colon", "data\n\n", [message("")]),
    EventStreamCase(
      "one space is taken", "data:test\n\ndata: test\n\ndata:  test\n\ndata: \n\n",
      [message("test"), message("test"), message(" test"), message("")]),
    EventStreamCase("a tab is not", "data:\ttest\n\n", [message("\ttest")]),
    EventStreamCase("a no-break space is not", "data:\u{A0}test\n\n", [message("\u{A0}test")]),
    EventStreamCase("a space before the name", " data: a\ndata: b\n\n", [message("b")]),
    EventStreamCase("a space behind the name", "data : a\ndata: b\n\n", [message("b")]),
    EventStreamCase("names in capitals", "DATA: a\nData: b\ndata: c\n\n", [message("c")]),
    EventStreamCase("colons in the value", "data: a: b:c\n\n", [message("a: b:c")]),
    EventStreamCase("a colon at the end", "data::\n\n", [message(":")]),
    EventStreamCase(
      "an event's name", "event:test\ndata:x\n\ndata:x\n\n",
      [ServerSentEvent(type: "test", data: "x"), message("x")]),
    EventStreamCase("an empty name", "event:\ndata:x\n\nevent\ndata:y\n\n", [message("x"), message("y")]),
    EventStreamCase(
      "the last name counts", "event: a\nevent: b\ndata\n\n", [ServerSentEvent(type: "b", data: "")]),
    EventStreamCase("a name without data is forgotten", "event: a\n\ndata: x\n\n", [message("x")]),
    EventStreamCase(
      "a name behind the data", "data: x\nevent: a\n\n", [ServerSentEvent(type: "a", data: "x")]),
    EventStreamCase(
      "a name with spaces", "event:  a b \ndata: x\n\n", [ServerSentEvent(type: " a b ", data: "x")]),
    EventStreamCase(
      "ids persist", "id: 1\ndata: a\n\ndata: b\n\n", [message("a", id: "1"), message("b", id: "1")],
      lastEventID: "1"),
    EventStreamCase(
      "ids change", "id: 1\ndata: a\n\nid: 2\ndata: b\n\ndata: c\n\n",
      [message("a", id: "1"), message("b", id: "2"), message("c", id: "2")], lastEventID: "2"),
    EventStreamCase(
      "ids are reset", "id: 1\ndata: a\n\nid\ndata: b\n\nid:\ndata: c\n\n",
      [message("a", id: "1"), message("b"), message("c")]),
    EventStreamCase("an id with a NUL", "id: 1\u{0}2\ndata: a\n\n", [message("a")]),
    EventStreamCase(
      "an id with a NUL keeps the last", "id: 7\ndata: a\n\nid: \u{0}\ndata: b\n\n",
      [message("a", id: "7"), message("b", id: "7")], lastEventID: "7"),
    EventStreamCase(
      "an id without data counts", "id: 3\n\ndata: a\n\n", [message("a", id: "3")], lastEventID: "3"),
    EventStreamCase("an id that no blank line followed", "data: a\n\nid: 3\n", [message("a")]),
    EventStreamCase("an id with accents", "id: …é\ndata: a\n\n", [message("a", id: "…é")], lastEventID: "…é"),
    EventStreamCase("retry", "retry: 3000\ndata: x\n\n", [message("x")], retry: 3000),
    EventStreamCase(
      "retry that is no number", "retry: 2000\nretry: 1000x\ndata: x\n\n", [message("x")], retry: 2000),
    EventStreamCase("retry that is empty", "retry\nretry:\ndata: test\n\n", [message("test")]),
    EventStreamCase("retry with a sign", "retry: -1\nretry: +1\nretry: 1.5\nretry: 1e3\nretry:  5\n", []),
    EventStreamCase("retry in other digits", "retry: ٣٠\ndata: x\n\n", [message("x")]),
    EventStreamCase("retry with leading zeros", "retry: 007\n", [], retry: 7),
    EventStreamCase("retry beyond all numbers", "retry: 99999999999999999999999\n", [], retry: .max),
    EventStreamCase("retry without an event", "retry: 10\n\n", [], retry: 10),
    EventStreamCase(
      "unknown fields", "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n",
      [message("test\n\ntest")]),
    EventStreamCase("a NUL in data", "data:\u{0}\n\n", [message("\u{0}")]),
    EventStreamCase("always UTF-8", "data:ok…\n\n", [message("ok…")]),
    EventStreamCase("Chinese and emoji", "data: 标题已添加 🎬👩‍👩‍👧\n\n", [message("标题已添加 🎬👩‍👩‍👧")]),
    EventStreamCase(
      "bytes that are no UTF-8", bytes: Array("data: a".utf8) + [0xFF, 0xC0, 0x80] + Array("b\n\n".utf8),
      [message("a\u{FFFD}\u{FFFD}\u{FFFD}b")]),
    EventStreamCase(
      "a character cut by a line end", bytes: Array("data: ".utf8) + [0xE2, 0x82, 0x0A, 0x0A],
      [message("\u{FFFD}")]),
    EventStreamCase(
      "line separators of Unicode end nothing", "data: a\u{2028}b\u{85}c\u{B}d\u{C}e\n\n",
      [message("a\u{2028}b\u{85}c\u{B}d\u{C}e")]),
    EventStreamCase(
      "blank lines between", "\n\n\ndata: a\n\n\n\n\ndata: b\n\n", [message("a"), message("b")]),
    EventStreamCase("data with an empty line inside", "data: a\ndata:\ndata: b\n\n", [message("a\n\nb")]),
    EventStreamCase("JSON over two fields", "data: {\ndata: \"a\": 1}\n\n", [message("{\n\"a\": 1}")]),
    EventStreamCase("the example of stocks", "data: YHOO\ndata: +2\ndata: 10\n\n", [message("YHOO\n+2\n10")]),
    EventStreamCase(
      "the example of four blocks",
      ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
      [message("first event", id: "1"), message("second event"), message(" third event")]),
    EventStreamCase(
      "the example of two events", "data\n\ndata\ndata\n\ndata:\n", [message(""), message("\n")], inside: true
    ),
  ]
}
