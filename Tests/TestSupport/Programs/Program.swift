import Foundation

/// How a run of a program ended.
public struct ProgramResult: Sendable {
  /// The exit code; for a signal, minus its number.
  public let exitCode: Int32
  public let output: String
  public let errors: String

  public init(exitCode: Int32, output: String, errors: String) {
    (self.exitCode, self.output, self.errors) = (exitCode, output, errors)
  }
}

/// The built `workprint`.
public enum Program {
  /// Runs it to its end.
  /// - Parameters:
  ///   - folder: where it runs; relative paths count from here.
  ///   - input: its standard input; nothing unless said.
  ///   - environment: variables that are set.
  public static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: String = "", environment: [String: String] = [:]
  ) throws -> ProgramResult {
    let running = try RunningProgram(arguments, in: folder, environment: environment)
    running.feed(Array(input.utf8))
    return try running.waitForEnd()
  }

  /// Runs it with its output going into a shell command; the exit code is the program's own.
  public static func runPiped(
    _ arguments: [String], into command: String, in folder: TemporaryFolder
  ) throws -> ProgramResult {
    // The code is carried round the pipe, on a stream of its own.
    let script = "exec 4>&1; code=$({ { \"$@\"; echo $? >&3; } | \(command) >&4; } 3>&1); exit $code"
    let running = try RunningProgram(arguments, in: folder, shellScript: script)
    running.feed([])
    return try running.waitForEnd()
  }

  /// Where it lies: beside the test bundle, or else in the package's own build folder.
  public static func path() throws -> String {
    for start in [CommandLine.arguments.first, Bundle.main.executablePath, #filePath].compactMap(\.self) {
      var folder = URL(fileURLWithPath: start).resolvingSymlinksInPath().deletingLastPathComponent()
      while folder.path != "/" {
        for candidate in ["workprint", ".build/debug/workprint", ".build/release/workprint"] {
          let path = folder.appendingPathComponent(candidate).path
          if isProgram(path) { return path }
        }
        folder.deleteLastPathComponent()
      }
    }
    throw ProgramError.notBuilt
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && FileManager.default.isExecutableFile(atPath: path)
  }
}

public enum ProgramError: Error {
  /// There is no `workprint` beside the tests.
  case notBuilt
  case cannotStart(reason: String)
  /// It ended, or never did what was waited for.
  case endedTooEarly(ProgramResult)
}
