import ArgumentParser

/// The program's commands: those that need no media run here, the others in the sibling program.
public struct Workprint: ParsableCommand {
  public static let version = "0.1.0"

  public static let configuration = CommandConfiguration(
    commandName: "workprint",
    abstract: "See, check and preview the draft timelines of cloud video editors.",
    version: version,
    subcommands: [
      InspectCommand.self, CheckCommand.self, RulesCommand.self, DiffCommand.self, PatchCommand.self,
      MergeCommand.self, GitDiffCommand.self,
      ForwardedPlan.self, ForwardedPreview.self, ForwardedFrame.self, ForwardedSheet.self,
      ForwardedProbe.self, ForwardedPreflight.self, ForwardedCloud.self, ForwardedCache.self,
    ])

  public init() {}
}
