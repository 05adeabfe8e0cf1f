import CFFmpeg

/// Brings YUV of another matrix or range to BT.709 in limited range, as it lies in the picture: after
/// scaling, which is linear, and without the way over RGB that swscale takes at several times the cost.
struct ColorConversion: Equatable {
  /// One of swscale's matrices, `SWS_CS_...`.
  private let matrix: Int32
  private let isFullRange: Bool

  /// - Returns: nil where there is nothing to do.
  init?(matrix: Int32, isFullRange: Bool) {
    guard matrix != SWS_CS_ITU709 || isFullRange else { return nil }
    self.matrix = matrix
    self.isFullRange = isFullRange
  }

  /// The share of red and blue in the luma (BT.601-7, SMPTE 240M, FCC 73.682, BT.2020-2, BT.709-6).
  private static func shares(_ matrix: Int32) -> (red: Double, blue: Double) {
    switch matrix {
    case SWS_CS_ITU601: (0.299, 0.114)
    case SWS_CS_SMPTE240M: (0.212, 0.087)
    case SWS_CS_FCC: (0.3, 0.11)
    case SWS_CS_BT2020: (0.2627, 0.0593)
    default: (0.2126, 0.0722)
    }
  }

  /// Whole numbers, 16384 is 1: what the luma gets of the chroma, and the chroma of itself.
  private struct Factors {
    var lumaOfBlue: Int16
    var lumaOfRed: Int16
    var blueOfBlue: Int16
    var blueOfRed: Int16
    var redOfBlue: Int16
    var redOfRed: Int16
  }

  private var factors: Factors {
    let (kr, kb) = Self.shares(matrix)
    let (tr, tb) = Self.shares(SWS_CS_ITU709)
    // Red, green and blue beside the luma, for chroma of -0.5...0.5.
    let (redOfRed, blueOfBlue) = (2 * (1 - kr), 2 * (1 - kb))
    let greenOfRed = -kr * redOfRed / (1 - kr - kb)
    let greenOfBlue = -kb * blueOfBlue / (1 - kr - kb)
    let lumaOfRed = tr * redOfRed + (1 - tr - tb) * greenOfRed
    let lumaOfBlue = tb * blueOfBlue + (1 - tr - tb) * greenOfBlue
    // Chroma has 224 steps and luma 219; both have 255 in full range.
    let (luma, chroma) = isFullRange ? (219.0 / 255, 224.0 / 255) : (219.0 / 224, 1)
    func fixed(_ value: Double) -> Int16 { Int16((min(max(value, -1.99), 1.99) * 16384).rounded()) }
    return Factors(
      lumaOfBlue: fixed(lumaOfBlue * luma), lumaOfRed: fixed(lumaOfRed * luma),
      blueOfBlue: fixed((blueOfBlue - lumaOfBlue) / (2 * (1 - tb)) * chroma),
      blueOfRed: fixed(-lumaOfRed / (2 * (1 - tb)) * chroma),
      redOfBlue: fixed(-lumaOfBlue / (2 * (1 - tr)) * chroma),
      redOfRed: fixed((redOfRed - lumaOfRed) / (2 * (1 - tr)) * chroma))
  }

  /// - Parameter frame: YUV 4:2:0 or 4:4:4, with or without alpha; its pixels are replaced. In 4:2:0, the four pixels of a
  ///   chroma pixel have its colour.
  func apply(to frame: VideoFrame) {
    guard let luma = frame.plane(0), let blue = frame.plane(1), let red = frame.plane(2) else { return }
    let factors = factors
    let shift = frame.format == AV_PIX_FMT_YUV420P ? 1 : 0
    let columns = (frame.width + shift) >> shift
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: columns + 1) { buffer in
      guard let buffer = buffer.baseAddress else { return }
      // What is added to the luma of a row, once for each of its pixels.
      let shades = UnsafeMutableRawPointer(buffer).assumingMemoryBound(to: Int16.self)
      for row in 0..<(frame.height + shift) >> shift {
        let (u, v) = (blue.bytes + row * blue.stride, red.bytes + row * red.stride)
        if shift == 1 {
          for x in 0..<columns {
            // Twice, whichever half comes first.
            buffer[x] = UInt32(UInt16(bitPattern: Self.shade(u[x], v[x], factors))) &* 0x10001
          }
        } else {
          for x in 0..<columns { shades[x] = Self.shade(u[x], v[x], factors) }
        }
        for line in row << shift..<min((row + 1) << shift, frame.height) {
          brighten(luma.bytes + line * luma.stride, by: shades, count: frame.width)
        }
        Self.turn(u, v, count: columns, factors)
      }
    }
  }

  /// In 64ths.
  @inline(__always)
  private static func shade(_ u: UInt8, _ v: UInt8, _ factors: Factors) -> Int16 {
    let sum = product(Int16(u) &- 128, factors.lumaOfBlue) &+ product(Int16(v) &- 128, factors.lumaOfRed)
    return Int16(truncatingIfNeeded: (sum &+ 128) &>> 8)
  }

  private func brighten(_ luma: UnsafeMutablePointer<UInt8>, by shades: UnsafePointer<Int16>, count: Int) {
    if isFullRange {
      for x in 0..<count {
        // 56283 / 65536 is 219 / 255.
        let value = UInt16(truncatingIfNeeded: (UInt32(luma[x]) &* 256 &* 56283) &>> 18)
        let sum = Int16(truncatingIfNeeded: value) &+ (16 * 64 + 32) &+ shades[x]
        luma[x] = UInt8(truncatingIfNeeded: min(max(sum &>> 6, 0), 255))
      }
    } else {
      for x in 0..<count {
        let sum = Int16(luma[x]) &* 64 &+ 32 &+ shades[x]
        luma[x] = UInt8(truncatingIfNeeded: min(max(sum &>> 6, 0), 255))
      }
    }
  }

  private static func turn(
    _ u: UnsafeMutablePointer<UInt8>, _ v: UnsafeMutablePointer<UInt8>, count: Int, _ factors: Factors
  ) {
    for x in 0..<count {
      let (blue, red) = (Int16(u[x]) &- 128, Int16(v[x]) &- 128)
      let newBlue = product(blue, factors.blueOfBlue) &+ product(red, factors.blueOfRed)
      let newRed = product(blue, factors.redOfBlue) &+ product(red, factors.redOfRed)
      u[x] = byte(128 &+ (newBlue &+ 8192) &>> 14)
      v[x] = byte(128 &+ (newRed &+ 8192) &>> 14)
    }
  }

  @inline(__always)
  private static func product(_ a: Int16, _ b: Int16) -> Int32 { Int32(a) &* Int32(b) }

  @inline(__always)
  private static func byte(_ value: Int32) -> UInt8 { UInt8(truncatingIfNeeded: min(max(value, 0), 255)) }
}
