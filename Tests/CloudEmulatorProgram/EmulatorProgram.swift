import ArgumentParser
import CloudEmulator
import Foundation

/// `cloud-emulator`: the cloud service on this machine.
@main
@available(macOS 15, *)
struct EmulatorProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cloud-emulator",
    abstract: "Run the cloud service on this machine, for trying things out and for tests.",
    discussion: """
      It listens on the loopback address only, and forgets everything when it ends.

      EXAMPLES
        swift run cloud-emulator --port 8080
        NEMO_API_URL=http://127.0.0.1:8080 workprint cloud say "make a 10 second video about the sea"
        swift run cloud-emulator --port 0 --set events=flat --set silent=0.3
        swift run cloud-emulator --port 8080 --fault "GET /api/state: 429 retry-after=2"
      """)

  @Option(help: "The API's port; 0 picks one that is free.")
  var port: UInt16 = 0

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A setting; may be given several times.", valueName: "name=value"))
  var settings: [String] = []

  @Option(
    help: ArgumentHelp("A fault, as `[METHOD] PATH: KIND`; may be given several times.", valueName: "fault"))
  var fault: [String] = []

  @Option(help: "Where to keep files; a temporary folder unless said.")
  var folder: String?

  @Option(help: "The token of a registered account, for NEMO_TOKEN.")
  var token: String?

  @Flag(help: "End when standard input does, so that it does not outlive the program that started it.")
  var untilInputEnds = false

  func run() async throws {
    var chosen = Settings()
    for text in settings { try chosen.set(text) }
    let faults = try fault.map { try Fault($0) }
    let emulator = try await CloudEmulator(port: port, settings: chosen, folder: folder, token: token)
    for fault in faults { emulator.faults.add(fault) }
    // One line for a script to read.
    print(emulator.url)
    fflush(nil)
    FileHandle.standardError.write(
      Data("files are downloaded from \(emulator.otherURL)\nCtrl-C ends it\n".utf8))
    await Interruption.wait(forInput: untilInputEnds)
    await emulator.stop()
  }
}

/// Waits for Ctrl-C, a polite kill, or the end of the input.
enum Interruption {
  static func wait(forInput: Bool) async {
    let signals = [SIGINT, SIGTERM]
    for number in signals { signal(number, SIG_IGN) }
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = signals.map { DispatchSource.makeSignalSource(signal: $0, queue: .global()) }
    for source in sources {
      source.setEventHandler { continuation.yield() }
      source.resume()
    }
    if forInput {
      Thread.detachNewThread {
        while readLine() != nil {}
        continuation.yield()
      }
    }
    for await _ in stream { break }
    for source in sources { source.cancel() }
  }
}
