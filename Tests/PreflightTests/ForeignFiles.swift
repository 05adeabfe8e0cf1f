import TestSupport

/// Files of kinds that the service does not take, and bytes that encoders here do not write.
enum ForeignFiles {
  /// A Windows bitmap of 24 bits, bottom row first.
  static func bmp(width: Int, height: Int, _ color: (_ x: Int, _ y: Int) -> Color) -> [UInt8] {
    let row = (width * 3 + 3) / 4 * 4
    var pixels: [UInt8] = []
    for y in (0..<height).reversed() {
      var line: [UInt8] = []
      for x in 0..<width {
        let color = color(x, y)
        line += [UInt8(color.blue), UInt8(color.green), UInt8(color.red)]
      }
      pixels += line + Array(repeating: 0, count: row - line.count)
    }
    return Array("BM".utf8) + little(54 + pixels.count, 4) + little(0, 4) + little(54, 4) + little(40, 4)
      + little(width, 4) + little(height, 4) + little(1, 2) + little(24, 2) + little(0, 4)
      + little(pixels.count, 4) + little(2835, 4) + little(2835, 4) + little(0, 8) + pixels
  }

  /// An AIFF of 16 bits.
  static func aiff(_ samples: [Int16], channels: Int, sampleRate: Int) -> [UInt8] {
    let frames = samples.count / channels
    let data = samples.flatMap { big(Int(UInt16(bitPattern: $0)), 2) }
    // The rate as an 80-bit float: exponent biased by 16383, mantissa with its leading one.
    let exponent = 63 - UInt64(sampleRate).leadingZeroBitCount
    let rate = big(16383 + exponent, 2) + bigMantissa(UInt64(sampleRate) << UInt64(63 - exponent))
    let common = big(channels, 2) + big(frames, 4) + big(16, 2) + rate
    let body =
      Array("AIFF".utf8) + chunk("COMM", common) + chunk("SSND", big(0, 8) + data)
    return Array("FORM".utf8) + big(body.count, 4) + body
  }

  /// The same film under the brand of 3GPP, which is not accepted.
  static func threeGP(_ mp4: [UInt8]) -> [UInt8] { Array(mp4[..<8]) + Array("3gp5".utf8) + mp4[12...] }

  /// A JPEG with an EXIF block that holds an orientation, a place, and a comment behind it.
  static func placed(_ jpeg: [UInt8], orientation: Int = 1) -> [UInt8] {
    // IFD0 at 8 with three entries, GPS at 50, the comment's text behind that.
    let gps = 8 + 2 + 3 * 12 + 4
    let latitude = gps + 2 + 4 * 12 + 4
    let entries =
      entry(0x0112, 3, 1, big(orientation, 2) + big(0, 2)) + entry(0x8825, 4, 1, big(gps, 4))
      + entry(0x9999, 2, 4, Array("abc\0".utf8))
    let place =
      entry(1, 2, 2, Array("N\0\0\0".utf8)) + entry(2, 5, 3, big(latitude, 4))
      + entry(3, 2, 2, Array("E\0\0\0".utf8))
      + entry(4, 5, 3, big(latitude, 4))
    let degrees = big(52, 4) + big(1, 4) + big(31, 4) + big(1, 4) + big(12, 4) + big(1, 4)
    let tiff =
      Array("MM".utf8) + big(42, 2) + big(8, 4) + big(3, 2) + entries + big(0, 4) + big(4, 2) + place
      + big(0, 4)
      + degrees
    let block = Array("Exif\0\0".utf8) + tiff
    return Array(jpeg[..<2]) + [0xFF, 0xE1] + big(block.count + 2, 2) + block + jpeg[2...]
  }

  private static func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
    big(tag, 2) + big(type, 2) + big(count, 4) + value
  }

  /// Where the content of an outermost box of an MP4 lies.
  static func payload(of type: String, in bytes: [UInt8]) -> Range<Int> {
    var at = 0
    while at + 8 <= bytes.count {
      let size = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      if bytes[at + 4..<at + 8].elementsEqual(type.utf8) { return (at + 8)..<min(bytes.count, at + size) }
      guard size >= 8 else { break }
      at += size
    }
    return 0..<0
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    Array(type.utf8) + big(data.count, 4) + data
  }

  private static func little(_ value: Int, _ size: Int) -> [UInt8] { big(value, size).reversed() }
  private static func big(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
  }
  private static func bigMantissa(_ value: UInt64) -> [UInt8] {
    (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
