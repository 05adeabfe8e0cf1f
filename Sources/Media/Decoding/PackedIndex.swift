/// Finds the packed index of a movie (`cmov`, QuickTime File Format) among bytes on their way to FFmpeg, in
/// whatever box it lies.
struct PackedIndex {
  /// The end of what was looked at before: a header may begin in one read and end in the next.
  private var tail: [UInt8] = []
  private var end = 0

  /// `dcom`, its method, the size of the next box, `cmvd`, and how much it claims to unpack to.
  private static let length = 20

  /// - Parameter place: of the bytes in the file.
  /// - Returns: what the largest index in them claims to have when it is unpacked; nil where there is none.
  mutating func claim(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
    let before = place == end ? tail : []
    end = place + bytes.count
    let edge = before + bytes.prefix(Self.length - 1)
    tail = Array((before.suffix(max(0, Self.length - 1 - bytes.count)) + bytes.suffix(Self.length - 1)))
    return [edge.withUnsafeBufferPointer { Self.claim(in: $0) }, Self.claim(in: bytes)].compactMap(\.self)
      .max()
  }

  private static func claim(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var largest: Int?
    var at = 0
    while at + length <= bytes.count,
      let found = UnsafeBufferPointer(rebasing: bytes[at...]).place(of: Array("dcomzlib".utf8))
    {
      at += found + 8
      guard at + 12 <= bytes.count else { break }
      if bytes[(at + 4)..<(at + 8)].elementsEqual("cmvd".utf8) {
        let claimed = bytes[(at + 8)..<(at + 12)].reduce(0) { $0 << 8 | Int($1) }
        largest = max(largest ?? 0, claimed)
      }
    }
    return largest
  }
}
