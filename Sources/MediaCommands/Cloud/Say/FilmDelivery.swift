import Cloud
import CloudState
import DraftCommands
import DraftModel

/// The film of what a session holds now, checked before it is asked for.
struct FilmDelivery {
  let client: CloudClient
  let session: CloudSession
  let report: SayReport
  var isForced = false

  /// - Returns: the exit code: 1 where the film is not as it should be.
  func deliver(_ state: SessionState, to output: String) async throws -> Int32 {
    try OutputFile.check(output, force: isForced)
    guard let draft = state.draft else {
      throw CommandFailure(
        "the session has no draft yet, so there is nothing to export", code: CloudError.Code.noDraft.rawValue,
        help: "say what to make first", exitCode: 1)
    }
    let export = ExportDraft(draft: draft, name: "the session's draft")
    var ledger = UploadLedger()
    do throws(StateError) { try ledger.update(from: client.configuration.stateFolder) } catch {
      throw CloudError(error)
    }
    try export.check(session: session, ledger: ledger)
    var run = ExportRun(client: client, session: session, output: output)
    run.isForced = isForced
    let line = report.line
    run.progress = { line.show($0) }
    let film = try await run.run(export)
    report.film(film, session: session, output: output)
    return film.check.findings.isEmpty ? 0 : 1
  }

  /// `final.mp4`, or `final-2.mp4` where that is there already.
  static func freeName() -> String {
    var number = 1
    while true {
      let name = number == 1 ? "final.mp4" : "final-\(number).mp4"
      if absolutePath(name) == nil { return name }
      number += 1
    }
  }
}
