import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// SHA-256 (FIPS 180-4) of bytes that come in pieces, by libavutil.
public final class FileDigest {
  private let context: OpaquePointer

  public init() throws(MediaError) {
    guard let context = av_sha_alloc() else {
      throw MediaError(.library, operation: "hash", reason: "no memory")
    }
    self.context = context
    av_sha_init(context, 256)
  }

  deinit { av_free(UnsafeMutableRawPointer(context)) }

  public func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { av_sha_update(context, $0.baseAddress, $0.count) }
  }

  /// The hash, as 64 hexadecimal digits. Nothing is added after it.
  public func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    av_sha_final(context, &digest)
    return digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}

extension FileDigest {
  /// Of bytes that are all there.
  public static func hex(of bytes: some Sequence<UInt8>) throws(MediaError) -> String {
    let digest = try FileDigest()
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
    let digest = try FileDigest()
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
