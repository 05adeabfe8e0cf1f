#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why something could not be kept, or what was kept could not be read.
public struct StateError: Error, Hashable, Sendable {
  public let path: String
  public let reason: String

  init(_ path: String, reason: String = String(cString: strerror(errno))) {
    self.path = path
    self.reason = reason
  }
}

/// A folder of what is kept between runs: only its owner can look in (mode 0700), its files are mode
/// 0600 and appear whole or not at all, and several runs at a time take turns by locks.
public struct StateFolder: Hashable, Sendable {
  public let path: String

  /// The largest file that is read back.
  static let largestFile = 1 << 28

  public init(path: String) { self.path = path }

  /// What is kept of one API: `$XDG_STATE_HOME/workprint/cloud/<origin>`, in `~/.local/state` unless said.
  /// - Returns: nil where the environment names no home.
  public init?(origin: APIOrigin, environment: [String: String]) {
    // The XDG specification: paths that are not absolute are to be ignored.
    let state =
      environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local/state" : nil }
    guard let state else { return nil }
    path = "\(state)/workprint/cloud/\(origin.folderName)"
  }

  public func folder(_ name: String) -> StateFolder { StateFolder(path: path + "/" + name) }

  /// The folder's absolute path to a file.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Makes the folder and those that it lies in.
  public func create() throws(StateError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST, errno != EISDIR, errno != EROFS, errno != EACCES {
        throw StateError(made)
      }
    }
    guard access(path, W_OK | X_OK) == 0 else { throw StateError(path) }
  }

  // MARK: Files

  /// - Returns: nil where there is no such file.
  public func read(_ name: String) throws(StateError) -> [UInt8]? {
    let file = open(path + "/" + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw StateError(path + "/" + name)
    }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0 else { throw StateError(path + "/" + name) }
    guard info.st_mode & S_IFMT == S_IFREG, info.st_size <= Self.largestFile else {
      throw StateError(path + "/" + name, reason: "it is no file, or too large")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(info.st_size))
    while bytes.count <= Self.largestFile {
      var result = 0
      let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        result = systemRead(file, buffer.baseAddress, 1 << 16)
        count = max(0, result)
      }
      if result < 0, errno == EINTR { continue }
      guard result >= 0 else { throw StateError(path + "/" + name) }
      if result == 0 { break }
      bytes += part
    }
    return bytes
  }

  /// Writes a file anew.
  public func write(_ bytes: [UInt8], to name: String) throws(StateError) {
    try create()
    let target = path + "/" + name
    let temporary = "\(path)/.\(name.prefix(100)).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
    let file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StateError(target) }
    let isWritten = systemWriteAll(file, bytes) && fsync(file) == 0
    let reason = StateError(target)
    guard close(file) == 0, isWritten, rename(temporary, target) == 0 else {
      unlink(temporary)
      throw reason
    }
  }

  /// Adds a line to a file that only grows. The line is there as a whole, or not at all.
  public func append(line: [UInt8], to name: String) throws(StateError) {
    try withLock(name) { () throws(StateError) in
      let path = file(name)
      let file = open(path, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard file >= 0 else { throw StateError(path) }
      defer { close(file) }
      let end = lseek(file, 0, SEEK_END)
      // A line that was cut short by a crash stays a line of its own, which readers pass over.
      var last: UInt8 = 0x0A
      if end > 0 { pread(file, &last, 1, end - 1) }
      guard systemWriteAll(file, (last == 0x0A ? [] : [0x0A]) + line + [0x0A]) else {
        let error = StateError(path)
        ftruncate(file, end)
        throw error
      }
    }
  }

  public func remove(_ name: String) { unlink(path + "/" + name) }

  // MARK: Locks

  /// Runs while no other run, thread or task holds the lock of that name; waits until then. For short
  /// work without any waiting inside.
  public func withLock<Result>(
    _ name: String, _ body: () throws(StateError) -> Result
  ) throws(StateError) -> Result {
    let lock = try lock(name)
    defer { withExtendedLifetime(lock) {} }
    return try body()
  }

  /// Waits for the lock; it lasts as long as the value.
  func lock(_ name: String) throws(StateError) -> StateLock {
    let lock = StateLock(file: try openLock(name))
    while flock(lock.file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw StateError(path + "/" + name) }
    }
    return lock
  }

  /// Takes the lock if nobody has it. For work that waits inside.
  /// - Returns: nil where somebody has it. The lock lasts as long as the value, or the process.
  public func tryLock(_ name: String) throws(StateError) -> StateLock? {
    let lock = try openLock(name)
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let error = errno
      close(lock)
      if error == EWOULDBLOCK || error == EINTR { return nil }
      throw StateError(path + "/" + name)
    }
    return StateLock(file: lock)
  }

  private func openLock(_ name: String) throws(StateError) -> Int32 {
    try create()
    let path = "\(self.path)/.\(name).lock"
    let lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw StateError(path) }
    return lock
  }
}

/// A lock that is held; let go of with the value.
public final class StateLock: Sendable {
  fileprivate let file: Int32

  fileprivate init(file: Int32) { self.file = file }
  deinit { close(file) }
}

func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, buffer, count)
}

func systemWriteAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    written += count
  }
  return true
}
