#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The beginning of a file.
enum FileHead {
  /// Metadata of pictures lie within this much, as a rule.
  static let length = 1 << 20

  static func read(_ path: String) throws(MediaError) -> [UInt8] {
    try FileBytes(path).bytes(at: 0, count: length)
  }

  /// Bytes of a file; 0 where it is gone.
  static func size(_ path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }

  /// All of a file that is not larger than `limit`.
  static func readAll(_ path: String, limit: Int) throws(MediaError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw MediaError(.unreadable, file: path, operation: "open", reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG, Int(info.st_size) <= limit else {
      throw MediaError(.limit, file: path, operation: "open", reason: "larger than \(limit) bytes")
    }
    let size = Int(info.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let step = readBytes(file, buffer.baseAddress.map { $0 + count }, size - count)
        guard step > 0 else { break }
        count += step
      }
    }
  }
}

private func readBytes(_ file: Int32, _ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  guard let bytes else { return 0 }
  return read(file, bytes, count)
}
