#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that only the work at hand needs: a library is told its path, and it goes with its owner, or
/// when the work is interrupted. What a process left that was killed goes when the next one works in the
/// folder.
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
    Self.removeStale(in: folder.isEmpty ? "./" : folder)
    let own = "\(folder).\(name).\(getpid())-\(Self.machine)-\(UInt32.random(in: 0 ... .max)).scratch"
    self.path = own
    paths = [own] + suffixes.map { own + $0 }
    AtomicFile.noteUnfinished(paths)
  }

  /// Tells this machine from others, by its name.
  private static let machine: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let sum = name.prefix { $0 != 0 }.reduce(UInt32(2_166_136_261)) {
      ($0 ^ UInt32(UInt8(bitPattern: $1))) &* 16_777_619
    }
    return String(sum, radix: 36)
  }()

  /// Removes the scratch files of processes that are no more. Their names tell which made them.
  private static func removeStale(in folder: String) {
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix("."), let owner = owner(of: name), owner != getpid() else { continue }
      // Another's process exists as well, and may not be told so.
      if kill(owner, 0) != 0, errno == ESRCH { unlink(folder + name) }
    }
  }

  /// The process that a name tells of, `.film.mp4.123-abc-456.scratch.temp`; nil for other files' names.
  private static func owner(of name: String) -> pid_t? {
    // Processes of another machine, with which the folder is shared, are not known here.
    let parts = name.split(separator: ".")
    guard let mark = parts.lastIndex(of: "scratch"), mark > 0, parts.count - mark <= 3 else { return nil }
    let numbers = parts[mark - 1].split(separator: "-")
    guard numbers.count == 3, numbers[1] == machine, let process = pid_t(numbers[0]), process > 0 else {
      return nil
    }
    return process
  }

  deinit { AtomicFile.removeUnfinished(paths) }
}
