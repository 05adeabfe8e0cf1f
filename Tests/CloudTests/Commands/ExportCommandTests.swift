import CloudEmulator
import Foundation
import Glibc
import Media
import Testing

@testable import Cloud

extension InTheShell {
  @Suite struct ExportCommandTests {
    /// A session with a draft, small exports, and the state asked for once.
    private func run(_ body: (Bench) async throws -> Void) async throws {
      var settings = Settings.quick
      settings.side = 180
      try await Bench.run(settings: settings) { bench in
        try bench.addPicture("a.png", 1)
        _ = try await bench.run("cloud", "upload", "a.png")
        try await bench.edit("create a 2 second video")
        try await body(bench)
      }
    }

    @Test func theFilmComesWhole() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "export", "-o", "final.mp4", "--json")
        #expect(result.exitCode == 0)
        #expect(try result.text("/schema") == "workprint.cloud.export/1")
        #expect(try result.text("/codec") == "h264")
        let facts = try MediaProbe.facts(path: bench.home.file("final.mp4"))
        #expect(facts.picture?.codec == "h264")
        #expect(MediaTag.comment(of: bench.home.file("final.mp4")) == nil)
        #expect(bench.emulator.record.exports.count == 1)
        #expect(bench.emulator.record.violations == [])
        #expect(bench.emulator.record.leaks.isEmpty)
        // Nothing is left beside it.
        #expect(!(try bench.home.names().contains { $0.hasSuffix(".partial") }))
      }
    }

    @Test func theDraftIsSentByteForByte() async throws {
      try await run { bench in
        let state = try await bench.run("cloud", "state", "-o", "own.json", "--draft-only")
        #expect(state.exitCode == 0)
        let text = try bench.home.text(of: "own.json")
        // Layout, unknown keys and spellings that nobody would choose.
        let odd = "{ \"zz\" : 1.50e0,\n" + text.dropFirst()
        try bench.home.write(odd, to: "odd.json")
        let result = try await bench.run("cloud", "export", "odd.json", "-o", "final.mp4")
        #expect(result.exitCode == 0)
        #expect(bench.emulator.record.exports.last.map { String(decoding: $0.draft, as: UTF8.self) } == odd)
      }
    }

    @Test func refusesBeforeAnyRequest() async throws {
      try await run { bench in
        try bench.home.write("mine", to: "final.mp4")
        let exists = try await bench.run("cloud", "export", "-o", "final.mp4")
        #expect(exists.exitCode == 2)
        #expect(exists.errors.contains("[output.exists]"))
        #expect(try bench.home.text(of: "final.mp4") == "mine")
        let drafts = [
          (#"{"t":[{"tt":0,"sg":[{"d":1000,"u":"/home/me/clip.mp4"}]}]}"#, "[export.localMedia]"),
          (#"{"t":[{"tt":0,"sg":[{"d":1000,"u":"clip.mp4"}]}]}"#, "workprint cloud upload 'clip.mp4'"),
          (#"{"t":[]}"#, "[export.empty]"),
          (
            #"{"t":[{"tt":0,"sg":[{"s":0,"d":-1000,"u":"https://a.example/a.mp4"},{"d":1000,"u":"https://a.example/a.mp4"}]}]}"#,
            "[export.refused]"
          ),
        ]
        for (draft, expected) in drafts {
          try bench.home.write(draft, to: "d.json")
          let result = try await bench.run("cloud", "export", "d.json", "-o", "x.mp4")
          #expect(result.exitCode == 1, "\(result.errors)")
          #expect(result.errors.contains(expected), "\(result.errors)")
        }
        #expect(bench.emulator.record.exports.isEmpty)
        for wrong in [["cloud", "export"], ["cloud", "export", "--resume", "--cancel"]] {
          nonisolated(unsafe) let program = try bench.start(wrong)
          program.feed([])
          #expect(try await Bench.end(of: program).exitCode == 64)
        }
      }
    }

    @Test(arguments: [
      "drop", "503", "refuse", "mask", #"mask code=200 body="{\"code\":0,\"data\":{\"sta""#,
      #"mask code=200 body="<html>ok</html>""#, "mask code=200 body=null",
    ])
    func aSubmissionThatFailsOrIsLostMakesOneFilm(_ fault: String) async throws {
      try await run { bench in
        try bench.emulator.faults.add("POST /api/render/proxy/lambda: \(fault)")
        let result = try await bench.run("cloud", "export", "-o", "final.mp4")
        #expect(result.exitCode == 0)
        #expect(bench.emulator.record.exports.count == 1)
      }
    }

    @Test func whatIsNotFinishedIsResumed() async throws {
      try await run { bench in
        bench.emulator.settings.queue = 3
        let result = try await bench.run("cloud", "export", "-o", "final.mp4", "--polls", "2")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("[cloud.exportUnfinished]"))
        #expect(result.errors.contains("workprint cloud export --resume"))
        let second = try await bench.run("cloud", "export", "-o", "other.mp4")
        #expect(second.errors.contains("[cloud.busy]"))
        let resumed = try await bench.run("cloud", "export", "--resume", "--polls", "100")
        #expect(resumed.exitCode == 0)
        #expect(try bench.home.names().contains("final.mp4"))
        #expect(bench.emulator.record.exports.count == 1)
        #expect(try await bench.run("cloud", "export", "--resume").exitCode == 2)
      }
    }

    @Test(arguments: ["404", "404 times=2", "not-json", "mask code=200 body={}", "html status=200 times=3"])
    func aPollWithoutAnAnswerIsOnlyThat(_ fault: String) async throws {
      try await run { bench in
        try bench.emulator.faults.add("GET /api/render/proxy/lambda: \(fault)")
        let result = try await bench.run("cloud", "export", "-o", "final.mp4", "--polls", "100")
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(bench.emulator.record.exports.count == 1)
      }
    }

    @Test(arguments: ["404 times=99", "not-json times=99", "mask code=200 body={} times=99", "422 times=99"])
    func anExportThatCannotBeAskedForIsKept(_ fault: String) async throws {
      try await run { bench in
        try bench.emulator.faults.add("GET /api/render/proxy/lambda: \(fault)")
        let result = try await bench.run("cloud", "export", "-o", "final.mp4")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("workprint cloud export --resume"), "\(result.errors)")
        bench.emulator.faults.removeAll()
        #expect(try await bench.run("cloud", "export", "--resume", "--polls", "100").exitCode == 0)
        #expect(bench.emulator.record.exports.count == 1)
      }
    }

    @Test func anExportThatTheServiceForgotCanBeGivenUp() async throws {
      try await run { bench in
        try bench.emulator.faults.add("/api/render/proxy/lambda/: 404 times=99")
        #expect(try await bench.run("cloud", "export", "-o", "final.mp4").exitCode == 2)
        #expect(try await bench.run("cloud", "export", "--cancel").output == "cancelled\n")
        #expect(try await bench.run("cloud", "export", "--resume").errors.contains("no export"))
      }
    }

    @Test func aFolderThatTakesNoFileIsRefusedBeforeAnyRequest() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "export", "-o", "/proc/final.mp4")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("[output.unwritable]"), "\(result.errors)")
        #expect(bench.emulator.record.exports.isEmpty)
      }
    }

    @Test(arguments: [
      ("file:///home/me/my%20clip.mp4", "'/home/me/my clip.mp4'"),
      ("FILE://localhost/a.mp4", "'/a.mp4'"), ("~/it's.mov", #"/it'\''s.mov'"#),
    ])
    func filesOfThisMachineAreNamedAsAShellTakesThem(_ media: String, _ word: String) async throws {
      try await run { bench in
        try bench.home.write(#"{"t":[{"tt":0,"sg":[{"d":1000,"u":"\#(media)"}]}]}"#, to: "d.json")
        let result = try await bench.run("cloud", "export", "d.json", "-o", "x.mp4")
        #expect(result.exitCode == 1)
        let home = media.hasPrefix("~") ? "'" + bench.home.path : ""
        #expect(result.errors.contains("workprint cloud upload \(home)\(word)`"), "\(result.errors)")
      }
    }

    @Test func afterAnInterruptionItIsResumed() async throws {
      try await run { bench in
        bench.emulator.settings.queue = 2
        nonisolated(unsafe) let program = try bench.start(
          ["cloud", "export", "-o", "final.mp4", "--polls", "1000"], ["WORKPRINT_CLOUD_PACE": "0.02"])
        program.feed([])
        let deadline = ContinuousClock.now + .seconds(60)
        while bench.emulator.record.exports.isEmpty, ContinuousClock.now < deadline {
          try await Task.sleep(for: .milliseconds(20))
        }
        program.send(signal: SIGINT)
        let ended = try await Bench.end(of: program)
        #expect(ended.exitCode == 130)
        #expect(ended.errors.contains("--resume"))
        #expect(!(try bench.home.names().contains { $0.contains("final.mp4") }))
        let resumed = try await bench.run("cloud", "export", "--resume", "--polls", "100")
        #expect(resumed.exitCode == 0)
        #expect(try MediaProbe.facts(path: bench.home.file("final.mp4")).picture?.codec == "h264")
        #expect(bench.emulator.record.exports.count == 1)
      }
    }

    @Test func anExportIsGivenUp() async throws {
      try await run { bench in
        bench.emulator.settings.queue = 30
        _ = try await bench.run("cloud", "export", "-o", "final.mp4", "--polls", "1")
        let result = try await bench.run("cloud", "export", "--cancel", "--json")
        #expect(result.exitCode == 0)
        #expect(try result.text("/status") == "cancelled")
        #expect(bench.emulator.record.requests.contains { $0.path.hasSuffix("/cancel") })
        #expect(try await bench.run("cloud", "export", "--resume").errors.contains("no export"))
      }
    }

    @Test(arguments: ["html status=200", "404", "empty times=9"])
    func whatIsNoFilmLeavesNoFile(_ fault: String) async throws {
      try await run { bench in
        try bench.emulator.faults.add("GET /films: \(fault)")
        let result = try await bench.run("cloud", "export", "-o", "final.mp4")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("--resume"))
        #expect(!(try bench.home.names().contains { $0.contains("final.mp4") }))
        bench.emulator.faults.removeAll()
        #expect(try await bench.run("cloud", "export", "--resume").exitCode == 0)
      }
    }

    @Test func aFilmThatCameCutOffIsFetchedAgain() async throws {
      try await run { bench in
        try bench.emulator.faults.add("GET /films: length off=-5000 times=2")
        let result = try await bench.run("cloud", "export", "-o", "final.mp4", "--json")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(try MediaProbe.describe(path: bench.home.file("final.mp4")).damage == [])
        #expect(bench.emulator.record.requests.filter { $0.path.hasPrefix("/films") }.count == 3)
        #expect(bench.emulator.record.exports.count == 1)
      }
    }

    @Test func aFilmThatIsAlwaysCutOffIsNotDelivered() async throws {
      try await run { bench in
        try bench.emulator.faults.add("GET /films: length off=-5000 times=99")
        let result = try await bench.run("cloud", "export", "-o", "final.mp4", "--json")
        #expect(result.exitCode == 1)
        #expect(try result.text("/error/code") == "cloud.filmTruncated")
        #expect(try result.text("/error/message")?.contains("mdat") == true, "\(result.output)")
        #expect(try result.text("/error/help")?.contains("--resume") == true)
        #expect(!(try bench.home.names().contains { $0.contains("final.mp4") }))
        #expect(bench.emulator.record.requests.filter { $0.path.hasPrefix("/films") }.count == 3)
        bench.emulator.faults.removeAll()
        #expect(try await bench.run("cloud", "export", "--resume").exitCode == 0)
        #expect(try MediaProbe.describe(path: bench.home.file("final.mp4")).damage == [])
        #expect(bench.emulator.record.exports.count == 1)
      }
    }

    @Test func aPlanThatBlocksExportsSaysSo() async throws {
      try await run { bench in
        bench.emulator.settings.blocked = true
        let result = try await bench.run("cloud", "export", "-o", "final.mp4")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("[cloud.planBlocked]"))
        #expect(result.errors.contains("X-Skill-Source: workprint"))
      }
    }

    @Test func aPreviewComesFirst() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "export", "-o", "final.mp4", "--preview-first")
        #expect(result.exitCode == 0)
        #expect(MediaTag.comment(of: bench.home.file("final-preview.mp4")) != nil)
        #expect(try bench.home.names().contains("final.mp4"))
      }
    }
  }
}
