import ArgumentParser
import Cloud
import CloudState
import DraftCommands
import DraftModel
import JSONTree

/// `workprint cloud upload`: files into the session.
///
///     {
///       "schema": "workprint.cloud.upload/1", "session": "...",
///       "files": [{
///         "path": "city.mp4", "status": "sent" | "already there" | "refused" | "failed",
///         "name": "city.mp4" or null, "url": "https://..." or null, "hash": "..." or null,
///         "reason": null or why not, "help": null or what to do
///       }]
///     }
struct UploadCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload",
    abstract: "Upload files into the session, each once.",
    discussion: """
      Each file is looked at first: one that the service would refuse is not sent. What was uploaded is \
      remembered with its content, so that nothing is sent twice, and previews find the file on this machine.

      Exit code: 0, 1 where a file was refused, 2 where one could not be sent.

      EXAMPLES
        workprint cloud upload city.mp4 logo.png music.mp3
        workprint cloud upload https://example.com/beach.mov
      """)

  @OptionGroup var options: CloudOptions

  @Argument(help: "Files, or addresses of files on the web that the service fetches itself.")
  var files: [String]

  @Flag(help: "Send what would be refused, or may be there already, all the same.")
  var force = false

  @Flag(help: "Send what is there already once more.")
  var again = false

  @Option(help: ArgumentHelp("The largest upload: 200MB, 200MiB.", valueName: "size"))
  var limit: String = "200MB"

  func validate() throws {
    guard ByteCount(typed: limit) != nil else {
      throw ValidationError("--limit is a size such as 200MB or 200MiB, not `\(limit.visible)`")
    }
  }

  func perform(_ client: CloudClient) async throws -> Int32 {
    let lines = ProgressLine.shared
    defer { lines.finish() }
    let (session, outcomes) = try await client.withSession { (session) throws(CloudError) in
      var run = UploadRun(client: client, session: session)
      run.isForced = force
      run.isRepeated = again
      run.check.limit = ByteCount(typed: limit)?.bytes ?? ServiceLimits.largestUpload
      run.progress = { name, done, total in lines.show("uploading \(name.visible)", done, total) }
      var ledger = UploadLedger()
      var outcomes: [UploadRun.Outcome] = []
      for file in files {
        let outcome = try await run.run(file, ledger: &ledger)
        lines.finish()
        outcomes.append(outcome)
        if !json { UploadText(source: file, outcome: outcome).tell() }
      }
      return (session, outcomes)
    }
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "session": .string(session.id),
          "files": .array(zip(files, outcomes).map { UploadText(source: $0, outcome: $1).literal }),
        ]))
    }
    return UploadText.exitCode(outcomes)
  }
}

/// What became of an upload, as a person and as a program reads it.
struct UploadText {
  let source: String
  let outcome: UploadRun.Outcome

  private var shownSource: String { MediaName.shown(source).visible }

  func tell() {
    switch outcome {
    case .sent(let entry):
      let name = entry.name == MediaName.fileName(source) ? "" : " as \(entry.name.visible)"
      StandardStream.output.write("\(shownSource): uploaded\(name)\n")
    case .alreadyThere(let entry):
      StandardStream.output.write("\(shownSource): there already, as \(entry.name.visible)\n")
    case .refused(let reason, let help):
      let failure = CommandFailure(
        "not uploaded: \(reason)", code: "upload.refused", place: .file(shownSource),
        help: help + "; --force uploads it all the same")
      StandardStream.error.write(failure.text(color: StandardStream.error.showsColor))
    case .failed(let error):
      let message = error.code == .arrivalUnknown ? error.message : "not uploaded: \(error.message)"
      let failure = CommandFailure(
        message, code: error.code.rawValue, place: .file(shownSource),
        help: error.help)
      StandardStream.error.write(failure.text(color: StandardStream.error.showsColor))
    }
  }

  var literal: JSONLiteral {
    func text(_ text: String?) -> JSONLiteral { text.map(JSONLiteral.string) ?? .null }
    let (status, reason, help): (String, String?, String?) =
      switch outcome {
      case .sent: ("sent", nil, nil)
      case .alreadyThere: ("already there", nil, nil)
      case .refused(let reason, let help): ("refused", reason, help)
      case .failed(let error): ("failed", error.message, error.help)
      }
    return .object([
      "path": .string(MediaName.shown(source)), "status": .string(status), "name": text(outcome.entry?.name),
      "url": text(outcome.entry?.url.map(MediaName.shown)), "hash": text(outcome.entry?.hash),
      "reason": text(reason), "help": text(help),
    ])
  }

  /// The worst of them decides.
  static func exitCode(_ outcomes: [UploadRun.Outcome]) -> Int32 {
    var code: Int32 = 0
    for outcome in outcomes {
      switch outcome {
      case .failed: return 2
      case .refused: code = 1
      case .sent, .alreadyThere: break
      }
    }
    return code
  }
}
