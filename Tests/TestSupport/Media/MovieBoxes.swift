/// The outermost boxes of an MP4 file (ISO/IEC 14496-12, 4.2).
public enum MovieBoxes {
  public static func types(_ bytes: [UInt8]) -> [String] {
    var types: [String] = []
    var at = 0
    while at + 8 <= bytes.count {
      let size = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      types.append(String(decoding: bytes[at + 4..<at + 8], as: UTF8.self))
      guard size >= 8 else { break }
      at += size
    }
    return types
  }
}
