import CloudEmulator
import Testing

@testable import Cloud

extension OnTheWire {
  /// Messages as far as they are bytes.
  @Suite struct MessageTransportTests {
    private func collect(_ stream: AsyncThrowingStream<[UInt8], any Error>) async throws -> [UInt8] {
      var bytes: [UInt8] = []
      for try await chunk in stream { bytes += chunk }
      return bytes
    }

    @Test func theStreamComesUntilItsEnd() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        let bytes = try await collect(
          try await client.send("create a 4 second video about the sea", in: session))
        #expect(String(decoding: bytes, as: UTF8.self).contains("data:"))
        #expect(bench.emulator.record.messages.count == 1)
        #expect(bench.emulator.record.violations == [])
      }
    }

    @Test func aTokenIsRenewedBeforeTheStreamAndTheMessageSentOnce() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try bench.emulator.faults.add("POST /run_sse: expired")
        _ = try await collect(try await client.send("add music", in: session))
        #expect(bench.emulator.record.messages.count == 1)
      }
    }

    @Test(arguments: [
      ("drop", true), ("cut-head at=20", true), ("503", false), ("code code=2001", false), ("html", false),
      ("404 body={\"detail\":\"Session not found: x\"}", false), ("hang for=60", true),
    ])
    func aFailureBeforeTheStreamIsThrownAndNothingIsSentTwice(
      _ fault: String, _ mayHaveArrived: Bool
    ) async throws {
      try await Bench.run { bench in
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": "0.001"], idle: .seconds(1))
        let session = try await client.session()
        try bench.emulator.faults.add("POST /run_sse: \(fault)")
        let error = await failure { try await client.send("add music", in: session) }
        #expect(error != nil)
        #expect(error?.mayHaveArrived == mayHaveArrived)
        #expect(bench.emulator.record.requests.filter { $0.path == "/run_sse" }.count == 1)
      }
    }

    /// Whoever sends a message round in circles may have read it each time.
    @Test(arguments: [307, 308])
    func aMessageIsNotSentAgainWhereItCameFrom(_ status: Int) async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        let own = bench.emulator.url + "/run_sse"
        try bench.emulator.faults.add("POST /run_sse: redirect status=\(status) to=\(own) times=9")
        let error = await failure { try await client.send("add music", in: session) }
        #expect(error?.code == .unexpectedAnswer)
        #expect(bench.emulator.record.requests.filter { $0.path == "/run_sse" }.count == 1)
      }
    }

    @Test func aMessageFollowsOneRedirectAndNoSecond() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        let own = bench.emulator.url + "/run_sse"
        try bench.emulator.faults.add("POST /run_sse: redirect status=307 to=\(own)?1")
        _ = try await collect(try await client.send("add music", in: session))
        #expect(bench.emulator.record.messages.count == 1)
        try bench.emulator.faults.add("POST /run_sse: redirect status=307 to=\(own)?1 times=9")
        #expect(await failure { try await client.send("add text", in: session) }?.code == .unexpectedAnswer)
        #expect(bench.emulator.record.messages.count == 1)
        #expect(bench.emulator.record.requests.filter { $0.path.hasPrefix("/run_sse") }.count == 4)
      }
    }

    @Test(arguments: ["html status=200", "not-json"])
    func aPageInPlaceOfAStreamIsUnexpectedAndMayHaveArrived(_ fault: String) async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try bench.emulator.faults.add("POST /run_sse: \(fault)")
        let error = await failure { try await client.send("add music", in: session) }
        #expect(error?.code == .unexpectedAnswer)
        #expect(error?.mayHaveArrived == true)
      }
    }

    @Test(arguments: ["cut at=60", "reset at=400"])
    func aBrokenStreamEndsInAnError(_ fault: String) async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try bench.emulator.faults.add("POST /run_sse: \(fault)")
        let stream = try await client.send("create a 4 second video about the sea", in: session)
        #expect(await failure { try await collect(stream) }?.code == .connectionLost)
        #expect(bench.emulator.record.messages.count == 1)
      }
    }

    @Test func aStreamThatIsGivenUpEnds() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        try bench.emulator.faults.add("POST /run_sse: endless")
        var count = 0
        for try await chunk in try await client.send("add music", in: session) {
          count += chunk.count
          if count > 1 << 18 { break }
        }
        #expect(count > 1 << 18)
        // The client goes on to work.
        #expect(try await client.credits().total != nil)
      }
    }
  }
}
