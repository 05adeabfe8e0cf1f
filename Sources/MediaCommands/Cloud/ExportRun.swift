import Cloud
import CloudState
import DraftCommands
import DraftModel
import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One export from the request to the film on disk.
///
/// The job is noted before it is asked for: however this ends, `export --resume` finds it.
struct ExportRun {
  let client: CloudClient
  let session: CloudSession
  /// Where the film goes.
  let output: String
  var isForced = false
  /// How often the service is asked at most, and the time between.
  var polls = 10
  var interval = Duration.seconds(30)
  /// Whether the result goes to standard output as JSON, so that words go elsewhere.
  var progress: @Sendable (String) -> Void = { _ in }

  /// A film that was made.
  struct Film {
    let job: JobBook.Entry
    let byteCount: Int
    let check: FilmCheck
    let polls: Int
  }

  private var folder: StateFolder { client.configuration.stateFolder }

  /// How often a film is fetched at most that comes cut off.
  static let fetches = 3

  /// How often in a row the service has to say that it does not know an export: once it may be mistaken.
  static let denials = 3

  static let resumeHelp = "`workprint cloud export --resume` goes on with it"

  // MARK: Runs

  /// Exports a draft.
  func run(_ draft: ExportDraft) async throws -> Film {
    let turn = try onlyOne()
    defer { withExtendedLifetime(turn) {} }
    try await refuseSecond()
    defer { Interruption.lastWords = Interruption.nothingLeft }
    let job = try await submit(draft)
    return try await finish(job)
  }

  /// Goes on with the session's last export.
  func resume() async throws -> Film {
    let turn = try onlyOne()
    defer { withExtendedLifetime(turn) {} }
    defer { Interruption.lastWords = Interruption.nothingLeft }
    return try await finish(try openJob(), asksAtOnce: true)
  }

  /// Gives the session's last export up.
  /// - Returns: the job.
  func cancel() async throws -> JobBook.Entry {
    var job = try openJob()
    do throws(CloudError) { try await client.cancelExport(job.id) } catch {
      // What the service does not know is not to be waited for either.
      guard error.isNotFound else { throw error }
    }
    job.status = .cancelled
    try put(job)
    return job
  }

  // MARK: Jobs

  /// The lock of the session's export.
  private func onlyOne() throws -> StateLock {
    do throws(StateError) {
      if let lock = try SessionBook.folder(of: session.id, in: folder).tryLock("export") { return lock }
    } catch {
      throw CloudError(error)
    }
    throw CloudError(
      .busy, "another export of this session is running", help: "wait for it, or end it with Ctrl-C")
  }

  private func openJob() throws -> JobBook.Entry {
    guard let job = try open() else {
      throw CloudError(
        .configuration, "no export of this session is unfinished", help: "`workprint cloud export -o FILE`")
    }
    return job
  }

  private func open() throws(CloudError) -> JobBook.Entry? {
    do throws(StateError) { return try JobBook(in: folder).open(in: session.id) } catch {
      throw CloudError(error)
    }
  }

  private func put(_ job: JobBook.Entry) throws(CloudError) {
    do throws(StateError) { try JobBook.put(job, in: folder) } catch { throw CloudError(error) }
  }

  /// A session has one export at a time. One that has ended without anybody looking makes way.
  private func refuseSecond() async throws {
    guard var job = try open() else { return }
    let status = try await look(for: job.id)?.status
    switch status {
    case .pending, .processing:
      throw CloudError(
        .busy, "an export of this session is under way already",
        help: "\(Self.resumeHelp), --cancel gives it up")
    case .completed:
      // Its film can still be had by its id; the new one is what is asked for now.
      job.status = .downloaded
    case .cancelled: job.status = .cancelled
    case .failed, nil: job.status = .failed
    }
    try put(job)
  }

  // MARK: Submitting

  private func submit(_ draft: ExportDraft) async throws -> JobBook.Entry {
    let bytes = draft.bytes
    Interruption.lastWords = "if the export had begun it goes on; \(Self.resumeHelp)"
    var last: CloudError?
    for _ in 0..<2 {
      var job = JobBook.Entry(
        id: ExportID.make(), session: session.id, output: absoluteOutputPath(output),
        draftHash: draft.hash, duration: draft.duration, status: .submitting, time: client.now)
      try put(job)
      progress("asking for the export")
      do throws(CloudError) {
        try await client.submitExport(id: job.id, draft: bytes, in: session)
        job.status = .submitted
        try put(job)
        return job
      } catch {
        // The service knows whether it got a request whose answer was lost.
        if error.leavesInDoubt, try await isKnown(job.id, after: error) {
          job.status = .submitted
          try put(job)
          return job
        }
        job.status = .failed
        try put(job)
        guard error.leavesInDoubt || [.refused, .connectionLost, .timedOut].contains(error.code) else {
          throw error
        }
        last = error
      }
    }
    throw last ?? CloudError(.exportFailed, "the service does not take the export")
  }

  private func isKnown(_ id: String, after lost: CloudError) async throws(CloudError) -> Bool {
    do throws(CloudError) { return try await look(for: id) != nil } catch {
      var told = lost
      told.message += "; whether the export has begun is not known"
      told.help = Self.resumeHelp
      throw told
    }
  }

  /// Asks how far an export has come, until the service has said that it does not know it as often as counts.
  private func look(for id: String) async throws(CloudError) -> ExportProgress? {
    for count in 1...Self.denials {
      if let progress = try await client.exportProgress(of: id) { return progress }
      if count < Self.denials { try await client.configuration.pace.sleep(.seconds(2 * count)) }
    }
    return nil
  }

  // MARK: Waiting and fetching

  private func finish(_ job: JobBook.Entry, asksAtOnce: Bool = false) async throws -> Film {
    Interruption.lastWords = "the export goes on without it; \(Self.resumeHelp)"
    let (made, count) = try await wait(for: job, asksAtOnce: asksAtOnce)
    var job = job
    job.status = .completed
    try put(job)
    let film: Film
    do { film = try await fetch(made, job, polls: count) } catch var error as CloudError {
      if error.code != .fileUnwritable { error.help = Self.resumeHelp }
      throw error
    }
    job.status = .downloaded
    try put(job)
    return film
  }

  private func wait(
    for job: JobBook.Entry, asksAtOnce: Bool
  ) async throws -> (ExportProgress, polls: Int) {
    var lastError: CloudError?
    var denials = 0
    for count in 1...max(1, polls) {
      if count > 1 || !asksAtOnce { try await client.configuration.pace.sleep(interval) }
      let answer: ExportProgress?
      do throws(CloudError) {
        answer = try await client.exportProgress(of: job.id)
      } catch {
        guard Self.passes(error) else {
          var error = error
          error.help = [error.help, Self.resumeHelp].compactMap(\.self).joined(separator: "; ")
          throw error
        }
        lastError = error
        continue
      }
      guard let answer else {
        // What the service took it may be mistaken about for a while.
        denials += 1
        lastError = CloudError(.exportUnfinished, "the service does not know the export")
        guard denials < Self.denials else { throw try unknown(job) }
        continue
      }
      denials = 0
      if let done = try judge(answer, job) { return (done, count) }
      lastError = nil
      progress(words(answer, count))
    }
    var message = "the export is not finished after \(polls) \(polls == 1 ? "look" : "looks"); it goes on"
    if let lastError { message += " (the last look failed: \(lastError.message))" }
    throw CloudError(.exportUnfinished, message, help: Self.resumeHelp)
  }

  /// Whether an error is no more than a poll without an answer, which the next one may have.
  private static func passes(_ error: CloudError) -> Bool {
    [.connectionLost, .timedOut, .unreachable, .rateLimited, .unexpectedAnswer, .answerTooLarge].contains(
      error.code) || error.status.map { $0 >= 500 } ?? false
  }

  private func unknown(_ job: JobBook.Entry) throws(CloudError) -> CloudError {
    guard job.status == .submitting else {
      return CloudError(
        .exportUnfinished, "the service says that it does not know the export, which it took before",
        help: Self.resumeHelp + ", --cancel gives it up")
    }
    // Its request was lost on the way.
    var job = job
    job.status = .failed
    try put(job)
    return CloudError(
      .exportFailed, "the service does not know the export: it was never begun",
      help: "`workprint cloud export -o FILE` begins another")
  }

  /// - Returns: the progress that says that it is completed; nil while it is not.
  private func judge(_ answer: ExportProgress, _ job: JobBook.Entry) throws -> ExportProgress? {
    var job = job
    switch answer.status {
    case .completed: return answer
    case .pending, .processing: return nil
    case .cancelled:
      job.status = .cancelled
      try put(job)
      throw CloudError(.exportFailed, "the export was cancelled")
    case .failed:
      job.status = .failed
      try put(job)
      let reason = answer.reason.map { ": \($0.prefix(400).description.visible)" } ?? ""
      throw CloudError(
        .exportFailed, "the service could not make the film\(reason)",
        help: "`workprint check` may know why; `workprint cloud export` tries again")
    }
  }

  private func words(_ answer: ExportProgress, _ count: Int) -> String {
    let percent = answer.fraction.map { " \(Int($0 * 100))%" } ?? ""
    return "exporting:\(percent) \(answer.status.rawValue), look \(count) of \(polls)"
  }

  private func fetch(
    _ made: ExportProgress, _ job: JobBook.Entry, polls: Int
  ) async throws -> Film {
    let progress = self.progress
    let file: AtomicFile
    do throws(MediaError) { file = try AtomicFile(path: output) } catch { throw CommandFailure(error) }
    var fetches = 0
    var count = 0
    var result: Result<FilmCheck, CloudError>
    repeat {
      // What was cut on the way is whole the next time; what was stored so is not.
      if fetches > 0 { try await client.configuration.pace.sleep(.seconds(2 << fetches)) }
      count = try await client.download(made, id: job.id, to: file.temporaryPath) { done, total in
        let percent = total.map {
          $0 > 0 ? "\(Int(Double(done) / Double($0) * 100))% of \($0.bytesInWords)" : ""
        }
        progress("fetching the film: \(percent ?? done.bytesInWords)")
      }
      do throws(CloudError) {
        result = .success(
          try FilmCheck(path: file.temporaryPath, expected: job.duration > 0 ? job.duration : nil))
      } catch {
        result = .failure(error)
      }
      fetches += 1
    } while (try? result.get().missingPart == nil) != true && fetches < Self.fetches
    let check = try result.get()
    if let missing = check.missingPart {
      throw CommandFailure(
        "the film came cut off, \(fetches) times: \(missing)", code: "cloud.filmTruncated",
        place: .file(output), help: "it was not kept; \(Self.resumeHelp)", exitCode: 1)
    }
    // Something may have come there meanwhile.
    try OutputFile.check(output, force: isForced)
    do throws(MediaError) { try file.commit() } catch { throw CommandFailure(error) }
    return Film(job: job, byteCount: count, check: check, polls: polls)
  }
}
