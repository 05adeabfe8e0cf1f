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

  private static func place(of type: String, in bytes: [UInt8]) -> Int? {
    let name = Array(type.utf8)
    return bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual(name) }
  }

  private static func replacing(_ bytes: [UInt8], at start: Int, with new: [UInt8]) -> [UInt8]? {
    guard start + new.count <= bytes.count else { return nil }
    return Array(bytes[..<start]) + new + bytes[(start + new.count)...]
  }
}
