import Testing

@testable import Cloud

/// Bytes in, events out.
@Suite struct EventStreamParserTests {
  private struct Reading: Equatable {
    var events: [ServerSentEvent] = []
    var retry: Int?
    var lastEventID = ""
    var isInsideEvent = false
  }

  private func read(_ chunks: [some Collection<UInt8>]) throws -> Reading {
    var parser = EventStreamParser()
    var reading = Reading()
    for chunk in chunks { reading.events += try parser.read(chunk) }
    reading.retry = parser.retry
    reading.lastEventID = parser.lastEventID
    reading.isInsideEvent = parser.isInsideEvent
    return reading
  }

  private func expected(_ test: EventStreamCase) -> Reading {
    Reading(
      events: test.events, retry: test.retry, lastEventID: test.lastEventID, isInsideEvent: test.isInsideEvent
    )
  }

  @Test(arguments: EventStreamCase.all)
  func readsAtOnce(test: EventStreamCase) throws { #expect(try read([test.bytes]) == expected(test)) }

  @Test(arguments: EventStreamCase.all)
  func readsCutAnywhere(test: EventStreamCase) throws {
    for cut in 0...test.bytes.count {
      #expect(try read([test.bytes[..<cut], test.bytes[cut...]]) == expected(test), "cut at \(cut)")
    }
  }

  @Test(arguments: EventStreamCase.all)
  func readsByteByByte(test: EventStreamCase) throws {
    #expect(try read(test.bytes.map { [$0] }) == expected(test))
  }

  @Test(arguments: EventStreamCase.all)
  func readsCutInThree(test: EventStreamCase) throws {
    guard test.bytes.count < 60 else { return }
    for first in 0...test.bytes.count {
      for second in first...test.bytes.count {
        let chunks = [test.bytes[..<first], test.bytes[first..<second], test.bytes[second...]]
        #expect(try read(chunks) == expected(test), "cut at \(first) and \(second)")
      }
    }
  }

  @Test func casesAreMany() { #expect(EventStreamCase.all.count >= 55) }

  @Test func anEventIsToldWithTheReturnThatCompletesIt() throws {
    var parser = EventStreamParser()
    #expect(try parser.read(Array("data: x\r\n\r".utf8)) == [ServerSentEvent(data: "x")])
    #expect(try parser.read([0x0A]) == [])
    #expect(!parser.isInsideEvent)
  }

  @Test func commentsAreCounted() throws {
    var parser = EventStreamParser()
    _ = try parser.read(Array(": a\n:\ndata: x\n\n: b".utf8))
    #expect(parser.commentCount == 2)
  }

  @Test func tooLongALineIsRefusedAfterWhatCameBefore() throws {
    var parser = EventStreamParser(limit: 16)
    let text = "data: a\n\ndata: " + String(repeating: "x", count: 11) + "\n\n"
    #expect(try parser.read(Array(text.utf8)) == [ServerSentEvent(data: "a")])
    #expect(throws: EventStreamError.lineTooLong(limit: 16)) { try parser.read([]) }
    #expect(throws: EventStreamError.lineTooLong(limit: 16)) { try parser.read(Array("data: b\n\n".utf8)) }
  }

  @Test func aLineAtTheLimitIsRead() throws {
    var parser = EventStreamParser(limit: 16)
    #expect(try parser.read(Array("data: 0123456789\n\n".utf8)) == [ServerSentEvent(data: "0123456789")])
  }

  @Test func tooLongAnEventIsRefused() throws {
    var parser = EventStreamParser(limit: 16)
    #expect(throws: EventStreamError.eventTooLong(limit: 16)) {
      for _ in 0..<10 { _ = try parser.read(Array("data: 01234\n".utf8)) }
    }
  }

  @Test func aLineOfTenMegabytesIsRefused() {
    var parser = EventStreamParser()
    let chunk = [UInt8](repeating: 0x78, count: 1 << 20)
    #expect(throws: EventStreamError.lineTooLong(limit: 8 << 20)) {
      for _ in 0..<10 { _ = try parser.read(chunk) }
    }
  }
}
