import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Coded packets in a file without a name, so that memory stays flat however long the film is.
///
/// Written by one thread at a time; read when all is written, which is what makes it sendable.
final class PacketSpool: @unchecked Sendable {
  /// A packet's place in the spool.
  struct Entry: Sendable {
    fileprivate let offset: Int
    fileprivate let count: Int
    let presentation: Int64
    let decoding: Int64
    let duration: Int64
    let isKey: Bool
  }

  private let file: UnsafeMutablePointer<FILE>
  private var end = 0

  init() throws(MediaError) {
    guard let file = tmpfile() else { throw Self.failure() }
    self.file = file
  }

  deinit { fclose(file) }

  private static func failure() -> MediaError {
    MediaError(.unreadable, operation: "keep coded pictures", reason: String(cString: strerror(errno)))
  }

  func append(_ packet: EncodedPacket) throws(MediaError) -> Entry {
    let count = packet.bytes.count
    guard fseek(file, end, SEEK_SET) == 0, fwrite(packet.bytes, 1, count, file) == count else {
      throw Self.failure()
    }
    defer { end += count }
    return Entry(
      offset: end, count: count, presentation: packet.presentation, decoding: packet.decoding,
      duration: packet.duration, isKey: packet.isKey)
  }

  func packet(_ entry: Entry) throws(MediaError) -> EncodedPacket {
    guard fseek(file, entry.offset, SEEK_SET) == 0 else { throw Self.failure() }
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: entry.count) { buffer, count in
      count = fread(buffer.baseAddress, 1, entry.count, file)
      isWhole = count == entry.count
    }
    guard isWhole else { throw Self.failure() }
    return EncodedPacket(
      bytes: bytes, presentation: entry.presentation, decoding: entry.decoding, duration: entry.duration,
      isKey: entry.isKey)
  }
}
