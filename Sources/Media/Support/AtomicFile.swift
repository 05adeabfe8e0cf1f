import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears under its name only when it is complete.
///
/// Until then it is written under a hidden name in the same folder, and removed when it is given up,
/// by error or by interruption (``removeAllUnfinished()``).
public final class AtomicFile {
  public let path: String
  /// Where to write meanwhile.
  public let temporaryPath: String
  private static let unfinished = Mutex<Set<String>>([])

  public init(path: String) throws(MediaError) {
    self.path = path
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let name = parts.last.map(String.init) ?? path
    let prefix = parts.count > 1 ? folder + "/" : ""
    temporaryPath = "\(prefix).\(name.prefix(100)).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
    let temporaryPath = temporaryPath
    // Made and noted in one step: an interruption finds either no file or a file that it knows.
    let file = Self.unfinished.withLock { paths in
      let file = open(temporaryPath, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
      if file >= 0 { paths.insert(temporaryPath) }
      return file
    }
    guard file >= 0 else {
      throw MediaError(.unreadable, file: path, operation: "write", reason: String(cString: strerror(errno)))
    }
    close(file)
  }

  deinit {
    let temporaryPath = temporaryPath
    let wasUnfinished = Self.unfinished.withLock { $0.remove(temporaryPath) != nil }
    if wasUnfinished { unlink(temporaryPath) }
  }

  /// Gives the file its name, in place of what had it before.
  public func commit() throws(MediaError) {
    guard rename(temporaryPath, path) == 0 else {
      throw MediaError(.unreadable, file: path, operation: "write", reason: String(cString: strerror(errno)))
    }
    let temporaryPath = temporaryPath
    Self.unfinished.withLock { _ = $0.remove(temporaryPath) }
  }

  /// Writes a whole file.
  public static func write(_ bytes: [UInt8], to path: String) throws(MediaError) {
    let file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Writes its whole content.
  public func write(_ bytes: [UInt8]) throws(MediaError) {
    guard let stream = fopen(temporaryPath, "wb") else { throw failure() }
    let written = fwrite(bytes, 1, bytes.count, stream)
    guard fclose(stream) == 0, written == bytes.count else { throw failure() }
  }

  /// Takes over all bytes of a file.
  public func copyContent(of source: String) throws(MediaError) {
    guard let input = fopen(source, "rb") else {
      throw MediaError(.unreadable, file: source, operation: "read", reason: String(cString: strerror(errno)))
    }
    defer { fclose(input) }
    guard let stream = fopen(temporaryPath, "wb") else { throw failure() }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var isWhole = true
    while isWhole {
      let count = fread(&buffer, 1, buffer.count, input)
      if count == 0 { break }
      isWhole = fwrite(buffer, 1, count, stream) == count
    }
    isWhole = ferror(input) == 0 && isWhole
    guard fclose(stream) == 0, isWhole else { throw failure() }
  }

  private func failure() -> MediaError {
    MediaError(.unreadable, file: path, operation: "write", reason: String(cString: strerror(errno)))
  }

  /// Notes files that are not to outlive the work at hand.
  static func noteUnfinished(_ paths: [String]) { unfinished.withLock { $0.formUnion(paths) } }

  /// Removes such files.
  static func removeUnfinished(_ paths: [String]) {
    unfinished.withLock { $0.subtract(paths) }
    for path in paths { unlink(path) }
  }

  /// Removes what is being written. For the moment before the process ends.
  public static func removeAllUnfinished() {
    unfinished.withLock { paths in
      for path in paths { unlink(path) }
      paths = []
    }
  }
}
