import CloudEmulator
import TestSupport
import Testing

@testable import Cloud

extension OnTheWire {
  /// Each row of the table of calls, by the path and the fields that are documented.
  @Suite struct CallTests {
    /// A client in a session with a small film, and what it asks for in `body`.
    private func requests(
      _ body: (CloudClient, CloudSession, Bench) async throws -> Void
    ) async throws -> [StoredRequest] {
      var settings = Settings.quick
      settings.side = 90
      nonisolated(unsafe) var seen: [StoredRequest] = []
      try await Bench.run(settings: settings) { bench in
        let client = try bench.client()
        let session = try await client.session()
        try await bench.edit("create a 1 second video about the sea")
        let before = bench.emulator.record.requests.count
        try await body(client, session, bench)
        seen = Array(bench.emulator.record.requests.dropFirst(before))
        #expect(bench.emulator.record.violations == [])
        #expect(bench.emulator.record.leaks == [])
      }
      for request in seen where request.host == "api" {
        #expect(request.headers["authorization"]?.hasPrefix("Bearer ") == true)
        for name in ["x-skill-source", "x-skill-version", "x-skill-platform"] {
          #expect(request.headers[name]?.isEmpty == false, "\(name)")
        }
      }
      return seen
    }

    private func lines(_ requests: [StoredRequest]) -> [String] { requests.map { "\($0.method) \($0.path)" } }

    @Test func sessionCall() async throws {
      let seen = try await requests { client, _, _ in
        let session = try await client.makeSession()
        #expect(session.taskID != nil)
      }
      #expect(lines(seen) == ["POST /api/tasks/me/with-session/nemo_agent"])
      #expect(seen.first?.headers["content-type"]?.hasPrefix("application/json") == true)
    }

    @Test func messageCall() async throws {
      let seen = try await requests { client, session, bench in
        for try await _ in try await client.send("mute the music", in: session) {}
        #expect(bench.emulator.record.messages.last?.text == "mute the music")
      }
      #expect(lines(seen) == ["POST /run_sse"])
      #expect(seen.first?.headers["accept"] == "text/event-stream")
    }

    @Test func uploadFileCall() async throws {
      let seen = try await requests { client, session, bench in
        try bench.home.write([1, 2, 3], to: "a.png")
        let answer = try await client.upload([UploadFile(path: bench.home.file("a.png"))], in: session)
        #expect(answer.first?.url != nil)
        #expect(bench.emulator.record.uploads.last?.session == session.id)
      }
      #expect(seen.map(\.method) == ["POST"])
      #expect(seen.first?.path.hasPrefix("/api/upload-video/nemo_agent/me/") == true)
      #expect(seen.first?.headers["content-type"]?.hasPrefix("multipart/form-data; boundary=") == true)
    }

    @Test func uploadURLCall() async throws {
      let seen = try await requests { client, session, bench in
        let state = try await client.readState(of: session)
        let url = try #require(state.generatedMedia.first?.url)
        let answer = try await client.upload(urls: [url], in: session)
        #expect(answer.count == 1)
      }
      let upload = seen.filter { $0.path.hasPrefix("/api/upload-video/nemo_agent/me/") }
      #expect(upload.map(\.method) == ["POST"])
      #expect(upload.first?.headers["content-type"]?.hasPrefix("application/json") == true)
    }

    @Test func creditsCall() async throws {
      let seen = try await requests { client, _, _ in
        let balance = try await client.credits()
        #expect(balance.total == 100)
      }
      #expect(lines(seen) == ["GET /api/credits/balance/simple"])
    }

    @Test func stateCall() async throws {
      let seen = try await requests { client, session, _ in
        let state = try await client.readState(of: session)
        #expect(state.draft?.isReadyForExport == true)
      }
      #expect(seen.map(\.method) == ["GET"])
      #expect(seen.first?.path.hasPrefix("/api/state/nemo_agent/me/") == true)
      #expect(seen.first?.path.hasSuffix("/latest") == true)
    }

    @Test func exportPollCancelAndDownloadCalls() async throws {
      let seen = try await requests { client, session, bench in
        let state = try await client.readState(of: session)
        let read = try #require(state.draft)
        let draft = Array(read.document.source(of: read.node))
        let id = ExportID.make()
        try await client.submitExport(id: id, draft: draft, in: session)
        #expect(bench.emulator.record.exports.last?.draft == draft)
        #expect(bench.emulator.record.exports.last?.session == session.id)
        var progress = try await client.exportProgress(of: id)
        while progress?.status == .pending || progress?.status == .processing {
          try await Task.sleep(for: .milliseconds(50))
          progress = try await client.exportProgress(of: id)
        }
        #expect(progress?.status == .completed)
        let unknown = try await client.exportProgress(of: ExportID.make())
        #expect(unknown == nil)
        _ = try await client.download(try #require(progress), id: id, to: bench.home.file("film.mp4"))
        #expect(try bench.home.bytes(of: "film.mp4").dropFirst(4).prefix(4) == Array("ftyp".utf8)[...])
        let second = ExportID.make()
        bench.emulator.settings.queue = 30
        try await client.submitExport(id: second, draft: draft, in: session)
        try await client.cancelExport(second)
        #expect(bench.emulator.record.exports.last?.error == "cancelled")
      }
      let paths = lines(seen)
      #expect(paths.contains("POST /api/render/proxy/lambda"))
      #expect(paths.contains { $0.hasPrefix("GET /api/render/proxy/lambda/render_") })
      #expect(paths.last?.hasSuffix("/cancel") == true)
      #expect(paths.contains { $0.hasPrefix("GET /films") })
    }
  }
}
