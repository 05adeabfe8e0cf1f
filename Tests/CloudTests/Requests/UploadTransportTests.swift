import CloudEmulator
import Foundation
import Media
import TestSupport
import Testing

@testable import Cloud

extension OnTheWire {
  @Suite struct UploadTransportTests {
    private func file(_ bench: Bench, _ name: String, _ bytes: [UInt8]) throws -> UploadFile {
      try bench.home.write(bytes, to: name)
      return UploadFile(path: bench.home.file(name))
    }

    @Test func severalFilesGoInOneRequest() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        let files = try [
          file(bench, "a.png", [1, 2, 3]), file(bench, "b \"quoted\".mp3", Array(0...255)),
          file(bench, "视频.mp4", Array(repeating: 7, count: 300_000)),
        ]
        let answer = try await client.upload(files, in: session)
        #expect(answer.count == 3)
        #expect(answer.allSatisfy { $0.url != nil })
        let seen = bench.emulator.record.uploads
        #expect(seen.map(\.size) == [3, 256, 300_000])
        #expect(seen.map(\.hash) == (try files.map { try ContentDigest.hex(ofFile: $0.path) }))
        #expect(seen.last?.filename == "视频.mp4")
        #expect(bench.emulator.record.requests.filter { $0.path.contains("upload-video") }.count == 1)
      }
    }

    @Test func theServiceFetchesURLs() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        let source = try await client.upload([try file(bench, "a.png", [1, 2, 3])], in: session)
        let url = try #require(source.first?.url)
        #expect(try await client.upload(urls: [url], in: session).count == 1)
        for bad in ["file:///etc/passwd", "nonsense", "ftp://example.com/a.mp4"] {
          #expect(await failure { try await client.upload(urls: [bad], in: session) } != nil)
        }
      }
    }

    @Test func progressEndsAtTheWhole() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        let notes = Notes()
        let big = try file(bench, "a.mp4", Array(repeating: 7, count: 2_000_000))
        _ = try await client.upload([big], in: session) { done, total in
          if total > 0, done == total { notes.add("whole") }
        }
        #expect(notes.all.contains("whole"))
      }
    }

    @Test(arguments: ["refuse at=2000", "refuse at=100000"])
    func aPartOfAFileIsSentAgain(_ fault: String) async throws {
      try await Bench.run { bench in
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": "0.001"])
        let session = try await client.session()
        try bench.emulator.faults.add("POST /api/upload-video: \(fault)")
        let big = try file(bench, "a.mp4", (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) })
        _ = try await client.upload([big], in: session)
        #expect(bench.emulator.record.uploads.count == 1)
        #expect(bench.emulator.record.uploads.first?.hash == (try ContentDigest.hex(ofFile: big.path)))
      }
    }

    @Test(arguments: ["drop", "cut at=10", "reset at=20"])
    func whatMayHaveArrivedIsNotSentAgain(_ fault: String) async throws {
      try await Bench.run { bench in
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": "0.001"])
        let session = try await client.session()
        try bench.emulator.faults.add("POST /api/upload-video: \(fault)")
        let error = await failure {
          try await client.upload([try file(bench, "a.png", [1, 2, 3])], in: session)
        }
        #expect(error?.mayHaveArrived == true)
        #expect(bench.emulator.record.uploads.count == 1)
      }
    }

    @Test func aFileThatIsNotThereOrNoFileIsNamed() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        for path in [bench.home.file("absent.mp4"), bench.home.path, "/dev/null"] {
          let error = await failure { try await client.upload([UploadFile(path: path)], in: session) }
          #expect(error?.code == .fileUnreadable)
        }
        #expect(bench.emulator.record.uploads.isEmpty)
      }
    }

    @Test func largeFilesAreNotHeldInMemory() async throws {
      try await Bench.run { bench in
        let client = try bench.client()
        let session = try await client.session()
        func growth(_ count: Int) async throws -> Int {
          let path = bench.home.file("\(count).mp4")
          #expect(FileManager.default.createFile(atPath: path, contents: nil))
          let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
          try handle.truncate(atOffset: UInt64(count))
          try handle.close()
          let source = try FileSource(path: path)
          var buffer = [CChar](repeating: 0, count: 65_536)
          let before = residentMemory()
          while source.read(into: &buffer, buffer.count) > 0 {}
          _ = try await client.upload([UploadFile(path: path)], in: session)
          return residentMemory() - before
        }
        let small = try await growth(1_000_000)
        let large = try await growth(120_000_000)
        // The emulator in the same process writes what comes to disk as it comes.
        #expect(large - small < 30_000_000)
      }
    }

    /// In bytes.
    private func residentMemory() -> Int {
      let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
      return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }
  }
}
