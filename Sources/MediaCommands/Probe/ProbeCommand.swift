import ArgumentParser
import DraftCommands
import DraftModel
import JSONTree
import Media
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint probe`: what files are.
struct ProbeCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Tell what media files are, from their content.",
    discussion: """
      Container, streams, sizes as coded and as shown, rates, colour, tags, and what is damaged. The exit code
      is 2 where a file cannot be opened as media, 1 where --deep found one that does not decode well.

      EXAMPLES
        workprint probe clip.mov
        workprint probe clips/* --json
        workprint probe --deep clip.mov
      """)

  @Argument(parsing: .allUnrecognized, help: "The files.")
  var arguments: [String]

  private var files: [String] { FileArguments.paths(arguments) }

  @Flag(help: "Decode everything, and tell of errors by time.")
  var deep = false

  @Flag(help: "Show where files say that they were taken, not only that they do.")
  var location = false

  @Option(help: ArgumentHelp("Files at a time; as many as there are cores unless said.", valueName: "count"))
  var workers: Int?

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    try FileArguments.validate(arguments)
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers is 1...256") }
  }

  func execute() throws -> Int32 {
    MediaLimits.boundAllocations()
    let (deep, location, json) = (deep, location, json)
    let count = workers ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let bar = ProgressBar(length: 0)
    let done = Mutex([Double](repeating: 0, count: files.count))
    let outcome = Mutex(Outcome())
    let jobs = Array(files.enumerated()).map { ProbeJob(index: $0, path: $1) }
    WorkerThreads.each(jobs, workers: count) { job in
      ProbeAnswer(path: job.path, deep: deep) { fraction in
        let all = done.withLock { done in
          done[job.index] = fraction
          return done.reduce(0, +) / Double(done.count)
        }
        bar.update(all)
      }
    } finished: { index, answer in
      outcome.withLock { outcome in
        outcome.note(answer)
        if json {
          outcome.documents.append(answer.literal(showsLocation: location))
        } else {
          bar.finish()
          answer.print(isFirst: index == 0, showsLocation: location)
        }
      }
    }
    bar.finish()
    return outcome.withLock { outcome in
      if json {
        Self.write(.object(["schema": .string(Self.schema), "files": .array(outcome.documents)]))
      }
      return outcome.exitCode
    }
  }
}

private struct ProbeJob: Sendable {
  let index: Int
  let path: String
}

private struct Outcome: Sendable {
  var documents: [JSONLiteral] = []
  var exitCode: Int32 = 0

  mutating func note(_ answer: ProbeAnswer) {
    switch answer.result {
    case .failure: exitCode = 2
    case .success(_, let decoding):
      if let decoding, !decoding.isClean, exitCode == 0 { exitCode = 1 }
    }
  }
}

/// What came of probing one file.
struct ProbeAnswer: Sendable {
  enum Result: Sendable {
    case success(MediaDescription, DecodingReport?)
    case failure(MediaError)
  }

  let path: String
  let result: Result

  init(path: String, deep: Bool, progress: (Double) -> Void) {
    self.path = path
    do throws(MediaError) {
      let description = try MediaProbe.describe(path: path)
      let decoding =
        deep
        ? try MediaProbe.decode(path: path, description: description, extent: .everything, progress: progress)
        : nil
      result = .success(description, decoding)
    } catch {
      result = .failure(error)
    }
  }

  func print(isFirst: Bool, showsLocation: Bool) {
    switch result {
    case .success(let description, let decoding):
      let text = ProbeText(
        path: path, description: description, decoding: decoding, showsLocation: showsLocation)
      StandardStream.output.write((isFirst ? "" : "\n") + text.text)
    case .failure(let error):
      StandardStream.error.write(CommandFailure(probing: error).text(color: StandardStream.error.showsColor))
    }
  }
}

extension CommandFailure {
  /// A file that cannot be probed, with what to do.
  init(probing error: MediaError) {
    let (code, help): (String, String?) =
      switch error.code {
      case .notFound where error.file?.contains("\u{FFFD}") == true:
        ("media.missing", "names that are no UTF-8 cannot be given here; a link with another name will do")
      case .notFound: ("media.missing", "check the name; names with special characters need quotes")
      case .unreadable: ("media.unreadable", nil)
      case .unsupported: ("media.unsupported", "it has to be a film, a picture or a sound that holds itself")
      case .damaged: ("media.damaged", "get the file again from where it came; it may have been cut off")
      case .limit: ("media.limit", nil)
      default: ("media.failed", nil)
      }
    self.init(
      "cannot \(error.operation): \(error.reason.visible)", code: code,
      place: error.file.map(Place.file) ?? .none, help: help)
  }
}
