import Media

/// Pictures in YUVA 4:4:4 with their colour multiplied by their alpha, as ``PaintedLayer`` has them:
/// what layers are put on where they are not put on the canvas at once.
///
/// All values lie around a plane's neutral one: `Y' = 16 + a (Y - 16)`, `C' = 128 + a (C - 128)`.
enum Surface {
  /// What each plane holds where nothing is.
  static let neutral: [UInt8] = [16, 128, 128, 0]

  /// A picture with nothing on it.
  static func empty(width: Int, height: Int) throws(MediaError) -> VideoFrame {
    let frame = try VideoFrame(width: width, height: height, format: .yuva444p)
    for (index, value) in neutral.enumerated() {
      guard let plane = frame.plane(index) else { continue }
      for row in 0..<height { (plane.bytes + row * plane.stride).update(repeating: value, count: width) }
    }
    return frame
  }

  /// Puts a blended layer on a surface; its place counts from the surface's corner.
  /// - Parameter opacity: 0...1
  static func paint(_ layer: PaintedLayer, on surface: VideoFrame, opacity: Double) {
    guard case .blended(let frame) = layer.pixels, let alpha = frame.plane(3) else { return }
    let (left, right) = (max(layer.x, 0), min(layer.x + frame.width, surface.width))
    let (top, bottom) = (max(layer.y, 0), min(layer.y + frame.height, surface.height))
    let factor = Int32((min(max(opacity, 0), 1) * 256).rounded())
    guard left < right, top < bottom, factor > 0 else { return }
    for index in 0..<4 {
      guard let source = frame.plane(index), let target = surface.plane(index) else { continue }
      for row in top..<bottom {
        let (from, column) = (row - layer.y, left - layer.x)
        blend(
          source.bytes + from * source.stride + column, alpha.bytes + from * alpha.stride + column,
          on: target.bytes + row * target.stride + left, count: right - left, neutral: Int32(neutral[index]),
          factor: factor)
      }
    }
  }

  /// A row of premultiplied values over others: `out = n + f (c - n) + (1 - f a) (b - n)`.
  /// - Parameter factor: of opacity; 256 is 1.
  @inline(__always)
  static func blend(
    _ colors: UnsafeMutablePointer<UInt8>, _ alphas: UnsafeMutablePointer<UInt8>,
    on pixels: UnsafeMutablePointer<UInt8>, count: Int, neutral: Int32, factor: Int32
  ) {
    for x in 0..<count {
      let color = (Int32(colors[x]) - neutral) * factor
      let clear = 65280 - Int32(alphas[x]) * factor
      // In 256ths, both. Divided by 255 by a product: 32897 / 2^23 is its reciprocal.
      let below = ((((Int32(pixels[x]) - neutral) * clear) >> 8) * 32897) >> 15
      let value = neutral + (color + below + 128) >> 8
      pixels[x] = UInt8(truncatingIfNeeded: min(max(value, 0), 255))
    }
  }

  /// Multiplies colour by alpha.
  static func premultiply(_ frame: VideoFrame) {
    scaleColor(frame) { color, alpha in
      let product = color * alpha
      return (product >= 0 ? product + 127 : product - 127) / 255
    }
  }

  /// Takes the alpha out of the colour again, as well as 8 bits let it.
  static func unpremultiply(_ frame: VideoFrame) {
    scaleColor(frame) { color, alpha in
      guard alpha > 0 else { return 0 }
      let product = color * 255
      return (product >= 0 ? product + alpha / 2 : product - alpha / 2) / alpha
    }
  }

  /// - Parameter change: gets a colour's distance from neutral, and the alpha; where it is not 255.
  @inline(__always)
  private static func scaleColor(_ frame: VideoFrame, _ change: (Int32, Int32) -> Int32) {
    guard let alpha = frame.plane(3) else { return }
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      let neutral = Int32(neutral[index])
      for row in 0..<frame.height {
        let pixels = plane.bytes + row * plane.stride
        let alphas = alpha.bytes + row * alpha.stride
        for x in 0..<frame.width where alphas[x] != 255 {
          let value = neutral + change(Int32(pixels[x]) - neutral, Int32(alphas[x]))
          pixels[x] = UInt8(truncatingIfNeeded: min(max(value, 0), 255))
        }
      }
    }
  }

  /// The same picture in the middle of a larger one that is empty around it.
  static func padded(_ frame: VideoFrame, by border: Int) throws(MediaError) -> VideoFrame {
    let wide = try empty(width: frame.width + 2 * border, height: frame.height + 2 * border)
    for index in 0..<4 {
      guard let source = frame.plane(index), let target = wide.plane(index) else { continue }
      for row in 0..<frame.height {
        (target.bytes + (row + border) * target.stride + border)
          .update(from: source.bytes + row * source.stride, count: frame.width)
      }
    }
    return wide
  }
}
