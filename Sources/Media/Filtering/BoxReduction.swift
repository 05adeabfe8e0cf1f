import CFFmpeg

/// Reduces a picture by whole factors to the mean of the pixels that each new one covers.
///
/// swscale does the same with general filters, at four to five times the cost; a 720p or 1080p source
/// in a 360p film is just this case, and the greater part of what a preview scales.
struct BoxReduction {
  let columns: Int
  let rows: Int
  /// Whether the result has its chroma in full size, and an alpha, which is opaque.
  private let isFull: Bool

  /// The largest factor; above it the sums below would not be exact.
  private static let largest = 32

  /// - Parameters:
  ///   - source: of YUV 4:2:0.
  ///   - target: likewise; YUVA 4:4:4 where `isFull`, to which the halved chroma is reduced half as much.
  /// - Returns: nil where the sizes are not whole multiples of each other, also in the halved planes.
  init?(from source: (width: Int, height: Int), to target: (width: Int, height: Int), isFull: Bool = false) {
    guard target.width > 0, target.height > 0, isFull || (target.width % 2 == 0 && target.height % 2 == 0)
    else { return nil }
    self.isFull = isFull
    columns = source.width / target.width
    rows = source.height / target.height
    guard columns * target.width == source.width, rows * target.height == source.height,
      (1...Self.largest).contains(columns), (1...Self.largest).contains(rows), columns * rows > 1,
      !isFull || (columns % 2 == 0 && rows % 2 == 0)
    else { return nil }
  }

  /// - Parameters: frames of the sizes and layouts that were given.
  func apply(_ source: VideoFrame, to target: VideoFrame) {
    for index in 0..<3 {
      guard let from = source.plane(index), let to = target.plane(index) else { continue }
      let (shift, halvings) = (index > 0 && !isFull ? 1 : 0, index > 0 && isFull ? 1 : 0)
      let (width, height) = (target.width >> shift, target.height >> shift)
      let (columns, rows) = (columns >> halvings, rows >> halvings)
      if columns == 1, rows == 1 {
        for row in 0..<height {
          (to.bytes + row * to.stride).update(from: from.bytes + row * from.stride, count: width)
        }
      } else if columns == 2, rows == 2 {
        for row in 0..<height {
          Self.halve(from.bytes + row * 2 * from.stride, from.stride, to.bytes + row * to.stride, width)
        }
      } else if columns == 3, rows == 3 {
        Self.reduceByThree(from.bytes, from.stride, to.bytes, to.stride, width, height)
      } else {
        Self.reduce(
          from.bytes, from.stride, to.bytes, to.stride, width, height, columns: columns, rows: rows)
      }
    }
    guard isFull, let alpha = target.plane(3) else { return }
    for row in 0..<target.height {
      (alpha.bytes + row * alpha.stride).update(repeating: 255, count: target.width)
    }
  }

  /// One row of means of 2x2 pixels.
  private static func halve(
    _ upper: UnsafeMutablePointer<UInt8>, _ stride: Int, _ target: UnsafeMutablePointer<UInt8>, _ width: Int
  ) {
    typealias Wide = SIMD16<UInt16>
    let lower = upper + stride
    let (upperBytes, lowerBytes) = (UnsafeRawPointer(upper), UnsafeRawPointer(lower))
    let output = UnsafeMutableRawPointer(target)
    var x = 0
    while x + 16 <= width {
      let a = upperBytes.loadUnaligned(fromByteOffset: x * 2, as: Wide.self)
      let b = lowerBytes.loadUnaligned(fromByteOffset: x * 2, as: Wide.self)
      // Neighbours lie in the two halves of a word.
      let sum = (a & 0xFF) &+ (a &>> 8) &+ (b & 0xFF) &+ (b &>> 8) &+ 2
      output.storeBytes(
        of: SIMD16<UInt8>(truncatingIfNeeded: sum &>> 2), toByteOffset: x, as: SIMD16<UInt8>.self)
      x += 16
    }
    while x < width {
      let sum =
        UInt16(upper[x * 2]) + UInt16(upper[x * 2 + 1]) + UInt16(lower[x * 2]) + UInt16(lower[x * 2 + 1])
      target[x] = UInt8((sum + 2) >> 2)
      x += 1
    }
  }

  /// Means of 3x3 pixels: a 1080p source in a 360p film.
  private static func reduceByThree(
    _ source: UnsafeMutablePointer<UInt8>, _ sourceStride: Int, _ target: UnsafeMutablePointer<UInt8>,
    _ targetStride: Int, _ width: Int, _ height: Int
  ) {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width * 3) { sums in
      guard let sums = sums.baseAddress else { return }
      for row in 0..<height {
        let first = source + row * 3 * sourceStride
        let (second, third) = (first + sourceStride, first + 2 * sourceStride)
        for x in 0..<width * 3 { sums[x] = UInt16(first[x]) &+ UInt16(second[x]) &+ UInt16(third[x]) }
        meansOfThree(sums, target + row * targetStride, width)
      }
    }
  }

  /// - Parameter sums: three for each pixel of the target.
  private static func meansOfThree(
    _ sums: UnsafeMutablePointer<UInt16>, _ target: UnsafeMutablePointer<UInt8>, _ width: Int
  ) {
    typealias Wide = SIMD8<UInt16>
    let (input, output) = (UnsafeRawPointer(sums), UnsafeMutableRawPointer(target))
    /// The sums of three neighbours from each place on, of which every third is wanted.
    func sum(_ place: Int) -> Wide {
      func load(_ place: Int) -> Wide { input.loadUnaligned(fromByteOffset: place &* 2, as: Wide.self) }
      return load(place) &+ load(place &+ 1) &+ load(place &+ 2)
    }
    let first = Wide(0xFFFF, 0, 0, 0xFFFF, 0, 0, 0xFFFF, 0)
    let second = Wide(0, 0xFFFF, 0, 0, 0xFFFF, 0, 0, 0xFFFF)
    let third = Wide(0, 0, 0xFFFF, 0, 0, 0xFFFF, 0, 0)
    // Division by nine by multiplication: 65,536 / 9, exact for sums of nine pixels.
    let reciprocal: UInt32 = 7282
    var x = 0
    // The last sums of all have no two neighbours behind them.
    while x + 8 < width {
      // The wanted ones lie in other places of each vector: together in one, in another order.
      let all = (sum(x &* 3) & first) | (sum(x &* 3 &+ 8) & second) | (sum(x &* 3 &+ 16) & third)
      let means = Wide(truncatingIfNeeded: (SIMD8(truncatingIfNeeded: all &+ 4) &* reciprocal) &>> 16)
      let ordered = Wide(means[0], means[3], means[6], means[1], means[4], means[7], means[2], means[5])
      output.storeBytes(
        of: SIMD8<UInt8>(truncatingIfNeeded: ordered), toByteOffset: x, as: SIMD8<UInt8>.self)
      x &+= 8
    }
    while x < width {
      let sum = sums[x * 3] + sums[x * 3 + 1] + sums[x * 3 + 2]
      target[x] = UInt8(truncatingIfNeeded: (UInt32(sum + 4) * reciprocal) >> 16)
      x += 1
    }
  }

  private static func reduce(
    _ source: UnsafeMutablePointer<UInt8>, _ sourceStride: Int, _ target: UnsafeMutablePointer<UInt8>,
    _ targetStride: Int, _ width: Int, _ height: Int, columns: Int, rows: Int
  ) {
    let count = UInt32(columns * rows)
    // Division by multiplication: exact for sums below 2^32 / count.
    let reciprocal = (UInt64(1) << 32 + UInt64(count) - 1) / UInt64(count)
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width * columns) { sums in
      guard let sums = sums.baseAddress else { return }
      for row in 0..<height {
        let first = source + row * rows * sourceStride
        for x in 0..<width * columns { sums[x] = UInt16(first[x]) }
        for line in 1..<max(rows, 1) {
          let pixels = first + line * sourceStride
          for x in 0..<width * columns { sums[x] &+= UInt16(pixels[x]) }
        }
        let output = target + row * targetStride
        var next = sums
        for x in 0..<width {
          var sum = count / 2
          for column in 0..<columns { sum &+= UInt32(next[column]) }
          next += columns
          output[x] = UInt8(truncatingIfNeeded: (UInt64(sum) &* reciprocal) &>> 32)
        }
      }
    }
  }
}
