import CZlib

/// The index of a movie that is packed (`moov/cmov`, QuickTime File Format), unpacked here.
///
/// FFmpeg would unpack all that such an index claims at once, and an index in that again; what it reads from
/// there, no deadline interrupts. It is shown the same film with the index unpacked behind it instead.
struct PackedIndex {
  /// What keeps FFmpeg from looking at the packed one.
  private(set) var substitutes: [InputFile.Substitute] = []
  /// The index, a `moov` box, that follows the last byte of the file.
  private(set) var unpacked: [UInt8] = []

  /// Outermost boxes that are looked at.
  private static let boxLimit = 1000

  /// - Returns: nil where there is no packed index in its usual place: the first and only box of the first
  ///   `moov`. One that lies elsewhere is found by ``PackedIndexMark``.
  /// - Throws: where it claims more than an index takes, or cannot be unpacked.
  init?(of path: String) throws(MediaError) {
    let file = try FileBytes(path)
    guard let index = Self.firstIndex(file), file.type(at: index.body + 4) == "cmov",
      file.type(at: index.body + 12) == "dcom", file.type(at: index.body + 16) == "zlib",
      file.type(at: index.body + 24) == "cmvd", let size = file.number(at: index.body, bytes: 4),
      let claimed = file.number(at: index.body + 28, bytes: 4)
    else { return nil }
    guard claimed <= MediaLimits.packedIndex else {
      throw Self.error(
        path, "its packed index claims more than \(MediaLimits.packedIndex >> 20) MB, which no film needs")
    }
    // What does not become smaller is not packed.
    let packed = file.bytes(at: index.body + 32, count: min(size - 32, claimed + Self.overhead))
    guard let unpacked = Self.unpacked(packed, claimed), unpacked.count > 8 else {
      throw Self.error(path, "its packed index cannot be unpacked: it is damaged")
    }
    guard !unpacked.withUnsafeBufferPointer(PackedIndexMark.isIn) else {
      throw Self.error(path, PackedIndexMark.refusal)
    }
    self.unpacked = unpacked
    let hidden = Array("skip".utf8)
    substitutes = [
      .init(place: index.start + 4, bytes: hidden), .init(place: index.body + 12, bytes: hidden),
    ]
    substitutes += Self.endOfLastBox(file, from: index.start)
  }

  private static func error(_ path: String, _ reason: String) -> MediaError {
    MediaError(.damaged, file: path, operation: "open", reason: reason)
  }

  /// The head and the tail of a zlib stream, and of its blocks that are stored as they are.
  private static let overhead = 1 << 12

  private static func unpacked(_ packed: [UInt8], _ claimed: Int) -> [UInt8]? {
    guard claimed > 0 else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: claimed) { buffer, count in
      var length = uLongf(claimed)
      isWhole = uncompress(buffer.baseAddress, &length, packed, uLong(packed.count)) == Z_OK
      count = isWhole ? Int(length) : 0
    }
    return isWhole ? bytes : nil
  }

  // MARK: Boxes

  private struct Box {
    let start: Int
    /// Of the header's size: the 64 bits behind the type where it has more than 32.
    let isLarge: Bool
    let length: Int
    /// Whether it says where it ends, and ends within the file.
    let isBounded: Bool

    var body: Int { start + (isLarge ? 16 : 8) }

    init?(_ file: FileBytes, at start: Int) {
      guard start + 8 <= file.size, let size = file.number(at: start, bytes: 4) else { return nil }
      let large = size == 1 ? file.number(at: start + 8, bytes: 8) : nil
      let told = large ?? size
      self.start = start
      isLarge = large != nil
      isBounded = told != 0 && told <= file.size - start
      length = isBounded ? told : file.size - start
      guard length >= (isLarge ? 16 : 8) else { return nil }
    }
  }

  private static func firstIndex(_ file: FileBytes) -> Box? {
    var at = 0
    for _ in 0..<boxLimit {
      guard let box = Box(file, at: at) else { return nil }
      if file.type(at: at + 4) == "moov" { return box }
      at += box.length
    }
    return nil
  }

  /// The size of a last box that says "to the end of the file", or more, for the file now goes on.
  private static func endOfLastBox(_ file: FileBytes, from start: Int) -> [InputFile.Substitute] {
    var at = start
    for _ in 0..<boxLimit {
      guard let box = Box(file, at: at) else { return [] }
      guard box.isBounded else {
        let count = box.isLarge ? 8 : 4
        guard box.length >> (count * 8 - 1) == 0 else { return [] }
        let bytes = (0..<count).reversed().map { UInt8(truncatingIfNeeded: box.length >> ($0 * 8)) }
        return [.init(place: at + (box.isLarge ? 8 : 0), bytes: bytes)]
      }
      at += box.length
    }
    return []
  }
}
