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

  /// The same film with its index behind the media: places in it count from the file's start, which move by
  /// its length.
  public static func indexAtEnd(_ bytes: [UInt8]) -> [UInt8] {
    var (at, boxes): (Int, [ArraySlice<UInt8>]) = (0, [])
    while at + 8 <= bytes.count {
      let size = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      guard size >= 8, at + size <= bytes.count else { break }
      boxes.append(bytes[at..<at + size])
      at += size
    }
    func isIndex(_ box: ArraySlice<UInt8>) -> Bool { box.dropFirst(4).prefix(4).elementsEqual("moov".utf8) }
    let index = boxes.filter(isIndex).map { movedTables(Array($0)) }.reduce([], +)
    return boxes.filter { !isIndex($0) }.reduce([], +) + index
  }

  /// An index whose media lie by its own length nearer to the start.
  private static func movedTables(_ index: [UInt8]) -> [UInt8] {
    var moved = index
    let name = Array("stco".utf8)
    for at in moved.indices.dropLast(12) where moved[at..<at + 4].elementsEqual(name) {
      let count = moved[at + 8..<at + 12].reduce(0) { $0 << 8 | Int($1) }
      for entry in 0..<count {
        let place = at + 12 + entry * 4
        let value = moved[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } - index.count
        for byte in 0..<4 { moved[place + byte] = UInt8(truncatingIfNeeded: value >> ((3 - byte) * 8)) }
      }
    }
    return moved
  }
}
