/// What is done to rows of 8-bit values, in whole numbers of 16 bits: as many fit into a vector
/// register as the oldest x86-64 processors have, and every machine gives the same bytes.
///
/// Values lie around a neutral one (see ``Surface``), and so are computed as distances from it, whose
/// size fits without a sign, and a sign.
enum PixelRows {
  typealias Bytes = UnsafeMutablePointer<UInt8>

  /// Puts premultiplied values over others: `out = n + f (c - n) + (1 - f a) (b - n)`.
  /// - Parameters:
  ///   - neutral: `n`.
  ///   - factor: `f` of opacity, 0...256; 256 is 1.
  static func blend(
    _ colors: Bytes, _ alphas: Bytes, on pixels: Bytes, count: Int, neutral: UInt8, factor: UInt16
  ) {
    let neutral = UInt16(neutral)
    for x in 0..<count {
      let (color, below) = (UInt16(colors[x]), UInt16(pixels[x]))
      let clear = 65280 &- UInt16(alphas[x]) &* factor
      // In 256ths, then in 64ths, of which the sum fits whatever the colour. 257 / 65536 is 256 / 65280.
      let over = (distance(color, neutral) &* factor) &>> 2
      let under = high(distance(below, neutral) &* 257, clear) &>> 2
      let sum = signed(over, color > neutral) &+ signed(under, below > neutral)
      pixels[x] = byte(Int16(bitPattern: neutral) &+ (sum &+ 32) &>> 6)
    }
  }

  /// Puts a row of chroma over one of half its size, both ways: ``blend(_:_:on:count:neutral:factor:)``
  /// of each canvas pixel with the mean of the four that it stands for.
  /// - Parameters:
  ///   - colors: two rows of `2 count`.
  ///   - alphas: likewise.
  static func blendHalved(
    _ colors: (Bytes, Bytes), _ alphas: (Bytes, Bytes), on pixels: Bytes, count: Int, factor: UInt16
  ) {
    let (upperColors, lowerColors) = (UnsafeRawPointer(colors.0), UnsafeRawPointer(colors.1))
    let (upperAlphas, lowerAlphas) = (UnsafeRawPointer(alphas.0), UnsafeRawPointer(alphas.1))
    for x in 0..<count {
      let color = pairSum(upperColors, x) &+ pairSum(lowerColors, x)
      let cover = pairSum(upperAlphas, x) &+ pairSum(lowerAlphas, x)
      let below = UInt16(pixels[x])
      // Of the whole cover, 4 * 255 * 256, an eighth; of the mean's distances, 128ths.
      let clear = 32640 &- high(cover &* 64, factor &* 128)
      let over = high(distance(color, 512) &* 64, factor &* 128)
      let under = high(distance(below, 128) &* 257, clear)
      let sum = signed(over, color > 512) &+ signed(under, below > 128)
      pixels[x] = byte(128 &+ (sum &+ 64) &>> 7)
    }
  }

  /// Multiplies values by their alphas, rounded: `out = n + a (c - n)`.
  static func premultiply(_ colors: Bytes, by alphas: Bytes, count: Int, neutral: UInt8) {
    let neutral = UInt16(neutral)
    for x in 0..<count {
      let color = UInt16(colors[x])
      let value = divided255(distance(color, neutral) &* UInt16(alphas[x]))
      colors[x] = UInt8(truncatingIfNeeded: color > neutral ? neutral &+ value : neutral &- value)
    }
  }

  /// Multiplies alphas by others.
  static func multiply(_ alphas: Bytes, by others: Bytes, count: Int) {
    for x in 0..<count {
      alphas[x] = UInt8(truncatingIfNeeded: divided255(UInt16(alphas[x]) &* UInt16(others[x])))
    }
  }

  /// Brings values nearer to the neutral one: `out = n + f (c - n)`.
  /// - Parameter factors: 32768 is 1.
  static func attenuate(
    _ pixels: Bytes, by factors: UnsafePointer<UInt16>, count: Int, neutral: UInt8
  ) {
    let neutral = UInt16(neutral)
    for x in 0..<count {
      let pixel = UInt16(pixels[x])
      let value = (high(distance(pixel, neutral) &* 256, factors[x]) &+ 64) &>> 7
      pixels[x] = UInt8(truncatingIfNeeded: pixel > neutral ? neutral &+ value : neutral &- value)
    }
  }

  /// Mixes two rows.
  /// - Parameter second: how much of `b` there is, 0...256; the rest is `a`.
  static func mix(_ a: Bytes, _ b: Bytes, into result: Bytes, count: Int, second: UInt16) {
    let first = 256 &- second
    for x in 0..<count {
      result[x] = UInt8(
        truncatingIfNeeded: (UInt16(a[x]) &* first &+ UInt16(b[x]) &* second &+ 128) &>> 8)
    }
  }

  // MARK: Arithmetic

  @inline(__always)
  private static func distance(_ a: UInt16, _ b: UInt16) -> UInt16 { a > b ? a &- b : b &- a }

  /// The upper half of a product.
  @inline(__always)
  private static func high(_ a: UInt16, _ b: UInt16) -> UInt16 {
    UInt16(truncatingIfNeeded: (UInt32(a) &* UInt32(b)) &>> 16)
  }

  @inline(__always)
  private static func signed(_ value: UInt16, _ isPositive: Bool) -> Int16 {
    isPositive ? Int16(truncatingIfNeeded: value) : 0 &- Int16(truncatingIfNeeded: value)
  }

  @inline(__always)
  private static func byte(_ value: Int16) -> UInt8 { UInt8(truncatingIfNeeded: min(max(value, 0), 255)) }

  /// Rounded, of a product of two bytes.
  @inline(__always)
  private static func divided255(_ product: UInt16) -> UInt16 {
    let sum = product &+ 128
    return (sum &+ sum &>> 8) &>> 8
  }

  /// The sum of two neighbours, which lie in the two halves of a word, whichever comes first.
  @inline(__always)
  private static func pairSum(_ bytes: UnsafeRawPointer, _ place: Int) -> UInt16 {
    let pair = bytes.loadUnaligned(fromByteOffset: place &* 2, as: UInt16.self)
    return pair & 0xFF &+ pair &>> 8
  }
}
