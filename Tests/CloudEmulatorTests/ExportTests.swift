import DraftModel
import Foundation
import JSONTree
import Media
import TestSupport
import Testing

@testable import CloudEmulator

struct ExportTests {
  private func submit(
    _ client: PlainClient, _ session: String, id: String, draft: String
  ) async throws -> PlainClient.Answer {
    try await client.post(
      "/api/render/proxy/lambda",
      "{\"id\":\"\(id)\",\"sessionId\":\"\(session)\",\"draft\":\(draft),\"output\":{\"format\":\"mp4\",\"quality\":\"high\"}}"
    )
  }

  private func draft(_ client: PlainClient, _ session: String) async throws -> String {
    let state = try await client.state(session).json
    let node = try #require(JSONPointer("/data/state/draft").flatMap { state.node(at: $0) })
    return String(decoding: state.source(of: node), as: UTF8.self)
  }

  /// Polls until it is over.
  private func finish(_ client: PlainClient, id: String, status: String = "/data/status") async throws
    -> PlainClient.Answer
  {
    for _ in 0..<600 {
      let answer = try await client.get("/api/render/proxy/lambda/\(id)")
      if try ["completed", "failed"].contains(answer.string(status)) { return answer }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("the export did not end")
    return try await client.get("/api/render/proxy/lambda/\(id)")
  }

  @Test(arguments: Settings.Keys.allCases)
  func rendersTheDraftWithItsMedia(_ keys: Settings.Keys) async throws {
    let emulator = try await CloudEmulator()
    emulator.settings.keys = keys
    emulator.settings.side = 90
    let (client, session) = try await PlainClient.connected(to: emulator)
    let folder = try TemporaryFolder()
    try FilmMaker(width: 108, height: 192).write(60, color: .red, to: folder.file("red.mp4"))
    try FilmMaker(width: 108, height: 192).write(60, color: .blue, to: folder.file("blue.mp4"))
    let files = try ["red.mp4", "blue.mp4"].map { (name: $0, bytes: try folder.bytes(of: $0)) }
    #expect(try await client.upload(files, to: session).status == 200)
    _ = try await client.say("make a 2 second video of my clips", in: session)
    _ = try await client.say("remove the title", in: session)
    let draft = try await draft(client, session)
    let submitted = try await submit(client, session, id: "render_1", draft: draft)
    #expect(try submitted.string("/data/status") == "pending")
    let done = try await finish(client, id: "render_1")
    #expect(try done.string("/data/status") == "completed", "\(done.text)")
    #expect(emulator.record.exports.first.map { String(decoding: $0.draft, as: UTF8.self) } == draft)

    let url = try done.string("/data/outputUrl")
    #expect(url.hasPrefix(emulator.otherURL))
    let film = try await client.get(url, ["Authorization": "", "X-Skill-Source": ""])
    #expect(film.isComplete)
    let path = try folder.write(film.body, to: "film.mp4")
    let facts = try MediaProbe.facts(path: path)
    #expect(facts.picture?.width == 90)
    #expect(facts.picture?.height == 160)
    #expect(facts.picture?.codec == "h264")
    #expect(facts.sound?.codec == "aac")
    #expect(facts.duration == Time(milliseconds: 2000))
    let reader = try facts.makePictureReader(path: path)
    let early = try Pixels(film: reader.picture(at: Time(milliseconds: 500)).frame)
    let late = try Pixels(film: reader.picture(at: Time(milliseconds: 1500)).frame)
    #expect(early[45, 80].red > 200 && early[45, 80].blue < 60)
    #expect(late[45, 80].blue > 200 && late[45, 80].red < 60)
    // A download that breaks, and the rest of it.
    try emulator.faults.add("GET /films: cut at=1000")
    let broken = try await client.get(url)
    #expect(broken.body == Array(film.body.prefix(1000)))
    let tag = try #require(broken.headers["etag"])
    let rest = try await client.get(url, ["Range": "bytes=1000-", "If-Range": tag])
    #expect(rest.status == 206)
    #expect(broken.body + rest.body == film.body)
    #expect(try await client.get(url, ["Range": "bytes=1000-", "If-Range": "\"other\""]).status == 200)
    emulator.settings.links = false
    #expect(try await !client.get("/api/render/proxy/lambda/render_1").text.contains("outputUrl"))
    // Again by the API's own path, a part of it.
    let part = try await client.get("/api/render/proxy/render_1/download", ["Range": "bytes=100-199"])
    #expect(part.status == 206)
    #expect(part.body == Array(film.body[100..<200]))
    #expect(part.headers["content-range"] == "bytes 100-199/\(film.body.count)")
    await emulator.stop()
  }

  @Test func rendersAtMostWhatTheServiceDoes() throws {
    let folder = try TemporaryFolder()
    func size(_ width: Int, _ height: Int) throws -> String {
      let draft = #"{"t":[{"tt":7,"sg":[{"d":40,"tx":"x"}]}],"m":{"width":\#(width),"height":\#(height)}}"#
      let path = folder.file("\(width).mp4")
      try FilmExport(draft: Array(draft.utf8), keys: .standard, files: [], side: 1080).render(to: path) { _ in
      }
      let picture = try #require(MediaProbe.facts(path: path).picture)
      return "\(picture.width)x\(picture.height)"
    }
    #expect(try size(1080, 1920) == "1080x1920")
    #expect(try size(3840, 2160) == "1920x1080")
    #expect(try size(1080, 2400) == "864x1920")
    #expect(try size(1200, 1200) == "1080x1080")
  }

  @Test func blocksExportsWithoutAttribution() async throws {
    let emulator = try await CloudEmulator()
    var (client, session) = try await PlainClient.connected(to: emulator)
    client.attribution["X-Skill-Platform"] = nil
    let refused = try await submit(client, session, id: "render_1", draft: "{}")
    #expect(refused.status == 402)
    #expect(try refused.string("/code") == "402")
    await emulator.stop()
  }

  @Test func refusesDraftsWithNothingToRender() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    for draft in ["{}", "null", #"{"t":[]}"#, #"{"t":[{"tt":0,"sg":[]}]}"#] {
      #expect(
        try await submit(client, session, id: "r\(draft.count)", draft: draft).status == 400, "\(draft)")
    }
    _ = try await submit(
      client, session, id: "render_2",
      draft: #"{"t":[{"tt":0,"sg":[{"d":100,"u":"http://127.0.0.1:1/gone.mp4"}]}]}"#)
    let failed = try await finish(client, id: "render_2")
    #expect(try failed.string("/data/status") == "failed")
    #expect(try failed.string("/data/error") == "gone.mp4: not uploaded")
    await emulator.stop()
  }

  @Test func keepsOneExportOfASessionAtATime() async throws {
    let emulator = try await CloudEmulator()
    emulator.settings.queue = 60
    emulator.settings.shape = .top
    let (client, session) = try await PlainClient.connected(to: emulator)
    let draft = #"{"t":[{"tt":7,"sg":[{"d":40,"tx":"x"}]}]}"#
    #expect(try await submit(client, session, id: "render_1", draft: draft).string("/status") == "pending")
    #expect(try await submit(client, session, id: "render_2", draft: draft).status == 409)
    #expect(try await submit(client, session, id: "render_1", draft: draft).string("/status") == "pending")
    #expect(emulator.record.violations.count == 2)
    #expect(try await client.post("/api/render/proxy/lambda/render_1/cancel").string("/status") == "failed")
    #expect(try await client.get("/api/render/proxy/lambda/render_1").string("/error") == "cancelled")
    #expect(try await submit(client, session, id: "render_3", draft: draft).string("/status") == "pending")
    #expect(try await client.get("/api/render/proxy/lambda/render_9").status == 404)
    await emulator.stop()
  }
}
