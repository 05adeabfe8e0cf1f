import Cloud
import CloudState
import DraftCommands
import DraftModel
import DraftValidation
import JSONTree
import Media

/// A draft that is to be exported, and whether it can be.
struct ExportDraft {
  let draft: Draft
  /// How it is called in messages: a file, `@0`, `the session's draft`.
  let name: String

  /// The draft as it stands in its document: what is sent, byte for byte.
  var bytes: [UInt8] { Array(draft.document.source(of: draft.node)) }

  var hash: String { (try? ContentDigest.hex(of: bytes)) ?? "" }

  /// In milliseconds.
  var duration: Int { Int(min(max(draft.duration.seconds.double * 1000, 0), 1e15)) }

  /// Looks whether the draft makes sense, whether there is anything in it, and whether the service can
  /// reach its media.
  /// - Parameter ledger: what was uploaded.
  /// - Throws: a refusal, exit code 1.
  func check(session: CloudSession, ledger: UploadLedger) throws {
    guard draft.isReadyForExport, draft.duration > .zero else {
      throw CommandFailure(
        "there is nothing to export: the timeline has no segment with a length", code: "export.empty",
        place: .file(name), help: "`workprint cloud state` shows what the session holds", exitCode: 1)
    }
    let local = localMedia(session: session, ledger: ledger)
    guard local.isEmpty else { throw Self.localRefusal(local, name: name) }
    let errors = DraftChecker().check(draft).filter { $0.severity == .error }
    guard errors.isEmpty else {
      var text = TextReport(CheckReport(errors, draft: draft, file: name))
      text.showsColor = StandardStream.error.showsColor
      StandardStream.error.write(text.text)
      throw CommandFailure(
        "not exported: the check found \(errors.count == 1 ? "an error" : "\(errors.count) errors")",
        code: "export.refused", place: .file(name),
        help: "`workprint check` tells more; --no-check exports it as it is", exitCode: 1)
    }
  }

  /// Media that are files on this machine, which the service cannot see.
  private func localMedia(session: CloudSession, ledger: UploadLedger) -> [String] {
    let known = Set(draft.uploadedFileNames.values).union(
      ledger.entries.filter { $0.session == session.id && $0.status == .sent }.map(\.name))
    var found: [String] = []
    var seen: Set<String> = []
    for track in draft.tracks {
      for segment in track.segments {
        guard let reference = segment.media, !known.contains(reference), seen.insert(reference).inserted,
          Self.isLocal(reference)
        else { continue }
        found.append(reference)
      }
    }
    return found
  }

  /// A path, rather than the web's or the service's own name for something.
  private static func isLocal(_ reference: String) -> Bool {
    if MediaName.isURL(reference) { return reference.lowercased().hasPrefix("file:") }
    if reference.lowercased().hasPrefix("data:") { return false }
    if ["/", "./", "../", "~/"].contains(where: { reference.hasPrefix($0) }) { return true }
    return ServiceLimits.kind(of: reference) != nil
  }

  /// The path of a file as a shell takes it, even in quotes: `file:` and `~` are only editors' to understand.
  private static func path(of reference: String) -> String {
    if reference.hasPrefix("~/"), let home = ProgramEnvironment.variables["HOME"] {
      return home + reference.dropFirst()
    }
    guard reference.lowercased().hasPrefix("file://") else { return reference }
    // The host, where one is named, is this one.
    let path = reference.utf8.dropFirst("file://".utf8.count).drop { $0 != UInt8(ascii: "/") }
    return MediaName.percentDecoded(String(Substring(path)))
  }

  private static func localRefusal(_ paths: [String], name: String) -> CommandFailure {
    let shown = paths.prefix(5).map { "`\($0.visible)`" }.joined(separator: ", ")
    let more = paths.count > 5 ? " and \(paths.count - 5) more" : ""
    let words = paths.prefix(5).map { path(of: $0).visible.inSingleQuotes }.joined(separator: " ")
    return CommandFailure(
      "its media are files on this machine, which the service cannot see: \(shown)\(more)",
      code: "export.localMedia", place: .file(name),
      help: "`workprint cloud upload \(words)` brings them there; then say what to do with them, "
        + "or put the URLs that it tells into the draft", exitCode: 1)
  }
}
