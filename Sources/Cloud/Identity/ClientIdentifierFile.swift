#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `~/.config/nemovideo/client_id`, which other tools of the service read and write too.
struct ClientIdentifierFile: Sendable {
  let path: String

  /// - Returns: nil where the environment names no home.
  init?(environment: [String: String]) {
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    path = home + "/.config/nemovideo/client_id"
  }

  init(path: String) { self.path = path }

  /// What the file says; nil where it is not there, or holds no UUID.
  func read() -> ClientIdentifier? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size < 4096 else { return nil }
    if info.st_uid == geteuid(), info.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    return ClientIdentifier(String(decoding: bytes.prefix(count), as: UTF8.self))
  }

  /// Writes an identifier where there is none. Of several runs, and several tools, that do so at a time
  /// the first one's stays.
  /// - Returns: the one that is in the file now.
  func write(_ identifier: ClientIdentifier, replacing: Bool = false) throws(CloudError) -> ClientIdentifier {
    func unwritable() -> CloudError {
      CloudError(
        .fileUnwritable, "cannot write \(path.visible): \(String(cString: strerror(errno)))",
        help: "NEMO_CLIENT_ID may hold a UUID instead")
    }
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    var made = ""
    for part in folder.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, access(made, F_OK) != 0 { throw unwritable() }
    }
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
    let file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unwritable() }
    let text = Array((identifier.value + "\n").utf8)
    let isWritten = text.withUnsafeBytes { Self.write(file, $0) == text.count } && fsync(file) == 0
    guard close(file) == 0, isWritten else {
      let error = unwritable()
      unlink(temporary)
      throw error
    }
    defer { unlink(temporary) }
    // A link, unlike a renaming, never takes the place of what is there.
    if !replacing, link(temporary, path) == 0 { return identifier }
    if !replacing, let other = read() { return other }
    guard rename(temporary, path) == 0 else { throw unwritable() }
    return identifier
  }

  private static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }
}
