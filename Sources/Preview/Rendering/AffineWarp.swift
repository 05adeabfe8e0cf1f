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
    if isHalved {
      warp([0], of: frame, to: result, box, halvings: 0, extendsEdges)
      warp([1, 2], of: frame, to: result, box, halvings: 1, extendsEdges)
    } else {
      warp([0, 1, 2, 3], of: frame, to: result, box, halvings: 0, extendsEdges)
    }
    return result
  }

  /// Warps planes of one size together.
  private func warp(
    _ planes: [Int], of frame: VideoFrame, to result: VideoFrame, _ box: PixelBox, halvings: Int,
    _ extendsEdges: Bool
  ) {
    // 16 bits after the point; positions are those of pixels' centres. One of a halved plane stands for two.
    let one = 65536.0
    let size = Double(1 << halvings)
    let (columns, rows) = (box.width >> halvings, box.height >> halvings)
    let (stepX, stepY) = (Int((xx * one).rounded()), Int((yx * one).rounded()))
    func start(_ row: Int) -> (x: Int, y: Int) {
      let (x, y) = (Double(box.x) + 0.5 * size, Double(box.y) + (Double(row) + 0.5) * size)
      return (
        Int((((xx * x + xy * y + x0) / size - 0.5) * one).rounded()),
        Int((((yx * x + yy * y + y0) / size - 0.5) * one).rounded())
      )
    }
    guard columns > 0, rows > 0 else { return }
    // What of the source is looked at: the box's corners are the farthest.
    let corners = [start(0), start(rows - 1)].flatMap { start in
      [start, (x: start.x + stepX * (columns - 1), y: start.y + stepY * (columns - 1))]
    }
    let source = PackedPixels(
      frame, planes: planes, width: frame.width >> halvings, height: frame.height >> halvings,
      x: (corners.map(\.x).min() ?? 0, corners.map(\.x).max() ?? 0),
      y: (corners.map(\.y).min() ?? 0, corners.map(\.y).max() ?? 0), extendsEdges: extendsEdges)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: columns) { pixels in
      guard let pixels = pixels.baseAddress else { return }
      for row in 0..<rows {
        source.sample(
          into: pixels, count: columns, from: start(row), step: (stepX, stepY))
        PackedPixels.unpack(pixels, to: result, planes: planes, row: row, count: columns)
      }
    }
  }
}
