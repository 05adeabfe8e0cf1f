import ArgumentParser
import Cloud
import CloudState
import DraftCommands
import DraftModel
import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint cloud batch`: several films in one session, one after the other.
///
/// With `--json` the events of ``SayReport``, each with its job's number, and at the end of each job
///
///     {"event": "job", "job": 1, "files": ["city.mp4"], "output": "city-final.mp4" or null,
///      "result": "changed" | "answered" | "unchanged" | "refused" | "failed" | "skipped", "exitCode": 0}
struct BatchCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Make several films in one session, each of its own files and instruction.",
    discussion: """
      Each file is uploaded, its instruction said, and the result exported, before the next one's turn. In an \
      instruction {file} stands for the file's name in the session; where it names no file, the name is put \
      behind it. All is looked at before the first is sent. One that fails does not end the others.

      In a job file each line is a job: {"file": "city.mp4", "say": "make it calm", "output": "calm.mp4"}; \
      "files" is a list of several. Films are put into the folder of -o; so is an "output" of a job file, \
      which may not lead out of that folder, unless it is a path from the root. Folders that are not there are \
      made, with those above them.

      Exit code: the highest of 0, 1 where something was refused or nothing changed, 2 where it failed.

      EXAMPLES
        workprint cloud batch city.mp4="trim it to 10 seconds" beach.mp4="add calm music"
        workprint cloud batch *.mp4 --say "cut {file} to 15 seconds, add a title" -o films
        workprint cloud batch --from jobs.jsonl --json
      """)

  @OptionGroup var options: CloudOptions
  @OptionGroup var keys: KeyOptions

  @Argument(help: ArgumentHelp("A file, with what to say about it.", valueName: "file=instruction"))
  var jobs: [String] = []

  @Option(help: ArgumentHelp("Jobs, one a line; - is standard input.", valueName: "file"))
  var from: String?

  @Option(help: ArgumentHelp("What to say about files that come without.", valueName: "instruction"))
  var say: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the films, such as films/june; made if missing.", valueName: "folder"))
  var output = ""

  @Flag(help: "Write over files that are there; upload what would be refused, or may be there already.")
  var force = false

  func validate() throws {
    if jobs.isEmpty, from == nil {
      throw ValidationError("name files with instructions, or --from a file of jobs")
    }
  }

  func execute() throws -> Int32 {
    let report = SayReport(json: json, schema: Self.schema)
    return try telling(report) { try await $0.perform($1, report) }
  }

  private func perform(_ client: CloudClient, _ report: SayReport) async throws -> Int32 {
    let jobs = try planned()
    let folders = try makeFolders(for: jobs)
    // Where nothing came of it, nothing is left.
    defer { OutputFolder.removeEmpty(folders) }
    var worst: Int32 = 0
    var isStopped = false
    for (index, job) in jobs.enumerated() {
      report.begin(job: index + 1)
      report.note(
        "[\(index + 1)/\(jobs.count)] \(job.files.map(\.visible).joined(separator: ", ")): \(job.instruction.visible)"
      )
      let ending =
        isStopped ? SayRun.Ending(result: "skipped", code: 2) : await run(job, client, report, &isStopped)
      worst = max(worst, ending.code)
      report.event(
        "job",
        [
          "files": .array(job.files.map { .string(MediaName.shown($0)) }),
          "output": ending.output.map(JSONLiteral.string) ?? .null, "result": .string(ending.result),
          "exitCode": .int(Int(ending.code)),
        ])
      if isStopped, ending.result == "skipped" { report.note("not begun") }
    }
    report.begin(job: nil)
    report.done(worst == 0 ? "done" : worst == 1 ? "refused" : "failed", worst)
    return worst
  }

  func perform(_ client: CloudClient) async throws -> Int32 {
    try await perform(client, SayReport(json: json, schema: Self.schema))
  }

  /// The jobs, after a look at all that can be known before anything is sent.
  private func planned() throws -> [BatchJob] {
    var list = BatchJobs(standard: say, folder: output) { path in
      var info = stat()
      return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
    }
    for argument in jobs { try list.add(argument: argument) }
    if let from { try list.add(lines: try readInput(from), of: from == "-" ? "<stdin>" : from) }
    guard list.jobs.count <= 10_000 else {
      throw CommandFailure("\(list.jobs.count) jobs are more than are done at once", code: "batch.tooMany")
    }
    // What goes in first: a film that has no place is no reason to hide that there is nothing to make it of.
    for job in list.jobs { for file in job.files where !MediaName.isURL(file) { try check(file) } }
    if !output.isEmpty { try OutputFolder.check(output) }
    var outputs: Set<String> = []
    for job in list.jobs {
      try OutputFile.check(job.output, force: force, makesFolder: true)
      guard outputs.insert(Self.plain(job.output)).inserted else {
        throw CommandFailure(
          "two jobs write the same film", code: "batch.sameOutput", place: .file(job.output), exitCode: 64)
      }
    }
    for job in list.jobs {
      var folder = OutputFile.folder(of: Self.plain(job.output))
      while folder != "/", folder != "." {
        guard !outputs.contains(folder) else {
          throw CommandFailure(
            "its folder is the film of another job", code: "batch.sameOutput", place: .file(job.output),
            exitCode: 64)
        }
        folder = OutputFile.folder(of: folder)
      }
    }
    return list.jobs
  }

  /// An absolute path without `.`, `..` and needless slashes: folders need not be there to be compared.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in absoluteOutputPath(path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// - Returns: the folders that were made.
  private func makeFolders(for jobs: [BatchJob]) throws -> [String] {
    var made: [String] = []
    for folder in (output.isEmpty ? [] : [output]) + jobs.map({ OutputFile.folder(of: $0.output) }) {
      do { made += try OutputFolder.make(folder) } catch {
        OutputFolder.removeEmpty(made)
        throw error
      }
    }
    return made
  }

  private func check(_ file: String) throws {
    guard UploadLedger.FileStamp(path: file) != nil else {
      throw CommandFailure("there is no such file", code: "cloud.fileUnreadable", place: .file(file))
    }
    guard !force, let (reason, help) = UploadCheck().refusal(of: file) else { return }
    throw CommandFailure(
      "not uploaded: \(reason)", code: "upload.refused", place: .file(file),
      help: help + "; --force uploads it all the same. Nothing was sent", exitCode: 1)
  }

  /// - Parameter isStopped: set where the others would fail in the same way.
  private func run(
    _ job: BatchJob, _ client: CloudClient, _ report: SayReport, _ isStopped: inout Bool
  ) async -> SayRun.Ending {
    do {
      var run = SayRun(client: client, report: report)
      run.keys = try keys.load()
      run.attachments = job.files
      run.namesAttachments = true
      run.export = job.output
      run.isForced = force
      // Whatever an instruction says, it is one.
      return try await run.run(job.instruction, as: .message)
    } catch let error as CloudError {
      isStopped = [.tokenRefused, .outOfCredits, .planBlocked, .unreachable, .sessionNotFound].contains(
        error.code)
      report.failure(CommandFailure(error))
      return SayRun.Ending(result: "failed", code: 2)
    } catch let failure as CommandFailure {
      report.failure(failure)
      return SayRun.Ending(result: failure.exitCode == 1 ? "refused" : "failed", code: failure.exitCode)
    } catch {
      report.note("error: \(error)")
      return SayRun.Ending(result: "failed", code: 2)
    }
  }
}
