import CloudState

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a file anew, whole or not at all: its mode stays, a symbolic link stays one, and a write
/// that fails leaves the old content.
/// - Throws: a ``CommandFailure`` that names the file and the system's reason.
func replaceFile(_ path: String, with bytes: [UInt8]) throws {
  guard DraftReference(path) == nil else {
    throw CommandFailure(
      "a draft that was seen is kept as it was", code: "draft.readOnly", place: .file(path),
      help: "`workprint cloud state -o draft.json` writes a file that can be changed")
  }
  let target: String
  if let real = realpath(path, nil) {
    target = String(cString: real)
    free(real)
  } else {
    target = path
  }
  let slash = target.lastIndex(of: "/")
  let folder = slash.map { String(target[...$0]) } ?? ""
  let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
  let temporary = "\(folder).\(name.prefix(100)).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"

  func failure() -> CommandFailure {
    CommandFailure(
      "cannot write: \(lastSystemError())", code: "file.unwritable", place: .file(path),
      help: "the file is as it was")
  }
  // A file that may not be written is not to be replaced either, though its folder would allow it.
  guard access(target, W_OK) == 0 || errno == ENOENT else { throw failure() }
  var old = stat()
  let mode = stat(target, &old) == 0 ? old.st_mode & 0o7777 : 0o666 & ~currentMask()
  let file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
  guard file >= 0 else { throw failure() }
  do {
    try writeAll(bytes, to: file, failure)
    guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw failure() }
  } catch {
    close(file)
    unlink(temporary)
    throw error
  }
  guard close(file) == 0, rename(temporary, target) == 0 else {
    let reason = failure()
    unlink(temporary)
    throw reason
  }
}

private func writeAll(_ bytes: [UInt8], to file: Int32, _ failure: () -> CommandFailure) throws {
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw failure() }
    written += count
  }
}

/// What the user's umask takes from new files' modes. There is no way to ask but to set it.
private func currentMask() -> mode_t {
  let mask = umask(0o077)
  umask(mask)
  return mask
}
