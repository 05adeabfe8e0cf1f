import ArgumentParser
import DraftModel
import DraftValidation
import JSONTree

/// `workprint check`: what is wrong with a draft.
public struct CheckCommand: WorkprintCommand {
  public static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with a draft: where, why it matters, and what to do.",
    discussion: Self.discussion)

  public static let discussion = """
    With --media the files that the draft names are opened, and its text is tried against the fonts of \
    this machine. So they are without it where at least one of them lies beside the draft; otherwise the \
    draft alone is looked at, which takes milliseconds.

    A .workprint.json beside the draft changes levels for good: {"rules": {"track.gap": "off"}}

    Exit code: 0, or 1 where a finding reaches --fail-on.

    EXAMPLES
      workprint check draft.json
      workprint check draft.json --media clips --fail-on error
      workprint check draft.json --fix --dry-run
      workprint check draft.json --rule track.gap=warning --format sarif > check.sarif
    """

  @OptionGroup public var options: CheckOptions

  public var json: Bool { options.isDocument }

  public init() {}

  public func execute() throws -> Int32 {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard options.mediaFolders.isEmpty, !options.allowOutside else {
      throw MediaProgram.replaceThisProcess(arguments)
    }
    return try CheckRun(options: options, media: nil, text: nil).execute { draft in
      guard MediaBeside(folders: options.ownFolders).hasMedia(of: draft) else { return }
      guard MediaProgram.isInstalled else {
        return StandardStream.error.write(
          "note: the media beside the draft are not looked at: \(MediaProgram.name) is not installed\n")
      }
      // What came from standard input is gone from there.
      if options.input.draft == "-" { try StandardInput.putBack(draft.document.bytes) }
      throw MediaProgram.replaceThisProcess(arguments)
    }
  }

  public func document(of failure: CommandFailure) -> JSONLiteral? { options.document(of: failure) }
}
