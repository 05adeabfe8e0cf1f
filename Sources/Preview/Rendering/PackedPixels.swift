import Media

/// Up to four planes of a picture, or of a part of it, as one: a pixel's values lie beside each other,
/// and all of them are read and mixed at once. Around the picture lies one pixel more, which is empty
/// (see ``Surface``) or like its neighbour.
final class PackedPixels {
  /// From the picture's corner: the first pixel that is here, which may be the one at -1.
  private let left: Int
  private let top: Int
  private let width: Int
  private let height: Int
  private let empty: UInt32
  private let extendsEdges: Bool
  private let pixels: UnsafeMutablePointer<UInt32>

  /// - Parameters:
  ///   - width: of the planes, all of one size; at least 1.
  ///   - x: the least and the largest position that will be asked for, in 65536ths of a pixel.
  ///   - y: likewise.
  ///   - extendsEdges: whether what lies outside looks like the nearest pixel, and is not empty.
  init(
    _ frame: VideoFrame, planes: [Int], width: Int, height: Int, x: (least: Int, most: Int),
    y: (least: Int, most: Int), extendsEdges: Bool
  ) {
    self.extendsEdges = extendsEdges
    func span(_ least: Int, _ most: Int, _ count: Int) -> (first: Int, count: Int) {
      let first = min(max((least >> 16) - 1, -1), count - 1)
      return (first, min(max((most >> 16) + 2, first + 1), count) - first + 1)
    }
    (left, self.width) = span(x.least, x.most, width)
    (top, self.height) = span(y.least, y.most, height)
    empty = planes.enumerated().reduce(0) {
      $0 | UInt32(Surface.neutral[$1.element]) << UInt32($1.offset * 8)
    }
    // Pixels are read by twos: one more at the end.
    pixels = .allocate(capacity: self.width * self.height + 1)
    pixels[self.width * self.height] = empty
    for row in 0..<self.height {
      pack(frame, planes, row: top + row, width, height, to: pixels + row * self.width)
    }
  }

  deinit { pixels.deallocate() }

  private func pack(
    _ frame: VideoFrame, _ planes: [Int], row: Int, _ width: Int, _ height: Int,
    to target: UnsafeMutablePointer<UInt32>
  ) {
    let inside = extendsEdges ? min(max(row, 0), height - 1) : row
    // Inside of the picture.
    let columns = max(left, 0)..<min(left + self.width, width)
    guard (0..<height).contains(inside), !columns.isEmpty else {
      target.update(repeating: empty, count: self.width)
      return
    }
    let (first, count) = (target + (columns.lowerBound - left), columns.count)
    let values = planes.compactMap { index in
      frame.plane(index).map { $0.bytes + inside * $0.stride + columns.lowerBound }
    }
    if values.count == 4 {
      let (a, b, c, d) = (values[0], values[1], values[2], values[3])
      for x in 0..<count {
        first[x] = UInt32(a[x]) | UInt32(b[x]) &<< 8 | UInt32(c[x]) &<< 16 | UInt32(d[x]) &<< 24
      }
    } else {
      first.update(repeating: 0, count: count)
      for (place, values) in values.enumerated() {
        for x in 0..<count { first[x] |= UInt32(values[x]) &<< UInt32(place * 8) }
      }
    }
    if left < 0 { target[0] = extendsEdges ? first[0] : empty }
    if left + self.width > width { target[self.width - 1] = extendsEdges ? first[count - 1] : empty }
  }

  /// Mixes the four pixels around each position of a row, by their nearness.
  /// - Parameters:
  ///   - start: the first position, in 65536ths of a pixel, counted from the middle of the picture's first.
  ///   - step: from one to the next.
  func sample(
    into target: UnsafeMutablePointer<UInt32>, count: Int, from start: (x: Int, y: Int),
    step: (x: Int, y: Int)
  ) {
    // From here on, positions count from the first pixel that is here.
    let (x, y) = (start.x - left << 16, start.y - top << 16)
    let limit = (x: (width - 1) << 16, y: (height - 1) << 16)
    let inside = Self.places(x, step.x, below: limit.x, count)
      .clamped(to: Self.places(y, step.y, below: limit.y, count))
    for place in 0..<inside.lowerBound {
      target[place] = outside(x + place * step.x, y + place * step.y, limit)
    }
    mix(
      into: target + inside.lowerBound, count: inside.count,
      from: (x + inside.lowerBound * step.x, y + inside.lowerBound * step.y), step: step)
    for place in inside.upperBound..<count {
      target[place] = outside(x + place * step.x, y + place * step.y, limit)
    }
  }

  /// The places of a row at which `start + place * step` lies in `0..<limit`.
  private static func places(_ start: Int, _ step: Int, below limit: Int, _ count: Int) -> Range<Int> {
    func quotientUp(_ a: Int, _ b: Int) -> Int { a > 0 ? (a + b - 1) / b : 0 }
    guard step != 0 else { return start >= 0 && start < limit ? 0..<count : 0..<0 }
    // Falling positions are rising ones, counted from the other end.
    let (from, rise) = step > 0 ? (start, step) : (limit - 1 - start, -step)
    let first = min(quotientUp(-from, rise), count)
    return first..<max(first, min(quotientUp(limit - from, rise), count))
  }

  private func outside(_ x: Int, _ y: Int, _ limit: (x: Int, y: Int)) -> UInt32 {
    guard extendsEdges, limit.x > 0, limit.y > 0 else { return empty }
    var pixel: UInt32 = 0
    mix(
      into: &pixel, count: 1, from: (min(max(x, 0), limit.x - 1), min(max(y, 0), limit.y - 1)), step: (0, 0))
    return pixel
  }

  /// The four shares are 256ths, and rounded so that their sum is 256.
  private func mix(
    into target: UnsafeMutablePointer<UInt32>, count: Int, from start: (x: Int, y: Int),
    step: (x: Int, y: Int)
  ) {
    typealias Bytes = SIMD8<UInt8>
    typealias Values = SIMD8<UInt16>
    let source = UnsafeRawPointer(pixels)
    let output = UnsafeMutableRawPointer(target)
    let stride = width &* 4
    var (x, y) = start
    for place in 0..<count {
      let upper = source + ((y &>> 16) &* stride &+ (x &>> 16) &* 4)
      let right = UInt16(truncatingIfNeeded: x &>> 8) & 255
      let below = UInt16(truncatingIfNeeded: y &>> 8) & 255
      x &+= step.x
      y &+= step.y
      let both = (right &* below &+ 128) &>> 8
      let (toRight, toBelow) = (right &- both, below &- both)
      // Two neighbours at once.
      let sums =
        Values(truncatingIfNeeded: upper.loadUnaligned(as: Bytes.self))
        &* Values(lowHalf: .init(repeating: 256 &- right &- toBelow), highHalf: .init(repeating: toRight))
        &+ Values(truncatingIfNeeded: upper.loadUnaligned(fromByteOffset: stride, as: Bytes.self))
        &* Values(lowHalf: .init(repeating: toBelow), highHalf: .init(repeating: both))
      let mean = (sums.lowHalf &+ sums.highHalf &+ 128) &>> 8
      output.storeBytes(
        of: SIMD4<UInt8>(truncatingIfNeeded: mean), toByteOffset: place &* 4, as: SIMD4<UInt8>.self)
    }
  }

  /// Puts a row of packed pixels into the planes of a picture.
  static func unpack(
    _ pixels: UnsafeMutablePointer<UInt32>, to frame: VideoFrame, planes: [Int], row: Int, count: Int
  ) {
    for (place, index) in planes.enumerated() {
      guard let plane = frame.plane(index) else { continue }
      let target = plane.bytes + row * plane.stride
      let shift = UInt32(place * 8)
      for x in 0..<count { target[x] = UInt8(truncatingIfNeeded: pixels[x] &>> shift) }
    }
  }
}
