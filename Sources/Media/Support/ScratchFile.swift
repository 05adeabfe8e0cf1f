/// A file that only the work at hand needs: a library is told its path, and it goes with its owner, or
/// when the work is interrupted.
public final class ScratchFile {
  public let path: String
  private let paths: [String]

  /// - Parameters:
  ///   - path: the file that the work is for; the scratch file lies hidden beside it.
  ///   - suffixes: what the library puts behind the path for files of its own.
  public init(beside path: String, suffixes: [String] = []) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
    let name = (parts.last ?? "").prefix(80)
    let own = "\(folder).\(name).\(UInt64.random(in: 0 ... .max)).scratch"
    self.path = own
    paths = [own] + suffixes.map { own + $0 }
    AtomicFile.noteUnfinished(paths)
  }

  deinit { AtomicFile.removeUnfinished(paths) }
}
