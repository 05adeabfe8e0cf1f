/// Reads bits from the front of some bytes. Past the end it reads zeros, and says so.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  private var position = 0
  /// Whether more was read than there is.
  private(set) var isExhausted = false

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// - Parameter count: 0...32
  mutating func bits(_ count: Int) -> Int {
    var value = 0
    for _ in 0..<count { value = value << 1 | bit() }
    return value
  }

  mutating func flag() -> Bool { bit() == 1 }

  mutating func skip(_ count: Int) {
    position += count
    if position > bytes.count * 8 { isExhausted = true }
  }

  private mutating func bit() -> Int {
    let index = bytes.startIndex + position >> 3
    guard index < bytes.endIndex else {
      isExhausted = true
      return 0
    }
    defer { position += 1 }
    return Int(bytes[index] >> UInt8(7 - position & 7)) & 1
  }

  /// An Exp-Golomb number (ITU-T H.264, 9.1); at most 32 leading zeros.
  mutating func golomb() -> Int {
    var zeros = 0
    while zeros < 32, !isExhausted, bit() == 0 { zeros += 1 }
    return (1 << zeros) - 1 + bits(zeros)
  }

  mutating func signedGolomb() -> Int {
    let value = golomb()
    return value & 1 == 1 ? (value + 1) / 2 : -(value / 2)
  }
}

/// Units of H.264 and HEVC streams.
enum NetworkUnits {
  /// A unit without the bytes that keep start codes out of it (ITU-T H.264, 7.4.1).
  static func unescaped(_ unit: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(unit.count)
    var zeros = 0
    for byte in unit {
      if zeros >= 2, byte == 3 {
        zeros = 0
        continue
      }
      zeros = byte == 0 ? zeros + 1 : 0
      result.append(byte)
    }
    return result
  }

  /// The units of a stream in which each begins with a start code (ITU-T H.264, annex B).
  static func separated(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var starts: [(code: Int, unit: Int)] = []
    var at = bytes.startIndex
    while at + 3 <= bytes.endIndex {
      if bytes[at + 2] > 1 {
        at += 3
      } else if bytes[at] == 0, bytes[at + 1] == 0, bytes[at + 2] == 1 {
        starts.append((at, at + 3))
        at += 3
      } else {
        at += 1
      }
    }
    return starts.indices.map { index in
      bytes[starts[index].unit..<(index + 1 < starts.count ? starts[index + 1].code : bytes.endIndex)]
    }
  }
}
