/// The sequence header of AV1 (AV1 Bitstream & Decoding Process Specification, 5.5).
enum AV1Header {
  /// - Parameter bytes: an `av1C` record (AV1 Codec ISO Media File Format Binding, 2.3), or units.
  static func read(_ bytes: ArraySlice<UInt8>) -> CodecHeader? {
    guard let first = bytes.first, bytes.count >= 4 else { return nil }
    return first == 0x81 ? readUnits(bytes.dropFirst(4)) : readUnits(bytes)
  }

  /// - Parameter bytes: open bitstream units, each with its size.
  static func readUnits(_ bytes: ArraySlice<UInt8>) -> CodecHeader? {
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let type = bytes[at] >> 3 & 15
      let (hasExtension, hasSize) = (bytes[at] & 4 != 0, bytes[at] & 2 != 0)
      at += hasExtension ? 2 : 1
      var length = bytes.endIndex - at
      if hasSize {
        guard let (size, width) = leb128(bytes, at) else { return nil }
        at += width
        length = size
      }
      guard length >= 0, at <= bytes.endIndex, length <= bytes.endIndex - at else { return nil }
      if type == 1 { return sequence(bytes[at..<at + length]) }
      at += length
    }
    return nil
  }

  private static func leb128(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (value: Int, width: Int)? {
    var value = 0
    for index in 0..<8 {
      guard start + index < bytes.endIndex else { return nil }
      let byte = bytes[start + index]
      value |= Int(byte & 0x7F) << (index * 7)
      if byte & 0x80 == 0 { return (value, index + 1) }
    }
    return nil
  }

  private static func sequence(_ bytes: ArraySlice<UInt8>) -> CodecHeader? {
    var reader = BitReader(bytes)
    var header = CodecHeader(bitDepth: 8, chroma: .quartered)
    let profile = reader.bits(3)
    header.profile = profile
    reader.skip(1)
    let isReduced = reader.flag()
    if isReduced { header.level = reader.bits(5) } else { readOperatingPoints(&reader, into: &header) }
    let (widthBits, heightBits) = (reader.bits(4) + 1, reader.bits(4) + 1)
    header.width = reader.bits(widthBits) + 1
    header.height = reader.bits(heightBits) + 1
    if !isReduced, reader.flag() { reader.skip(7) }
    reader.skip(3)
    if !isReduced { skipTools(&reader) }
    reader.skip(3)
    readColor(&reader, profile, into: &header)
    return reader.isExhausted ? nil : header
  }

  private static func readOperatingPoints(_ reader: inout BitReader, into header: inout CodecHeader) {
    var hasModel = false
    var delayBits = 0
    if reader.flag() {
      reader.skip(64)
      if reader.flag() { _ = reader.golomb() }
      hasModel = reader.flag()
      if hasModel {
        delayBits = reader.bits(5) + 1
        reader.skip(42)
      }
    }
    let hasDelays = reader.flag()
    for index in 0...reader.bits(5) {
      reader.skip(12)
      let level = reader.bits(5)
      if index == 0 { header.level = level }
      if level > 7 { reader.skip(1) }
      if hasModel, reader.flag() { reader.skip(delayBits * 2 + 1) }
      if hasDelays, reader.flag() { reader.skip(4) }
    }
  }

  private static func skipTools(_ reader: inout BitReader) {
    reader.skip(4)
    let hasOrder = reader.flag()
    if hasOrder { reader.skip(2) }
    let screen = reader.flag() ? 2 : reader.bits(1)
    if screen > 0, !reader.flag() { reader.skip(1) }
    if hasOrder { reader.skip(3) }
  }

  /// Colour (5.5.2).
  private static func readColor(_ reader: inout BitReader, _ profile: Int, into header: inout CodecHeader) {
    let isDeep = reader.flag()
    header.bitDepth = isDeep ? (profile == 2 && reader.flag() ? 12 : 10) : 8
    let isMonochrome = profile != 1 && reader.flag()
    if reader.flag() {
      (header.primaries, header.transfer, header.matrix) = (reader.bits(8), reader.bits(8), reader.bits(8))
    }
    if isMonochrome {
      header.isFullRange = reader.flag()
      header.chroma = .none
    } else if header.primaries == 1, header.transfer == 13, header.matrix == 0 {
      header.isFullRange = true
      header.chroma = .full
    } else {
      header.isFullRange = reader.flag()
      switch profile {
      case 0: header.chroma = .quartered
      case 1: header.chroma = .full
      default:
        guard header.bitDepth == 12 else {
          header.chroma = .halved
          return
        }
        let across = reader.flag()
        header.chroma = across ? (reader.flag() ? .quartered : .halved) : .full
      }
    }
  }
}
