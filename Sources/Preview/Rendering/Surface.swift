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
    let factor = UInt16((min(max(opacity, 0), 1) * 256).rounded())
    guard left < right, top < bottom, factor > 0 else { return }
    for index in 0..<4 {
      guard let source = frame.plane(index), let target = surface.plane(index) else { continue }
      for row in top..<bottom {
        let (from, column) = (row - layer.y, left - layer.x)
        PixelRows.blend(
          source.bytes + from * source.stride + column, alpha.bytes + from * alpha.stride + column,
          on: target.bytes + row * target.stride + left, count: right - left, neutral: neutral[index],
          factor: factor)
      }
    }
  }

  /// Multiplies colour by alpha.
  static func premultiply(_ frame: VideoFrame) {
    guard let alpha = frame.plane(3) else { return }
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      for row in 0..<frame.height {
        PixelRows.premultiply(
          plane.bytes + row * plane.stride, by: alpha.bytes + row * alpha.stride, count: frame.width,
          neutral: neutral[index])
      }
    }
  }

  /// Takes the alpha out of the colour again, as well as 8 bits let it.
  static func unpremultiply(_ frame: VideoFrame) {
    guard let alpha = frame.plane(3) else { return }
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      let neutral = Int32(neutral[index])
      for row in 0..<frame.height {
        let pixels = plane.bytes + row * plane.stride
        let alphas = alpha.bytes + row * alpha.stride
        for x in 0..<frame.width where alphas[x] != 255 {
          let cover = Int32(alphas[x])
          let product = (Int32(pixels[x]) - neutral) * 255
          let value = cover > 0 ? (product >= 0 ? product + cover / 2 : product - cover / 2) / cover : 0
          pixels[x] = UInt8(truncatingIfNeeded: min(max(neutral + value, 0), 255))
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
