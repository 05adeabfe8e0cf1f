import ArgumentParser
import DraftModel
import DraftValidation

/// `workprint check`: what is wrong with a draft.
public struct CheckCommand: WorkprintCommand {
  public static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with a draft: where, why it matters, and what to do.",
    discussion: Self.discussion)

  public static let discussion = """
    Without --media the draft alone is looked at, and no file: that takes milliseconds. With --media the \
    files that it names are opened, and its text is tried against the fonts of this machine.

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
    guard options.mediaFolders.isEmpty else {
      throw MediaProgram.replaceThisProcess(Array(CommandLine.arguments.dropFirst()))
    }
    return try CheckRun(options: options, media: nil, text: nil).execute()
  }
}
