#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension ContentDigest {
  /// Of bytes that are all there.
  public static func hex(of bytes: some Sequence<UInt8>) throws(MediaError) -> String {
    let digest = try ContentDigest()
    digest.update(Array(bytes))
    return digest.finish()
  }

  /// Of a file's content, a part of it in memory at a time.
  public static func hex(ofFile path: String) throws(MediaError) -> String {
    func unreadable() -> MediaError {
      MediaError(.unreadable, file: path, operation: "read", reason: String(cString: strerror(errno)))
    }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw unreadable() }
    defer { close(file) }
    let digest = try ContentDigest()
    while true {
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, initialized in
        count = read(file, buffer.baseAddress, 1 << 18)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable() }
      guard count > 0 else { return digest.finish() }
      digest.update(part)
    }
  }
}
