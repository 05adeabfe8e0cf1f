#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// This program and the libraries that it was started with, each with what changes when it does. A file that
/// was written over has its place and number still: size and time tell.
public enum LoadedLibraries {
  /// One line for each, in order; nil where the system does not tell. Told once: libraries that are loaded
  /// later, when something needs them, are of the same releases.
  public static let atFirst: [String]? = {
    guard let maps = fopen("/proc/self/maps", "r") else { return nil }
    defer { fclose(maps) }
    var files: Set<String> = []
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), maps) != nil {
      // address, permissions, offset, device, inode, path
      let text = line.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
      let fields = text.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      guard fields.count == 6, fields[1].contains("x"), let path = fields.last, path.hasPrefix("/") else {
        continue
      }
      files.insert("\(fields[3]) \(fields[4]) \(state(String(path))) \(path)")
    }
    return files.sorted()
  }()

  private static func state(_ path: String) -> String {
    var info = stat()
    guard stat(path, &info) == 0 else { return "gone" }
    #if canImport(Glibc)
      let changed = info.st_mtim
    #else
      let changed = info.st_mtimespec
    #endif
    return "\(info.st_size) \(changed.tv_sec).\(changed.tv_nsec)"
  }
}
