import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rotates and scales pictures (see ``Surface``) to any place between pixels, with bilinear
/// interpolation. What lies outside of the picture is empty, which makes its edges smooth.
struct AffineWarp {
  // From an output position to the source's: pixel `i` reaches from `i` to `i + 1`.
  private let xx: Double
  private let xy: Double
  private let x0: Double
  private let yx: Double
  private let yy: Double
  private let y0: Double

  /// - Parameters:
  ///   - center: what is turned about, in the output.
  ///   - degrees: clockwise.
  ///   - source: where that centre lies in the source.
  ///   - scaleX: source pixels for an output pixel, along the picture's own width.
  ///   - scaleY: likewise, along its height.
  init(
    center: (x: Double, y: Double), degrees: Double, source: (x: Double, y: Double), scaleX: Double = 1,
    scaleY: Double = 1
  ) {
    let angle = degrees * .pi / 180
    let (sine, cosine) = (sin(angle), cos(angle))
    (xx, xy) = (cosine * scaleX, sine * scaleX)
    (yx, yy) = (-sine * scaleY, cosine * scaleY)
    x0 = source.x - xx * center.x - xy * center.y
    y0 = source.y - yx * center.x - yy * center.y
  }

  /// The smallest box of whole output pixels that a source picture reaches, within `limit`; nil where
  /// that is nothing.
  func reach(width: Int, height: Int, within limit: PixelBox) -> PixelBox? {
    let determinant = xx * yy - xy * yx
    guard determinant != 0 else { return nil }
    let corners = [(0, 0), (width, 0), (0, height), (width, height)].map { corner in
      let (u, v) = (Double(corner.0) - x0, Double(corner.1) - y0)
      return ((yy * u - xy * v) / determinant, (xx * v - yx * u) / determinant)
    }
    func bounds(_ values: [Double], _ low: Int, _ count: Int) -> Range<Int>? {
      let (least, most) = ((values.min() ?? 0) - 1, (values.max() ?? 0) + 1)
      guard least < Double(low + count), most > Double(low) else { return nil }
      return max(
        low, Int(max(least, Double(low)).rounded(.down)))..<min(
          low + count, Int(min(most, Double(low + count)).rounded(.up)))
    }
    guard let columns = bounds(corners.map(\.0), limit.x, limit.width),
      let rows = bounds(corners.map(\.1), limit.y, limit.height), !columns.isEmpty, !rows.isEmpty
    else { return nil }
    return PixelBox(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
  }

  /// - Parameters:
  ///   - frame: YUVA 4:4:4, or YUV 4:2:0.
  ///   - box: the part of the output that is made; even in 4:2:0.
  ///   - extendsEdges: whether what lies outside looks like the nearest pixel, and is not empty.
  func apply(to frame: VideoFrame, box: PixelBox, extendsEdges: Bool = false) throws(MediaError) -> VideoFrame
  {
    let isHalved = frame.plane(3) == nil
    let result = try VideoFrame(width: box.width, height: box.height, format: isHalved ? .yuv420p : .yuva444p)
    // 16 bits after the point; positions are those of pixels' centres.
    let one = 65536.0
    let (stepX, stepY) = (Int((xx * one).rounded()), Int((yx * one).rounded()))
    for index in 0..<4 {
      guard let source = frame.plane(index), let target = result.plane(index) else { continue }
      let shift = isHalved && index > 0 ? 1 : 0
      // A pixel of a halved plane stands for two.
      let size = Double(1 << shift)
      let plane = Plane(
        bytes: source.bytes, stride: source.stride, width: frame.width >> shift,
        height: frame.height >> shift, outside: extendsEdges ? nil : Surface.neutral[index])
      for row in 0..<box.height >> shift {
        let (x, y) = (Double(box.x) + 0.5 * size, Double(box.y) + (Double(row) + 0.5) * size)
        let startX = Int((((xx * x + xy * y + x0) / size - 0.5) * one).rounded())
        let startY = Int((((yx * x + yy * y + y0) / size - 0.5) * one).rounded())
        Self.sample(
          plane, to: target.bytes + row * target.stride, count: box.width >> shift, from: (startX, startY),
          step: (stepX, stepY))
      }
    }
    return result
  }

  private struct Plane {
    let bytes: UnsafeMutablePointer<UInt8>
    let stride: Int
    let width: Int
    let height: Int
    /// What is outside; nil for the nearest pixel.
    let outside: UInt8?

    func value(_ column: Int, _ row: Int) -> Int32 {
      if column >= 0, row >= 0, column < width, row < height { return Int32(bytes[row * stride + column]) }
      if let outside { return Int32(outside) }
      return Int32(bytes[min(max(row, 0), height - 1) * stride + min(max(column, 0), width - 1)])
    }
  }

  /// A row of one plane.
  private static func sample(
    _ source: Plane, to target: UnsafeMutablePointer<UInt8>, count: Int, from start: (Int, Int),
    step: (Int, Int)
  ) {
    var (x, y) = start
    for at in 0..<count {
      let (column, row) = (x >> 16, y >> 16)
      let (right, below) = (Int32(x & 0xFFFF) >> 8, Int32(y & 0xFFFF) >> 8)
      x += step.0
      y += step.1
      let values: (Int32, Int32, Int32, Int32)
      if column >= 0, row >= 0, column + 1 < source.width, row + 1 < source.height {
        let pixel = source.bytes + row * source.stride + column
        values = (
          Int32(pixel[0]), Int32(pixel[1]), Int32(pixel[source.stride]), Int32(pixel[source.stride + 1])
        )
      } else {
        values = (
          source.value(column, row), source.value(column + 1, row), source.value(column, row + 1),
          source.value(column + 1, row + 1)
        )
      }
      let upper = values.0 * (256 - right) + values.1 * right
      let lower = values.2 * (256 - right) + values.3 * right
      target[at] = UInt8(truncatingIfNeeded: (upper * (256 - below) + lower * below + 32768) >> 16)
    }
  }
}
