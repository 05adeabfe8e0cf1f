import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rotates and scales pictures in YUVA 4:4:4 (see ``Surface``) to any place between pixels, with
/// bilinear interpolation. What lies outside of the picture is empty, which makes its edges smooth.
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

  /// - Parameter box: the part of the output that is made.
  func apply(to frame: VideoFrame, box: PixelBox) throws(MediaError) -> VideoFrame {
    let result = try VideoFrame(width: box.width, height: box.height, format: .yuva444p)
    // 16 bits after the point; positions are those of pixels' centres.
    let one = 65536.0
    let (stepX, stepY) = (Int((xx * one).rounded()), Int((yx * one).rounded()))
    for row in 0..<box.height {
      let (x, y) = (Double(box.x) + 0.5, Double(box.y + row) + 0.5)
      let startX = Int(((xx * x + xy * y + x0 - 0.5) * one).rounded())
      let startY = Int(((yx * x + yy * y + y0 - 0.5) * one).rounded())
      for index in 0..<4 {
        guard let source = frame.plane(index), let target = result.plane(index) else { continue }
        Self.sample(
          source, frame.width, frame.height, to: target.bytes + row * target.stride, count: box.width,
          from: (startX, startY), step: (stepX, stepY), outside: Surface.neutral[index])
      }
    }
    return result
  }

  /// A row of one plane.
  private static func sample(
    _ source: (bytes: UnsafeMutablePointer<UInt8>, stride: Int), _ width: Int, _ height: Int,
    to target: UnsafeMutablePointer<UInt8>, count: Int, from start: (Int, Int), step: (Int, Int),
    outside: UInt8
  ) {
    var (x, y) = start
    for at in 0..<count {
      let (column, row) = (x >> 16, y >> 16)
      let (right, below) = (Int32(x & 0xFFFF) >> 8, Int32(y & 0xFFFF) >> 8)
      x += step.0
      y += step.1
      let values: (Int32, Int32, Int32, Int32)
      if column >= 0, row >= 0, column + 1 < width, row + 1 < height {
        let pixel = source.bytes + row * source.stride + column
        values = (
          Int32(pixel[0]), Int32(pixel[1]), Int32(pixel[source.stride]), Int32(pixel[source.stride + 1])
        )
      } else if column >= -1, row >= -1, column < width, row < height {
        func value(_ column: Int, _ row: Int) -> Int32 {
          column >= 0 && row >= 0 && column < width && row < height
            ? Int32(source.bytes[row * source.stride + column]) : Int32(outside)
        }
        values = (
          value(column, row), value(column + 1, row), value(column, row + 1), value(column + 1, row + 1)
        )
      } else {
        target[at] = outside
        continue
      }
      let upper = values.0 * (256 - right) + values.1 * right
      let lower = values.2 * (256 - right) + values.3 * right
      target[at] = UInt8(truncatingIfNeeded: (upper * (256 - below) + lower * below + 32768) >> 16)
    }
  }
}
