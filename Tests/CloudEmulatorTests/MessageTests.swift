import DraftModel
import Foundation
import JSONTree
import Testing

@testable import CloudEmulator

struct MessageTests {
  @Test(arguments: Settings.Events.allCases)
  func streamsTextInEachShape(_ events: Settings.Events) async throws {
    let emulator = try await CloudEmulator()
    emulator.settings.events = events
    emulator.settings.pace = 0
    let (client, session) = try await PlainClient.connected(to: emulator)
    let answer = try await client.say("make a 6 second video about the sea", in: session)
    #expect(answer.headers["content-type"] == "text/event-stream; charset=utf-8")
    #expect(answer.isComplete)
    let texts = try StreamTexts(answer.text)
    #expect(texts.wholes.joined().contains("Your video is ready: 3 clips, 6s in all."))
    #expect(texts.deltas == (events == .runtime || events == .snake ? texts.wholes.joined() : ""))
    #expect(answer.text.contains("function_call") == (events == .snake))
    #expect(answer.text.contains("functionCall") == (events == .runtime || events == .whole))
    #expect(answer.text.contains("tool_call") == (events == .flat))
    #expect(answer.text.contains("\"thought\":true") == (events != .flat))
    await emulator.stop()
  }

  @Test func refusesBeforeTheStream() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    let lost = try await client.say("hello", in: "nowhere")
    #expect(lost.status == 404)
    #expect(try lost.string("/detail") == "Session not found: nowhere")
    let odd = try await client.post("/run_sse", #"{"app_name":"nemo_agent"}"#)
    #expect(odd.status == 422)
    #expect(try odd.string("/detail/0/type") == "missing")
    emulator.settings.price = 60
    #expect(try await client.say("make a video of the sea", in: session).status == 200)
    let poor = try await client.say("mute the music", in: session)
    #expect(try poor.string("/code") == "2001")
    #expect(try await client.get("/api/credits/balance/simple").string("/data/available") == "40")
    await emulator.stop()
  }

  @Test func editsWithoutWords() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    _ = try await client.say("make a 6 second video about the sea", in: session)
    let before = try await client.state(session)
    let silent = try await client.say("trim the first clip to 1 second @emulator(silent)", in: session)
    let texts = try StreamTexts(silent.text)
    #expect(texts.deltas + texts.wholes.joined() == "")
    #expect(silent.isComplete)
    #expect(try await client.state(session).string("/data/state/draft/d") == "5000")
    #expect(try before.string("/data/state/draft/d") == "6000")
    #expect(emulator.record.messages.last?.text == "trim the first clip to 1 second @emulator(silent)")
    await emulator.stop()
  }

  @Test func givesNewIdentitiesAtEverySave() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    _ = try await client.say("make a 6 second video about the sea", in: session)
    let before = try await Draft(client.state(session).json)
    _ = try await client.say("mute the music", in: session)
    let after = try await Draft(client.state(session).json)
    func identifiers(_ draft: Draft) -> Set<String> {
      Set(draft.tracks.flatMap(\.segments).compactMap(\.identifier))
    }
    #expect(identifiers(before).count == 5)
    #expect(identifiers(before).isDisjoint(with: identifiers(after)))
    await emulator.stop()
  }

  @Test func doesNotDoWhatItSays() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    _ = try await client.say("make a 6 second video about the sea", in: session)
    let before = try await client.state(session).text
    let answer = try await client.say("mute the music @emulator(unchanged)", in: session)
    #expect(try StreamTexts(answer.text).wholes.joined().contains("0%"))
    #expect(try await client.state(session).text == before)
    let said = try await client.say(
      "mute the music @emulator(say text=\"Click the Export button\")", in: session)
    #expect(try StreamTexts(said.text).wholes == ["Click the Export button"])
    #expect(try await client.state(session).text == before)
    await emulator.stop()
  }

  @Test func speaksAsIfToSomeoneAtAWindow() async throws {
    let emulator = try await CloudEmulator()
    emulator.settings.gui = true
    let (client, session) = try await PlainClient.connected(to: emulator)
    let english = try await StreamTexts(client.say("make a 6 second video about the sea", in: session).text)
    #expect(english.wholes.last?.contains("click the Export button") == true)
    let chinese = try await StreamTexts(client.say("删除第二个片段", in: session).text)
    #expect(chinese.wholes.last?.contains("点击右上角的导出按钮") == true)
    await emulator.stop()
  }

  @Test func takesFaultsFromWords() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    let words = "hello @emulator(busy for=0.04 every=0.02; say text=\"one (1); two\")"
    let answer = try await client.say(words, in: session)
    #expect(try StreamTexts(answer.text).wholes == ["one (1); two"])
    #expect(answer.text.contains("data:\n\n"))
    let odd = try await client.say("hello @emulator(melt)", in: session)
    #expect(odd.status == 400)
    #expect(odd.text.contains("there is no fault `melt`"))
    await emulator.stop()
  }

  @Test func savesLate() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    _ = try await client.say("make a 6 second video about the sea", in: session)
    let before = try await client.state(session).text
    _ = try await client.say("mute the music @emulator(late by=2)", in: session)
    #expect(try await client.state(session).text == before)
    try await Task.sleep(for: .seconds(2))
    for _ in 0..<50 where try await client.state(session).text == before {
      try await Task.sleep(for: .milliseconds(200))
    }
    #expect(try await client.state(session).text != before)
    await emulator.stop()
  }

  @Test(arguments: [
    ("trouble", "I encountered a temporary issue"), ("safety", "\"errorCode\":\"SAFETY\""),
    ("error-event error=503", "\"error_details\""),
    ("invalid-error", "{\"error\": \"503 UNAVAILABLE. {'error': {\"code\""),
    ("long-line bytes=100000", String(repeating: "x", count: 100_000)),
    ("heartbeats for=0.05 every=0.01", ": ping"),
  ])
  func showsTheAgentsFaults(_ fault: String, _ sign: String) async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    let answer = try await client.say("make a 6 second video about the sea @emulator(\(fault))", in: session)
    #expect(answer.status == 200)
    #expect(answer.text.contains(sign))
    await emulator.stop()
  }

  @Test func saysThingsTwice() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    _ = try await client.say("make a 6 second video about the sea", in: session)
    let twice = try await StreamTexts(client.say("mute the music @emulator(twice)", in: session).text)
    #expect(twice.wholes == ["The volume is now 0%.", "The volume is now 0%."])
    let deltas = try await StreamTexts(client.say("mute the music @emulator(deltas-only)", in: session).text)
    #expect(deltas.wholes.isEmpty)
    #expect(deltas.deltas == "The volume is now 0%.")
    let calls = try await client.say("mute the music @emulator(calls-twice)", in: session).text
    #expect(calls.components(separatedBy: "\"functionCall\"").count == 3)
    await emulator.stop()
  }

  @Test func letsSomeoneElseEdit() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    _ = try await client.say("make a 6 second video about the sea", in: session)
    let answer = try await client.post("/emulator/edit?session=\(session)", "change the title to \"Theirs\"")
    #expect(answer.text.contains(#""changed":true"#))
    #expect(try await client.state(session).text.contains("Theirs"))
    #expect(emulator.record.messages.count == 1)
    await emulator.stop()
  }
}
