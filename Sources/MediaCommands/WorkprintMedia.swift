import ArgumentParser
import DraftCommands

/// The commands that need media libraries. People call them by way of `workprint`, whose name the
/// help shows.
public struct WorkprintMedia: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "workprint",
    abstract: "See, check and preview the draft timelines of cloud video editors.",
    version: Workprint.version,
    subcommands: [
      MediaCheckCommand.self, PlanCommand.self, PreviewCommand.self, FrameCommand.self, SheetCommand.self,
      ProbeCommand.self, PreflightCommand.self, CloudGroup.self, CacheCommand.self,
    ])

  public init() {}
}
