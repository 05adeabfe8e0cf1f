import Foundation
import Testing

@testable import CloudEmulator

struct FaultTests {
  private static let credits = "/api/credits/balance/simple"

  @Test func readsFaults() throws {
    let fault = try Fault("POST /run_sse: say text=\"hello there\" times=2")
    #expect(fault.method == "POST")
    #expect(fault.path == "/run_sse")
    #expect(fault.kind == .say)
    #expect(fault.arguments == ["text": "hello there", "times": "2"])
    #expect(try Fault("*: 429 retry-after=2").arguments["code"] == "429")
    #expect(try Fault("*: replace from=\"a \\\"b\" to=c\\ d").arguments == ["from": "a \"b", "to": "c d"])
    for bad in ["cut at=2", "POST /x: nothing", "/x: cut at", ": cut", "a b c: cut"] {
      #expect(throws: Fault.Malformed.self, "\(bad)") { try Fault(bad) }
    }
  }

  @Test func countsFaults() throws {
    let plan = FaultPlan(seed: 1)
    try plan.add("GET /a: drop skip=1 times=2\n*: delay rate=0.5")
    let taken = (0..<1000).map { _ in plan.take(method: "GET", path: "/a/b").map(\.kind) }
    #expect(taken.filter { $0.contains(.drop) }.count == 2)
    #expect(!taken[0].contains(.drop))
    let share = taken.filter { $0.contains(.delay) }.count
    #expect((420...580).contains(share))
    #expect(plan.take(method: "POST", path: "/a").allSatisfy { $0.kind != .drop })
  }

  @Test func cutsBodiesAtAByte() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    let whole = try await client.get(Self.credits)
    #expect(whole.isComplete)
    try emulator.faults.add("GET \(Self.credits): cut at=20")
    let cut = try await client.get(Self.credits)
    #expect(cut.body == Array(whole.body.prefix(20)))
    #expect(!cut.isComplete)
    let stream = try await client.say("make a video of the sea @emulator(cut at=333)", in: session)
    #expect(stream.body.count == 333)
    #expect(!stream.isComplete)
    #expect(try await client.get(Self.credits).isComplete)
    await emulator.stop()
  }

  @Test func liesAboutLengths() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    let length = try await client.get(Self.credits).body.count
    try emulator.faults.add("GET /: length off=7\nGET /: length off=-7 skip=1")
    let long = try await client.get(Self.credits)
    #expect(long.headers["content-length"] == String(length + 7))
    #expect(long.body.count == length)
    let short = try await client.get(Self.credits)
    #expect(short.headers["content-length"] == String(length - 7))
    #expect(short.body.count == length)
    await emulator.stop()
  }

  @Test func dropsAnswersOfWhatWasDoneAndRefusesWhatWasNot() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    try emulator.faults.add("POST /run_sse: refuse")
    #expect(try await client.say("make a video of the sea", in: session).bytes.isEmpty)
    #expect(emulator.record.messages.isEmpty)
    try emulator.faults.add("POST /run_sse: drop")
    #expect(try await client.say("make a video of the sea", in: session).bytes.isEmpty)
    #expect(emulator.record.messages.count == 1)
    #expect(try await client.state(session).text.contains("scene-1.png"))
    await emulator.stop()
  }

  @Test func answersOtherwiseThanItDid() async throws {
    let emulator = try await CloudEmulator()
    let (client, session) = try await PlainClient.connected(to: emulator)
    try emulator.faults.add("POST /api/upload: mask")
    #expect(try await client.upload([("a.mp4", [1])], to: session).status == 502)
    #expect(emulator.record.uploads.count == 1)
    try emulator.faults.add("GET \(Self.credits): replace from=100 to=\"\\\"many\\\"\" times=2")
    let odd = try await client.get(Self.credits)
    #expect(odd.isComplete)
    #expect(try odd.string("/data/total") == "many")
    await emulator.stop()
  }

  @Test func closesAConnectionThatWasToStayOpen() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    let open = ["Connection": "keep-alive", "X-Emulator-Fault": "hangup"]
    // Without the fault, the answer's end would not be seen.
    let answer = try await client.get(Self.credits, open)
    #expect(answer.isComplete)
    #expect(answer.headers["connection"] != "close")
    await emulator.stop()
  }

  @Test func redirectsToTheOtherHost() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    try emulator.faults.add("GET /api/credits: redirect")
    let answer = try await client.get(Self.credits)
    #expect(answer.status == 307)
    #expect(answer.headers["location"] == emulator.otherURL + Self.credits)
    _ = try await client.get(emulator.otherURL + Self.credits)
    #expect(emulator.record.leaks.count == 1)
    await emulator.stop()
  }

  @Test func answersWithStatusesAndPages() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    try emulator.faults.add(
      "GET /: 429 retry-after=3\nGET /: 429 skip=1\nGET /: html skip=2\nGET /: code code=2001 skip=3\nGET /: expired skip=4"
    )
    let waiting = try await client.get(Self.credits)
    #expect(waiting.status == 429)
    #expect(waiting.headers["retry-after"] == "3")
    let plain = try await client.get(Self.credits)
    #expect(plain.status == 429)
    #expect(plain.headers["retry-after"] == nil)
    let page = try await client.get(Self.credits)
    #expect(page.status == 502)
    #expect(page.text.hasPrefix("<html>"))
    #expect(try await client.get(Self.credits).string("/code") == "2001")
    #expect(try await client.get(Self.credits).string("/code") == "1001")
    // The token is gone for good.
    #expect(try await client.get(Self.credits).string("/code") == "1001")
    await emulator.stop()
  }

  @Test func sendsMoreThanAnyoneWants() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    try emulator.faults.add("GET /: big bytes=3000000\nGET /: endless-headers skip=1\nGET /: garbage skip=2")
    let big = try await client.get(Self.credits)
    #expect(big.body.count == 3_000_000)
    #expect(big.isComplete)
    let headers = try await client.send("GET", Self.credits, limit: 3_000_000)
    #expect(headers.bytes.count >= 3_000_000)
    #expect(headers.status == 0)
    #expect(try await client.get(Self.credits).bytes.first == 0)
    await emulator.stop()
  }

  @Test func packsABomb() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    try emulator.faults.add("GET /: bomb bytes=20000000")
    let bomb = try await client.get(Self.credits)
    #expect(bomb.headers["content-encoding"] == "gzip")
    #expect((100_000...200_000).contains(bomb.body.count))
    let path = emulator.folder + "/bomb.gz"
    try Data(bomb.body).write(to: URL(fileURLWithPath: path))
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/sh")
    gzip.arguments = [
      "-c", "gzip -dc < \"$0\" 2>/dev/null | tr -d ' ' | wc -c; gzip -dc < \"$0\" 2>/dev/null | wc -c", path,
    ]
    let output = Pipe()
    gzip.standardOutput = output
    try gzip.run()
    let counts = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    gzip.waitUntilExit()
    #expect(counts.count == 2)
    #expect(counts.first == 0)
    #expect((19_900_000...20_100_000).contains(counts.last ?? 0))
    await emulator.stop()
  }

  @Test func resetsConnections() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    try emulator.faults.add("GET /: reset at=30\nGET /: cut-head at=12 skip=1")
    #expect(try await client.get(Self.credits).bytes.count <= 30)
    #expect(String(decoding: try await client.get(Self.credits).bytes, as: UTF8.self) == "HTTP/1.1 200")
    #expect(try await client.get(Self.credits).isComplete)
    await emulator.stop()
  }

  @Test func isSlowWhenAsked() async throws {
    let emulator = try await CloudEmulator()
    let (client, _) = try await PlainClient.connected(to: emulator)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await client.get(Self.credits, ["X-Emulator-Fault": "delay by=0.3"]).status == 200)
    let delayed = clock.now - start
    #expect(delayed >= .milliseconds(300))
    #expect(try await client.get(Self.credits, ["X-Emulator-Fault": "drip bytes=10 every=0.05"]).isComplete)
    let dripped = clock.now - start - delayed
    #expect(dripped >= .milliseconds(300))
    await emulator.stop()
  }

  @Test func refusesWhatItDoesNotKnow() async throws {
    let emulator = try await CloudEmulator()
    let client = PlainClient(url: emulator.url)
    #expect(
      try await client.post("/emulator/faults", "GET /: melt").text.contains("there is no fault `melt`"))
    #expect(try await client.post("/emulator/settings", "shape=round").text.contains("wrapped, top"))
    #expect(try await client.post("/emulator/settings", "shape=top events=flat").status == 200)
    #expect(emulator.settings.shape == .top)
    #expect(emulator.settings.events == .flat)
    #expect(try await client.get("/emulator/nothing").status == 404)
    await emulator.stop()
  }
}
