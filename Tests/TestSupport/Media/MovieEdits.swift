/// Changes to the bytes of MP4 files that writers do not make.
public enum MovieEdits {
  /// Puts nine numbers, 16.16 and 2.30 fixed point, where a track header (of version 0) has its matrix
  /// (ISO/IEC 14496-12, 8.3.2).
  public static func turned(_ bytes: [UInt8], matrix: [Int32]) -> [UInt8]? {
    guard let at = place(of: "tkhd", in: bytes) else { return nil }
    return replacing(bytes, at: at + 44, with: matrix.flatMap { big(UInt32(bitPattern: $0)) })
  }

  /// Replaces what stands so many bytes after the name of the first box of a type.
  public static func overwritten(
    _ bytes: [UInt8], box type: String, offset: Int, with words: [UInt32]
  ) -> [UInt8]? {
    place(of: type, in: bytes).flatMap { replacing(bytes, at: $0 + offset, with: words.flatMap(big)) }
  }

  /// A box with its length.
  public static func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
    big(UInt32(body.count + 8)) + Array(type.utf8) + body
  }

  public static func big(_ value: UInt32) -> [UInt8] {
    (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// A packed index (QuickTime File Format), stored without becoming smaller.
  /// - Parameter size: what it claims to unpack to; nil for the truth.
  public static func packed(_ index: [UInt8], claiming size: Int? = nil) -> [UInt8] {
    let data = big(UInt32(size ?? index.count)) + stored(index)
    return box("moov", box("cmov", box("dcom", Array("zlib".utf8)) + box("cmvd", data)))
  }

  /// A film that has its index behind everything else, with it packed.
  public static func withPackedIndex(_ bytes: [UInt8]) -> [UInt8]? {
    place(of: "moov", in: bytes).map { Array(bytes[..<($0 - 4)]) + packed(Array(bytes[($0 - 4)...])) }
  }

  /// Bytes as a zlib stream of blocks that are stored as they are (RFC 1950, RFC 1951).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: max(1, bytes.count), by: 65_535) {
      let block = bytes[start..<min(bytes.count, start + 65_535)]
      let (low, high) = (UInt8(block.count & 0xFF), UInt8(block.count >> 8))
      stream += [start + block.count == bytes.count ? 1 : 0, low, high, ~low, ~high] + block
    }
    let sum = bytes.reduce((a: 1, b: 0)) { (($0.a + Int($1)) % 65_521, ($0.b + $0.a + Int($1)) % 65_521) }
    return stream + big(UInt32(sum.b << 16 | sum.a))
  }

  private static func place(of type: String, in bytes: [UInt8]) -> Int? {
    let name = Array(type.utf8)
    return bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual(name) }
  }

  private static func replacing(_ bytes: [UInt8], at start: Int, with new: [UInt8]) -> [UInt8]? {
    guard start + new.count <= bytes.count else { return nil }
    return Array(bytes[..<start]) + new + bytes[(start + new.count)...]
  }
}
