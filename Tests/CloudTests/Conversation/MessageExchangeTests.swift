import Testing

@testable import Cloud

/// An answer while it comes: bytes and the time in, what to do out.
@Suite struct MessageExchangeTests {
  private func exchange(isFirstFilm: Bool = false, factor: Double = 1) -> MessageExchange {
    MessageExchange(pace: Pace(factor: factor), isFirstFilm: isFirstFilm)
  }

  private func bytes(_ data: String) -> [UInt8] { Array("data: \(data)\n\n".utf8) }
  private let heartbeat = Array(": ping\n\ndata:\n\ndata: {\"type\":\"heartbeat\"}\n\n".utf8)

  private func notices(_ outputs: [MessageExchange.Output]) -> [Duration] {
    outputs.compactMap { if case .stillWorking(let time) = $0 { time } else { nil } }
  }

  private func looks(_ outputs: [MessageExchange.Output]) -> Int { outputs.count { $0 == .lookAtState } }

  // MARK: Heartbeats

  @Test func everyTwoMinutesItIsStillWorking() {
    var exchange = exchange()
    var told: [Duration] = []
    for second in 1...599 {
      told += notices(
        second.isMultiple(of: 5)
          ? exchange.take(heartbeat, at: .seconds(second)) : exchange.tick(at: .seconds(second)))
    }
    #expect(told == [120, 240, 360, 480].map { .seconds($0) })
  }

  /// The two minutes count from the message, the silence of the agent from when its answer begins.
  @Test func beforeTheAnswerItIsStillWorkingToo() {
    var exchange = exchange()
    let told = (1...700).flatMap { notices(exchange.wait(at: .seconds($0))) }
    #expect(told == [120, 240, 360, 480, 600].map { .seconds($0) })
    exchange.begin(at: .seconds(700))
    #expect(exchange.tick(at: .seconds(1299)) == [.stillWorking(.seconds(1299))])
    #expect(exchange.tick(at: .seconds(1300)).last == .stop(.quiet(.seconds(600))))
  }

  @Test func wordsPutTheNoticeOff() {
    var exchange = exchange()
    _ = exchange.take(bytes(AgentAnswerTests.delta("Working on it. ")), at: .seconds(100))
    #expect(notices(exchange.tick(at: .seconds(121))) == [])
    #expect(notices(exchange.tick(at: .seconds(220))) == [.seconds(220)])
  }

  @Test func tenMinutesOfNothingButHeartbeatsAreATimeOut() {
    var exchange = exchange()
    for second in stride(from: 5, to: 600, by: 5) {
      #expect(
        !exchange.take(heartbeat, at: .seconds(second)).contains {
          if case .stop = $0 { true } else { false }
        })
    }
    #expect(exchange.take(heartbeat, at: .seconds(600)).last == .stop(.quiet(.seconds(600))))
    #expect(exchange.take(bytes(AgentAnswerTests.whole("Late.")), at: .seconds(601)) == [])
  }

  @Test func aToolCallIsMoreThanAHeartbeat() {
    var exchange = exchange()
    _ = exchange.take(bytes(AgentAnswerTests.call), at: .seconds(500))
    #expect(!exchange.tick(at: .seconds(700)).contains(.stop(.quiet(.seconds(600)))))
    #expect(exchange.tick(at: .seconds(1100)).contains { if case .stop = $0 { true } else { false } })
  }

  @Test func afterFifteenMinutesItIsOver() {
    var exchange = exchange()
    for second in stride(from: 10, to: 900, by: 10) {
      _ = exchange.take(bytes(AgentAnswerTests.delta("x. ")), at: .seconds(second))
    }
    #expect(
      exchange.take(bytes(AgentAnswerTests.delta("y. ")), at: .seconds(900)).last
        == .stop(.tooLong(.seconds(900))))
  }

  @Test func timesAreScaled() {
    var exchange = exchange(factor: 0.01)
    #expect(notices(exchange.tick(at: .milliseconds(1199))) == [])
    #expect(notices(exchange.tick(at: .milliseconds(1200))) == [.seconds(120)])
    #expect(exchange.tick(at: .seconds(6)).last == .stop(.quiet(.seconds(600))))
  }

  // MARK: Ends

  @Test func theCloseOfTheConnectionIsTheEnd() {
    var exchange = exchange()
    _ = exchange.take(bytes(AgentAnswerTests.whole("Done")), at: .seconds(1))
    #expect(exchange.close() == [.piece(.text("Done")), .stop(.closed)])
    #expect(exchange.close() == [])
  }

  @Test func aCloseInsideAnEventIsACut() {
    var exchange = exchange()
    _ = exchange.take(bytes(AgentAnswerTests.whole("Done.")) + Array("data: {\"con".utf8), at: .seconds(1))
    #expect(exchange.close().last == .stop(.cut))
  }

  @Test(arguments: [
    "<html><body>Bad gateway</body></html>", "<html>\n<body>\n</html>\n", "{\"code\":0}", "junk\n\njunk\n\n",
    "data: <html>\n\n", "\u{0}\u{0}\u{0}",
  ])
  func whatIsNoEventStreamIsAnUnexpectedAnswer(body: String) {
    var exchange = exchange()
    _ = exchange.take(Array(body.utf8), at: .seconds(1))
    guard case .stop(.broken(let error))? = exchange.close().last else {
      Issue.record("it counts as an answer")
      return
    }
    #expect(error.code == .unexpectedAnswer)
    #expect(error.mayHaveArrived)
  }

  @Test(arguments: ["", "\n\n", ": ping\n\n", "data:\n\n", "data: [DONE]\n\n", "id: 1\n\n", "retry: 5\n\n"])
  func anAnswerThatSaysNothingIsAnAnswer(body: String) {
    var exchange = exchange()
    _ = exchange.take(Array(body.utf8), at: .seconds(1))
    #expect(exchange.close().last == .stop(.closed))
  }

  @Test func aLineWithoutEndEndsIt() {
    var exchange = exchange()
    let outputs = (0..<10).flatMap {
      exchange.take([UInt8](repeating: 0x78, count: 1 << 20), at: .seconds($0))
    }
    guard case .stop(.broken(let error))? = outputs.last else {
      Issue.record("it goes on")
      return
    }
    #expect(error.code == .answerTooLarge)
    #expect(outputs.count == 1)
  }

  // MARK: Two stages

  @Test func theFirstFilmIsWorthALookWhenTheAgentGoesOn() {
    var exchange = exchange(isFirstFilm: true)
    var outputs = exchange.take(bytes(AgentAnswerTests.call), at: .seconds(1))
    outputs += exchange.take(bytes(AgentAnswerTests.response), at: .seconds(2))
    #expect(looks(outputs) == 0)
    outputs += exchange.take(bytes(AgentAnswerTests.whole("Your video is ready. ")), at: .seconds(3))
    outputs += exchange.take(bytes(AgentAnswerTests.call.replacing("c1", with: "c2")), at: .seconds(4))
    #expect(looks(outputs) == 1)
  }

  @Test func anEditIsWorthALookOnlyWhenTheAgentGoesOnForLong() {
    var exchange = exchange()
    var outputs = exchange.take(bytes(AgentAnswerTests.response), at: .seconds(2))
    outputs += exchange.take(bytes(AgentAnswerTests.call.replacing("c1", with: "c2")), at: .seconds(3))
    outputs += exchange.tick(at: .seconds(11))
    #expect(looks(outputs) == 0)
    outputs += exchange.tick(at: .seconds(12))
    outputs += exchange.tick(at: .seconds(30))
    #expect(looks(outputs) == 1)
  }

  @Test func looksAreFew() {
    var exchange = exchange()
    var outputs: [MessageExchange.Output] = []
    for index in 0..<20 {
      outputs += exchange.take(
        bytes(AgentAnswerTests.response.replacing("c1", with: "c\(index)")), at: .seconds(index * 20))
      outputs += exchange.tick(at: .seconds(index * 20 + 15))
    }
    #expect(looks(outputs) == 3)
  }
}
