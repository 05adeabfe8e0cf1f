import CloudEmulator
import Testing

@testable import Cloud

extension OnTheWire {
  /// Answers that are not what they should be, and both shapes of those that are.
  @Suite struct AnswerTests {
    @Test(arguments: [Settings.Shape.wrapped, .top])
    func bothShapesAreRead(_ shape: Settings.Shape) async throws {
      var settings = Settings.quick
      settings.shape = shape
      try await Bench.run(settings: settings) { bench in
        let client = try bench.client()
        let session = try await client.session()
        #expect(try await client.credits() == CreditBalance(available: 100, frozen: 0, total: 100))
        #expect(try await client.readState(of: session).draft == nil)
        try await bench.edit("create a 4 second video about the sea")
        #expect(try await client.readState(of: session).draft?.isReadyForExport == true)
        #expect(session.taskID != nil)
        #expect(
          try await client.claimLink(for: session).hasPrefix("https://nemovideo.com/workspace/claim?ct="))
      }
    }

    @Test func theStateComesByteForByteAndIsKept() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try await bench.edit("create a 4 second video about the sea")
        let first = try await client.readState(of: session)
        #expect(first.bytes == (try await client.state(of: session)))
        #expect(try client.history(of: session).entries().count == 1)
        try await bench.edit("set the music volume to 10%")
        let second = try await client.readState(of: session)
        let kept = try client.history(of: session).entries()
        #expect(kept.count == 2)
        #expect(kept.first?.hash == second.draftHash)
        #expect(second.draftHash != first.draftHash)
      }
    }

    @Test(arguments: [
      ("503 times=3", nil), ("503 times=9", CloudError.Code.refused), ("html", nil),
      ("html status=200", .unexpectedAnswer), ("not-json", .unexpectedAnswer), ("empty", .unexpectedAnswer),
      ("wrong-types", .unexpectedAnswer), ("big", .answerTooLarge), ("big chunked=1", .answerTooLarge),
      ("bomb", .answerTooLarge), ("endless-headers", .answerTooLarge),
      ("endless-headers line=1", .answerTooLarge), ("replace from=:100 to=:1e999", .unexpectedAnswer),
      ("replace from=:0 to=:[]", .unexpectedAnswer),
      ("replace from=:100 to=:99999999999999999999999", .unexpectedAnswer),
      ("garbage", .unexpectedAnswer),
      ("drop", nil), ("drop times=9", .connectionLost), ("cut at=10", nil), ("cut-head at=20", nil),
      ("reset at=50", nil), ("cut at=10 times=9", .connectionLost), ("length off=5", nil),
      ("length off=-5", .unexpectedAnswer), ("hang for=60 times=9", .timedOut), ("hang for=60", nil),
      ("drip bytes=4 every=0.01", nil),
    ])
    func faultsOfAnAnswerAreClearErrorsOrPass(_ fault: String, _ code: CloudError.Code?) async throws {
      try await Bench.run { bench in
        // What never comes is waited for in vain: that need not take long.
        let idle = fault.hasPrefix("hang") ? Duration.milliseconds(300) : .seconds(1)
        _ = try await bench.client().session()
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": "0.001"], idle: idle)
        try bench.emulator.faults.add("GET /api/credits: \(fault)")
        let start = ContinuousClock.now
        let error = await failure { try await client.credits() }
        #expect(error?.code == code)
        #expect(error?.message.contains("\n") != true)
        #expect(ContinuousClock.now - start < .seconds(30))
      }
    }

    @Test func headersWithoutEndAreAskedForOnce() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        _ = try await client.session()
        try bench.emulator.faults.add("GET /api/credits: endless-headers line=1 times=9")
        let error = await failure { try await client.credits() }
        #expect(error?.message.contains("headers without end") == true)
        #expect(bench.emulator.record.requests.filter { $0.path.contains("credits") }.count == 1)
      }
    }

    @Test func aFigureThatIsNoNumberIsNamed() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        _ = try await client.session()
        try bench.emulator.faults.add("GET /api/credits: replace from=:100 to=:1e999")
        let error = await failure { try await client.credits() }
        #expect(error?.message.contains("`available` `1e999`") == true, "\(error?.message ?? "")")
      }
    }

    @Test func anotherHostSeesNoTokenAndNoAttribution() async throws {
      var settings = Settings.quick
      (settings.side, settings.links) = (90, false)
      try await Bench.run(settings: settings) { bench in
        let client = try bench.client()
        let session = try await client.session()
        try await bench.edit("create a 1 second video about the sea")
        let draft = try #require(try await client.readState(of: session).draftBytes)
        let id = ExportID.make()
        var film = try await client.submitExport(id: id, draft: draft, in: session)
        while film?.status != .completed {
          try await Task.sleep(for: .milliseconds(50))
          film = try await client.exportProgress(of: id)
        }
        let made = try #require(film)
        for status in [301, 302, 303, 307, 308] {
          try bench.emulator.faults.add("GET /api/render/proxy/\(id)/download: redirect status=\(status)")
          _ = await failure {
            try await client.download(made, id: id, to: bench.home.file("film.mp4"))
          }
          // What is no download is not sent on to another host at all.
          try bench.emulator.faults.add("GET /api/credits: redirect status=\(status)")
          #expect(await failure { try await client.credits() }?.code == .addressRefused)
        }
        // Nor is a POST.
        try bench.emulator.faults.add("POST /api/tasks: redirect status=307")
        #expect(await failure { try await client.makeSession() }?.code == .addressRefused)
        let record = bench.emulator.record
        #expect(record.leaks.isEmpty)
        let others = record.requests.filter { $0.host == "other" }
        #expect(others.count == 5)
        for request in others {
          #expect(request.headers["authorization"] == nil)
          #expect(!request.headers.keys.contains { $0.hasPrefix("x-") })
        }
      }
    }

    @Test func whatAnotherHostSaysOfATokenCountsForNothing() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        _ = try await client.session()
        let token = try bench.keptToken()
        try bench.emulator.faults.add("GET /api/credits: redirect status=302")
        try bench.emulator.faults.add("GET /api/credits: 401 skip=1")
        #expect(await failure { try await client.credits() }?.code == .addressRefused)
        #expect(try bench.keptToken() == token)
        #expect(bench.emulator.record.tokensIssued == 1)
        #expect(bench.emulator.record.requests.allSatisfy { $0.host == "api" })
      }
    }

    @Test func aNameThatTurnsOutToBeAPrivateAddressIsNotConnectedTo() async throws {
      try await Bench.run { bench in
        let address = try WebAddress(bench.emulator.url + "/api/credits/balance/simple")
        let transfer = Transfer(
          HTTPRequest(method: "GET", address: address), headers: [], allowsPrivateAddresses: false)
        let error = await failure { try await HTTPExchange.start(transfer, trace: nil) }
        #expect(error?.code == .addressRefused)
        #expect(bench.emulator.record.requests.isEmpty)
      }
    }

    @Test func anUnreachableServiceSaysSo() async throws {
      try await Bench.run { bench in
        let client = try bench.client(["NEMO_API_URL": "http://127.0.0.1:9", "WORKPRINT_CLOUD_PACE": "0.001"])
        let error = await failure { try await client.credits() }
        #expect(error?.code == .unreachable)
        #expect(error?.mayHaveArrived == false)
      }
    }

    @Test func aCancelledCallEndsAtOnce() async throws {
      try await Bench.run { bench in
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": "1"])
        _ = try await client.session()
        try bench.emulator.faults.add("GET /api/credits: hang for=60 times=9")
        let task = Task { await failure { try await client.credits() } }
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock.now
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(ContinuousClock.now - start < .seconds(2))
      }
    }
  }
}
