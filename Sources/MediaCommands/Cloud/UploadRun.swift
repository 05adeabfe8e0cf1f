import Cloud
import CloudState
import DraftModel
import Media

/// Brings files into a session, each once.
///
/// Before a file is sent it is in the ledger, under the name that it is sent by. When the answer is lost, in
/// this run or in an earlier one, the session's state is asked for it (``UploadSearch``): only what certainly
/// is not there is sent again.
struct UploadRun {
  let client: CloudClient
  let session: CloudSession
  var check = UploadCheck()
  /// Whether what would be refused is sent all the same, and what may be there already.
  var isForced = false
  /// Whether what is there already is sent once more.
  var isRepeated = false
  /// Bytes sent, bytes to send; from another thread.
  var progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in }

  /// How often a file is sent at most, where it certainly did not arrive.
  private static let attempts = 3
  /// Seconds before each look at the state: it may show an upload a while after it came.
  private static let looks = [0, 2, 5, 10, 20]

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
    let entry: UploadLedger.Entry
    do throws(CloudError) {
      entry = MediaName.isURL(source) ? try self.entry(ofURL: source) : try self.entry(ofFile: source)
    } catch {
      return .failed(error)
    }
    // Several runs with one file take turns; those with others hardly ever have to.
    let turn = try await client.turn("upload-\(entry.hash.prefix(2))")
    defer { withExtendedLifetime(turn) {} }
    try keep { () throws(StateError) in try ledger.update(from: folder) }
    if !isRepeated, let known = ledger.entry(session: session.id, hash: entry.hash),
      let outcome = try await settle(known, ledger)
    {
      return outcome
    }
    if !isForced, !MediaName.isURL(source), let (reason, help) = check.refusal(of: source) {
      return .refused(reason: reason, help: help)
    }
    let reserved = try keep { () throws(StateError) in try ledger.reserve(entry, in: folder) }
    return try await send(source, reserved, ledger)
  }

  private func entry(ofFile path: String) throws(CloudError) -> UploadLedger.Entry {
    guard let stamp = UploadLedger.FileStamp(path: path), let absolute = absolutePath(path) else {
      throw CloudError(.fileUnreadable, "there is no such file")
    }
    let hash: String
    do throws(MediaError) { hash = try ContentDigest.hex(ofFile: path) } catch {
      throw CloudError(.fileUnreadable, "cannot read it: \(error.reason)")
    }
    return UploadLedger.Entry(
      session: session.id, path: absolute, hash: hash, size: stamp.size, modified: stamp.modified,
      name: MediaName.fileName(path), url: nil, status: .unsure, time: client.now)
  }

  /// A file that the service fetches itself: instead of its content, its address is what it is known by.
  private func entry(ofURL url: String) throws(CloudError) -> UploadLedger.Entry {
    let hash: String
    do throws(MediaError) { hash = try ContentDigest.hex(of: url.utf8) } catch {
      throw CloudError(.fileUnreadable, error.reason)
    }
    return UploadLedger.Entry(
      session: session.id, path: MediaName.shown(url), hash: hash, size: 0, modified: 0,
      name: MediaName.fileName(url), url: nil, status: .unsure, time: client.now)
  }

  // MARK: Sending

  private func send(
    _ source: String, _ entry: UploadLedger.Entry, _ ledger: UploadLedger, attempt: Int = 1
  ) async throws(CloudError) -> Outcome {
    do throws(CloudError) {
      return .sent(try note(entry, as: try await request(source, entry)))
    } catch {
      guard error.leavesInDoubt else {
        _ = try note(entry.with(.failed))
        if error.code == .sessionNotFound || error.code == .tokenRefused { throw error }
        return .failed(advised(error, entry))
      }
      switch try await find(entry, ledger) {
      case .there(let file): return .sent(try note(entry, as: file))
      case .absent where attempt < Self.attempts:
        return try await send(source, entry, ledger, attempt: attempt + 1)
      case .absent:
        _ = try note(entry.with(.failed))
        return .failed(error)
      case .notKnown: return .failed(notKnown(error.message + "; whether the file arrived is not known"))
      }
    }
  }

  /// - Returns: what the service made of it.
  private func request(
    _ source: String, _ entry: UploadLedger.Entry
  ) async throws(CloudError) -> UploadedFile? {
    if MediaName.isURL(source) { return try await client.upload(urls: [source], in: session).first }
    let progress = self.progress
    let file = UploadFile(path: entry.path, name: entry.name)
    return try await client.upload([file], in: session) { progress(entry.name, $0, $1) }.first
  }

  /// What the service refused although it looked fit, with what the file is.
  private func advised(_ error: CloudError, _ entry: UploadLedger.Entry) -> CloudError {
    var error = error
    switch error.code {
    case _ where MediaName.isURL(entry.path): break
    case .unsupportedType:
      let content = (try? MediaProbe.facts(path: entry.path)).map { facts in
        [facts.picture?.codec, facts.sound?.codec].compactMap(\.self).joined(separator: " and ")
      }
      let what = content.map { " with \($0) inside" } ?? ""
      error.message += "; it is a `.\(MediaName.fileExtension(entry.name).visible)`\(what)"
    case .tooLarge:
      error.message +=
        "; it has \(ByteCount(entry.size).description(beside: ByteCount(ServiceLimits.largestUpload)))"
      error.help = "`workprint preflight \(entry.path.visible.inSingleQuotes) --fix -o fixed` makes it fit"
    default: break
    }
    return error
  }

  // MARK: Looking

  /// What became of an earlier upload of the same content; nil where it has to be sent.
  private func settle(
    _ known: UploadLedger.Entry, _ ledger: UploadLedger
  ) async throws(CloudError) -> Outcome? {
    switch known.status {
    case .sent: return .alreadyThere(known)
    case .failed: return nil
    case .unsure where isForced: return nil
    case .unsure:
      switch try await find(known, ledger) {
      case .there(let file): return .alreadyThere(try note(known, as: file))
      case .absent: return nil
      case .notKnown:
        return .failed(
          notKnown("it was sent before, and the answer was lost; whether it arrived is not known"))
      }
    }
  }

  /// Looks whether the state shows a file, until it does or would.
  private func find(
    _ entry: UploadLedger.Entry, _ ledger: UploadLedger
  ) async throws(CloudError) -> UploadSearch.Finding {
    var ledger = ledger
    var finding = UploadSearch.Finding.notKnown
    for wait in Self.looks {
      if wait == Self.looks[1] {
        client.configuration.notice("looking whether \(entry.name) arrived: its answer was lost")
      }
      try await client.configuration.pace.sleep(.seconds(wait))
      do throws(CloudError) {
        let files = try await client.readState(of: session).videoInfos
        // Read after the state: what other runs send meanwhile is in it before it is there.
        try keep { () throws(StateError) in try ledger.update(from: folder) }
        finding = UploadSearch(entry, in: ledger).finding(in: files)
      } catch {
        // A state that cannot be had says nothing.
        guard ![.sessionNotFound, .tokenRefused, .cancelled, .fileUnwritable].contains(error.code) else {
          throw error
        }
        finding = .notKnown
        // Whoever did not answer for so long does not a few seconds later.
        if error.code == .timedOut { break }
      }
      if case .there = finding { break }
    }
    return finding
  }

  private func notKnown(_ message: String) -> CloudError {
    CloudError(
      .arrivalUnknown, message,
      help: "`workprint cloud state --json` lists what is there; uploading again looks there first, "
        + "--force sends it again all the same")
  }

  // MARK: Keeping

  /// Notes that a file is there, as the service tells of it. What the service fetched itself has the name that
  /// the service gave it.
  private func note(
    _ entry: UploadLedger.Entry, as file: UploadedFile?
  ) throws(CloudError) -> UploadLedger.Entry {
    guard MediaName.isURL(entry.path), let name = file?.filename, name != entry.name else {
      return try note(entry.with(.sent, url: file?.url))
    }
    _ = try note(entry.with(.failed))
    return try note(entry.with(.sent, url: file?.url, name: name))
  }

  private func note(_ entry: UploadLedger.Entry) throws(CloudError) -> UploadLedger.Entry {
    try keep { () throws(StateError) in try UploadLedger.add(entry, in: folder) }
    return entry
  }

  private func keep<Result>(_ body: () throws(StateError) -> Result) throws(CloudError) -> Result {
    do throws(StateError) { return try body() } catch { throw CloudError(error) }
  }
}
