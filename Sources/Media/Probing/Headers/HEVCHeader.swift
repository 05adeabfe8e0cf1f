/// The sequence parameter set of HEVC (ITU-T H.265, 7.3.2.2).
enum HEVCHeader {
  private static let parameterSetType: UInt8 = 33

  /// - Parameter bytes: an `hvcC` record (ISO/IEC 14496-15, 8.3.3.1), or units with start codes.
  static func read(_ bytes: ArraySlice<UInt8>) -> CodecHeader? {
    guard let first = bytes.first else { return nil }
    if first == 1 { return record(bytes) }
    return NetworkUnits.separated(bytes).first { ($0.first ?? 0) >> 1 & 0x3F == parameterSetType }
      .flatMap(parameterSet)
  }

  private static func record(_ bytes: ArraySlice<UInt8>) -> CodecHeader? {
    func number(_ at: Int, _ size: Int) -> Int? {
      guard at + size <= bytes.endIndex else { return nil }
      return bytes[at..<at + size].reduce(0) { $0 << 8 | Int($1) }
    }
    var at = bytes.startIndex + 22
    guard let arrays = number(at, 1) else { return nil }
    at += 1
    for _ in 0..<arrays {
      guard let type = number(at, 1), let count = number(at + 1, 2) else { return nil }
      at += 3
      for _ in 0..<count {
        guard let length = number(at, 2), at + 2 + length <= bytes.endIndex else { return nil }
        let unit = bytes[(at + 2)..<(at + 2 + length)]
        if UInt8(type & 0x3F) == parameterSetType { return parameterSet(unit) }
        at += 2 + length
      }
    }
    return nil
  }

  static func parameterSet(_ unit: ArraySlice<UInt8>) -> CodecHeader? {
    guard (unit.first ?? 0) >> 1 & 0x3F == parameterSetType else { return nil }
    let plain = NetworkUnits.unescaped(unit.dropFirst(2).prefix(2048))
    var reader = BitReader(plain[...])
    reader.skip(4)
    let layers = reader.bits(3)
    reader.skip(1)
    var header = CodecHeader(bitDepth: 8, chroma: .quartered)
    header.usesFullRangeFormats = true
    header.temporalLayers = layers + 1
    readTier(&reader, layers, into: &header)
    _ = reader.golomb()
    guard let chroma = CodecHeader.Chroma(rawValue: reader.golomb()), chroma != .vertical else { return nil }
    header.chroma = chroma
    if chroma == .full { reader.skip(1) }
    var (width, height) = (reader.golomb(), reader.golomb())
    guard width > 0, height > 0, width <= 1 << 16, height <= 1 << 16 else { return nil }
    if reader.flag() {
      let across = chroma == .quartered || chroma == .halved ? 2 : 1
      let down = chroma == .quartered ? 2 : 1
      width -= (reader.golomb() + reader.golomb()) * across
      height -= (reader.golomb() + reader.golomb()) * down
    }
    header.bitDepth = reader.golomb() + 8
    guard width > 0, height > 0, header.bitDepth <= 16, !reader.isExhausted else { return nil }
    (header.width, header.height) = (width, height)
    _ = reader.golomb()
    let orderBits = reader.golomb() + 4
    let hasAll = reader.flag()
    for _ in (hasAll ? 0 : layers)...layers {
      // Of the highest layer, the last one, the picture that is decoded counts as well.
      header.referenceFrames = min(max(0, reader.golomb()), 15)
      for _ in 0..<2 { _ = reader.golomb() }
    }
    for _ in 0..<6 { _ = reader.golomb() }
    if reader.flag(), reader.flag() { skipScalingLists(&reader) }
    reader.skip(2)
    if reader.flag() {
      reader.skip(8)
      _ = reader.golomb()
      _ = reader.golomb()
      reader.skip(1)
    }
    guard skipReferenceSets(&reader) else { return header }
    if reader.flag() {
      for _ in 0..<min(reader.golomb(), 32) { reader.skip(min(orderBits, 16) + 1) }
    }
    reader.skip(2)
    if reader.flag() { VideoUsability.read(&reader, into: &header) }
    return header
  }

  /// Profile, tier and level (7.3.3).
  private static func readTier(_ reader: inout BitReader, _ layers: Int, into header: inout CodecHeader) {
    reader.skip(3)
    header.profile = reader.bits(5)
    reader.skip(32)
    let (isProgressive, isInterlaced) = (reader.flag(), reader.flag())
    header.isProgressive = isInterlaced && !isProgressive ? nil : true
    reader.skip(46)
    header.level = reader.bits(8)
    guard layers > 0 else { return }
    let present = (0..<layers).map { _ in (reader.flag(), reader.flag()) }
    reader.skip((8 - layers) * 2)
    for (hasProfile, hasLevel) in present { reader.skip((hasProfile ? 88 : 0) + (hasLevel ? 8 : 0)) }
  }

  private static func skipScalingLists(_ reader: inout BitReader) {
    for size in 0..<4 {
      for _ in stride(from: 0, to: 6, by: size == 3 ? 3 : 1) {
        guard reader.flag() else {
          _ = reader.golomb()
          continue
        }
        if size > 1 { _ = reader.signedGolomb() }
        for _ in 0..<min(64, 1 << (4 + size << 1)) { _ = reader.signedGolomb() }
      }
    }
  }

  /// Short-term reference picture sets (7.3.7).
  /// - Returns: false where they cannot be followed.
  private static func skipReferenceSets(_ reader: inout BitReader) -> Bool {
    let count = reader.golomb()
    guard count <= 64 else { return false }
    var pictures = 0
    for index in 0..<count {
      if index > 0, reader.flag() {
        reader.skip(1)
        _ = reader.golomb()
        var kept = 0
        for _ in 0...pictures {
          if reader.flag() || reader.flag() { kept += 1 }
        }
        pictures = kept
      } else {
        let (negative, positive) = (reader.golomb(), reader.golomb())
        guard negative <= 16, positive <= 16 else { return false }
        pictures = negative + positive
        for _ in 0..<pictures {
          _ = reader.golomb()
          reader.skip(1)
        }
      }
      if reader.isExhausted { return false }
    }
    return true
  }
}
