import CloudState

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads all of a file, or of standard input for `-`.
/// - Parameter limit: bytes; more than that is refused.
/// - Throws: a ``CommandFailure`` that names the file and the system's reason.
///
/// `@0` is the newest draft that was seen in the cloud session in use, `@1` the one before, and so on.
public func readInput(_ name: String, limit: Int = maximumInputSize) throws -> [UInt8] {
  let path = try DraftReference(name).map(seenDraft) ?? name
  func failure() -> CommandFailure {
    CommandFailure(
      "cannot read: \(lastSystemError())", code: "file.unreadable", place: .file(inputName(name)))
  }
  let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw failure() }
  defer { if path != "-" { close(file) } }
  var info = stat()
  guard fstat(file, &info) == 0 else { throw failure() }
  let isRegular = info.st_mode & S_IFMT == S_IFREG
  let tooLarge = CommandFailure(
    "larger than \(limit >= 1 << 30 ? "\(limit >> 30) GiB" : "\(limit >> 20) MiB"), more than a draft can be",
    code: "file.tooLarge", place: .file(inputName(name)))
  if isRegular, info.st_size > limit { throw tooLarge }
  // All of a regular file at once, with room behind it for what a reader puts there.
  var chunk = isRegular ? max(1 << 16, Int(min(info.st_size, 1 << 28)) + 1) : 1 << 16
  var bytes: [UInt8] = []
  while true {
    var result = 0
    let part = [UInt8](unsafeUninitializedCapacity: chunk + 64) { buffer, initialized in
      result = read(file, buffer.baseAddress, chunk)
      initialized = max(0, result)
    }
    if result < 0 {
      if errno == EINTR { continue }
      throw failure()
    }
    if result == 0 { return bytes }
    if bytes.isEmpty { bytes = part } else { bytes += part }
    chunk = 1 << 16
    guard bytes.count <= limit else { throw tooLarge }
  }
}

/// Bytes of the largest document that is read.
public let maximumInputSize = 1 << 31

/// How an input is called in messages.
func inputName(_ path: String) -> String { path == "-" ? "<stdin>" : path }
