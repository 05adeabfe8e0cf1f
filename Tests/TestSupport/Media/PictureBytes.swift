/// Changes to the bytes of picture files that encoders do not make.
public enum PictureBytes {
  /// A JPEG with an EXIF block (Exif 2.32, 4.5.4) that says how it is turned.
  public static func jpeg(_ bytes: [UInt8], orientation: Int, bigEndian: Bool = true) -> [UInt8] {
    let block = Array("Exif\0\0".utf8) + tiff(orientation, bigEndian: bigEndian)
    return Array(bytes[..<2]) + [0xFF, 0xE1] + big(block.count + 2, 2) + block + bytes[2...]
  }

  /// A PNG with an `eXIf` chunk behind its header.
  public static func png(_ bytes: [UInt8], orientation: Int) -> [UInt8] {
    Array(bytes[..<headerEnd]) + chunk("eXIf", tiff(orientation, bigEndian: true)) + bytes[headerEnd...]
  }

  /// A PNG with more chunks behind its header.
  public static func png(_ bytes: [UInt8], adding chunks: [(type: String, data: [UInt8])]) -> [UInt8] {
    Array(bytes[..<headerEnd]) + chunks.flatMap { chunk($0.type, $0.data) } + bytes[headerEnd...]
  }

  /// A PNG whose header claims another size.
  public static func png(_ bytes: [UInt8], claimingWidth width: Int, height: Int) -> [UInt8] {
    let rest = Array(bytes[24..<29])
    return Array(bytes[..<8]) + chunk("IHDR", big(width, 4) + big(height, 4) + rest) + bytes[headerEnd...]
  }

  /// A PNG of RGB pixels, without transparency.
  public static func png(width: Int, height: Int, _ color: (_ x: Int, _ y: Int) -> Color) -> [UInt8] {
    png(width: width, height: height, type: 2, depth: 8) { x, y in
      let color = color(x, y)
      return [color.red, color.green, color.blue].map { UInt8($0) }
    }
  }

  /// A PNG in any of its layouts, of at most 65535 bytes of pixels.
  /// - Parameters:
  ///   - type: 0 grey, 2 RGB, 4 grey with alpha, 6 RGBA.
  ///   - pixel: its bytes; two for each sample where the depth is 16.
  public static func png(
    width: Int, height: Int, type: UInt8, depth: UInt8, pixel: (_ x: Int, _ y: Int) -> [UInt8]
  ) -> [UInt8] {
    var rows: [UInt8] = []
    for y in 0..<height {
      rows.append(0)
      for x in 0..<width { rows += pixel(x, y) }
    }
    // A zlib stream of one block that is not compressed (RFC 1950, RFC 1951 3.2.4).
    let length = big(rows.count, 2)
    let data = [0x78, 0x01, 0x01] + length.reversed() + length.reversed().map { ~$0 } + rows + adler(rows)
    return [0x89] + Array("PNG\r\n\u{1A}\n".utf8)
      + chunk("IHDR", big(width, 4) + big(height, 4) + [depth, type, 0, 0, 0]) + chunk("IDAT", data)
      + chunk("IEND", [])
  }

  private static func adler(_ bytes: [UInt8]) -> [UInt8] {
    let (a, b) = bytes.reduce((1, 0)) { sums, byte in
      let a = (sums.0 + Int(byte)) % 65521
      return (a, (sums.1 + a) % 65521)
    }
    return big(b, 2) + big(a, 2)
  }

  /// After the signature and the IHDR chunk.
  private static let headerEnd = 8 + 25

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return big(data.count, 4) + body + big(Int(checksum(body)), 4)
  }

  /// A TIFF directory with the orientation (tag 0x0112, type SHORT) alone.
  private static func tiff(_ orientation: Int, bigEndian: Bool) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      bigEndian ? big(value, size) : big(value, size).reversed()
    }
    return Array((bigEndian ? "MM" : "II").utf8) + number(42, 2) + number(8, 4) + number(1, 2)
      + number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2) + number(0, 4)
  }

  /// A TIFF file of grey pixels with an orientation and a place, its directory behind its pixels.
  public static func tiff(width: Int, height: Int, orientation: Int) -> [UInt8] {
    let (directory, count) = (8 + width * height, 10)
    let gps = directory + 2 + count * 12 + 4
    let degrees = gps + 2 + 4 * 12 + 4
    func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
      big(tag, 2) + big(type, 2) + big(count, 4) + value + [UInt8](repeating: 0, count: 4 - value.count)
    }
    func short(_ tag: Int, _ value: Int) -> [UInt8] { entry(tag, 3, 1, big(value, 2)) }
    let entries =
      short(0x100, width) + short(0x101, height) + short(0x102, 8) + short(0x103, 1) + short(0x106, 1)
      + entry(0x111, 4, 1, big(8, 4)) + short(0x112, orientation) + short(0x116, height)
      + entry(0x117, 4, 1, big(width * height, 4)) + entry(0x8825, 4, 1, big(gps, 4))
    let place =
      entry(1, 2, 2, Array("N\0".utf8)) + entry(2, 5, 3, big(degrees, 4))
      + entry(3, 2, 2, Array("E\0".utf8)) + entry(4, 5, 3, big(degrees, 4))
    return Array("MM".utf8) + big(42, 2) + big(directory, 4) + [UInt8](repeating: 90, count: width * height)
      + big(count, 2) + entries + big(0, 4) + big(4, 2) + place + big(0, 4)
      + [52, 1, 31, 1, 12, 1].flatMap { big($0, 4) }
  }

  private static func big(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32, as PNG's chunks carry it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
  }
}
