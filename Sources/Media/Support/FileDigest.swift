import CFFmpeg

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
