import ArgumentParser
import DraftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names of files on a command line, taken with whatever the options did not take: names may begin with a
/// dash.
enum FileArguments {
  /// The files; behind `--` there is nothing else.
  static func paths(_ arguments: [String]) -> [String] {
    guard let end = arguments.firstIndex(of: "--") else { return arguments }
    return Array(arguments[..<end] + arguments[(end + 1)...])
  }

  /// - Throws: where one is no file, and looks like an option that was meant as one.
  static func validate(_ arguments: [String]) throws {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    for file in arguments[..<end] where file.hasPrefix("-") && file != "-" && access(file, F_OK) != 0 {
      throw ValidationError(
        "there is no option and no file named `\(file.visible)`; a file of such a name is `./\(file.visible)`"
      )
    }
    if paths(arguments).isEmpty { throw ValidationError("name a file at least") }
  }
}
