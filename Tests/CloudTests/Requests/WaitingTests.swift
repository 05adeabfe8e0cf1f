import CloudEmulator
import Testing

@testable import Cloud

extension OnTheWire {
  /// Nobody waits in silence, and for nothing without an end.
  @Suite struct WaitingTests {
    /// A client with little patience, whose two minutes are an eighth of a second.
    private func client(of bench: Bench, idle: Duration) throws -> CloudClient {
      try bench.client(["WORKPRINT_CLOUD_PACE": "0.001"], idle: idle, patience: .milliseconds(50))
    }

    @Test func whatDoesNotComeIsToldAndAskedForTwice() async throws {
      try await Bench.run { bench in
        _ = try await bench.client().session()
        let client = try client(of: bench, idle: .milliseconds(700))
        try bench.emulator.faults.add("GET /api/credits: hang for=60 times=9")
        let error = await failure { try await client.credits() }
        #expect(error?.code == .timedOut)
        let told = bench.notices.all
        #expect(told.contains("the service is slow to tell the balance: waiting for it"), "\(told)")
        #expect(told.contains("still waiting for the service to tell the balance (2 min)"), "\(told)")
        #expect(told.contains("still waiting for the service to tell the balance (4 min)"), "\(told)")
        #expect(told.count { $0.hasSuffix("sent nothing for 0.7 seconds: trying again") } == 1, "\(told)")
        #expect(bench.emulator.record.requests.count { $0.path.hasPrefix("/api/credits") } == 2)
      }
    }

    @Test(arguments: [
      ("GET /api/state", "to tell the timeline"), ("POST /api/auth/claim", "to make the link"),
      ("POST /api/tasks", "to make a session"), ("POST /run_sse", "to answer the message"),
    ])
    func everyRequestSaysWhatItWaitsFor(_ place: String, _ purpose: String) async throws {
      try await Bench.run { bench in
        let session = try await bench.client().session()
        let client = try client(of: bench, idle: .seconds(5))
        try bench.emulator.faults.add("\(place): delay by=0.5")
        switch place {
        case "GET /api/state": _ = try await client.state(of: session)
        case "POST /api/auth/claim": _ = try await client.claimLink(for: session)
        case "POST /api/tasks": _ = try await client.makeSession()
        default: _ = try await client.send("add music", in: session)
        }
        let told = bench.notices.all
        #expect(told.contains("the service is slow \(purpose): waiting for it"), "\(told)")
        // Whoever listens to the agent tells of it.
        #expect(
          told.contains("still waiting for the service \(purpose) (2 min)") == (place != "POST /run_sse"),
          "\(told)")
      }
    }

    @Test func aTokenThatIsLongInComingIsTold() async throws {
      try await Bench.run { bench in
        let client = try client(of: bench, idle: .seconds(5))
        try bench.emulator.faults.add("POST /api/auth/anonymous-token: delay by=0.5")
        _ = try await client.session()
        #expect(
          bench.notices.all.prefix(2) == [
            "Setting up...", "the service is slow to give a token: waiting for it",
          ], "\(bench.notices.all)")
      }
    }

    @Test func whatIsSentIsToldWhileTheAnswerIsWaitedFor() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        let session = try await bench.client().session()
        let client = try client(of: bench, idle: .seconds(5))
        try bench.emulator.faults.add("POST /api/upload-video: delay by=0.5")
        let file = UploadFile(path: bench.home.file("a.png"))
        #expect(try await client.upload([file], in: session).count == 1)
        let told = bench.notices.all
        #expect(told.contains("a.png is sent: waiting for the answer"), "\(told)")
        #expect(told.contains("a.png is sent: still waiting for the answer (2 min)"), "\(told)")
        #expect(!told.contains { $0.hasPrefix("sending") }, "\(told)")
      }
    }

    /// It moves, so that it is never idle, and leads nowhere.
    @Test func anUploadsAnswerIsNotWaitedForWithoutEnd() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        let session = try await bench.client().session()
        let client = try client(of: bench, idle: .seconds(1))
        try bench.emulator.faults.add("POST /api/upload-video: drip bytes=1 every=0.1")
        let file = UploadFile(path: bench.home.file("a.png"))
        let error = await failure { try await client.upload([file], in: session) }
        #expect(error?.code == .timedOut)
        #expect(
          error?.message.hasSuffix("gave no whole answer within 1 second") == true, "\(error?.message ?? "")")
        #expect(error?.leavesInDoubt == true)
        #expect(bench.notices.all.contains("a.png is sent: waiting for the answer"), "\(bench.notices.all)")
      }
    }

    @Test func aBusyRunIsToldOf() async throws {
      try await Bench.run { bench in
        let client = try client(of: bench, idle: .seconds(5))
        let turn = try await client.turn("upload-00")
        let other = Task { try await client.turn("upload-00") }
        try await Task.sleep(for: .milliseconds(500))
        withExtendedLifetime(turn) {}
        other.cancel()
        #expect(
          bench.notices.all.first == "another run is at the same thing: waiting for its end",
          "\(bench.notices.all)")
      }
    }

    @Test func whatComesAtOnceIsNotWaitedFor() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        _ = try await client.state(of: try await client.session())
        #expect(bench.notices.all == ["Setting up..."])
      }
    }
  }
}
