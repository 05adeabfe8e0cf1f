/// Takes the place where a picture was taken out of a JPEG, PNG or WebP file, and leaves its pixels and
/// all else as they are.
public enum PlaceRemoval {
  /// How large a file is read.
  private static let sizeLimit = 512 << 20

  /// - Throws: where the file cannot be read, or is none of the three.
  public static func write(_ path: String, to file: AtomicFile) throws(MediaError) {
    let bytes = try FileHead.readAll(path, limit: sizeLimit)
    let cleaned: [UInt8]?
    if bytes.starts(with: [0xFF, 0xD8]) {
      cleaned = jpeg(bytes)
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      cleaned = png(bytes)
    } else if bytes.starts(with: Array("RIFF".utf8)), bytes.count > 12,
      bytes[8..<12].elementsEqual("WEBP".utf8)
    {
      cleaned = webp(bytes)
    } else {
      cleaned = nil
    }
    guard let cleaned else {
      throw MediaError(
        .unsupported, file: path, operation: "take the place out", reason: "it is no JPEG, PNG or WebP")
    }
    try file.write(cleaned)
  }

  private static let exifHeader = Array("Exif\0\0".utf8)
  private static let xmpHeader = Array("http://ns.adobe.com/xap/1.0/\0".utf8)

  /// EXIF blocks lose their GPS directory, wherever in the file they are (a second picture may follow the
  /// first); XMP packets that speak of GPS go.
  private static func jpeg(_ bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    var at = 2
    while let found = position(of: exifHeader, in: out[...], from: at) {
      PlaceEraser.removePlace(in: &out, from: found + exifHeader.count, to: out.count)
      at = found + exifHeader.count
    }
    // Segments up to the first scan.
    var kept = Array(out[..<2])
    at = 2
    while at + 4 <= out.count, out[at] == 0xFF, out[at + 1] != 0xDA {
      if out[at + 1] == 0xFF {
        at += 1
        continue
      }
      let length = Int(out[at + 2]) << 8 | Int(out[at + 3])
      let end = at + 2 + length
      guard length >= 2, end <= out.count else { break }
      let body = out[(at + 4)..<end]
      let isPlaced = out[at + 1] == 0xE1 && body.starts(with: xmpHeader) && speaksOfPlace(body)
      if !isPlaced { kept += out[at..<end] }
      at = end
    }
    return kept + out[at...]
  }

  private static func png(_ bytes: [UInt8]) -> [UInt8] {
    var out = Array(bytes[..<min(8, bytes.count)])
    var at = 8
    while at + 12 <= bytes.count {
      let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = at + 12 + length
      guard end <= bytes.count else { break }
      var body = Array(bytes[(at + 8)..<(end - 4)])
      let type = Array(bytes[(at + 4)..<(at + 8)])
      if type == Array("eXIf".utf8) {
        PlaceEraser.removePlace(in: &body, from: 0, to: body.count)
        let crc = checksum(type + body)
        out +=
          bytes[at..<at + 8] + body + (0..<4).reversed().map { UInt8(truncatingIfNeeded: crc >> ($0 * 8)) }
      } else if !isPlacedText(type, body) {
        out += bytes[at..<end]
      }
      at = end
    }
    return out + bytes[min(at, bytes.count)...]
  }

  /// XMP is in an iTXt chunk by that name; older programs kept EXIF in text.
  private static func isPlacedText(_ type: [UInt8], _ body: [UInt8]) -> Bool {
    guard ["iTXt", "tEXt", "zTXt"].contains(where: { type == Array($0.utf8) }) else { return false }
    let isXMP = body.starts(with: Array("XML:com.adobe.xmp".utf8))
    let isRawEXIF = body.starts(with: Array("Raw profile type exif".utf8))
    // What is compressed cannot be looked into.
    return isRawEXIF
      || (isXMP && (type != Array("iTXt".utf8) || speaksOfPlace(body[...]) || isCompressed(body)))
  }

  private static func isCompressed(_ body: [UInt8]) -> Bool {
    guard let end = body.firstIndex(of: 0), end + 1 < body.count else { return false }
    return body[end + 1] == 1
  }

  private static func webp(_ bytes: [UInt8]) -> [UInt8] {
    var out = Array(bytes[..<12])
    var at = 12
    var header: Int?
    var lost = false
    while at + 8 <= bytes.count {
      let length = bytes[(at + 4)..<(at + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
      let end = min(bytes.count, at + 8 + length + length % 2)
      guard at + 8 + length <= bytes.count else { break }
      var chunk = Array(bytes[at..<end])
      if chunk.starts(with: Array("VP8X".utf8)) { header = out.count }
      if chunk.starts(with: Array("EXIF".utf8)) {
        let hasHeader = chunk[8...].starts(with: exifHeader)
        PlaceEraser.removePlace(in: &chunk, from: hasHeader ? 14 : 8, to: chunk.count)
      }
      if chunk.starts(with: Array("XMP ".utf8)), speaksOfPlace(chunk[...]) {
        lost = true
      } else {
        out += chunk
      }
      at = end
    }
    out += bytes[min(at, bytes.count)...]
    // The flag for XMP (RFC 9649, 2.7).
    if lost, let header, header + 8 < out.count { out[header + 8] &= ~0x04 }
    let size = out.count - 8
    for index in 0..<4 { out[4 + index] = UInt8(truncatingIfNeeded: size >> (index * 8)) }
    return out
  }

  private static func speaksOfPlace(_ bytes: ArraySlice<UInt8>) -> Bool {
    position(of: Array("GPS".utf8), in: bytes, from: bytes.startIndex) != nil
  }

  private static func position(
    of needle: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int
  ) -> Int? {
    guard let first = needle.first else { return nil }
    var at = start
    while at + needle.count <= bytes.endIndex {
      if bytes[at] == first, bytes[at..<(at + needle.count)].elementsEqual(needle) { return at }
      at += 1
    }
    return nil
  }

  /// CRC-32, as PNG's chunks carry it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
  }
}

/// A TIFF structure inside other bytes (Exif 2.32, 4.6).
private enum PlaceEraser {
  private static let gps = 0x8825

  /// Takes the GPS directory and what leads to it out of the first directory. Nothing else moves: offsets
  /// count from the block's start.
  static func removePlace(in bytes: inout [UInt8], from start: Int, to end: Int) {
    guard start + 8 <= end, end <= bytes.count else { return }
    let isBig = bytes[start] == UInt8(ascii: "M")
    guard isBig || bytes[start] == UInt8(ascii: "I"), bytes[start] == bytes[start + 1] else { return }
    func number(_ offset: Int, _ size: Int) -> Int? {
      guard offset >= 0, offset <= end - start - size else { return nil }
      let part = bytes[(start + offset)..<(start + offset + size)]
      return (isBig ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else { return }
    for entry in 0..<count {
      let at = directory + 2 + entry * 12
      guard let tag = number(at, 2) else { return }
      guard tag == gps else { continue }
      if let place = number(at + 8, 4) { erase(place) }
      // The entries behind it, and the offset of the next directory, move up.
      let tail = directory + 2 + count * 12 + 4
      guard tail <= end - start else { return }
      for index in at..<(tail - 12) { bytes[start + index] = bytes[start + index + 12] }
      for index in (tail - 12)..<tail { bytes[start + index] = 0 }
      let left = count - 1
      let (high, low) = (UInt8(truncatingIfNeeded: left >> 8), UInt8(truncatingIfNeeded: left))
      bytes[start + directory] = isBig ? high : low
      bytes[start + directory + 1] = isBig ? low : high
      return
    }

    func erase(_ directory: Int) {
      guard let count = number(directory, 2) else { return }
      for entry in 0..<count {
        let at = directory + 2 + entry * 12
        guard let type = number(at + 2, 2), let length = number(at + 4, 4) else { return }
        let size = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8][type < 13 ? type : 0]
        if size > 0, length > 4 / size, length < 1 << 16, let offset = number(at + 8, 4) {
          zero(offset, size * length)
        }
        zero(at, 12)
      }
      zero(directory, 2)
    }
    func zero(_ offset: Int, _ length: Int) {
      guard offset >= 0, length >= 0, offset <= end - start - length else { return }
      for index in offset..<(offset + length) { bytes[start + index] = 0 }
    }
  }
}
