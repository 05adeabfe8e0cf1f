import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command of the sibling program. Loading FFmpeg takes longer than most answers, so this program
/// links none of it, and hands over to the one that does.
public protocol ForwardedCommand: ParsableCommand {
  var arguments: [String] { get }
}

extension ForwardedCommand {
  public func run() throws {
    let command = Self.configuration.commandName ?? ""
    let failure = MediaProgram.replaceThisProcess([command] + arguments)
    if arguments.contains("--json") {
      InspectCommand.write(failure.json(schema: "workprint.\(command)/1"))
    } else {
      StandardStream.error.write(failure.text(color: StandardStream.error.showsColor))
    }
    throw ExitCode(failure.exitCode)
  }
}

/// The program with the media libraries, which lies beside this one.
public enum MediaProgram {
  static let name = "workprint-media"

  /// The commands that it runs.
  public static let commands = ["plan", "preview", "frame", "sheet", "cache", "probe", "preflight", "cloud"]

  /// Goes on as the sibling program with these arguments.
  /// - Returns: only when that failed: why.
  static func replaceThisProcess(_ arguments: [String]) -> CommandFailure {
    var pointers: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    execv(path, &pointers)
    defer { for pointer in pointers { free(pointer) } }
    return CommandFailure(
      "this command needs the media libraries, and its program cannot be started: \(lastSystemError())",
      code: "program.missing", place: .file(path),
      help: "run ./Scripts/setup and build again, or install \(name) beside workprint")
  }

  static var isInstalled: Bool { access(path, X_OK) == 0 }
  private static var path: String { folder + "/" + name }

  /// Where this program lies, symbolic links resolved.
  private static var folder: String {
    #if os(Linux)
      let own = realpath("/proc/self/exe", nil)
    #else
      let own = CommandLine.arguments.first.flatMap { realpath($0, nil) }
    #endif
    guard let own else { return "." }
    defer { free(own) }
    return String(cString: own).split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }
}

struct ForwardedPreview: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Render a draft to a small MP4 that looks and sounds like the export.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ForwardedFrame: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "frame", abstract: "Write one picture of a draft as PNG.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ForwardedPlan: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Print what would be rendered, chunk by chunk, without rendering it.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ForwardedCache: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "See or clear what previews keep for the next render.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ForwardedCloud: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "cloud", abstract: "Talk to the service: upload, say what to edit, export.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ForwardedPreflight: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "preflight",
    abstract: "Say before an upload whether the service will take files, and make them so.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ForwardedProbe: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "Tell what media files are, from their content.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ForwardedSheet: ForwardedCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Write a storyboard of a draft as PNG.")
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}
