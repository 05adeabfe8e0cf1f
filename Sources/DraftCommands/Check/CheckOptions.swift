import ArgumentParser
import DraftModel
import DraftValidation
import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `check` is told, in this program and in the one that can look at media.
public struct CheckOptions: ParsableArguments {
  public enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, sarif
  }

  @OptionGroup public var input: DraftOptions

  @Option(help: "How findings are printed.")
  public var format: Format = .text

  @Flag(help: "The same as --format json.")
  public var json = false

  @Flag(
    help: "Apply the fixes that are certain, in place, and say which; standard input goes to standard output."
  )
  public var fix = false

  @Flag(help: "With --fix: show what would be changed, as a diff, and change nothing.")
  public var dryRun = false

  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp("Give a rule another level: off, info, warning, error.", valueName: "code=level"))
  public var ruleLevels: [String] = []

  @Option(help: "The level from which findings make the exit code 1.")
  public var failOn: RuleLevel = .warning

  @Option(
    name: .customLong("media"),
    help: ArgumentHelp(
      "Look at the draft's media in this folder and beside the draft; may be given several times.",
      valueName: "folder"))
  public var mediaFolders: [String] = []

  @Flag(help: "Look at the draft's media, and let its paths lead out of the media folders.")
  public var allowOutside = false

  @Flag(help: "Show every finding, not only the first 20 of each rule.")
  public var all = false

  public init() {}

  public mutating func validate() throws {
    if json { format = .json }
    if dryRun, !fix { throw ValidationError("--dry-run goes with --fix: it shows what --fix would change") }
    _ = try RuleLevels.parse(ruleLevels)
  }

  /// Whether the answer is a document, so that failures have to be one.
  public var isDocument: Bool { format != .text }

  /// A failure in the form of the answer.
  public func document(of failure: CommandFailure) -> JSONLiteral? {
    switch format {
    case .text: nil
    case .json: failure.json(schema: JSONReport.schema)
    case .sarif: SARIFReport(failure: failure.notification, version: Workprint.version).literal
    }
  }

  /// The folders that the draft lies in: the one of the path that was given and, where that is a
  /// symbolic link, the one of the file behind it. Standard input lies in the working directory.
  public var ownFolders: [String] {
    guard input.draft != "-" else { return ["."] }
    let named = Self.folder(of: input.draft)
    guard let real = realpath(input.draft, nil) else { return [named] }
    defer { free(real) }
    let behind = Self.folder(of: String(cString: real))
    guard let resolved = realpath(named, nil) else { return [named] }
    defer { free(resolved) }
    return behind == String(cString: resolved) ? [named] : [named, behind]
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension CommandFailure {
  /// As SARIF tells of it.
  fileprivate var notification: SARIFReport.Failure {
    let text = help.map { "\(message); \($0)" } ?? message
    return switch place {
    case .none: .init(code: code, text: text)
    case .file(let file): .init(code: code, text: text, file: file)
    case .text(let file, let position, let pointer, _):
      .init(code: code, text: text, file: file, position: position, pointer: pointer)
    }
  }
}

extension RuleLevel: ExpressibleByArgument {}
