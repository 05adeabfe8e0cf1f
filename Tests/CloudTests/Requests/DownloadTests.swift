import CloudEmulator
import Foundation
import TestSupport
import Testing

@testable import Cloud

extension OnTheWire {
  @Suite struct DownloadTests {
    /// A file at the other host, and a client.
    private func run(
      _ fault: String, _ body: (CloudError?, [UInt8], [UInt8], Bench) throws -> Void
    ) async throws {
      try await Bench.run { bench in
        let idle = fault.hasPrefix("hang") ? Duration.milliseconds(300) : .seconds(1)
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": "0.001"], idle: idle)
        let session = try await client.session()
        let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31 / 255) }
        try bench.home.write(bytes, to: "a.mp4")
        let there = try await client.upload([UploadFile(path: bench.home.file("a.mp4"))], in: session)
        let url = try #require(there.first?.url)
        if !fault.isEmpty { try bench.emulator.faults.add("GET /cdn: \(fault)") }
        let download = Download(
          client: client, address: try WebAddress(url), path: bench.home.file("out.mp4"),
          name: "the film", renewal: nil, report: nil)
        let error = await failure { try await download.run() }
        try body(error, bytes, try bench.home.bytes(of: "out.mp4"), bench)
      }
    }

    @Test(arguments: [
      "", "cut at=100000", "reset at=100000 times=3", "503 times=2", "cut-head at=30", "drop",
      "length off=100",
      "429 retry-after=1", "hang for=60",
    ])
    func isGoneOnWithWhereItBreaksAndComesWhole(_ fault: String) async throws {
      try await run(fault) { error, expected, got, bench in
        #expect(error == nil)
        #expect(got == expected)
        #expect(bench.emulator.record.leaks.isEmpty)
      }
    }

    @Test func asksForTheRestOnly() async throws {
      try await run("cut at=100000") { _, expected, got, bench in
        #expect(got == expected)
        let ranges = bench.emulator.record.requests.filter { $0.path.hasPrefix("/cdn") }.map {
          $0.headers["range"]
        }
        #expect(ranges.count == 2)
        #expect(ranges.first == .some(nil))
        #expect((ranges.last ?? nil)?.hasPrefix("bytes=") == true)
      }
    }

    /// Something else has taken the file's place when its rest is asked for.
    @Test(arguments: [
      ["invert skip=1", "header name=etag value=\\\"2\\\" skip=1"],
      ["invert skip=1", "header name=etag times=9"],
      ["header name=etag value=W/\\\"1\\\" times=9", "invert skip=1"],
    ])
    func partsOfTwoFilesNeverBecomeOne(_ faults: [String]) async throws {
      try await Bench.run { bench in
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": "0.001"])
        let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31 / 255) }
        try bench.home.write(bytes, to: "a.mp4")
        let there = try await client.upload(
          [UploadFile(path: bench.home.file("a.mp4"))], in: try await client.session())
        for fault in ["cut at=100000"] + faults { try bench.emulator.faults.add("GET /cdn: \(fault)") }
        _ = try await client.fetch(
          try #require(there.first?.url), to: bench.home.file("out.mp4"), limit: 1 << 30)
        let got = try bench.home.bytes(of: "out.mp4")
        #expect(got == bytes || got == bytes.map { ~$0 })
      }
    }

    @Test(arguments: [
      (["etag": "\"a\""], "\"a\""), (["etag": "W/\"a\""], nil), ([:], nil),
      (
        ["last-modified": "Sun, 06 Nov 1994 08:49:37 GMT", "date": "Sun, 06 Nov 1994 08:51:00 GMT"],
        "Sun, 06 Nov 1994 08:49:37 GMT"
      ),
      (["last-modified": "Sun, 06 Nov 1994 08:49:37 GMT", "date": "Sun, 06 Nov 1994 08:49:38 GMT"], nil),
      (["last-modified": "Sun, 06 Nov 1994 08:49:37 GMT"], nil),
    ])
    func onlyStrongValidatorsVouchForBytes(_ headers: [String: String], _ validator: String?) {
      #expect(HTTPHead(status: 200, headers: headers).validator == validator)
    }

    @Test(arguments: [
      ("html status=200", CloudError.Code.unexpectedAnswer), ("404", .refused),
      ("cut at=100 times=99", .connectionLost),
      ("empty times=9", .unexpectedAnswer), ("garbage times=9", .unexpectedAnswer),
      ("endless-headers", .answerTooLarge),
    ])
    func whatIsNoFilmIsAnError(_ fault: String, _ code: CloudError.Code) async throws {
      try await run(fault) { error, _, _, _ in #expect(error?.code == code) }
    }
  }
}
