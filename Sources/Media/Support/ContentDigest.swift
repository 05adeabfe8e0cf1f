import CFFmpeg

/// SHA-256 (FIPS 180-4), by libavutil, over bytes that come piece by piece. Equal digests mean equal bytes.
public final class ContentDigest {
  private let state: OpaquePointer

  public init() throws(MediaError) {
    state = try allocated(av_sha_alloc(), "hash")
    av_sha_init(state, 256)
  }

  deinit { av_free(UnsafeMutableRawPointer(state)) }

  public func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    av_sha_update(state, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  public func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Text, ended by a zero byte, so that two texts differ from one that is both.
  public func update(_ text: String) {
    var text = text + "\0"
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest as 64 lower-case hexadecimal digits. Nothing may follow.
  public func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    av_sha_final(state, &bytes)
    return bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// A quick 128-bit checksum (MurmurHash3), against damage and not against malice.
public final class Checksum {
  private let state: OpaquePointer

  public init() throws(MediaError) {
    state = try allocated(av_murmur3_alloc(), "check")
    av_murmur3_init(state)
  }

  deinit { av_free(UnsafeMutableRawPointer(state)) }

  public func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    av_murmur3_update(state, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  public func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// 16 bytes. Nothing may follow.
  public func finish() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16)
    av_murmur3_final(state, &bytes)
    return bytes
  }
}
