import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Unfinished pictures in a file without a name: those of a stretch whose layers are painted one after
/// the other take more memory than decoders.
final class PictureSpool {
  private let file: UnsafeMutablePointer<FILE>
  private let byteCount: Int
  private var bytes: [UInt8]

  /// - Parameters:
  ///   - width: of each picture; even, as the height.
  init(width: Int, height: Int) throws(MediaError) {
    byteCount = PackedPicture.byteCount(width: width, height: height)
    bytes = [UInt8](repeating: 0, count: byteCount)
    guard let file = tmpfile() else { throw Self.failure() }
    self.file = file
  }

  deinit { fclose(file) }

  private static func failure() -> MediaError {
    MediaError(.unreadable, operation: "keep unfinished pictures", reason: String(cString: strerror(errno)))
  }

  func write(_ frame: VideoFrame, at index: Int) throws(MediaError) {
    guard fseek(file, index * byteCount, SEEK_SET) == 0 else { throw Self.failure() }
    try PackedPicture.pack(frame) { part throws(MediaError) in
      guard fwrite(part.baseAddress, 1, part.count, file) == part.count else { throw Self.failure() }
    }
  }

  func read(_ index: Int, into frame: VideoFrame) throws(MediaError) {
    guard fseek(file, index * byteCount, SEEK_SET) == 0, fread(&bytes, 1, byteCount, file) == byteCount else {
      throw Self.failure()
    }
    bytes.withUnsafeBytes { PackedPicture.unpack($0, into: frame) }
  }
}
