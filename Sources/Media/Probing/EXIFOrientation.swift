/// How a picture has to be turned to stand upright: first mirrored, then turned clockwise.
public struct Orientation: Hashable, Sendable {
  /// Mirrored left to right before it is turned.
  public var isMirrored: Bool
  /// Clockwise quarter turns, 0...3.
  public var quarterTurns: Int

  public init(isMirrored: Bool = false, quarterTurns: Int = 0) {
    self.isMirrored = isMirrored
    self.quarterTurns = ((quarterTurns % 4) + 4) % 4
  }

  public static let upright = Orientation()

  /// Whether width and height change places.
  public var swapsSides: Bool { quarterTurns % 2 == 1 }

  /// The value of EXIF's tag 0x0112 (Exif 2.32, 4.6.4), 1...8; anything else is upright.
  public init(exif value: Int) {
    switch value {
    case 2: self.init(isMirrored: true)
    case 3: self.init(quarterTurns: 2)
    case 4: self.init(isMirrored: true, quarterTurns: 2)
    case 5: self.init(isMirrored: true, quarterTurns: 3)
    case 6: self.init(quarterTurns: 1)
    case 7: self.init(isMirrored: true, quarterTurns: 1)
    case 8: self.init(quarterTurns: 3)
    default: self.init()
    }
  }
}

/// Reads the EXIF orientation of JPEG, PNG, WebP and TIFF files from their bytes. FFmpeg applies it to
/// none of the last three, and to the first only in some versions.
enum EXIFOrientation {
  /// - Parameter head: the beginning of the file; metadata that lie beyond it are found in TIFF files only.
  static func read(_ head: [UInt8], _ path: String) throws(MediaError) -> Orientation? {
    isTIFF(head) ? try EXIFBlock(FileBytes(path))?.orientation : read(head)
  }

  /// - Parameter head: of anything but a TIFF file.
  static func read(_ head: [UInt8]) -> Orientation? { tiffBlock(head).flatMap { EXIFBlock($0)?.orientation } }

  static func isTIFF(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x49, 0x49, 42, 0]) || head.starts(with: [0x4D, 0x4D, 0, 42])
  }

  private static func tiffBlock(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    if bytes.starts(with: [0xFF, 0xD8]) { return jpegBlock(bytes) }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return chunk("eXIf", in: bytes, from: 8, isPNG: true) }
    if bytes.starts(with: Array("RIFF".utf8)), bytes.count > 12, bytes[8..<12].elementsEqual("WEBP".utf8) {
      let block = chunk("EXIF", in: bytes, from: 12, isPNG: false)
      return block.map { $0.starts(with: exifHeader) ? $0.dropFirst(6) : $0 }
    }
    return nil
  }

  private static let exifHeader = Array("Exif\0\0".utf8)

  private static func jpegBlock(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    var at = 2
    while at + 4 <= bytes.count, bytes[at] == 0xFF {
      let marker = bytes[at + 1]
      if marker == 0xFF {
        at += 1
        continue
      }
      guard marker != 0xDA, marker != 0xD9 else { return nil }
      let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
      let end = at + 2 + length
      guard length >= 2, end <= bytes.count else { return nil }
      let body = bytes[(at + 4)..<end]
      if marker == 0xE1, body.starts(with: exifHeader) { return body.dropFirst(6) }
      at = end
    }
    return nil
  }

  /// A chunk of a PNG (length, type, data, CRC; big-endian) or RIFF file (type, length, data padded
  /// to an even number; little-endian).
  private static func chunk(_ type: String, in bytes: [UInt8], from start: Int, isPNG: Bool) -> ArraySlice<
    UInt8
  >? {
    var at = start
    while at + 8 <= bytes.count {
      let typeAt = isPNG ? at + 4 : at
      let length = integer(bytes[...], isPNG ? at : at + 4, 4, bigEndian: isPNG) ?? 0
      let end = at + 8 + length
      if bytes[typeAt..<typeAt + 4].elementsEqual(type.utf8) {
        return end <= bytes.count ? bytes[(at + 8)..<end] : nil
      }
      at = end + (isPNG ? 4 : length % 2)
    }
    return nil
  }

  private static func integer(_ bytes: ArraySlice<UInt8>, _ at: Int, _ size: Int, bigEndian: Bool) -> Int? {
    guard at >= bytes.startIndex, at <= bytes.endIndex - size else { return nil }
    let part = bytes[at..<at + size]
    return (bigEndian ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
  }
}
