import DraftCommands
import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What may be written over.
enum OutputFile {
  /// Refuses, before any work, to write where something stands.
  /// - Parameter isOurs: whether what stands there may be replaced all the same.
  static func check(_ path: String, force: Bool, isOurs: (String) -> Bool = { _ in false }) throws {
    let parent =
      path.contains("/")
      ? path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") : "."
    var info = stat()
    guard stat(parent.isEmpty ? "/" : parent, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
      throw CommandFailure(
        "there is no folder to write to", code: "output.noFolder", place: .file(path),
        help: "make the folder first")
    }
    guard stat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure(
        "something other than a file is there", code: "output.notAFile", place: .file(path))
    }
    guard force || isOurs(path) else {
      throw CommandFailure(
        "the file exists already", code: "output.exists", place: .file(path),
        help: "--force writes over it, -o takes another name")
    }
  }
}

/// A folder that files are put into.
enum OutputFolder {
  /// Makes it, unless it is there. Folders above it have to be there: a misspelled path makes none.
  static func make(_ path: String) throws {
    var info = stat()
    if stat(path, &info) == 0 {
      guard info.st_mode & S_IFMT == S_IFDIR else {
        throw CommandFailure(
          "this is no folder", code: "output.notAFolder", place: .file(path),
          help: "-o takes the folder that the files are put into")
      }
      return
    }
    guard mkdir(path, 0o777) == 0 else {
      throw CommandFailure(
        "the folder cannot be made: \(lastSystemError())", code: "output.noFolder", place: .file(path))
    }
  }
}

extension CommandFailure {
  init(_ error: MediaError) {
    self.init(
      "cannot \(error.operation): \(error.reason)", code: "media.failed",
      place: error.file.map(CommandFailure.Place.file) ?? .none)
  }
}
