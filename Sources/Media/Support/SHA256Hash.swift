import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// SHA-256 (FIPS 180-4), by FFmpeg.
public struct SHA256Hash: ~Copyable {
  private let context: OpaquePointer?

  public init() {
    context = av_sha_alloc()
    if let context { av_sha_init(context, 256) }
  }

  deinit { av_free(context.map(UnsafeMutableRawPointer.init)) }

  public mutating func update(_ bytes: some Collection<UInt8>) {
    guard let context else { return }
    let isDone: Void? = bytes.withContiguousStorageIfAvailable {
      av_sha_update(context, $0.baseAddress, $0.count)
    }
    guard isDone == nil else { return }
    let bytes = Array(bytes)
    av_sha_update(context, bytes, bytes.count)
  }

  /// In hexadecimal, 64 digits.
  public consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    if let context { av_sha_final(context, &digest) }
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  public static func hex(of bytes: some Collection<UInt8>) -> String {
    var hash = SHA256Hash()
    hash.update(bytes)
    return hash.finish()
  }

  /// Of a file's content, a part of it in memory at a time.
  public static func hex(ofFile path: String) throws(MediaError) -> String {
    func unreadable() -> MediaError {
      MediaError(.unreadable, file: path, operation: "read", reason: String(cString: strerror(errno)))
    }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw unreadable() }
    defer { close(file) }
    var hash = SHA256Hash()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable() }
      guard count > 0 else { return hash.finish() }
      hash.update(buffer[..<count])
    }
  }
}
