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
    throw MediaProgram.replaceThisProcess([Self.configuration.commandName ?? ""] + arguments)
  }
}

/// The program with the media libraries, which lies beside this one.
public enum MediaProgram {
  static let name = "workprint-media"

  /// The commands that it runs.
  public static let commands = ["plan", "preview", "frame", "sheet", "cache", "probe", "preflight", "cloud"]

  /// Goes on as the sibling program with these arguments.
  /// - Returns: only when that failed: the exit code to end with, after the reason was told.
  static func replaceThisProcess(_ arguments: [String]) -> ExitCode {
    let path = folder + "/" + name
    var pointers: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    execv(path, &pointers)
    let failure = CommandFailure(
      "this command needs the media libraries, and its program cannot be started: \(lastSystemError())",
      code: "program.missing", place: .file(path),
      help: "run ./Scripts/setup and build again, or install \(name) beside workprint")
    if arguments.contains("--json") {
      InspectCommand.write(failure.json(schema: "workprint.\(arguments.first ?? "answer")/1"))
    } else {
      StandardStream.error.write(failure.text(color: StandardStream.error.showsColor))
    }
    for pointer in pointers { free(pointer) }
    return ExitCode(2)
  }

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
