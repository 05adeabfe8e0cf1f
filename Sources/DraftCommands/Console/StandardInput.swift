#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum StandardInput {
  /// Puts what was read from standard input there again, for a program that takes this one's place: in a
  /// file without a name.
  /// - Throws: a ``CommandFailure`` with the system's reason.
  static func putBack(_ bytes: some Collection<UInt8>) throws {
    func failure() -> CommandFailure {
      CommandFailure(
        "cannot keep what was read from standard input: \(lastSystemError())", code: "input.unkept",
        help: "give the draft as a file")
    }
    guard let file = tmpfile() else { throw failure() }
    defer { fclose(file) }
    let bytes = Array(bytes)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else { throw failure() }
    guard lseek(fileno(file), 0, SEEK_SET) == 0, dup2(fileno(file), STDIN_FILENO) == STDIN_FILENO else {
      throw failure()
    }
  }
}
