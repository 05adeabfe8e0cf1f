import CloudEmulator
import Foundation
import Glibc
import JSONTree
import Media
import TestSupport
import Testing

@testable import Cloud

extension InTheShell {
  /// `workprint cloud say`, `log` and `batch` as a person runs them.
  @Suite struct SayCommandTests {
    private func run(
      _ settings: Settings = Settings.quick, draft: Bool = true, _ body: (Bench) async throws -> Void
    ) async throws {
      var settings = settings
      settings.side = 180
      try await Bench.run(settings: settings) { bench in
        if draft {
          let first = try await bench.run("cloud", "say", "make a 4 second video about the sea")
          #expect(first.exitCode == 0)
        }
        try await body(bench)
      }
    }

    /// The objects of an answer under `--json`, by event.
    private func events(_ result: ProgramResult) throws -> [(name: String, document: JSONDocument)] {
      try result.output.split(separator: "\n").map { line in
        let document = try JSONDocument(parsing: String(line))
        return (document.text("/event") ?? "", document)
      }
    }

    // MARK: Answers

    @Test func theAnswerThenWhatChanged() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "set the music volume to 20%")
        #expect(result.exitCode == 0)
        #expect(result.output == "The volume is now 20%.\n\nBGM: Volume of Lo-fi (0-4s): 35% → 20%\n")
        #expect(result.errors.hasPrefix("→ message\n"))
        #expect(result.errors.contains("next: look at it: workprint preview @0\n"))
        #expect(result.errors.contains("next: make the film: workprint cloud export -o final.mp4\n"))
        #expect(bench.emulator.record.violations == [])
      }
    }

    @Test func theFirstRunSetsUpInOneLine() async throws {
      try await run(draft: false) { bench in
        let result = try await bench.run("cloud", "say", "做一个4秒的海边视频")
        #expect(result.exitCode == 0)
        #expect(result.errors.split(separator: "\n").filter { $0 == "Setting up..." }.count == 1)
        #expect(result.output.contains("New: Timeline ("))
      }
    }

    @Test func eventsAreObjectsOneALine() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "set the music volume to 20%", "--json")
        let events = try events(result)
        #expect(
          events.map(\.name) == ["route", "tool", "text", "change", "suggestion", "suggestion", "done"])
        #expect(events.allSatisfy { $0.document.text("/schema") == "workprint.cloud.say/1" })
        #expect(events.first { $0.name == "text" }?.document.text("/text") == "The volume is now 20%.")
        #expect(
          events.first { $0.name == "change" }?.document.text("/changes/0")
            == "BGM: Volume of Lo-fi (0-4s): 35% → 20%")
        #expect(events.last?.document.text("/result") == "changed")
        #expect(result.errors == "")
      }
    }

    @Test func nothingChangedEndsWithOne() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "mute the first clip @emulator(unchanged; silent)")
        #expect(result.exitCode == 1)
        #expect(result.output == "nothing changed\n")
      }
    }

    @Test func aFailureIsALineToo() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "mute the first clip @emulator(safety)", "--json")
        #expect(result.exitCode == 2)
        let events = try events(result)
        #expect(events.map(\.name) == ["route", "fault", "error", "done"])
        #expect(events[2].document.text("/error/code") == "cloud.refused")
      }
    }

    @Test func whatIsSaidToBeDoneAndIsNotIsNothingChanged() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "set the music volume to 20% @emulator(unchanged)")
        #expect(result.exitCode == 1)
        #expect(
          result.output == "The volume is now 20%.\n\nnothing changed, although the editor says so\n")
        #expect(result.errors.contains("next: see the timeline as it is: workprint cloud state\n"))
        #expect(!result.errors.contains("workprint preview"))
        let json = try await bench.run(
          "cloud", "say", "set the music volume to 20% @emulator(unchanged)", "--json", "--export", "o.mp4")
        let events = try events(json)
        #expect(events.last?.document.text("/result") == "unchanged")
        #expect(
          events.first { $0.name == "suggestion" }?.document.text("/text")?.contains("once more") == true)
        // The state may come later than the words.
        #expect(events.filter { $0.name == "looking" }.count == 4)
        #expect(bench.emulator.record.exports.isEmpty)
        #expect(bench.emulator.record.messages.count == 3)
      }
    }

    /// Whatever is offered besides.
    @Test(arguments: [
      "Click Export when you are ready.", "You can also drag the title to 2s.", "Open the timeline panel.",
      "You can upload your photos with the Upload button.",
    ])
    func anOfferHidesNoVerdict(offer: String) async throws {
      try await run { bench in
        let said = "hi {file} @emulator(say text=\"I trimmed clip 1 to 2s. \(offer)\")"
        let result = try await bench.run("cloud", "say", said)
        #expect(result.exitCode == 1)
        #expect(result.output.contains("nothing changed, although the editor says so\n"), "\(result.output)")
        try bench.addPicture("a.png", 1)
        let batch = try await bench.run("cloud", "batch", "a.png=\(said)")
        #expect(batch.exitCode == 1)
        #expect(batch.output.contains("nothing changed, although the editor says so\n"), "\(batch.output)")
        #expect(bench.emulator.record.exports.isEmpty)
      }
    }

    @Test func whatIsToldIsToldOnce() async throws {
      var settings = Settings.quick
      settings.gui = true
      try await run(settings, draft: false) { bench in
        for said in ["make a 4 second video about the sea", "set the music volume to 20%"] {
          let result = try await bench.run("cloud", "say", said)
          #expect(result.exitCode == 0)
          let suggestions = result.errors.split(separator: "\n").filter { $0.contains("cloud export -o") }
          #expect(suggestions.count == 1, "\(result.errors)")
          let timelines = result.output.split(separator: "\n").filter { $0.contains("Timeline (") }
          #expect(timelines.count == 1, "\(result.output)")
        }
      }
    }

    @Test func aPlanThatAllowsNoMessageSaysSo() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "make it calm @emulator(402)")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("the plan does not allow this message"), "\(result.errors)")
        #expect(
          result.errors.contains("not the credits") && !result.errors.contains("export"), "\(result.errors)")
      }
    }

    @Test func whatIsSavedAfterItWasSaidIsSeen() async throws {
      try await run { bench in
        let result = try await bench.run(
          "cloud", "say", "set the music volume to 20% @emulator(late by=0.04)")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.output.contains("35% → 20%"))
      }
    }

    @Test func aCanvasIsToldOnce() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "make it square")
        #expect(result.output.hasSuffix("Canvas: height 1920 → 1080, aspect_ratio \"9:16\" → \"1:1\"\n"))
      }
    }

    @Test func linesAboutAnAnswerBeginLines() async throws {
      try await runForeign { bench in
        nonisolated(unsafe) let program = try bench.start(
          ["cloud", "say", "trim the first clip to 2 seconds"], together: true)
        program.feed([])
        let result = try await Bench.end(of: program)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("→ message") })
        // What comes after the answer's text, which has no line break of its own.
        for line in lines where line.contains("keys of their own") || line.contains("next: ") {
          #expect(line.hasPrefix("this session's") || line.hasPrefix("next: "), "\(result.output)")
        }
        #expect(result.errors == "")
      }
    }

    @Test func oneBlankLineIsBetweenAFirstResultAndTheRest() async throws {
      var settings = Settings.quick
      settings.pace = 0.3
      settings.events = .runtime
      try await run(settings, draft: false) { bench in
        let result = try await bench.run(
          "cloud", "say", "make a 4 second video about the sea", environment: ["WORKPRINT_CLOUD_PACE": "0.02"]
        )
        #expect(result.output.contains("First result: "), "\(result.output)")
        #expect(!result.output.contains("\n\n\n"), "\(result.output)")
      }
    }

    @Test func aNoticeAmidAnAnswerBeginsALine() async throws {
      var settings = Settings.quick
      settings.keys = .foreign
      try await run(settings, draft: false) { bench in
        nonisolated(unsafe) let program = try bench.start(
          ["cloud", "say", "make a 4 second video about the sea"], together: true)
        program.feed([])
        let result = try await Bench.end(of: program)
        #expect(result.exitCode == 0)
        #expect(result.output.contains("\nthis session's drafts have keys of their own"), "\(result.output)")
      }
    }

    @Test(arguments: ["", "\n  \n"])
    func anEmptyInputIsWrongUsage(_ input: String) async throws {
      try await run(draft: false) { bench in
        let json = try await bench.run("cloud", "say", "--json", input: input)
        #expect(json.exitCode == 64)
        let events = try events(json)
        #expect(events.map(\.name) == ["error", "done"])
        #expect(events.first?.document.text("/error/code") == "say.empty")
        #expect(events.last?.document.text("/exitCode") == "64")
        let plain = try await bench.run("cloud", "say", input: input)
        #expect(plain.exitCode == 64)
        #expect(plain.output == "")
        #expect(plain.errors.contains("[say.empty]"))
        #expect(bench.emulator.record.requests.isEmpty)
      }
    }

    // MARK: Routes

    @Test func theFourCommandsAreNotSent() async throws {
      try await run { bench in
        let sent = bench.emulator.record.messages.count
        let credits = try await bench.run("cloud", "say", "how many credits do I have left?")
        #expect(credits.exitCode == 0)
        #expect(credits.output.contains("credits available"))
        #expect(credits.errors == "→ credits\n")
        let state = try await bench.run("cloud", "say", "状态")
        #expect(state.output.hasPrefix("Timeline (3 tracks):"))
        #expect(state.errors == "→ state\n")
        try bench.addPicture("sea.png", 3)
        let upload = try await bench.run("cloud", "say", "上传sea.png")
        #expect(upload.output == "sea.png: uploaded\n")
        #expect(upload.errors == "→ upload\n")
        let none = try await bench.run("cloud", "say", "upload")
        #expect(none.exitCode == 1)
        #expect(none.errors.contains("[upload.noFile]"))
        let export = try await bench.run("cloud", "say", "please export my video now", "--export", "out.mp4")
        #expect(export.exitCode == 0)
        #expect(export.output == "out.mp4\n")
        #expect(bench.emulator.record.messages.count == sent)
      }
    }

    @Test func asForcesARoute() async throws {
      try await run { bench in
        let message = try await bench.run("cloud", "say", "status", "--as", "message")
        #expect(message.errors.hasPrefix("→ message\n"))
        #expect(bench.emulator.record.messages.last?.text == "status")
        let state = try await bench.run("cloud", "say", "whatever", "--as", "state")
        #expect(state.output.hasPrefix("Timeline"))
        #expect(try await bench.run("cloud", "say", "x", "--as", "dance").exitCode == 64)
      }
    }

    @Test func linesOfStandardInputAreSaid() async throws {
      try await run { bench in
        let result = try await bench.run(
          "cloud", "say", input: "set the music volume to 20%\n\ncredits\nquit\nset the music volume to 90%\n"
        )
        #expect(result.exitCode == 0)
        #expect(result.output.contains("35% → 20%"))
        #expect(result.output.contains("credits available"))
        #expect(!result.output.contains("90%"))
      }
    }

    // MARK: Files

    @Test func quotedTextTakesNoFilesAlong() async throws {
      try await run { bench in
        try bench.addPicture("sea.png", 3)
        let result = try await bench.run("cloud", "say", "use sea.png as the first clip")
        #expect(result.errors.contains("sea.png stays here; --attach sends it along"))
        #expect(bench.emulator.record.uploads.isEmpty)
      }
    }

    @Test func attachedFilesGoFirst() async throws {
      try await run(draft: false) { bench in
        try bench.addPicture("a.png", 1)
        try bench.addPicture("b.png", 2)
        let result = try await bench.run(
          "cloud", "say", "create a 4 second promotional video from my product photos", "--attach", "a.png",
          "b.png", "--export", "out.mp4")
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(bench.emulator.record.uploads.map(\.filename) == ["a.png", "b.png"])
        #expect(bench.emulator.record.messages.count == 1)
        let facts = try MediaProbe.facts(path: bench.home.file("out.mp4"))
        #expect(facts.picture?.codec == "h264")
        #expect(result.output.hasSuffix("out.mp4\n"))
      }
    }

    @Test func filesAreCalledAsTheSessionCallsThem() async throws {
      try await run { bench in
        try bench.home.makeFolder("other")
        try bench.addPicture("sea.png", 1)
        try bench.addPicture("other/sea.png", 2)
        _ = try await bench.run("cloud", "upload", "sea.png")
        for (said, sent) in [
          ("use {file} as the first clip", "use sea-2.png as the first clip"),
          ("use sea.png as the first clip", "use sea.png as the first clip (sea.png is sea-2.png)"),
          ("use it as the first clip", "use it as the first clip"),
        ] {
          let result = try await bench.run("cloud", "say", said, "--attach", "other/sea.png")
          #expect(bench.emulator.record.messages.last?.text == sent)
          #expect(result.errors.contains("sending: \(sent)\n") == (said != sent))
        }
        // Without files there is nothing that it could stand for.
        _ = try await bench.run("cloud", "say", "add the title \"{file}\"")
        #expect(bench.emulator.record.messages.last?.text == "add the title \"{file}\"")
      }
    }

    @Test func withoutItsFilesAMessageIsNotSent() async throws {
      try await run { bench in
        let sent = bench.emulator.record.messages.count
        try bench.home.write("text", to: "notes.txt")
        let refused = try await bench.run("cloud", "say", "use it", "--attach", "notes.txt")
        #expect(refused.exitCode == 1)
        let missing = try await bench.run("cloud", "say", "use it", "--attach", "gone.png")
        #expect(missing.exitCode == 2)
        #expect(bench.emulator.record.messages.count == sent)
      }
    }

    @Test func whatDidNotChangeIsNotExported() async throws {
      try await run { bench in
        let result = try await bench.run("cloud", "say", "hello there", "--export", "out.mp4")
        #expect(result.exitCode == 1)
        #expect(result.errors.contains("nothing changed, so nothing was exported"))
        #expect(bench.emulator.record.exports.isEmpty)
      }
    }

    // MARK: What the backend asks for

    @Test func clickAndExportButtonAreDone() async throws {
      try await run { bench in
        let said =
          "set the music volume to 20% @emulator(say text=\"Done. Click the Export button to download it.\" edit=1)"
        let result = try await bench.run("cloud", "say", said)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("Done.\n"))
        #expect(!result.output.contains("lick"))
        #expect(result.errors.contains("the editor asks for the export: final.mp4"))
        #expect(bench.emulator.record.exports.count == 1)
        #expect(try bench.home.names().contains("final.mp4"))
        let only = try await bench.run("cloud", "say", said.replacing("20%", with: "30%"), "--no-follow")
        #expect(only.errors.contains("next: the film: workprint cloud export -o final.mp4"))
        #expect(bench.emulator.record.exports.count == 1)
      }
    }

    @Test func dragIsSentAsAnEditOnce() async throws {
      try await run { bench in
        let sent = bench.emulator.record.messages.count
        let result = try await bench.run(
          "cloud", "say", "hi @emulator(say text=\"Drag the last clip to the front.\")")
        #expect(result.errors.contains("sending: Move the last clip to the front"))
        let messages = bench.emulator.record.messages.dropFirst(sent).map(\.text)
        #expect(messages.count == 2)
        #expect(messages.last == "Move the last clip to the front")
        #expect(result.exitCode == 0)
        #expect(result.output.contains("Video"))
      }
    }

    @Test func openPreviewAndBillingAreReads() async throws {
      try await run { bench in
        let result = try await bench.run(
          "cloud", "say",
          "hi @emulator(say text=\"Open the text panel. Preview it in the timeline. Check your billing page.\")"
        )
        #expect(result.exitCode == 0)
        #expect(result.output.contains("Timeline (3 tracks):"))
        #expect(result.output.contains("credits available"))
        #expect(bench.emulator.record.messages.count == 2)
      }
    }

    /// What is left of an answer that broke off, or ended with an error, asks for nothing.
    @Test(arguments: [
      #"say text="Drag the last clip to the front. Then click Export. "; cut at=150"#,
      #"say text="Drag the last clip to the front. Then click Export. "; reset at=400"#,
      #"error-event error=SAFETY text="Drag the last clip to the front. Then click Export. ""#,
    ])
    func afterABreakNothingIsDone(fault: String) async throws {
      try await run { bench in
        let sent = bench.emulator.record.messages.count
        let result = try await bench.run(
          "cloud", "say", "hi @emulator(\(fault))", environment: ["WORKPRINT_CLOUD_PACE": "0.001"])
        #expect(result.exitCode == 2, "\(result.output) \(result.errors)")
        #expect(
          result.errors.contains("[cloud.connectionLost]") || result.errors.contains("[cloud.refused]"),
          "\(result.errors)")
        #expect(bench.emulator.record.messages.count == sent + 1)
        #expect(bench.emulator.record.exports.isEmpty)
      }
    }

    @Test(arguments: [
      "I changed it. Click Undo if you want the old title back.",
      "Click Delete to remove the last clip. Are you sure?",
      "标题已更新。点击撤销可以恢复原来的标题。",
    ])
    func whatIsThePersonsToDecideIsNotSent(text: String) async throws {
      try await run { bench in
        let sent = bench.emulator.record.messages.count
        let result = try await bench.run("cloud", "say", "hi @emulator(say text=\"\(text)\")")
        #expect(bench.emulator.record.messages.count == sent + 1)
        #expect(result.errors.contains("next: say it: workprint cloud say '"), "\(result.errors)")
      }
    }

    @Test(arguments: [
      ("Should I delete all clips? ", "Click Yes to confirm."),
      ("This costs 50 credits. ", "Click Confirm to go on."),
    ])
    func consentIsNotSuggestedAsAMessage(question: String, step: String) async throws {
      try await run { bench in
        let sent = bench.emulator.record.messages.count
        let result = try await bench.run("cloud", "say", "hi @emulator(say text=\"\(question)\(step)\")")
        #expect(bench.emulator.record.messages.count == sent + 1)
        #expect(
          result.errors.contains(
            "next: decide, and say it in your own words (\(step)): workprint cloud say \"ANSWER\"\n"),
          "\(result.errors)")
      }
    }

    @Test func linksAreShownAsTheyAre() async throws {
      try await run { bench in
        let text = "Click here to register: https://nemovideo.com/register?bind=77"
        let result = try await bench.run("cloud", "say", "hi @emulator(say text=\"\(text)\")")
        #expect(result.output == text + "\n")
        #expect(bench.emulator.record.messages.count == 2)
      }
    }

    @Test func anEditThatEndsWithoutContentIsASilentOne() async throws {
      try await run { bench in
        let said = "set the music volume to 20% @emulator(silent error=MODEL_RETURNED_NO_CONTENT)"
        let result = try await bench.run("cloud", "say", said)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output == "BGM: Volume of Lo-fi (0-4s): 35% → 20%\n")
        let unchanged = try await bench.run(
          "cloud", "say", "mute the first clip @emulator(unchanged; silent error=MODEL_RETURNED_NO_CONTENT)")
        #expect(unchanged.exitCode == 1, "\(unchanged.errors)")
        #expect(unchanged.output == "nothing changed\n")
      }
    }

    @Test func codesInsideAnAnswerSayWhatHelps() async throws {
      try await run { bench in
        try bench.emulator.faults.add(#"POST /run_sse: raw text=data:{\"code\":1002}\\n\\n"#)
        let lost = try await bench.run("cloud", "say", "mute the first clip")
        #expect(lost.exitCode == 2)
        #expect(
          lost.errors.contains("its last draft is kept as @0 (") && lost.errors.contains("--new-session"),
          "\(lost.errors)")
      }
    }

    @Test func suggestedWordsAreOneWordOfAShell() async throws {
      try await run { bench in
        let result = try await bench.run(
          "cloud", "say", "hi @emulator(say text=\"You can drag the 'title' & more to the end.\")")
        #expect(result.errors.contains("workprint cloud say 'Move the '\\''title'\\'' & more to the end'\n"))
        #expect(bench.emulator.record.messages.count == 2)
      }
    }

    // MARK: Log

    @Test func theLogListsWhatWasSeen() async throws {
      try await run { bench in
        _ = try await bench.run("cloud", "say", "set the music volume to 20%")
        _ = try await bench.run("cloud", "say", "change the title to \"Winter\"")
        let log = try await bench.run("cloud", "log")
        let lines = log.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(
          lines[0].hasPrefix("@0\t") && lines[0].hasSuffix("Title changed: \"The sea\" → \"Winter\" (0-3s)"))
        #expect(lines[1].hasSuffix("BGM: Volume of Lo-fi (0-4s): 35% → 20%"))
        #expect(lines[2].contains("Timeline (3 tracks)"))
        let json = try await bench.run("cloud", "log", "--json")
        #expect(try json.text("/schema") == "workprint.cloud.log/1")
        #expect(try json.text("/drafts/1/change") == "BGM: Volume of Lo-fi (0-4s): 35% → 20%")
        let diff = try await bench.run("diff", "@1", "@0")
        #expect(diff.output.contains("\"The sea\""))
      }
    }

    // MARK: Keys that nobody gave

    private func runForeign(_ body: (Bench) async throws -> Void) async throws {
      var settings = Settings.quick
      settings.keys = .foreign
      try await run(settings, body)
    }

    @Test func keysAreFoundOutAndRememberedForTheSession() async throws {
      try await runForeign { bench in
        let trimmed = try await bench.run("cloud", "say", "trim the first clip to 2 seconds")
        #expect(trimmed.exitCode == 0)
        #expect(trimmed.output.contains("Video trimmed: "), "\(trimmed.output)")
        for word in ["Unknown key", "removed", "untitled", "more"] {
          #expect(!trimmed.output.contains(word), "\(trimmed.output)")
        }
        // Told once, in the first run.
        #expect(!trimmed.errors.contains("keys of their own"))
        let titled = try await bench.run("cloud", "say", "add the title \"Summer\" at the end")
        #expect(titled.output.contains("Title added: \"Summer\""), "\(titled.output)")
        // So every command reads what was seen.
        #expect(try await bench.run("inspect", "@0").output.contains("\"Summer\""))
        let diff = try await bench.run("diff", "@1", "@0")
        #expect(diff.output.contains("\"Summer\"") && !diff.output.contains("nknown"), "\(diff.output)")
        let log = try await bench.run("cloud", "log")
        #expect(log.output.contains("Video trimmed: "), "\(log.output)")
      }
    }

    @Test func savedAnewUnderForeignKeysIsNothingChanged() async throws {
      try await runForeign { bench in
        let first = try await bench.run("cloud", "say", "set the music volume to 20%")
        #expect(first.output.contains("35% → 20%"), "\(first.output)")
        try bench.emulator.faults.add("POST /run_sse: silent")
        let result = try await bench.run("cloud", "say", "set the music volume to 20%")
        #expect(result.output == "nothing changed\n", "\(result.output)")
        #expect(result.exitCode == 1)
        // It was saved, with new ids: this was no look at the same bytes.
        #expect(try await bench.run("diff", "@1", "@0").output.contains("New ids for"))
      }
    }

    @Test func givenKeysAreUsedAsTheyAre() async throws {
      try await runForeign { bench in
        try bench.home.write("{\"segment.text\": \"words\"}", to: "keys.json")
        let result = try await bench.run("inspect", "@0", "--key-table", "keys.json")
        #expect(!result.output.contains("35%"), "\(result.output)")
        #expect(try await bench.run("inspect", "@0").output.contains("35%"))
      }
    }

    // MARK: What is no answer

    @Test(arguments: [
      "html status=200", #"raw text=<html>\\n<p>Bad\\n</html>\\n"#, "raw text=junk", "not-json",
      #"raw text={\"code\":0}"#,
    ])
    func whatIsNoStreamIsAFailureAndNotNothingChanged(_ fault: String) async throws {
      try await run { bench in
        try bench.emulator.faults.add("POST /run_sse: \(fault)")
        let result = try await bench.run("cloud", "say", "set the music volume to 20%")
        #expect(result.exitCode == 2, "\(result.output) \(result.errors)")
        #expect(result.errors.contains("[cloud.unexpectedAnswer]"), "\(result.errors)")
        #expect(bench.emulator.record.requests.filter { $0.path == "/run_sse" }.count == 2)
      }
    }

    @Test func anAnswerThatEndsWithinAnEventSaysSo() async throws {
      try await run { bench in
        let event = #"data:{\"type\":\"text\",\"content\":\"Done.\"}"#
        try bench.emulator.faults.add("POST /run_sse: raw text=\(event)" + #"\\n\\n"# + event)
        let result = try await bench.run("cloud", "say", "set the music volume to 20%")
        #expect(result.output.contains("Done."), "\(result.output)")
        #expect(result.errors.contains("ended within an event"), "\(result.errors)")
      }
    }

    @Test func aStateInAFileSaysWhichKeysToReadItWith() async throws {
      try await runForeign { bench in
        let result = try await bench.run("cloud", "state", "-o", "s.json", "--json")
        let table = try #require(try result.text("/keyTable"))
        #expect(
          result.errors.contains("`workprint preview 's.json' --key-table '\(table)'`"), "\(result.errors)")
        let file = try await bench.run("inspect", "s.json", "--key-table", table)
        #expect(file.output == (try await bench.run("inspect", "@0").output))
        #expect(try await bench.run("cloud", "state").errors == "")
      }
    }

    @Test func keysThatCannotBeReadAreToldAndFoundOutAnew() async throws {
      try await runForeign { bench in
        let file = try #require(try bench.keptFiles().keys.first { $0.hasSuffix("keys.json") })
        let kept = try bench.home.text(of: file)
        try bench.home.write("{\"no\": ", to: file)
        let inspect = try await bench.run("inspect", "@0")
        #expect(inspect.exitCode == 0)
        #expect(inspect.errors.contains("keys cannot be read: ") && inspect.errors.contains("keys.json"))
        let state = try await bench.run("cloud", "state")
        #expect(
          state.errors.split(separator: "\n").filter { $0.contains("keys cannot be read: ") }.count == 1)
        #expect(state.output.contains("35%"), "\(state.output)")
        #expect(try bench.home.text(of: file) == kept)
        #expect(try await bench.run("inspect", "@0").errors == "")
      }
    }

    // MARK: Batch

    @Test func wrongUsageIsToldAsTheRestIs() async throws {
      try await run(draft: false) { bench in
        try bench.addPicture("a.png", 1)
        let failed = try await bench.run("cloud", "batch", "a.png", "--json")
        #expect(failed.exitCode == 64)
        let events = try events(failed)
        #expect(events.map(\.name) == ["error", "done"])
        #expect(events.first?.document.text("/error/code") == "batch.noInstruction")
        // What the command line itself lacks.
        let usage = try await bench.run("cloud", "batch", "--json")
        #expect(usage.exitCode == 64)
        let told = try self.events(usage)
        #expect(told.map(\.name) == ["error", "done"])
        #expect(told.first?.document.text("/schema") == "workprint.cloud.batch/1")
        #expect(told.first?.document.text("/error/code") == "usage")
        #expect(told.first?.document.text("/error/help") == "workprint help cloud batch")
        let one = try await bench.run("cloud", "state", "--json", "--bogus")
        #expect(try one.text("/error/help") == "workprint help cloud state")
      }
    }

    @Test func aBatchCallsFilesAsTheSessionDoes() async throws {
      try await run(draft: false) { bench in
        try bench.home.makeFolder("other")
        try bench.addPicture("a.png", 1)
        try bench.addPicture("other/a.png", 2)
        let result = try await bench.run(
          "cloud", "batch", "a.png=create a 2 second video", "other/a.png", "--say",
          "add the title \"{file}\", {file}")
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(
          bench.emulator.record.messages.map(\.text) == [
            "create a 2 second video (a.png)", "add the title \"a-2.png\", a-2.png",
          ])
      }
    }

    @Test func foldersOfFilmsAreMadeAndNoneIsLeftInVain() async throws {
      try await run(draft: false) { bench in
        try bench.addPicture("a.png", 1)
        try bench.home.write(
          #"{"file": "a.png", "say": "create a 2 second video", "output": "one/two/x.mp4"}"#,
          to: "jobs.jsonl")
        let result = try await bench.run(
          "cloud", "batch", "--from", "jobs.jsonl", "-o", "deep/er/films", "--json")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(FileManager.default.fileExists(atPath: bench.home.file("deep/er/films/one/two/x.mp4")))
        let sent = bench.emulator.record.messages.count
        // Refused before anything is sent or made: a file in the way, a film in the way of a folder, a film twice.
        for (jobs, code, word) in [
          ([("one/y.mp4", "a.png"), ("z.mp4", "gone.png")], Int32(2), "[cloud.fileUnreadable]"),
          ([("new/y.mp4", "a.png"), ("../a.png/z.mp4", "a.png")], 64, "[batch.output]"),
          ([("new/y.mp4", "a.png"), ("new/y.mp4/z.mp4", "a.png")], 64, "[batch.sameOutput]"),
          ([("new/y.mp4", "a.png"), ("./new//y.mp4", "a.png")], 64, "[batch.sameOutput]"),
        ] {
          let lines = jobs.map { #"{"file": "\#($1)", "say": "x", "output": "\#($0)"}"# }
          try bench.home.write(lines.joined(separator: "\n"), to: "jobs.jsonl")
          let refused = try await bench.run("cloud", "batch", "--from", "jobs.jsonl", "-o", "more/films")
          #expect(refused.exitCode == code, "\(refused.errors)")
          #expect(refused.errors.contains(word), "\(refused.errors)")
          #expect(!(try bench.home.names().contains("more")))
        }
        // Nothing came of it: nothing is left.
        let failed = try await bench.run(
          "cloud", "batch", "a.png=hello there", "-o", "more/films")
        #expect(failed.exitCode == 1)
        #expect(!(try bench.home.names().contains("more")))
        #expect(bench.emulator.record.messages.count == sent + 1)
      }
    }

    @Test func aBatchMakesAFilmOfEach() async throws {
      try await run(draft: false) { bench in
        try bench.addPicture("a.png", 1)
        try bench.addPicture("b.png", 2)
        // The folder is made.
        let result = try await bench.run(
          "cloud", "batch", "a.png=create a 2 second video", "b.png", "--say", "add the title \"{file}\"",
          "-o", "films", "--json")
        #expect(result.exitCode == 0, "\(result.output)")
        let events = try events(result)
        let jobs = events.filter { $0.name == "job" }.map(\.document)
        #expect(jobs.map { $0.text("/result") } == ["changed", "changed"])
        #expect(jobs.map { $0.text("/output") } == ["films/a-final.mp4", "films/b-final.mp4"])
        #expect(
          bench.emulator.record.messages.map(\.text) == [
            "create a 2 second video (a.png)", "add the title \"b.png\"",
          ])
        #expect(bench.emulator.record.exports.count == 2)
        #expect(Set(bench.emulator.record.messages.map(\.session)).count == 1)
        #expect(try MediaProbe.facts(path: bench.home.file("films/b-final.mp4")).picture?.codec == "h264")
      }
    }

    @Test func aBatchLooksAtAllBeforeItSendsAnything() async throws {
      try await run(draft: false) { bench in
        try bench.addPicture("a.png", 1)
        try bench.home.write("text", to: "notes.txt")
        try bench.home.write("mine", to: "a-final.mp4")
        for (arguments, code, word) in [
          (["a.png=x", "-o", "."], Int32(2), "[output.exists]"),
          (["notes.txt=y"], 1, "[upload.refused]"), (["gone.png=y"], 2, "[cloud.fileUnreadable]"),
          (["gone.png=y", "-o", "no/such/folder"], 2, "[cloud.fileUnreadable]"),
          (["a.png=y", "-o", "notes.txt"], 2, "[output.notAFolder]"),
          (["a.png=y", "-o", "notes.txt/films"], 2, "[output.notAFolder]"),
          (["a.png"], 64, "[batch.noInstruction]"),
          (["--from", "notes.txt"], 2, "[batch.syntax]"),
        ] {
          nonisolated(unsafe) let program = try bench.start(["cloud", "batch"] + arguments)
          program.feed([])
          let result = try await Bench.end(of: program)
          #expect(result.exitCode == code, "\(arguments): \(result.errors)")
          #expect(result.errors.contains(word), "\(arguments): \(result.errors)")
        }
        #expect(bench.emulator.record.uploads.isEmpty && bench.emulator.record.messages.isEmpty)
      }
    }

    @Test func aJobsOutputLiesInTheFolder() async throws {
      try await run(draft: false) { bench in
        try bench.addPicture("a.png", 1)
        let other = bench.home.file("other.mp4")
        try bench.home.write(
          #"{"file": "a.png", "say": "create a 2 second video", "output": "one.mp4"}"# + "\n"
            + #"{"file": "a.png", "say": "add the title \"{file}\"", "output": "\#(other)"}"#,
          to: "jobs.jsonl")
        let result = try await bench.run("cloud", "batch", "--from", "jobs.jsonl", "-o", "films")
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(FileManager.default.fileExists(atPath: bench.home.file("films/one.mp4")))
        // A path from the root is the person's own.
        #expect(FileManager.default.fileExists(atPath: other))
        #expect(!(try bench.home.names().contains("one.mp4")))
        for wrong in ["../out.mp4", "x/../../out.mp4", "x/", ""] {
          try bench.home.write(
            #"{"file": "a.png", "say": "x", "output": "\#(wrong)"}"#, to: "wrong.jsonl")
          let refused = try await bench.run("cloud", "batch", "--from", "wrong.jsonl", "-o", "films")
          #expect(refused.exitCode == 64, "\(wrong)")
          #expect(refused.errors.contains("[batch.output]"), "\(wrong): \(refused.errors)")
        }
      }
    }

    @Test func jobsComeFromAFile() async throws {
      try await run(draft: false) { bench in
        try bench.addPicture("a.png", 1)
        try bench.home.write(
          "{\"file\": \"a.png\", \"say\": \"create a 2 second video\", \"output\": \"one.mp4\"}\n\n{\"files\": [\"a.png\"], \"say\": \"hello\", \"output\": \"two.mp4\"}\n",
          to: "jobs.jsonl")
        let result = try await bench.run("cloud", "batch", "--from", "jobs.jsonl")
        // The second changes nothing; the first is done all the same.
        #expect(result.exitCode == 1)
        #expect(bench.emulator.record.exports.count == 1)
        #expect(try bench.home.names().contains("one.mp4"))
        #expect(bench.emulator.record.uploads.count == 1)
      }
    }
  }
}

extension JSONDocument {
  fileprivate func text(_ pointer: String) -> String? {
    JSONPointer(pointer).flatMap { node(at: $0) }.flatMap { string(of: $0) ?? numberSpelling(of: $0) }
  }
}
