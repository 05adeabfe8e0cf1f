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

  private static func reduce(
    _ source: UnsafeMutablePointer<UInt8>, _ sourceStride: Int, _ target: UnsafeMutablePointer<UInt8>,
    _ targetStride: Int, _ width: Int, _ height: Int, columns: Int, rows: Int
  ) {
    let division = Division(by: columns * rows)
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width * columns) { sums in
      guard let sums = sums.baseAddress else { return }
      for row in 0..<height {
        add(source + row * rows * sourceStride, sourceStride, rows: rows, into: sums, count: width * columns)
        // Two neighbours at a time, as long as the sums fit: 8 of them in 32 rows do.
        var rest = columns
        while rest % 2 == 0, columns / rest < 8 {
          rest /= 2
          addNeighbours(sums, count: width * rest)
        }
        let output = target + row * targetStride
        switch rest {
        case 1 where division.fitsVectors: divide(sums, output, width, division)
        case 3 where division.fitsVectors: meansOfThree(sums, output, width, division)
        default:
          var next = sums
          for x in 0..<width {
            var sum: UInt32 = 0
            for column in 0..<rest { sum &+= UInt32(next[column]) }
            next += rest
            output[x] = division.mean(sum)
          }
        }
      }
    }
  }

  /// Sums of rows, pixel by pixel.
  private static func add(
    _ first: UnsafeMutablePointer<UInt8>, _ stride: Int, rows: Int, into sums: UnsafeMutablePointer<UInt16>,
    count: Int
  ) {
    typealias Wide = SIMD16<UInt16>
    let (input, output) = (UnsafeRawPointer(first), UnsafeMutableRawPointer(sums))
    var x = 0
    while x + 16 <= count {
      var sum = Wide.zero
      var at = x
      for _ in 0..<rows {
        sum &+= Wide(truncatingIfNeeded: input.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self))
        at &+= stride
      }
      output.storeBytes(of: sum, toByteOffset: x &* 2, as: Wide.self)
      x &+= 16
    }
    while x < count {
      sums[x] = (0..<rows).reduce(0) { $0 &+ UInt16(first[x &+ $1 &* stride]) }
      x += 1
    }
  }

  /// Puts the sums of pairs in place of them.
  /// - Parameter count: of pairs.
  private static func addNeighbours(_ sums: UnsafeMutablePointer<UInt16>, count: Int) {
    typealias Pairs = SIMD8<UInt32>
    let memory = UnsafeMutableRawPointer(sums)
    var x = 0
    while x + 8 <= count {
      // Neighbours lie in the two halves of a word.
      let pairs = memory.loadUnaligned(fromByteOffset: x &* 4, as: Pairs.self)
      memory.storeBytes(
        of: SIMD8<UInt16>(truncatingIfNeeded: (pairs & 0xFFFF) &+ (pairs &>> 16)), toByteOffset: x &* 2,
        as: SIMD8<UInt16>.self)
      x &+= 8
    }
    while x < count {
      sums[x] = sums[x * 2] &+ sums[x * 2 + 1]
      x += 1
    }
  }

  /// Division of sums of pixels by how many there are, to the nearest, by multiplication.
  private struct Division {
    private let count: UInt32
    /// 2^24 / count, rounded up: exact for sums of up to 256 pixels, and no product of theirs is above 2^32.
    let reciprocal: UInt32
    var half: UInt32 { count / 2 }
    var fitsVectors: Bool { count <= 256 }

    init(by count: Int) {
      self.count = UInt32(count)
      reciprocal = (1 << 24 + UInt32(count) - 1) / UInt32(count)
    }

    func mean(_ sum: UInt32) -> UInt8 {
      fitsVectors
        ? UInt8(truncatingIfNeeded: ((sum &+ half) &* reciprocal) &>> 24)
        : UInt8(truncatingIfNeeded: (sum &+ half) / count)
    }
  }

  private static func divide(
    _ sums: UnsafeMutablePointer<UInt16>, _ target: UnsafeMutablePointer<UInt8>, _ width: Int,
    _ division: Division
  ) {
    let (input, output) = (UnsafeRawPointer(sums), UnsafeMutableRawPointer(target))
    var x = 0
    while x + 8 <= width {
      let all = input.loadUnaligned(fromByteOffset: x &* 2, as: SIMD8<UInt16>.self)
      let means = ((SIMD8<UInt32>(truncatingIfNeeded: all) &+ division.half) &* division.reciprocal) &>> 24
      output.storeBytes(of: SIMD8<UInt8>(truncatingIfNeeded: means), toByteOffset: x, as: SIMD8<UInt8>.self)
      x &+= 8
    }
    while x < width {
      target[x] = division.mean(UInt32(sums[x]))
      x += 1
    }
  }

  /// - Parameter sums: three for each pixel of the target.
  private static func meansOfThree(
    _ sums: UnsafeMutablePointer<UInt16>, _ target: UnsafeMutablePointer<UInt8>, _ width: Int,
    _ division: Division
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
    var x = 0
    // The last sums of all have no two neighbours behind them.
    while x + 8 < width {
      // The wanted ones lie in other places of each vector: together in one, in another order.
      let all = (sum(x &* 3) & first) | (sum(x &* 3 &+ 8) & second) | (sum(x &* 3 &+ 16) & third)
      let means = Wide(
        truncatingIfNeeded: ((SIMD8<UInt32>(truncatingIfNeeded: all) &+ division.half) &* division.reciprocal)
          &>> 24)
      let ordered = Wide(means[0], means[3], means[6], means[1], means[4], means[7], means[2], means[5])
      output.storeBytes(
        of: SIMD8<UInt8>(truncatingIfNeeded: ordered), toByteOffset: x, as: SIMD8<UInt8>.self)
      x &+= 8
    }
    while x < width {
      let sum = UInt32(sums[x * 3]) + UInt32(sums[x * 3 + 1]) + UInt32(sums[x * 3 + 2])
      target[x] = division.mean(sum)
      x += 1
    }
  }
}
