/// The frame header of VP9 (VP9 Bitstream Specification, 6.2).
enum VP9Header {
  /// - Parameter packet: a packet with a key frame.
  static func read(_ packet: ArraySlice<UInt8>) -> CodecHeader? {
    var reader = BitReader(packet.prefix(32))
    guard reader.bits(2) == 2 else { return nil }
    let (low, high) = (reader.bits(1), reader.bits(1))
    let profile = high << 1 | low
    if profile == 3 { reader.skip(1) }
    guard !reader.flag(), !reader.flag() else { return nil }
    reader.skip(2)
    guard reader.bits(24) == 0x49_83_42 else { return nil }
    var header = CodecHeader(bitDepth: 8, chroma: .quartered)
    header.profile = profile
    if profile >= 2 { header.bitDepth = reader.flag() ? 12 : 10 }
    let space = reader.bits(3)
    if space == 7 {
      guard profile & 1 == 1 else { return nil }
      (header.matrix, header.chroma, header.isFullRange) = (0, .full, true)
      reader.skip(1)
    } else {
      header.matrix = matrices[space]
      header.isFullRange = reader.flag()
      if profile & 1 == 1 {
        let (across, down) = (reader.flag(), reader.flag())
        header.chroma = across ? (down ? .quartered : .halved) : down ? .vertical : .full
        reader.skip(1)
      }
    }
    (header.width, header.height) = (reader.bits(16) + 1, reader.bits(16) + 1)
    return reader.isExhausted ? nil : header
  }

  /// H.273 numbers of `color_space`: unknown, BT.601, BT.709, SMPTE 170M, SMPTE 240M, BT.2020.
  private static let matrices = [2, 5, 1, 6, 7, 9, 2]
}

/// The frame header of VP8 (RFC 6386, 9.1).
enum VP8Header {
  /// - Parameter packet: a packet with a key frame.
  static func read(_ packet: ArraySlice<UInt8>) -> CodecHeader? {
    let at = packet.startIndex
    guard packet.count >= 10, packet[at] & 1 == 0,
      packet[(at + 3)..<(at + 6)].elementsEqual([0x9D, 0x01, 0x2A])
    else { return nil }
    var header = CodecHeader(bitDepth: 8, chroma: .quartered)
    header.profile = Int(packet[at] >> 1 & 7)
    header.width = Int(packet[at + 6]) | Int(packet[at + 7] & 0x3F) << 8
    header.height = Int(packet[at + 8]) | Int(packet[at + 9] & 0x3F) << 8
    return header
  }
}
