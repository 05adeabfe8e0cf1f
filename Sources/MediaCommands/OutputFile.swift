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
  /// - Parameters:
  ///   - makesFolder: whether its folder is going to be made where it is not there (``OutputFolder``).
  ///   - isOurs: whether what stands there may be replaced all the same.
  static func check(
    _ path: String, force: Bool, makesFolder: Bool = false, isOurs: (String) -> Bool = { _ in false }
  ) throws {
    let parent = folder(of: path)
    var info = stat()
    if makesFolder {
      try OutputFolder.check(parent)
    } else {
      guard stat(parent, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
        throw CommandFailure(
          "there is no folder to write to", code: "output.noFolder", place: .file(path),
          help: "make the folder first")
      }
    }
    if stat(path, &info) == 0 {
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
    if !makesFolder { try checkIsWritable(path) }
  }
}

extension OutputFile {
  /// Refuses a folder that no file can be put into. Permissions do not tell: some folders take no files even
  /// from those who may do anything.
  private static func checkIsWritable(_ path: String) throws {
    let file: AtomicFile
    do throws(MediaError) { file = try AtomicFile(path: path) } catch {
      throw CommandFailure(
        "no file can be put there: \(error.reason)", code: "output.unwritable", place: .file(path),
        help: "-o takes a file in another folder")
    }
    withExtendedLifetime(file) {}
  }

  /// The folder that a file lies in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A folder that files are put into: what `-o` names where a command writes several, and the folders within
/// it that the files' own names lead to.
///
/// One rule for all of them: it is made where it is not there, and so are the folders above it. Whether it
/// can be is looked at before anything is done, and what was made in vain is taken away again. A single
/// file's folder has to be there (``OutputFile``).
enum OutputFolder {
  /// Refuses a folder that cannot be made. Makes nothing.
  static func check(_ path: String) throws {
    var info = stat()
    for place in ancestors(path).reversed() where stat(place, &info) == 0 {
      guard info.st_mode & S_IFMT == S_IFDIR else {
        throw CommandFailure(
          "this is no folder", code: "output.notAFolder", place: .file(place),
          help: "-o takes the folder that the files are put into")
      }
      guard access(place, W_OK | X_OK) == 0 else { throw unmade(place) }
      return
    }
  }

  /// Makes it, unless it is there.
  /// - Returns: the folders that were made, the outermost first.
  @discardableResult static func make(_ path: String) throws -> [String] {
    try check(path)
    var made: [String] = []
    for place in ancestors(path) {
      if mkdir(place, 0o777) == 0 {
        made.append(place)
        Interruption.note(folders: [place])
        continue
      }
      let failure = unmade(place)
      var info = stat()
      guard stat(place, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
        removeEmpty(made)
        throw failure
      }
    }
    return made
  }

  /// Takes folders away that were made and that nothing was put into.
  static func removeEmpty(_ made: [String]) {
    for place in made.reversed() { rmdir(place) }
  }

  /// `a`, `a/b` and `a/b/c` of `a/b/c`.
  private static func ancestors(_ path: String) -> [String] {
    var places = path.indices.filter { path[$0] == "/" && $0 != path.startIndex }.map { String(path[..<$0]) }
    places.append(path)
    return places.filter { !$0.isEmpty && !$0.hasSuffix("/") }
  }

  private static func unmade(_ place: String) -> CommandFailure {
    CommandFailure(
      "the folder cannot be made: \(lastSystemError())", code: "output.noFolder", place: .file(place))
  }
}

extension CommandFailure {
  init(_ error: MediaError) {
    self.init(
      "cannot \(error.operation): \(error.reason)", code: "media.failed",
      place: error.file.map(CommandFailure.Place.file) ?? .none)
  }
}
