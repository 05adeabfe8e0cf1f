import CloudEmulator
import Foundation
import Media
import TestSupport
import Testing

@testable import Cloud

extension InTheShell {
  @Suite struct UploadCommandTests {
    @Test func sendsEachContentOnce() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        try bench.addPicture("b.png", 2)
        try bench.home.makeFolder("other")
        try bench.addPicture("other/a.png", 3)
        try bench.addPicture("other/copy.png", 1)
        let result = try await bench.run(
          "cloud", "upload", "a.png", "b.png", "other/a.png", "other/copy.png")
        #expect(
          result.output == """
            a.png: uploaded
            b.png: uploaded
            other/a.png: uploaded as a-2.png
            other/copy.png: there already, as a.png

            """)
        #expect(result.errors == "Setting up...\n")
        #expect(result.exitCode == 0)
        let again = try await bench.run("cloud", "upload", "a.png", "b.png", "other/a.png", "--json")
        #expect(again.exitCode == 0)
        #expect(try again.text("/schema") == "workprint.cloud.upload/1")
        #expect(try again.text("/files/2/status") == "already there")
        #expect(try again.text("/files/2/name") == "a-2.png")
        #expect(bench.emulator.record.uploads.map(\.filename) == ["a.png", "b.png", "a-2.png"])
        #expect(bench.emulator.record.violations == [])
      }
    }

    @Test func refusesWhatTheServiceWouldRefuse() async throws {
      try await Bench.run { bench in
        try bench.home.write("text", to: "notes.txt")
        try bench.home.write("not a picture", to: "fake.png")
        try bench.addPicture("a.png", 1)
        let result = try await bench.run("cloud", "upload", "notes.txt", "fake.png", "a.png")
        #expect(result.exitCode == 1)
        #expect(result.output == "a.png: uploaded\n")
        #expect(result.errors.contains("notes.txt: error: not uploaded: "))
        #expect(result.errors.contains("fake.png: error: not uploaded: "))
        #expect(result.errors.contains("[upload.refused]"))
        #expect(bench.emulator.record.uploads.count == 1)
        let small = try await bench.run("cloud", "upload", "a.png", "--again", "--limit", "100")
        #expect(small.exitCode == 1)
        let forced = try await bench.run("cloud", "upload", "fake.png", "--force")
        #expect(forced.exitCode == 0)
        #expect(bench.emulator.record.uploads.count == 2)
      }
    }

    @Test func code4001ShowsWhatIsAcceptedAndWhatTheFileIs() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        try bench.emulator.faults.add("POST /api/upload-video: code code=4001")
        let result = try await bench.run("cloud", "upload", "a.png")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("it is a `.png` with png inside"), "\(result.errors)")
        #expect(result.errors.contains("mp4, mov, avi, webm, mkv, jpg, jpeg, png"))
      }
    }

    @Test func code4002ShowsSizeAgainstLimitAndWhatMakesItFit() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        try bench.emulator.faults.add("POST /api/upload-video: code code=4002")
        let result = try await bench.run("cloud", "upload", "a.png")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("at most 200 MB are accepted; it has "), "\(result.errors)")
        #expect(result.errors.contains("a.png' --fix -o fixed` makes it fit"), "\(result.errors)")
      }
    }

    @Test func aFileThatCannotBeReadIs2AndTheOthersGo() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        let result = try await bench.run("cloud", "upload", "absent.png", "a.png")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("absent.png: error: not uploaded: there is no such file"))
        #expect(result.output == "a.png: uploaded\n")
      }
    }

    @Test(arguments: ["drop", "cut at=10", "reset at=20", "503", "refuse at=500"])
    func aLostAnswerLosesAndDoublesNothing(_ fault: String) async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        try bench.addPicture("b.png", 2)
        _ = try await bench.run("cloud", "upload", "a.png")
        try bench.emulator.faults.add("POST /api/upload-video: \(fault)")
        let result = try await bench.run("cloud", "upload", "b.png")
        #expect(result.exitCode == 0)
        #expect(result.output == "b.png: uploaded\n")
        #expect(bench.emulator.record.uploads.map(\.filename) == ["a.png", "b.png"])
      }
    }

    @Test(arguments: [#"{"code":0,"data":{"fil"#, "<html>ok</html>", "{}", "null"])
    func anAnswerThatCannotBeReadIsALostOne(_ body: String) async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        let body = body.replacingOccurrences(of: "\"", with: "\\\"")
        try bench.emulator.faults.add("POST /api/upload-video: mask code=200 body=\"\(body)\"")
        let result = try await bench.run("cloud", "upload", "a.png")
        #expect(result.output == "a.png: uploaded\n", "\(result.errors)")
        #expect(result.exitCode == 0)
        #expect(bench.emulator.record.uploads.count == 1)
      }
    }

    /// The service gives files names of its own, with or without hashes that tell what is in them.
    @Test(arguments: [true, false])
    func aFileThatTheServiceRenamedIsFound(_ hasHashes: Bool) async throws {
      try await Bench.run { bench in
        bench.emulator.settings.names = .hashed
        if !hasHashes {
          try bench.emulator.faults.add("/api: replace from=\\\"hash\\\" to=\\\"sum\\\" times=99")
        }
        try bench.addPicture("a.png", 1)
        try bench.addPicture("b.png", 2)
        _ = try await bench.run("cloud", "upload", "a.png")
        try bench.emulator.faults.add("POST /api/upload-video: drop")
        let result = try await bench.run("cloud", "upload", "b.png")
        #expect(result.output == "b.png: uploaded\n", "\(result.errors)")
        #expect(bench.emulator.record.uploads.map(\.filename) == ["a.png", "b.png"])
      }
    }

    @Test func whatTheStateWouldNotListIsNotSentAgain() async throws {
      try await Bench.run { bench in
        bench.emulator.settings.lists = .videos
        try bench.home.write("no video, but a name of one", to: "v.mp4")
        try bench.addPicture("a.png", 1)
        #expect(try await bench.run("cloud", "upload", "v.mp4", "--force").exitCode == 0)
        try bench.emulator.faults.add("POST /api/upload-video: drop")
        for _ in 0..<2 {
          let result = try await bench.run("cloud", "upload", "a.png")
          #expect(result.exitCode == 2)
          #expect(result.errors.contains("is not known [cloud.arrivalUnknown]"), "\(result.errors)")
          #expect(!result.errors.contains("not uploaded"))
          #expect(result.errors.contains("looking whether a.png arrived"))
          #expect(result.errors.contains("--force sends it again"))
          #expect(bench.emulator.record.uploads.count == 2)
        }
        #expect(try await bench.run("cloud", "upload", "a.png", "--force").output == "a.png: uploaded\n")
        #expect(bench.emulator.record.uploads.count == 3)
      }
    }

    @Test func aStateThatComesLateIsWaitedFor() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        try bench.addPicture("b.png", 2)
        // Nothing that it lists says that it lists anything.
        bench.emulator.settings.lag = 3600
        try bench.emulator.faults.add("POST /api/upload-video: drop")
        for _ in 0..<2 {
          let result = try await bench.run("cloud", "upload", "a.png")
          #expect(result.errors.contains("[cloud.arrivalUnknown]"), "\(result.errors)")
        }
        bench.emulator.settings.lag = 0
        #expect(try await bench.run("cloud", "upload", "a.png").output == "a.png: there already, as a.png\n")
        // It lists others, and not yet what came last.
        bench.emulator.settings.lag = 0.1
        try bench.emulator.faults.add("POST /api/upload-video: drop")
        let result = try await bench.run("cloud", "upload", "b.png")
        #expect(result.output == "b.png: uploaded\n", "\(result.errors)")
        #expect(bench.emulator.record.uploads.map(\.filename) == ["a.png", "b.png"])
      }
    }

    @Test func anAddressIsFetchedOnceByTheServiceToo() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        let other = try bench.client(["HOME": bench.home.file("other")])
        let there = try await other.upload(
          [UploadFile(path: bench.home.file("a.png"))], in: try await other.session())
        let url = try #require(there.first?.url)
        try bench.emulator.faults.add("POST /api/upload-video: drop")
        let result = try await bench.run("cloud", "upload", url)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(try await bench.run("cloud", "upload", url).output.contains("there already, as a.png"))
        #expect(bench.emulator.record.uploads.count == 2)
      }
    }

    @Test func aSizeThatRoundingHidesIsTold() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        let bytes = try bench.home.bytes(of: "a.png")
        try bench.home.write(bytes + [UInt8](repeating: 0, count: 1_000_001 - bytes.count), to: "it's.png")
        let result = try await bench.run("cloud", "upload", "it's.png", "--limit", "1MB")
        #expect(result.exitCode == 1)
        #expect(
          result.errors.contains("it has 1000001 bytes, and 1000000 bytes are accepted"), "\(result.errors)")
        #expect(
          result.errors.contains(#"`workprint preflight 'it'\''s.png' --fix -o DIR`"#), "\(result.errors)")
      }
    }

    @Test func namesInDocumentsActOnNoTerminal() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a\u{202E}b\u{9B}c\u{7F}d\u{2028}.png", 1)
        let result = try await bench.run("cloud", "upload", "a\u{202E}b\u{9B}c\u{7F}d\u{2028}.png", "--json")
        #expect(result.output.contains(#""path": "a\u202Eb\u009Bc\u007Fd\u2028.png""#), "\(result.output)")
        #expect(try result.text("/files/0/path") == "a\u{202E}b\u{9B}c\u{7F}d\u{2028}.png")
      }
    }

    @Test func userAndPasswordOfAnAddressAreNotShown() async throws {
      try await Bench.run { bench in
        let result = try await bench.run(
          "cloud", "upload", "https://me:pass@example.com/a.mov?sig=1", "--json")
        #expect(result.exitCode == 2)
        #expect(result.output.contains("https://example.com/a.mov"), "\(result.output)")
        #expect(!result.output.contains("pass@") && !result.output.contains("sig="))
      }
    }

    @Test func whatIsNotKnownToHaveArrivedIsLookedForFirst() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        // Neither the answer nor the state can be had.
        try bench.emulator.faults.add("POST /api/upload-video: drop")
        try bench.emulator.faults.add("GET /api/state: 503 times=99")
        let result = try await bench.run("cloud", "upload", "a.png")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("whether the file arrived is not known"))
        bench.emulator.faults.removeAll()
        let again = try await bench.run("cloud", "upload", "a.png")
        #expect(again.output == "a.png: there already, as a.png\n")
        #expect(bench.emulator.record.uploads.count == 1)
      }
    }

    @Test func aStateThatNeverComesIsNotLookedAtForEver() async throws {
      try await Bench.run { bench in
        try bench.addPicture("a.png", 1)
        _ = try await bench.run("cloud", "session", "new")
        try bench.emulator.faults.add("POST /api/upload-video: drop")
        try bench.emulator.faults.add("GET /api/state: hang for=60 times=99")
        let result = try await bench.run("cloud", "upload", "a.png", "--json")
        #expect(result.exitCode == 2)
        #expect(try result.text("/files/0/status") == "failed")
        #expect(result.output.contains("whether the file arrived is not known"))
        #expect(
          result.errors.contains("the service is slow to tell the timeline: waiting for it"),
          "\(result.errors)")
        #expect(result.errors.contains("sent nothing for 10 seconds: trying again"), "\(result.errors)")
        #expect(bench.emulator.record.requests.count { $0.path.hasPrefix("/api/state") } == 2)
      }
    }

    @Test func manyUploadsOverABadLineLoseAndDoubleNothing() async throws {
      try await Bench.run { bench in
        let names = (0..<40).map { "f\($0).png" }
        for (index, name) in names.enumerated() { try bench.addPicture(name, index) }
        try bench.emulator.faults.add("POST /api/upload-video: random rate=0.15")
        try bench.emulator.faults.add("GET /api/state: random rate=0.05")
        nonisolated(unsafe) let program = try bench.start(["cloud", "upload"] + names)
        program.feed([])
        let result = try await Bench.end(of: program)
        bench.emulator.faults.removeAll()
        // What failed said so, and goes at the second try.
        let failed = names.filter { result.errors.contains("\($0): error:") }
        #expect(result.exitCode == (failed.isEmpty ? 0 : 2))
        nonisolated(unsafe) let second = try bench.start(["cloud", "upload"] + names)
        second.feed([])
        #expect(try await Bench.end(of: second).exitCode == 0)
        #expect(bench.emulator.record.uploads.map(\.filename).sorted() == names.sorted())
      }
    }

    @Test func previewsFindTheUploadedFile() async throws {
      try await Bench.run { bench in
        let away = try TemporaryFolder()
        try bench.home.makeFolder("elsewhere")
        try bench.addPicture("a.png", 1)
        try bench.addPicture("elsewhere/decoy.png", 9)
        try FileManager.default.moveItem(atPath: bench.home.file("a.png"), toPath: away.file("a.png"))
        _ = try await bench.run("cloud", "upload", away.file("a.png"))
        try await bench.edit("create a 4 second video")
        #expect(try await bench.run("cloud", "state").exitCode == 0)
        let found = try await bench.run("plan", "@0", "--json")
        #expect(found.output.contains("/a.png"))
        // It has moved: by its content it is found in the media folders.
        try FileManager.default.moveItem(
          atPath: away.file("a.png"), toPath: bench.home.file("elsewhere/moved.png"))
        let moved = try await bench.run("plan", "@0", "--media", "elsewhere", "--json")
        #expect(moved.output.contains("elsewhere/moved.png"))
        // Changed since, it is another file.
        try FileManager.default.removeItem(atPath: bench.home.file("elsewhere/moved.png"))
        try bench.addPicture("b.png", 77)
        try FileManager.default.moveItem(atPath: bench.home.file("b.png"), toPath: away.file("a.png"))
        #expect(!(try await bench.run("plan", "@0", "--json").output.contains("/a.png")))
      }
    }
  }
}
