/// The sequence parameter set of H.264 (ITU-T H.264, 7.3.2.1.1).
enum H264Header {
  /// - Parameter bytes: an `avcC` record (ISO/IEC 14496-15, 5.3.3.1), or units with start codes.
  static func read(_ bytes: ArraySlice<UInt8>) -> CodecHeader? {
    guard let first = bytes.first else { return nil }
    if first == 1 {
      let at = bytes.startIndex
      guard bytes.count > 8, bytes[at + 5] & 0x1F > 0 else { return nil }
      let length = Int(bytes[at + 6]) << 8 | Int(bytes[at + 7])
      guard length > 0, bytes.count >= 8 + length else { return nil }
      return parameterSet(bytes[(at + 8)..<(at + 8 + length)])
    }
    return NetworkUnits.separated(bytes).first { ($0.first ?? 0) & 0x1F == 7 }.flatMap(parameterSet)
  }

  /// - Parameter unit: a unit of type 7, its header byte included.
  static func parameterSet(_ unit: ArraySlice<UInt8>) -> CodecHeader? {
    guard (unit.first ?? 0) & 0x1F == 7 else { return nil }
    let plain = NetworkUnits.unescaped(unit.dropFirst().prefix(1024))
    var reader = BitReader(plain[...])
    let profile = reader.bits(8)
    let constraints = reader.bits(8)
    let level = reader.bits(8)
    _ = reader.golomb()
    var header = CodecHeader(bitDepth: 8, chroma: .quartered)
    var isMonochrome = false
    header.usesFullRangeFormats = true
    header.profile = Self.profile(profile, constraints)
    header.level = level
    if [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134].contains(profile) {
      guard let chroma = CodecHeader.Chroma(rawValue: reader.golomb()), chroma != .vertical else {
        return nil
      }
      isMonochrome = chroma == .none
      // FFmpeg adds grey chroma where there is none.
      header.chroma = chroma == .none ? .quartered : chroma
      if chroma == .full { reader.skip(1) }
      header.bitDepth = reader.golomb() + 8
      guard header.bitDepth <= 14 else { return nil }
      _ = reader.golomb()
      reader.skip(1)
      if reader.flag() { skipScalingLists(&reader, count: chroma == .full ? 12 : 8) }
    }
    _ = reader.golomb()
    switch reader.golomb() {
    case 0: _ = reader.golomb()
    case 1:
      reader.skip(1)
      _ = reader.signedGolomb()
      _ = reader.signedGolomb()
      for _ in 0..<min(reader.golomb(), 255) { _ = reader.signedGolomb() }
    default: break
    }
    header.referenceFrames = min(max(0, reader.golomb()), 16)
    reader.skip(1)
    let (width, height) = (reader.golomb() + 1, reader.golomb() + 1)
    let isFrameOnly = reader.flag()
    if !isFrameOnly { reader.skip(1) }
    reader.skip(1)
    guard width <= 4096, height <= 4096 else { return nil }
    var (left, right, top, bottom) = (0, 0, 0, 0)
    if reader.flag() {
      (left, right, top, bottom) = (reader.golomb(), reader.golomb(), reader.golomb(), reader.golomb())
    }
    let unitWidth = !isMonochrome && (header.chroma == .quartered || header.chroma == .halved) ? 2 : 1
    let unitHeight = (!isMonochrome && header.chroma == .quartered ? 2 : 1) * (isFrameOnly ? 1 : 2)
    header.width = width * 16 - (left + right) * unitWidth
    header.height = height * 16 * (isFrameOnly ? 1 : 2) - (top + bottom) * unitHeight
    header.isProgressive = isFrameOnly ? true : nil
    if reader.flag() { VideoUsability.read(&reader, into: &header) }
    guard !reader.isExhausted || header.pixelAspect != nil, let shown = header.width, shown > 0,
      let high = header.height, high > 0
    else { return nil }
    return header
  }

  /// FFmpeg tells profiles apart by two constraint flags as well.
  private static func profile(_ profile: Int, _ constraints: Int) -> Int {
    switch profile {
    case 66 where constraints & 0x40 != 0: profile | 1 << 9
    case 110, 122, 244: constraints & 0x10 != 0 ? profile | 1 << 11 : profile
    default: profile
    }
  }

  private static func skipScalingLists(_ reader: inout BitReader, count: Int) {
    for list in 0..<count where reader.flag() {
      var (last, next) = (8, 8)
      for _ in 0..<(list < 6 ? 16 : 64) {
        if next != 0 { next = (last + reader.signedGolomb() + 256) & 255 }
        last = next == 0 ? last : next
      }
    }
  }
}

/// The beginning of the video usability information that H.264 (E.1.1) and HEVC (E.2.1) share.
enum VideoUsability {
  static func read(_ reader: inout BitReader, into header: inout CodecHeader) {
    if reader.flag() {
      let index = reader.bits(8)
      if index == 255 {
        header.pixelAspect = (reader.bits(16), reader.bits(16))
      } else if ratios.indices.contains(index) {
        header.pixelAspect = ratios[index]
      }
    }
    if reader.flag() { reader.skip(1) }
    guard reader.flag() else { return }
    reader.skip(3)
    header.isFullRange = reader.flag()
    guard reader.flag() else { return }
    let (primaries, transfer, matrix) = (reader.bits(8), reader.bits(8), reader.bits(8))
    guard !reader.isExhausted else { return }
    (header.primaries, header.transfer, header.matrix) = (primaries, transfer, matrix)
  }

  /// Table E-1.
  private static let ratios: [(width: Int, height: Int)?] = [
    nil, (1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11), (80, 33), (18, 11),
    (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1),
  ]
}
