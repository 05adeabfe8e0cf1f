import Foundation
import Media
import Testing

@testable import CloudEmulator

struct UploadTests {
  /// Bytes that look like delimiters here and there.
  private static let tricky = Array("\r\n--\r\n----workprint-012345678\r\n\r\n".utf8) + [0, 0xFF, 0x0D]

  @Test func storesFilesAsTheyCame() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let answer = try await client.upload(
      [("a.MP4", Self.tricky), ("été 夏.jpeg", large), ("empty.wav", [])], to: session)
    #expect(answer.status == 200)
    #expect(try answer.string("/data/files/1/filename") == "été 夏.jpeg")
    let stored = emulator.record.uploads
    #expect(stored.map(\.size) == [Self.tricky.count, large.count, 0])
    for (file, bytes) in zip(stored, [Self.tricky, large, []]) {
      #expect(FileManager.default.contents(atPath: file.path).map { [UInt8]($0) } == bytes)
      let digest = try ContentDigest()
      digest.update(bytes)
      #expect(file.hash == digest.finish())
      #expect(try await client.get(file.url, ["Authorization": ""]).body == bytes)
    }
    #expect(try await client.state(session).string("/data/state/video_infos/2/filename") == "empty.wav")
    await emulator.stop()
  }

  @Test func hashesAsTheStandardDoes() throws {
    // FIPS 180-4's own example.
    let digest = try ContentDigest()
    digest.update(Array("a".utf8))
    digest.update(Array("bc".utf8))
    #expect(digest.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func takesBodiesApartWhereverTheyAreSplit() throws {
    let body = Array(
      "preamble\r\n--b1\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n\r\none\r\n--b\r\n--b1\r\nx: y\r\n\r\n\r\n--b1--\r\nend"
        .utf8)
    func events(_ split: Int) throws -> [String] {
      var reader = try #require(MultipartReader(contentType: "multipart/form-data; boundary=\"b1\""))
      var events: [String] = []
      var bytes: [UInt8] = []
      for piece in [body[..<split], body[split...]] {
        try reader.feed(piece) {
          switch $0 {
          case .part(let fields):
            events.append("part \(fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })")
          case .bytes(let more): bytes += more
          case .partEnd:
            events.append(String(decoding: bytes, as: UTF8.self))
            bytes = []
          }
        }
      }
      #expect(reader.isComplete)
      return events
    }
    let whole = try events(0)
    #expect(whole.count == 4)
    #expect(whole[1] == "one\r\n--b")
    #expect(whole[3] == "")
    for split in body.indices { #expect(try events(split) == whole) }
  }

  @Test func refusesTypesAndSizes() async throws {
    let emulator = try await CloudEmulator()
    emulator.settings.limit = 1000
    let (client, session) = try await PlainClient.connected(to: emulator)
    #expect(try await client.upload([("a.mp4", [1]), ("b.txt", [2])], to: session).string("/code") == "4001")
    let large = try await client.upload([("a.mp4", [UInt8](repeating: 7, count: 1001))], to: session)
    #expect(try large.string("/code") == "4002")
    #expect(large.status == 413)
    #expect(try await client.upload([("a.mp4", [1])], to: session, field: "file").status == 400)
    #expect(try await client.upload([("a.mp4", [1])], to: "none").string("/code") == "1002")
    #expect(emulator.record.uploads.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: emulator.folder).isEmpty)
    await emulator.stop()
  }

  @Test func fetchesURLs() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    let first = try await client.upload([("a.mp4", Self.tricky)], to: session).string("/data/files/0/cdn_url")
    let path = "/api/upload-video/nemo_agent/me/\(session)"
    let answer = try await client.post(path, #"{"urls":["\#(first)"],"source_type":"url"}"#)
    #expect(answer.status == 200)
    #expect(emulator.record.uploads.map(\.size) == [Self.tricky.count, Self.tricky.count])
    #expect(
      try await client.post(path, #"{"urls":["http://example.com/a.mp4"],"source_type":"url"}"#).status == 400
    )
    await emulator.stop()
  }

  @Test func leavesNothingOfABrokenUpload() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    let answer = try await client.send(
      "POST", "/api/upload-video/nemo_agent/me/\(session)",
      ["Content-Type": "multipart/form-data; boundary=b"],
      body: Array(
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n\r\nhalf".utf8))
    #expect(answer.status == 400)
    #expect(emulator.record.uploads.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: emulator.folder).isEmpty)
    await emulator.stop()
  }
}
