import Cloud
import CloudState
import DraftModel
import Media

/// Brings files into a session, each once.
///
/// Before a file is sent it is in the ledger, under the name that it is sent by. When the answer is lost
/// the session's state is asked for that name: only what certainly is not there is sent again.
struct UploadRun {
  let client: CloudClient
  let session: CloudSession
  var check = UploadCheck()
  /// Whether what would be refused is sent all the same.
  var isForced = false
  /// Whether what is there already is sent once more.
  var isRepeated = false
  /// Bytes sent, bytes to send; from another thread.
  var progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in }

  /// How often a file is sent at most, where it certainly did not arrive.
  private static let attempts = 3

  enum Outcome {
    case sent(UploadLedger.Entry)
    case alreadyThere(UploadLedger.Entry)
    case refused(reason: String, help: String)
    case failed(CloudError)

    var entry: UploadLedger.Entry? {
      switch self {
      case .sent(let entry), .alreadyThere(let entry): entry
      case .refused, .failed: nil
      }
    }
  }

  private var folder: StateFolder { client.configuration.stateFolder }

  /// - Parameter ledger: as it was read last; it is brought up to date.
  func run(_ source: String, ledger: inout UploadLedger) async throws(CloudError) -> Outcome {
    MediaName.isURL(source)
      ? try await runURL(source, &ledger) : try await runFile(source, &ledger)
  }

  // MARK: Files

  private func runFile(_ path: String, _ ledger: inout UploadLedger) async throws(CloudError) -> Outcome {
    guard let stamp = UploadLedger.FileStamp(path: path), let absolute = absolutePath(path) else {
      return .failed(CloudError(.fileUnreadable, "there is no such file"))
    }
    let hash: String
    do throws(MediaError) { hash = try ContentDigest.hex(ofFile: path) } catch {
      return .failed(CloudError(.fileUnreadable, "cannot read it: \(error.reason)"))
    }
    // Several runs with one file take turns; those with others hardly ever have to.
    let turn = try await client.turn("upload-\(hash.prefix(2))")
    defer { withExtendedLifetime(turn) {} }
    try keep { () throws(StateError) in try ledger.update(from: folder) }
    if !isRepeated, let known = ledger.entry(session: session.id, hash: hash),
      let outcome = try await settle(known)
    {
      return outcome
    }
    if !isForced, let (reason, help) = check.refusal(of: path) {
      return .refused(reason: reason, help: help)
    }
    let draft = UploadLedger.Entry(
      session: session.id, path: absolute, hash: hash, size: stamp.size, modified: stamp.modified,
      name: MediaName.fileName(path), url: nil, status: .unsure, time: client.now)
    let entry = try keep { () throws(StateError) in try ledger.reserve(draft, in: folder) }
    return try await send(entry, ledger)
  }

  /// What became of an earlier upload of the same content; nil where it has to be sent.
  private func settle(_ known: UploadLedger.Entry) async throws(CloudError) -> Outcome? {
    switch known.status {
    case .sent: return .alreadyThere(known)
    case .failed: return nil
    case .unsure:
      guard let found = try await listed(known) else { return nil }
      return .alreadyThere(try note(known.with(.sent, url: found.url)))
    }
  }

  private func send(
    _ entry: UploadLedger.Entry, _ ledger: UploadLedger, attempt: Int = 1
  ) async throws(CloudError) -> Outcome {
    let file = UploadFile(path: entry.path, name: entry.name)
    let progress = self.progress
    do throws(CloudError) {
      let answer = try await client.upload([file], in: session) { progress(entry.name, $0, $1) }
      return .sent(try note(entry.with(.sent, url: answer.first?.url)))
    } catch {
      let isLost = error.mayHaveArrived && (error.status == nil || error.code == .unexpectedAnswer)
      // A trouble of the service's own: it may have come after the file was taken.
      let isTrouble = error.code == .refused && (error.serviceCode ?? error.status ?? 0) >= 500
      guard isLost || isTrouble else {
        _ = try note(entry.with(.failed))
        if error.code == .sessionNotFound || error.code == .tokenRefused { throw error }
        return .failed(advised(error, entry))
      }
      return try await recover(entry, ledger, error, attempt: attempt)
    }
  }

  /// What the service refused although it looked fit, with what the file is.
  private func advised(_ error: CloudError, _ entry: UploadLedger.Entry) -> CloudError {
    var error = error
    switch error.code {
    case .unsupportedType:
      let content = (try? MediaProbe.facts(path: entry.path)).map { facts in
        [facts.picture?.codec, facts.sound?.codec].compactMap(\.self).joined(separator: " and ")
      }
      let what = content.map { " with \($0) inside" } ?? ""
      error.message += "; it is a `.\(MediaName.fileExtension(entry.name).visible)`\(what)"
    case .tooLarge:
      error.message += "; it has \(entry.size.bytesInWords)"
      error.help = "`workprint preflight '\(entry.path.visible)' --fix -o fixed` makes it fit"
    default: break
    }
    return error
  }

  /// The answer was lost. The state tells whether the file is there; that it is not there counts only
  /// where the state lists other uploads, and so can be believed.
  private func recover(
    _ entry: UploadLedger.Entry, _ ledger: UploadLedger, _ error: CloudError, attempt: Int
  ) async throws(CloudError) -> Outcome {
    var listsOthers = false
    for wait in [0, 2, 5] {
      try await client.configuration.pace.sleep(.seconds(wait))
      guard let infos = try? await client.readState(of: session).videoInfos else { continue }
      if let found = infos.first(where: { matches($0, entry) }) {
        return .sent(try note(entry.with(.sent, url: found.url)))
      }
      let others = ledger.entries.filter {
        $0.session == session.id && $0.status == .sent && $0.name != entry.name
      }
      listsOthers = others.contains { other in infos.contains { matches($0, other) } }
    }
    if listsOthers {
      // It is certainly not there.
      if attempt < Self.attempts { return try await send(entry, ledger, attempt: attempt + 1) }
      _ = try note(entry.with(.failed))
      return .failed(error)
    }
    var told = error
    told.message += "; whether the file arrived is not known"
    told.help = "`workprint cloud state --json` lists what is there; uploading again looks there first"
    return .failed(told)
  }

  private func listed(_ entry: UploadLedger.Entry) async throws(CloudError) -> UploadedFile? {
    try await client.readState(of: session).videoInfos.first { matches($0, entry) }
  }

  private func matches(_ file: UploadedFile, _ entry: UploadLedger.Entry) -> Bool {
    if let url = file.url, url == entry.url { return true }
    return file.filename == entry.name
  }

  // MARK: Addresses

  /// A file that the service fetches itself.
  private func runURL(_ url: String, _ ledger: inout UploadLedger) async throws(CloudError) -> Outcome {
    let hash: String
    do throws(MediaError) { hash = try ContentDigest.hex(of: url.utf8) } catch {
      return .failed(CloudError(.fileUnreadable, error.reason))
    }
    try keep { () throws(StateError) in try ledger.update(from: folder) }
    if !isRepeated, let known = ledger.entry(session: session.id, hash: hash), known.status == .sent {
      return .alreadyThere(known)
    }
    do throws(CloudError) {
      let answer = try await client.upload(urls: [url], in: session)
      let entry = UploadLedger.Entry(
        session: session.id, path: MediaName.shown(url), hash: hash, size: 0, modified: 0,
        name: answer.first?.filename ?? MediaName.fileName(url), url: answer.first?.url, status: .sent,
        time: client.now)
      return .sent(try note(entry))
    } catch {
      if error.code == .sessionNotFound || error.code == .tokenRefused { throw error }
      return .failed(error)
    }
  }

  // MARK: Keeping

  private func note(_ entry: UploadLedger.Entry) throws(CloudError) -> UploadLedger.Entry {
    try keep { () throws(StateError) in try UploadLedger.add(entry, in: folder) }
    return entry
  }

  private func keep<Result>(_ body: () throws(StateError) -> Result) throws(CloudError) -> Result {
    do throws(StateError) { return try body() } catch { throw CloudError(error) }
  }
}
