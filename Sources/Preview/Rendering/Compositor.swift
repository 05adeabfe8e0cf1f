import DraftModel
import Media

/// Puts layers onto a canvas of YUV 4:2:0, on gamma-encoded values.
///
/// A transparent layer keeps its colour at full resolution until here: each chroma sample of the
/// canvas gets the mean of what the layer shows on the four pixels that it stands for. That is what
/// blending in 4:4:4 and halving the result gives, without doubling and halving the canvas.
enum Compositor {
  /// Fills a part of the canvas with a colour.
  static func fill(_ canvas: VideoFrame, _ box: PixelBox, _ color: RGBAColor) {
    let (y, u, v) = yuv(color)
    for (index, value) in [y, u, v].enumerated() {
      guard let plane = canvas.plane(index) else { continue }
      let shift = index == 0 ? 0 : 1
      let (left, width) = (box.x >> shift, box.width >> shift)
      for row in (box.y >> shift)..<((box.y + box.height) >> shift) {
        (plane.bytes + row * plane.stride + left).update(repeating: value, count: width)
      }
    }
  }

  /// BT.709, limited range (ITU-R BT.709-6, item 3).
  static func yuv(_ color: RGBAColor) -> (UInt8, UInt8, UInt8) {
    let (r, g, b) = (Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
    let luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    func byte(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
    return (
      byte(16 + 219 * luma), byte(128 + 224 * (b - luma) / 1.8556), byte(128 + 224 * (r - luma) / 1.5748)
    )
  }

  /// Puts a layer on the canvas.
  /// - Parameters:
  ///   - clip: the part of the canvas that may be painted on; even.
  ///   - opacity: 0...1. An opaque layer is put on as it is.
  static func paint(_ layer: PaintedLayer, on canvas: VideoFrame, clip: PixelBox, opacity: Double) {
    let box = layer.box
    let left = max(box.x, clip.x)
    let top = max(box.y, clip.y)
    let right = min(box.x + box.width, clip.x + clip.width)
    let bottom = min(box.y + box.height, clip.y + clip.height)
    guard left < right, top < bottom else { return }
    let visible = PixelBox(x: left, y: top, width: right - left, height: bottom - top)
    switch layer.pixels {
    case .opaque(let frame): copy(frame, box, visible, to: canvas)
    case .blended(let frame):
      let factor = UInt16((min(max(opacity, 0), 1) * 256).rounded())
      guard factor > 0 else { return }
      blendLuma(frame, box, visible, on: canvas, factor)
      for plane in 1...2 { blendChroma(frame, plane, box, visible, on: canvas, factor) }
    }
  }

  private static func copy(_ frame: VideoFrame, _ box: PixelBox, _ visible: PixelBox, to canvas: VideoFrame) {
    for index in 0..<3 {
      guard let source = frame.plane(index), let target = canvas.plane(index) else { continue }
      let shift = index == 0 ? 0 : 1
      let width = (visible.width + shift) >> shift
      let (x, y) = ((visible.x - box.x) >> shift, (visible.y - box.y) >> shift)
      for row in 0..<((visible.height + shift) >> shift) {
        (target.bytes + ((visible.y >> shift) + row) * target.stride + (visible.x >> shift))
          .update(from: source.bytes + (y + row) * source.stride + x, count: width)
      }
    }
  }

  private static func blendLuma(
    _ frame: VideoFrame, _ box: PixelBox, _ visible: PixelBox, on canvas: VideoFrame, _ factor: UInt16
  ) {
    guard let source = frame.plane(0), let alpha = frame.plane(3), let target = canvas.plane(0) else {
      return
    }
    for row in visible.y..<(visible.y + visible.height) {
      PixelRows.blend(
        source.bytes + (row - box.y) * source.stride + (visible.x - box.x),
        alpha.bytes + (row - box.y) * alpha.stride + (visible.x - box.x),
        on: target.bytes + row * target.stride + visible.x, count: visible.width, neutral: 16, factor: factor)
    }
  }

  private static func blendChroma(
    _ frame: VideoFrame, _ plane: Int, _ box: PixelBox, _ visible: PixelBox, on canvas: VideoFrame,
    _ factor: UInt16
  ) {
    guard let source = frame.plane(plane), let alpha = frame.plane(3), let target = canvas.plane(plane) else {
      return
    }
    // Chroma pixels of which all four pixels are seen; those at odd edges go one by one.
    let touched = (visible.x >> 1)..<((visible.x + visible.width + 1) >> 1)
    let first = min((visible.x + 1) >> 1, touched.upperBound)
    let whole = first..<max(first, (visible.x + visible.width) >> 1)
    for row in (visible.y >> 1)..<((visible.y + visible.height + 1) >> 1) {
      let pixels = target.bytes + row * target.stride
      func blendEdges(_ columns: Range<Int>) {
        for column in columns { blendEdge(source, alpha, box, visible, (column, row), pixels, Int32(factor)) }
      }
      guard row * 2 >= visible.y, row * 2 + 2 <= visible.y + visible.height else {
        blendEdges(touched)
        continue
      }
      let (x, y) = (whole.lowerBound * 2 - box.x, row * 2 - box.y)
      let (colors, alphas) = (
        source.bytes + y * source.stride + x, alpha.bytes + y * alpha.stride + x
      )
      PixelRows.blendHalved(
        (colors, colors + source.stride), (alphas, alphas + alpha.stride), on: pixels + whole.lowerBound,
        count: whole.count, factor: factor)
      blendEdges(touched.lowerBound..<whole.lowerBound)
      blendEdges(whole.upperBound..<touched.upperBound)
    }
  }

  private typealias Plane = (bytes: UnsafeMutablePointer<UInt8>, stride: Int)

  /// One chroma pixel, of whose four pixels some are not seen.
  private static func blendEdge(
    _ source: Plane, _ alpha: Plane, _ box: PixelBox, _ visible: PixelBox, _ place: (column: Int, row: Int),
    _ pixels: UnsafeMutablePointer<UInt8>, _ factor: Int32
  ) {
    var color: Int32 = 0
    var cover: Int32 = 0
    for y in max(place.row * 2, visible.y)..<min(place.row * 2 + 2, visible.y + visible.height) {
      for x in max(place.column * 2, visible.x)..<min(place.column * 2 + 2, visible.x + visible.width) {
        color += Int32(source.bytes[(y - box.y) * source.stride + x - box.x]) - 128
        cover += Int32(alpha.bytes[(y - box.y) * alpha.stride + x - box.x])
      }
    }
    let below = (Int32(pixels[place.column]) - 128) * (4 * 65280 - cover * factor)
    let value = 128 + roundedQuotient(color * factor * 255 + below, by: 4 * 65280)
    pixels[place.column] = UInt8(truncatingIfNeeded: min(max(value, 0), 255))
  }

  private static func roundedQuotient(_ value: Int32, by divisor: Int32) -> Int32 {
    (value >= 0 ? value + divisor / 2 : value - divisor / 2) / divisor
  }

  /// Multiplies the colour of an RGBA picture by its alpha, so that what is transparent adds no
  /// colour when pixels are averaged.
  static func premultiply(_ frame: VideoFrame) {
    guard let plane = frame.plane(0) else { return }
    for row in 0..<frame.height {
      let pixels = plane.bytes + row * plane.stride
      for x in 0..<frame.width {
        let alpha = UInt32(pixels[x * 4 + 3])
        if alpha == 255 { continue }
        for channel in 0..<3 {
          pixels[x * 4 + channel] = UInt8((UInt32(pixels[x * 4 + channel]) * alpha + 127) / 255)
        }
      }
    }
  }
}
