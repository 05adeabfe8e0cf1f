import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears under its name only when it is complete.
///
/// Until then it has no name at all, where the system knows files without one, so that nothing is
/// left behind however the process ends; elsewhere a hidden one in the same folder, which is removed
/// when it is given up, by error or by interruption (``removeAllUnfinished()``).
public final class AtomicFile {
  public let path: String
  /// Where to write meanwhile.
  public let temporaryPath: String
  private let file: Int32
  /// The hidden name; nil where there is none.
  private let hiddenPath: String?
  private static let unfinished = Mutex<Set<String>>([])

  public init(path: String) throws(MediaError) {
    self.path = path
    let nameless = Self.openNameless(inFolderOf: path)
    if nameless >= 0 {
      file = nameless
      hiddenPath = nil
      temporaryPath = "/proc/self/fd/\(nameless)"
      return
    }
    let hidden = Self.hiddenPath(for: path)
    // Made and noted in one step: an interruption finds either no file or a file that it knows.
    file = Self.unfinished.withLock { paths in
      let file = open(hidden, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
      if file >= 0 { paths.insert(hidden) }
      return file
    }
    hiddenPath = file >= 0 ? hidden : nil
    temporaryPath = hidden
    guard file >= 0 else {
      throw MediaError(.unreadable, file: path, operation: "write", reason: String(cString: strerror(errno)))
    }
  }

  deinit {
    if file >= 0 { close(file) }
    if let hiddenPath { Self.remove(hiddenPath) }
  }

  private static func openNameless(inFolderOf path: String) -> Int32 {
    #if canImport(Glibc)
      guard access("/proc/self/fd", X_OK) == 0 else { return -1 }
      let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      // O_TMPFILE: __O_TMPFILE | O_DIRECTORY, which Swift does not import.
      return open(folder, 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o666)
    #else
      return -1
    #endif
  }

  private static func hiddenPath(for path: String) -> String {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return
      "\(path[..<start]).\(path[start...].prefix(100)).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
  }

  private static func remove(_ hidden: String) {
    let wasUnfinished = unfinished.withLock { $0.remove(hidden) != nil }
    if wasUnfinished { unlink(hidden) }
  }

  /// Writes by means of something that takes a path; its errors name the file as the user knows it.
  public func write(_ body: (String) throws(MediaError) -> Void) throws(MediaError) {
    do throws(MediaError) { try body(temporaryPath) } catch {
      guard error.file == temporaryPath else { throw error }
      throw MediaError(error.code, file: path, operation: error.operation, reason: error.reason)
    }
  }

  /// Gives the file its name, in place of what had it before.
  public func commit() throws(MediaError) {
    func failure() -> MediaError {
      MediaError(.unreadable, file: path, operation: "write", reason: String(cString: strerror(errno)))
    }
    if let hiddenPath {
      guard rename(hiddenPath, path) == 0 else { throw failure() }
      Self.unfinished.withLock { _ = $0.remove(hiddenPath) }
      return
    }
    if linkat(AT_FDCWD, temporaryPath, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return }
    guard errno == EEXIST else { throw failure() }
    // A link cannot take the place of what is there; a name that is moved can.
    let hidden = Self.hiddenPath(for: path)
    let isLinked = Self.unfinished.withLock { paths in
      guard linkat(AT_FDCWD, temporaryPath, AT_FDCWD, hidden, AT_SYMLINK_FOLLOW) == 0 else { return false }
      paths.insert(hidden)
      return true
    }
    guard isLinked else { throw failure() }
    defer { Self.remove(hidden) }
    guard rename(hidden, path) == 0 else { throw failure() }
    Self.unfinished.withLock { _ = $0.remove(hidden) }
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
    if shareContent(of: fileno(input)) { return }
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

  /// Lets both files have the same blocks, which the system copies when one of the files is written to.
  /// - Returns: whether the file system can do that.
  private func shareContent(of input: Int32) -> Bool {
    #if canImport(Glibc)
      // FICLONE, which Swift does not import.
      return ioctl(file, 0x4004_9409, input) == 0
    #else
      return false
    #endif
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
