import Media
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

  /// The pictures of an MP4 of H.264 and nothing else, one after another (ITU-T H.264, annex B).
  static func annexB(_ mp4: [UInt8]) -> [UInt8] {
    let start: [UInt8] = [0, 0, 0, 1]
    func number(_ at: Int, _ size: Int) -> Int { mp4[at..<(at + size)].reduce(0) { $0 << 8 | Int($1) } }
    func units(_ range: Range<Int>, lengths: Int, count: Int = .max) -> (bytes: [UInt8], end: Int) {
      var (at, bytes, left) = (range.lowerBound, [UInt8](), count)
      while left > 0, at + lengths < range.upperBound {
        let end = at + lengths + number(at, lengths)
        bytes += start + mp4[(at + lengths)..<end]
        (at, left) = (end, left - 1)
      }
      return (bytes, at)
    }
    guard let name = mp4.indices.dropLast(4).first(where: { mp4[$0..<$0 + 4].elementsEqual("avcC".utf8) })
    else { return [] }
    // One set of each kind (ISO/IEC 14496-15, 5.3.3.1).
    let sequence = units((name + 10)..<mp4.count, lengths: 2, count: 1)
    let picture = units((sequence.end + 1)..<mp4.count, lengths: 2, count: 1)
    return sequence.bytes + picture.bytes + units(payload(of: "mdat", in: mp4), lengths: 4).bytes
  }

  /// H.264 in Matroska (RFC 9559), which tells when pictures are shown and not when they are decoded. In
  /// German, with the title "Bild".
  /// - Parameters:
  ///   - mp4: a film of the same encoder, for its header.
  ///   - rate: the packets' units, frames a second.
  static func matroska(_ packets: [EncodedPacket], like mp4: [UInt8], rate: Int) -> [UInt8] {
    func element(_ id: [UInt8], _ body: [UInt8]) -> [UInt8] { id + [0x01] + big(body.count, 7) + body }
    func plain(_ id: [UInt8], _ value: Int) -> [UInt8] { element(id, big(value, 4)) }
    let name = mp4.indices.dropLast(4).first { mp4[$0..<$0 + 4].elementsEqual("avcC".utf8) } ?? 4
    let header = Array(mp4[(name + 4)..<(name - 4 + mp4[(name - 4)..<name].reduce(0) { $0 << 8 | Int($1) })])
    let size = plain([0xB0], 64) + plain([0xBA], 48)
    let track =
      plain([0xD7], 1) + plain([0x73, 0xC5], 1) + plain([0x83], 1)
      + element([0x22, 0xB5, 0x9C], Array("ger".utf8)) + element([0x53, 0x6E], Array("Bild".utf8))
      + element([0x86], Array("V_MPEG4/ISO/AVC".utf8)) + element([0x63, 0xA2], header) + element([0xE0], size)
    let blocks = packets.flatMap { packet in
      let time = Int(packet.presentation) * 1000 / rate
      // Coded with start codes as MP4 does not have them.
      return element([0xA3], [0x81] + big(time, 2) + [packet.isKey ? 0x80 : 0] + lengthened(packet.bytes))
    }
    return element([0x1A, 0x45, 0xDF, 0xA3], element([0x42, 0x82], Array("matroska".utf8)))
      + element(
        [0x18, 0x53, 0x80, 0x67],
        element([0x15, 0x49, 0xA9, 0x66], plain([0x2A, 0xD7, 0xB1], 1_000_000))
          + element([0x16, 0x54, 0xAE, 0x6B], element([0xAE], track))
          + element([0x1F, 0x43, 0xB6, 0x75], plain([0xE7], 0) + blocks))
  }

  /// Units with their lengths in front instead of start codes.
  private static func lengthened(_ bytes: [UInt8]) -> [UInt8] {
    var (units, unit) = ([[UInt8]](), [UInt8]())
    var zeros = 0
    for byte in bytes {
      if byte == 1, zeros >= 2 {
        units.append(Array(unit.dropLast(min(zeros, 3))))
        unit = []
      } else {
        unit.append(byte)
      }
      zeros = byte == 0 ? zeros + 1 : 0
    }
    return (units + [unit]).filter { !$0.isEmpty }.flatMap { big($0.count, 4) + $0 }
  }

  /// The same film with the language of all its tracks set to German (ISO/IEC 14496-12, 8.4.2).
  static func german(_ mp4: [UInt8]) -> [UInt8] {
    var bytes = mp4
    for at in mp4.indices.dropLast(28) where mp4[at..<at + 4].elementsEqual("mdhd".utf8) {
      bytes.replaceSubrange((at + 24)..<(at + 26), with: [0x10, 0xB5])
    }
    return bytes
  }

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

  /// A TIFF of 16 bits a colour.
  /// - Parameters:
  ///   - compression: what it says of its samples, which are not compressed (1).
  ///   - profile: its colour profile.
  static func tiff(
    width: Int, height: Int, compression: Int = 1, profile: [UInt8] = [],
    _ color: (_ x: Int, _ y: Int) -> [UInt16]
  ) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    func long(_ value: Int) -> [UInt8] { word(value & 0xFFFF) + word(value >> 16) }
    let pixels = (0..<height).flatMap { y in
      (0..<width).flatMap { x in color(x, y).flatMap { word(Int($0)) } }
    }
    var fields: [(tag: Int, type: Int, count: Int, value: Int)] = [
      (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, 0), (259, 3, 1, compression), (262, 3, 1, 2),
      (273, 4, 1, 0), (277, 3, 1, 3), (278, 4, 1, height), (279, 4, 1, pixels.count), (284, 3, 1, 1),
    ]
    if !profile.isEmpty { fields.append((34675, 7, profile.count, 0)) }
    let end = 8 + 2 + fields.count * 12 + 4
    fields[2].value = end
    fields[5].value = end + 6
    if !profile.isEmpty { fields[fields.count - 1].value = end + 6 + pixels.count }
    let entries = fields.flatMap { word($0.tag) + word($0.type) + long($0.count) + long($0.value) }
    return Array("II".utf8) + word(42) + long(8) + word(fields.count) + entries + long(0) + word(16)
      + word(16)
      + word(16) + pixels + profile
  }
}
