/// Finds what begins the packed index of a movie (`dcom`, `zlib`, `cmvd`, QuickTime File Format) among bytes on
/// their way to FFmpeg, in whatever box it lies. One in its usual place does not come this way
/// (``PackedIndex``).
struct PackedIndexMark {
  /// The end of what was looked at before: a header may begin in one read and end in the next.
  private var tail: [UInt8] = []
  private var end = 0

  /// `dcom`, its method, the size of the next box, `cmvd`.
  private static let length = 16

  static let refusal = "a packed index lies in it where no film has one"

  /// - Parameter place: of the bytes in the file.
  mutating func comes(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let before = place == end ? tail : []
    end = place + bytes.count
    let edge = before + bytes.prefix(Self.length - 1)
    let last = UnsafeBufferPointer(rebasing: bytes[max(0, bytes.count - (Self.length - 1))...])
    tail = Array(before.suffix(Self.length - 1 - last.count) + Array(last))
    return edge.withUnsafeBufferPointer(Self.isIn) || Self.isIn(bytes)
  }

  static func isIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at + length <= bytes.count,
      let found = UnsafeBufferPointer(rebasing: bytes[at...]).place(of: Array("dcomzlib".utf8))
    {
      at += found + 8
      if at + 8 <= bytes.count, bytes[(at + 4)..<(at + 8)].elementsEqual("cmvd".utf8) { return true }
    }
    return false
  }
}
