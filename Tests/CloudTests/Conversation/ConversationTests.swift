import CloudEmulator
import DraftModel
import Synchronization
import Testing

@testable import Cloud

/// What a person was told, in order.
private final class Told: Sendable {
  private let updates = Mutex<[ConversationUpdate]>([])
  func add(_ update: ConversationUpdate) { updates.withLock { $0.append(update) } }
  var all: [ConversationUpdate] { updates.withLock { $0 } }

  var text: String { all.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined() }
  var changes: [String] {
    all.compactMap { if case .changed(let change) = $0 { change.summary } else { nil } }
  }
  var others: [String] { all.compactMap { if case .others(let change) = $0 { change.summary } else { nil } } }
  var firstResults: [String] {
    all.compactMap { if case .firstResult(let change) = $0 { change.summary } else { nil } }
  }
  var notices: Int { all.count { if case .stillWorking = $0 { true } else { false } } }
  var looks: [Duration] { all.compactMap { if case .looking(let time, _) = $0 { time } else { nil } } }
  var tools: Int { all.count { if case .tool = $0 { true } else { false } } }
  var faults: [AgentFault] { all.compactMap { if case .fault(let fault) = $0 { fault } else { nil } } }
}

extension MessageOutcome {
  fileprivate var word: String {
    switch result {
    case .changed: "changed"
    case .answered: "answered"
    case .unchanged: "unchanged"
    case .failed(let error): "failed: \(error.code.rawValue)"
    }
  }
}

extension OnTheWire {
  /// Messages and what becomes of them, against the emulator.
  @Suite struct ConversationTests {
    private struct Talk {
      let bench: Bench
      let client: CloudClient
      let session: CloudSession
      let times: ConversationTimes

      func say(_ text: String) async throws -> (told: Told, outcome: MessageOutcome) {
        let told = Told()
        let conversation = Conversation(client: client, session: session, times: times) { told.add($0) }
        return (told, try await conversation.say(text))
      }

      var messages: Int { bench.emulator.record.messages.count }
    }

    /// - Parameter draft: whether there is a film of ten seconds to begin with.
    private func talk(
      _ settings: Settings = Settings.quick, pace: String = "0.005", draft: Bool = true,
      firstResult: Int = 600, _ body: (Talk) async throws -> Void
    ) async throws {
      var times = ConversationTimes()
      // At these paces every answer takes long.
      times.firstResult = .seconds(firstResult)
      try await Bench.run(settings: settings) { bench in
        let client = try bench.client(["WORKPRINT_CLOUD_PACE": pace])
        let talk = Talk(bench: bench, client: client, session: try await client.session(), times: times)
        if draft {
          try await bench.edit("make a 10 second video about the sea")
          _ = try await client.readState(of: talk.session)
        }
        try await body(talk)
      }
    }

    // MARK: How the stream is read

    @Test(arguments: Settings.Events.allCases)
    func textEventsGoStraightToThePerson(events: Settings.Events) async throws {
      var settings = Settings.quick
      settings.events = events
      try await talk(settings) { talk in
        let (told, outcome) = try await talk.say("add the title \"Summer\" at the end")
        #expect(outcome.word == "changed")
        #expect(told.text.contains("Summer"))
        #expect(told.text.split(separator: "Summer").count == 2, "once: \(told.text)")
        #expect(told.changes.count == 1)
        #expect(told.changes.first?.contains("Title added: \"Summer\"") == true)
      }
    }

    @Test(arguments: Settings.Events.allCases)
    func toolCallsStayInternal(events: Settings.Events) async throws {
      var settings = Settings.quick
      settings.events = events
      try await talk(settings) { talk in
        let (told, _) = try await talk.say("set the music volume to 20%")
        #expect(told.tools == 1)
        #expect(
          !told.text.contains("set_volume") && !told.text.contains("{") && !told.text.contains("function"))
      }
    }

    @Test func heartbeatsAndEmptyDataMeanStillWorking() async throws {
      try await talk(pace: "0.002") { talk in
        let (told, outcome) = try await talk.say("add music @emulator(heartbeats for=60 every=0.05)")
        // 10 minutes of nothing but heartbeats, and a word every 2; one more where the machine is busy.
        #expect((4...5).contains(told.notices))
        #expect(outcome.word == "failed: cloud.timedOut")
        #expect(told.looks == [30, 60, 60, 60, 60, 60].map { .seconds($0) })
        #expect(talk.messages == 1)
      }
    }

    @Test func anAnswerThatHasNotBegunMeansStillWorkingToo() async throws {
      try await talk { talk in
        // 5 minutes.
        try talk.bench.emulator.faults.add("POST /run_sse: delay by=1.5")
        let (told, outcome) = try await talk.say("set the music volume to 20%")
        #expect(told.notices >= 2)
        #expect(outcome.word == "changed")
        #expect(talk.messages == 1)
      }
    }

    @Test func silentEditsAreToldFromTheState() async throws {
      try await talk { talk in
        let (told, outcome) = try await talk.say("trim the first clip to 1 seconds @emulator(silent)")
        #expect(outcome.word == "changed")
        #expect(told.text == "")
        #expect(told.changes.first?.contains("Video trimmed: scene-1 (0-3.33s → 0-1s)") == true)
        #expect(told.looks == [])
      }
    }

    @Test func anEditThatIsSavedLateIsWaitedFor() async throws {
      try await talk(pace: "0.02") { talk in
        let (told, outcome) = try await talk.say("trim the first clip to 1 seconds @emulator(late by=0.2)")
        #expect(outcome.word == "changed")
        #expect(told.looks.first == .seconds(2))
        #expect(told.looks.count < 5)
      }
    }

    @Test func nothingChangedIsSaid() async throws {
      try await talk { talk in
        let (told, outcome) = try await talk.say(
          "trim the first clip to 1 seconds @emulator(unchanged; silent)")
        #expect(outcome.word == "unchanged")
        #expect(told.changes == [])
        #expect(told.looks == [2, 5, 10, 20].map { .seconds($0) })
        #expect(talk.messages == 1)
      }
    }

    @Test func aQuestionIsAnsweredWithoutAChange() async throws {
      try await talk { talk in
        let (told, outcome) = try await talk.say("hello there")
        #expect(outcome.word == "answered")
        #expect(told.text != "" && told.changes == [] && told.looks == [])
      }
    }

    @Test func newIdsAloneAreNoChange() async throws {
      try await talk { talk in
        let before = try #require(try await talk.client.readState(of: talk.session).draft)
        // The emulated service gives new ids at every save.
        try await talk.bench.edit("set the music volume to 20%")
        try await talk.bench.edit("set the music volume to 35%")
        let after = try #require(try await talk.client.readState(of: talk.session).draft)
        let differs = before.document.bytes != after.document.bytes
        #expect(differs)
        #expect(DraftChange(from: before, to: after).isEmpty)
      }
    }

    // MARK: Each text once

    @Test(arguments: ["twice", "calls-twice", "deltas-only", "trouble"])
    func eachTextIsToldOnce(fault: String) async throws {
      try await talk { talk in
        let (told, outcome) = try await talk.say("set the music volume to 20% @emulator(\(fault))")
        #expect(outcome.word == "changed")
        #expect(told.text == "The volume is now 20%.")
        #expect(told.tools == 1)
      }
    }

    @Test func bytesThatAreNoTextAreTold() async throws {
      try await talk { talk in
        let (told, outcome) = try await talk.say("set the music volume to 20% @emulator(bad-utf8)")
        #expect(outcome.word == "changed")
        #expect(told.text.contains("\u{FFFD}") && told.text.contains("The volume is now 20%."))
      }
    }

    // MARK: Errors inside an answer of status 200

    @Test(arguments: [
      ("error-event", "503", "The model is overloaded. Please try again later."),
      ("safety", "SAFETY", "The model's answer was stopped for safety reasons."),
      ("invalid-error", "", "503 UNAVAILABLE. {'error': {\"code\": 503, 'message': 'overloaded'}}"),
    ])
    func errorsAreErrors(fault: String, code: String, message: String) async throws {
      try await talk { talk in
        let (told, outcome) = try await talk.say("set the music volume to 20% @emulator(\(fault))")
        #expect(outcome.word == "failed: cloud.refused")
        #expect(told.faults == [AgentFault(code: code, message: message)])
        #expect(talk.messages == 1)
      }
    }

    @Test func textBesideAnErrorIsTold() async throws {
      try await talk { talk in
        let (told, _) = try await talk.say("add music @emulator(error-event text=\"Half an answer.\")")
        #expect(told.text == "Half an answer.")
      }
    }

    // MARK: Broken connections

    @Test(arguments: ["drop", "cut at=0", "cut at=100", "reset at=300", "mask code=504", "long-line"])
    func aLostAnswerIsFoundInTheState(fault: String) async throws {
      try await talk(pace: "0.01") { talk in
        let (told, outcome) = try await talk.say("set the music volume to 20% @emulator(\(fault))")
        #expect(outcome.word == "changed")
        #expect(told.changes == ["BGM: Volume of Lo-fi (0-10s): 35% → 20%"])
        #expect(told.looks == [.seconds(30)])
        #expect(talk.messages == 1)
      }
    }

    @Test func aLostAnswerWithoutAChangeHasFailed() async throws {
      try await talk(pace: "0.001") { talk in
        let (told, outcome) = try await talk.say("hello @emulator(cut at=10)")
        #expect(outcome.word == "failed: cloud.connectionLost")
        #expect(told.looks.count == 6)
        #expect(talk.messages == 1)
      }
    }

    @Test func aStreamWithoutEndIsGivenUp() async throws {
      try await talk(pace: "0.001") { talk in
        let (told, outcome) = try await talk.say("set the music volume to 20% @emulator(endless)")
        #expect(outcome.word == "changed")
        #expect(told.looks == [.seconds(30)])
        #expect(talk.messages == 1)
      }
    }

    @Test func whatWasNotTakenIsThrown() async throws {
      try await talk { talk in
        try talk.bench.emulator.faults.add("POST /run_sse: code code=2001")
        let error = await failure { try await talk.say("add music") }
        #expect(error?.code == .outOfCredits)
        #expect(talk.messages == 0)
      }
    }

    // MARK: Others' edits

    @Test func whatChangedBeforeTheMessageIsSomeoneElses() async throws {
      try await talk { talk in
        try await talk.bench.edit("change the title to \"Winter\"")
        let (told, _) = try await talk.say("set the music volume to 20%")
        #expect(told.others == ["Title changed: \"The sea\" → \"Winter\" (0-3s)"])
        #expect(told.changes == ["BGM: Volume of Lo-fi (0-10s): 35% → 20%"])
        guard case .others? = told.all.first else {
          Issue.record("it is not told first")
          return
        }
      }
    }

    // MARK: The first film

    @Test func theFirstFilmIsToldAsSuch() async throws {
      try await talk(draft: false) { talk in
        let (told, outcome) = try await talk.say("make a 6 second video about the sea")
        #expect(outcome.word == "changed")
        #expect((told.firstResults + told.changes).first?.hasPrefix("New: Timeline (") == true)
      }
    }

    @Test func theFirstResultComesBeforeTheRest() async throws {
      var settings = Settings.quick
      // The agent makes the film at once, and goes on to speak for long.
      settings.pace = 0.3
      try await talk(settings, pace: "0.02", draft: false, firstResult: 10) { talk in
        let (told, outcome) = try await talk.say("make a 6 second video about the sea")
        #expect(outcome.word == "changed")
        #expect(told.firstResults.count == 1)
        #expect(told.changes == [])
      }
    }

    // MARK: What the backend says

    @Test(arguments: [("set the music volume to 20%", "The volume is now 20%."), ("音乐音量调到20%", "20%")])
    func stepsOnAScreenAreNotTold(message: String, text: String) async throws {
      var settings = Settings.quick
      settings.gui = true
      try await talk(settings) { talk in
        let (told, outcome) = try await talk.say(message)
        #expect(told.text.contains(text))
        for word in ["click", "Export", "panel", "点击", "打开", "导出"] { #expect(!told.text.contains(word)) }
        #expect(outcome.steps.map(\.action) == [.tracks, .export, .state])
        #expect(outcome.steps.allSatisfy { $0.isOffer })
      }
    }
  }
}
