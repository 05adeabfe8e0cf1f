import CloudEmulator
import Testing

@testable import Cloud

extension OnTheWire {
  /// Each row of the table of codes, as status, in the body, and both.
  @Suite struct CodeTests {
    private func error(
      _ fault: String, settings: (inout Settings) -> Void = { _ in },
      _ call: (CloudClient) async throws -> Void = { _ = try await $0.credits() }
    ) async throws -> CloudError? {
      var all = Settings.quick
      settings(&all)
      nonisolated(unsafe) var found: CloudError?
      try await Bench.run(settings: all) { bench in
        let client = try bench.client()
        _ = try await client.session()
        try bench.emulator.faults.add(fault)
        found = await failure { try await call(client) }
      }
      return found
    }

    @Test func code0GoesOn() async throws {
      try await Bench.run { bench in
        let balance = try await bench.client().credits()
        #expect(balance.available == 100)
        #expect(bench.trace.all.contains { $0.contains(#""code":0"#) })
        #expect(bench.notices.all == ["Setting up..."])
      }
    }

    @Test func code1001RenewsTheTokenOnce() async throws {
      #expect(try await error("GET /api/credits: code code=1001") == nil)
      #expect(try await error("GET /api/credits: code code=1001 times=2")?.code == .tokenRefused)
    }

    @Test func code1001OfAGivenTokenSaysSo() async throws {
      try await Bench.run(token: "given-token-0001") { bench in
        let client = try bench.client(["NEMO_TOKEN": "given-token-0001"])
        try bench.emulator.faults.add("GET /api/credits: code code=1001")
        let error = await failure { try await client.credits() }
        #expect(error?.message.contains("NEMO_TOKEN") == true)
        #expect(error?.help?.contains("--anonymous") == true)
        #expect(bench.emulator.record.tokensIssued == 0)
      }
    }

    @Test func code1001BeforeAnAnswerHasTheMessageSentAgainAndWithinOneNot() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        let times = ConversationTimes()
        let conversation = Conversation(client: client, session: session, times: times) { _ in }
        try bench.emulator.faults.add("POST /run_sse: code code=1001")
        _ = try await conversation.say("make a 4 second video about the sea")
        #expect(bench.emulator.record.messages.count == 1)
        try bench.emulator.faults.add(#"POST /run_sse: error-event error=1001 message="expired""#)
        let outcome = try await conversation.say("set the music volume to 20%")
        guard case .failed(let error) = outcome.result else { return #expect(Bool(false), "no failure") }
        #expect(error.code == .tokenRefused)
        #expect(bench.emulator.record.messages.count == 2)
      }
    }

    @Test func code1001WithinAnAnswerToAGivenTokenOffersAnother() async throws {
      try await Bench.run(token: "given-token-0001") { bench in
        let client = try bench.client(["NEMO_TOKEN": "given-token-0001"])
        let conversation = Conversation(client: client, session: try await client.session()) { _ in }
        try bench.emulator.faults.add(#"POST /run_sse: error-event error=1001 message="expired""#)
        let outcome = try await conversation.say("make a 4 second video about the sea")
        guard case .failed(let error) = outcome.result else { return #expect(Bool(false), "no failure") }
        #expect(error.code == .tokenRefused && error.message.contains("NEMO_TOKEN"))
        #expect(error.help?.contains("--anonymous") == true)
        #expect(!outcome.isWhole)
      }
    }

    @Test func code400OnTheTokenRequestMakesAClientIDAndTriesAgain() async throws {
      for fault in ["400", #"code code=400 message="X-Client-Id missing""#] {
        try await Bench.run { bench in
          try bench.emulator.faults.add("POST /api/auth/anonymous-token: \(fault)")
          _ = try await bench.client().credits()
          let ids = bench.emulator.record.requests.compactMap { $0.headers["x-client-id"] }
          #expect(Set(ids).count == 2, "\(fault)")
          #expect(bench.emulator.record.tokensIssued == 1)
        }
      }
    }

    @Test func code429OnTheTokenRequestExplainsInsteadOfWaiting() async throws {
      try await Bench.run { bench in
        try bench.emulator.faults.add("POST /api/auth/anonymous-token: code code=429 times=5")
        let error = await failure { try await bench.client().credits() }
        #expect(error?.code == .rateLimited)
        #expect(error?.help?.contains("NEMO_TOKEN") == true)
        #expect(bench.emulator.record.requests.count == 1)
      }
    }

    /// HTTP status, `code` in a 200 body, or both.
    @Test(arguments: Settings.Errors.allCases)
    func codesArriveAsStatusInTheBodyOrBoth(_ errors: Settings.Errors) async throws {
      for (fault, expected) in [
        ("402", CloudError.Code.planBlocked), ("429 times=2", .rateLimited),
        ("expired times=9", .tokenRefused),
      ] {
        let error = try await error("GET /api/credits: \(fault)") { $0.errors = errors }
        #expect(error?.code == expected, "\(fault)")
      }
    }

    @Test func code2001TellsAnonymousPeopleWhereToRegister() async throws {
      let error = try await error("GET /api/credits: code code=2001")
      #expect(error?.code == .outOfCredits)
      #expect(error?.help?.contains("https://nemovideo.com/?bind=") == true)
      #expect(error?.help?.contains("top up") == false)
    }

    @Test func code2001TellsOfBothWhereTheTokenIsAnybodys() async throws {
      try await Bench.run(token: "given-token-0001") { bench in
        let client = try bench.client(["NEMO_TOKEN": "given-token-0001"])
        try bench.emulator.faults.add("GET /api/credits: code code=2001")
        let error = await failure { try await client.credits() }
        #expect(error?.help?.contains("top up") == true)
        #expect(error?.help?.contains("register") == true)
        // Nothing told an id.
        #expect(error?.help?.contains("?bind=") == false)
        #expect(error?.help?.contains("no id") == true)
      }
    }

    @Test func code4001ShowsWhatIsAccepted() async throws {
      let error = try await error("GET /api/credits: code code=4001")
      #expect(error?.code == .unsupportedType)
      #expect(error?.help?.contains("mp4, mov, avi, webm, mkv, jpg") == true)
    }

    @Test func code4002ShowsTheLimit() async throws {
      let error = try await error("GET /api/credits: code code=4002")
      #expect(error?.code == .tooLarge)
      #expect(error?.message.contains("200 MB") == true)
    }

    @Test func code402IsThePlanNotTheCreditsAndListsTheHeaders() async throws {
      for fault in ["402", "code code=402"] {
        let error = try await error("GET /api/credits: \(fault)")
        #expect(error?.code == .planBlocked)
        #expect(error?.message.contains("not the credits") == true)
        #expect(error?.help?.contains("X-Skill-Source: workprint") == true)
        #expect(error?.help?.contains("--skill") == true)
      }
    }

    @Test func code429WaitsOnce() async throws {
      for fault in ["429", "429 retry-after=3", "code code=429"] {
        #expect(try await error("GET /api/credits: \(fault)") == nil, "\(fault)")
        #expect(try await error("GET /api/credits: \(fault) times=2")?.code == .rateLimited, "\(fault)")
      }
    }

    @Test func code429SaysHowLongToWaitWhereThatIsTooLong() async throws {
      let error = try await error("GET /api/credits: 429 retry-after=3600")
      #expect(error?.code == .rateLimited)
      #expect(error?.help == "the service asks to wait 60 minutes, then try again", "\(error?.help ?? "")")
      let plain = try await self.error("GET /api/credits: 429 times=2")
      #expect(plain?.help == "wait half a minute, then try again")
    }

    @Test func aSlowStateIsNoSilence() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try bench.emulator.faults.add("GET /api/state: delay by=6")
        _ = try await client.state(of: session)
        #expect(bench.notices.all.last?.contains("slow to tell the timeline") == true, "\(bench.notices.all)")
      }
    }

    @Test func code400ElsewhereIsAPlainError() async throws {
      let error = try await error("GET /api/credits: 400")
      #expect(error?.code == .refused)
      #expect(error?.status == 400)
    }

    @Test func otherCodesAreTold() async throws {
      let error = try await error("GET /api/credits: code code=7777")
      #expect(error?.code == .refused)
      #expect(error?.serviceCode == 7777)
      #expect(error?.message.contains("7777") == true)
    }

    @Test func code1002MakesANewSessionWhereNoDraftWasSeen() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let first = try await client.session()
        try bench.emulator.faults.add("GET /api/state: code code=1002")
        let (second, _) = try await client.withSession { (session) throws(CloudError) in
          (session, try await client.readState(of: session))
        }
        #expect(second != first)
        #expect(try await client.session() == second)
      }
    }

    @Test func code1002NamesTheSavedDraftWhereOneWasSeen() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try await bench.edit("create a 4 second video about the sea")
        #expect(try await client.readState(of: session).draft != nil)
        try bench.emulator.faults.add("GET /api/state: code code=1002")
        let error = await failure {
          try await client.withSession { (session) throws(CloudError) in try await client.state(of: session) }
        }
        #expect(error?.code == .sessionNotFound)
        #expect(error?.help?.contains("@0") == true)
        #expect(error?.help?.contains("--new-session") == true)
        #expect(try await client.session() == session)
      }
    }
  }
}
