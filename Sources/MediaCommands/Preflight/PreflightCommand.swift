import ArgumentParser
import DraftCommands
import DraftModel
import JSONTree
import Media
import Preflight
import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint preflight`: whether files, or all that a draft uses, can be uploaded; and making it so.
struct PreflightCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "preflight",
    abstract: "Say before an upload whether the service will take files, and make them so.",
    discussion: """
      A draft stands for every file that it uses. Exit code 1 where anything is refused, a draft that cannot be
      read among it.

      EXAMPLES
        workprint preflight clip.mov song.flac
        workprint preflight draft.json --media clips
        workprint preflight huge.mp4 --fix -o fixed
        workprint preflight draft.json --media clips --fix -o fixed --strip-location
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("Media files and drafts; - is a draft on standard input.", valueName: "file|draft"))
  var arguments: [String]

  private var inputs: [String] { FileArguments.paths(arguments) }

  @Flag(help: "Decode all of each file, not only its first, middle and last second.")
  var deep = false

  @Option(help: ArgumentHelp("The largest upload: 200MB, 200MiB.", valueName: "size"))
  var limit: String = "200MB"

  @Flag(help: "Make each refused or doubtful file acceptable, losing as little as can be; needs -o.")
  var fix = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("With --fix: the folder for what is made.", valueName: "folder"))
  var output: String?

  @Flag(help: "With --fix: take out where pictures and films were taken.")
  var stripLocation = false

  @Flag(help: "With --fix: write over files in the folder, but never over an original.")
  var force = false

  @Option(
    name: .customLong("media"),
    help: ArgumentHelp(
      "A folder to look for a draft's media in; may be given several times. The draft's own comes last.",
      valueName: "folder"))
  var mediaFolders: [String] = []

  @Flag(help: "Let a draft's paths lead out of the media folders.")
  var allowOutside = false

  @Option(
    help: ArgumentHelp(
      "Files that are looked at at once; as many as there are cores unless said.", valueName: "count"))
  var workers: Int?

  @OptionGroup var keys: KeyOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    try FileArguments.validate(arguments)
    guard ByteCount(typed: limit) != nil else {
      throw ValidationError("--limit is a size such as 200MB or 200MiB, not `\(limit.visible)`")
    }
    if fix, output == nil { throw ValidationError("--fix needs -o with a folder for what it makes") }
    if !fix, output != nil { throw ValidationError("-o goes with --fix") }
    if !fix, stripLocation { throw ValidationError("--strip-location goes with --fix") }
    if !fix, force { throw ValidationError("--force goes with --fix") }
    if let workers, !(1...64).contains(workers) {
      throw ValidationError("--workers is a number from 1 to 64")
    }
    if inputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("- can be named once") }
  }

  private var options: PreflightOptions {
    PreflightOptions(
      limit: ByteCount(typed: limit)?.bytes ?? ServiceLimits.largestUpload,
      extent: deep ? .everything : .samples)
  }

  private var threads: Int { workers ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  func execute() throws -> Int32 {
    let checked = try check()
    let fixed =
      try fix
      ? output.map { folder in
        try PreflightFixing(
          folder: folder, force: force,
          options: FixOptions(limit: options.limit, stripsLocation: stripLocation, threads: threads),
          mediaFolders: mediaFolders, locate: { folders(of: $1).locate($0) }
        ).run(checked)
      } : nil
    if json {
      Self.write(literal(checked, fixed))
    } else {
      StandardStream.output.write(text(checked, fixed))
    }
    return fixed.map { $0.leavesRefused } ?? (checked.verdict == .refused) ? 1 : 0
  }

  // MARK: Checking

  private func check() throws -> CheckedInputs {
    var drafts: [(path: String, draft: Draft, uses: [DraftMediaUse])] = []
    var files: [String] = []
    var broken: [FileReport] = []
    let keys = try keys.load()
    for input in inputs {
      let kind = InputKind(of: input)
      guard kind != .file else {
        files.append(input)
        continue
      }
      do {
        let draft = try load(input, keys)
        drafts.append((input, draft, uses(of: draft, at: input)))
      } catch let failure as CommandFailure {
        // What is no draft after all may be a file like any other, with a verdict of its own.
        if kind == .either || input != "-" && (try? MediaProbe.describe(path: input, level: .quick)) != nil {
          files.append(input)
        } else {
          broken.append(FileReport(brokenDraft: input, failure))
        }
      }
    }
    let count = files.count + drafts.reduce(0) { $0 + $1.uses.count }
    let bar = ProgressBar()
    let before = Progress(count: count, bar: bar)
    let reports = PreflightRun.reports(on: files, options: options, threads: threads) { before.update($0) }
    var checked = CheckedInputs(files: reports + broken, drafts: [])
    var done = files.count
    for (path, draft, uses) in drafts {
      let offset = done
      let report = PreflightRun.report(on: uses, options: options, threads: threads) {
        before.update(offset + $0)
      }
      checked.drafts.append(.init(path: path, draft: draft, report: report))
      done += uses.count
    }
    bar.finish()
    return checked
  }

  private func load(_ input: String, _ keys: DraftKeys) throws -> Draft {
    let draft: Draft
    do {
      draft = try loadDraft(input, keys: keys, limit: InputKind.largestDraft)
    } catch is NoDraftYet {
      throw CommandFailure.noDraftYet(input)
    }
    guard draft.node(.draftTracks) != nil else {
      throw CommandFailure(
        "no draft: it has no tracks", code: "draft.noTracks",
        place: .file(input == "-" ? "<stdin>" : input),
        help: "a draft is a JSON object with its tracks in `t`")
    }
    return draft
  }

  private struct Progress: Sendable {
    let count: Int
    let bar: ProgressBar
    func update(_ done: Int) { bar.update(Double(done) / Double(max(1, count))) }
  }

  private func uses(of draft: Draft, at path: String) -> [DraftMediaUse] {
    draft.mediaUses(locate: folders(of: path).locate, identity: InputKind.realPath)
  }

  private func folders(of draft: String) -> MediaFolders {
    MediaFolders(
      folders: mediaFolders + [MediaFolders.ownFolder(of: draft)], allowsOutside: allowOutside)
  }

  // MARK: Telling

  private func literal(_ checked: CheckedInputs, _ fixed: FixedInputs?) -> JSONLiteral {
    var members: [JSONLiteral.Member] = [
      .init("schema", .string(Self.schema)), .init("limit", .int(options.limit)),
      .init("verdict", PreflightDocument.literal(checked.verdict)),
      .init("uploadBytes", .int(checked.uploadBytes)),
      .init("files", .array(checked.files.map(PreflightDocument.literal))),
      .init("drafts", .array(checked.drafts.map { PreflightDocument.literal($0.report, path: $0.path) })),
    ]
    if let fixed { members += fixed.members }
    return .object(members)
  }

  private func text(_ checked: CheckedInputs, _ fixed: FixedInputs?) -> String {
    var text = ""
    for file in checked.files { text += PreflightText.text(file) }
    for draft in checked.drafts { text += PreflightText.text(draft.report, path: draft.path) }
    if checked.verdicts.count > 1 {
      text += PreflightText.summary(checked.verdicts, uploadBytes: checked.uploadBytes)
    }
    return text + (fixed?.text ?? "")
  }
}

/// What was named on the command line, looked at.
struct CheckedInputs {
  struct CheckedDraft {
    var path: String
    var draft: Draft
    var report: DraftReport
  }

  var files: [FileReport]
  var drafts: [CheckedDraft]

  var verdicts: [PreflightVerdict] {
    files.map(\.verdict) + drafts.flatMap { $0.report.files.compactMap { $0.report?.verdict } }
  }

  var verdict: PreflightVerdict {
    let verdicts = verdicts
    return verdicts.contains(.refused)
      ? .refused : verdicts.contains(.readyWithWarnings) ? .readyWithWarnings : .ready
  }

  var uploadBytes: Int {
    files.reduce(0) { $0 + ($1.byteCount ?? 0) } + drafts.reduce(0) { $0 + $1.report.uploadBytes }
  }
}

extension FileReport {
  /// A draft that cannot be read, where, and why.
  init(brokenDraft path: String, _ failure: CommandFailure) {
    let place: String
    if case .text(_, let position, _, _) = failure.place { place = " at \(position)" } else { place = "" }
    let isKnown = failure.code.hasPrefix("draft.")
    self.init(
      path: path, byteCount: nil,
      findings: [
        PreflightFinding(
          .brokenDraft, .refusal,
          "it cannot be read as a draft\(place): \(failure.message)",
          help: failure.help
            ?? (isKnown ? "mend the draft, or save it again" : "name a draft that can be read"))
      ])
  }
}

/// What a path on the command line means.
enum InputKind {
  case file, draft
  /// A file that begins as a draft does, under the name of a film, a picture or a sound.
  case either

  /// Bytes. Drafts have some megabytes at most, and files that only begin like one may be of any size.
  static let largestDraft = 64 << 20

  /// Standard input and names that end in .json are drafts; text that begins as JSON does may be one. What is
  /// no regular file is none: nobody would wait for a pipe, nor for the end of a device.
  init(of path: String) {
    if path == "-" {
      self = .draft
    } else if MediaName.fileExtension(path) == "json" {
      self = Self.isRegularFile(path) ? .draft : .file
    } else {
      self = !Self.beginsAsJSON(path) ? .file : ServiceLimits.kind(of: path) == nil ? .draft : .either
    }
  }

  private static func isRegularFile(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
  }

  private static func beginsAsJSON(_ path: String) -> Bool {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size <= largestDraft else {
      return false
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return false }
    let text = bytes[..<count].drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return text.first == UInt8(ascii: "{")
  }

  /// The path without symbolic links; itself where it leads nowhere.
  static func realPath(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
