import ArgumentParser
import Cloud
import DraftCommands
import DraftModel
import JSONTree

/// `workprint cloud say`: something for the agent, or a command in a person's words.
///
/// With `--json` one object a line: ``SayReport`` lists the events.
struct SayCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "say",
    abstract: "Say what to make or change; or export, credits, status, upload.",
    discussion: """
      The answer is shown while it comes, then what changed. A message that is as a whole one of the commands \
      ("export", "导出", "how many credits do I have left?", "show tracks", "upload beach.mp4") is carried out \
      and not sent; the route taken is shown, --as takes another. Without a text, lines of standard input \
      are said, on a terminal with a prompt.

      In a text that files are attached to, {file} stands for their names in the session.

      A message is never sent twice. When its answer is lost, the timeline tells what came of it.

      Exit code: 0; 1 where nothing changed (also where the editor says that it did), or something was refused; 2 where it could not be done.

      EXAMPLES
        workprint cloud say "create a 30-second promotional video from my product photos" --attach a.jpg b.jpg
        workprint cloud say "make the title bigger"
        workprint cloud say "把标题改大" --export final.mp4
        workprint cloud say
      """)

  @Argument(help: "What to say.")
  var text: String?

  @OptionGroup var options: CloudOptions
  @OptionGroup var keys: KeyOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Files to upload first.", valueName: "file"))
  var attach: [String] = []

  @Option(help: ArgumentHelp("Export the result to this file.", valueName: "file"))
  var export: String?

  @Option(
    help: ArgumentHelp(
      "What to do with the text, whatever it says: export, credits, state, upload, message.",
      valueName: "route"))
  var `as`: MessageRoute.Action?

  @Flag(
    inversion: .prefixedNo,
    help:
      "Do what the editor asks for on its screen: one export and one edit at most. Otherwise it is suggested."
  )
  var follow = true

  @Flag(help: "Write over a file that is there; upload what would be refused, or may be there already.")
  var force = false

  func validate() throws {
    if text == nil, export != nil { throw ValidationError("--export goes with a text") }
    if text == nil, !attach.isEmpty { throw ValidationError("--attach goes with a text") }
  }

  func execute() throws -> Int32 {
    let report = SayReport(json: json, schema: Self.schema)
    return try telling(report) { try await $0.perform($1, report) }
  }

  private func perform(_ client: CloudClient, _ report: SayReport) async throws -> Int32 {
    if let export { try OutputFile.check(export, force: force) }
    guard let text else { return try await converse(client, report) }
    let ending = try await run(client, report).run(text, as: self.as)
    report.done(ending.result, ending.code)
    return ending.code
  }

  func perform(_ client: CloudClient) async throws -> Int32 {
    try await perform(client, SayReport(json: json, schema: Self.schema))
  }

  private func run(_ client: CloudClient, _ report: SayReport) throws -> SayRun {
    var run = SayRun(client: client, report: report)
    run.keys = try keys.load()
    run.attachments = attach
    run.export = export
    run.isForced = force
    run.follows = follow
    return run
  }

  /// Line after line, until the input ends. On a terminal an error ends nothing.
  private func converse(_ client: CloudClient, _ report: SayReport) async throws -> Int32 {
    let run = try run(client, report)
    var worst: Int32 = 0
    var isSilent = true
    if Prompt.isTerminal { report.note("say what to make; `exit` or Ctrl-D ends it") }
    while let line = await Prompt.line("\n> ") {
      let text = line.trimmingSpace
      guard !text.isEmpty else { continue }
      isSilent = false
      if ["exit", "quit", "bye", "退出"].contains(text.lowercased()) { break }
      do {
        let ending = try await run.run(text, as: self.as)
        report.done(ending.result, ending.code)
        worst = max(worst, ending.code)
      } catch let error as CloudError {
        report.failure(CommandFailure(error))
        report.done("failed", 2)
        worst = 2
      } catch let failure as CommandFailure {
        report.failure(failure)
        report.done("failed", failure.exitCode)
        worst = max(worst, failure.exitCode)
      }
    }
    guard !Prompt.isTerminal else { return 0 }
    if isSilent {
      throw CommandFailure(
        "there is nothing to say: standard input is empty", code: "say.empty",
        help: "`workprint cloud say \"make the title bigger\"`, or a line of standard input for each message",
        exitCode: 64)
    }
    return worst
  }
}

extension CloudCommand {
  /// Runs with the service, and tells what goes wrong as the report tells everything else.
  func telling(
    _ report: SayReport, _ body: @escaping @Sendable (Self, CloudClient) async throws -> Int32
  ) throws -> Int32 {
    nonisolated(unsafe) let command = self
    do {
      return try connected(report: report) { try await body(command, $0) }
    } catch let failure as CommandFailure {
      report.failure(failure)
      report.done("failed", failure.exitCode)
      return failure.exitCode
    }
  }
}

/// A command that tells as it goes, one object a line, of a wrong usage too.
protocol ReportingCommand: CloudCommand {}

extension ReportingCommand {
  static func write(usage failure: CommandFailure, schema: String) {
    let report = SayReport(json: true, schema: schema)
    report.failure(failure)
    report.done("failed", failure.exitCode)
  }
}

extension MessageRoute.Action: ExpressibleByArgument {}

extension String {
  /// Without the white space around it.
  fileprivate var trimmingSpace: String {
    let head = drop(while: \.isWhitespace)
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }
}
