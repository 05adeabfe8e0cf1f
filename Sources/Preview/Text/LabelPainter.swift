import DraftModel
import Media

/// Writes single lines beside pictures: the captions of a storyboard, the marks of a comparison.
final class LabelPainter {
  private let renderer: TextRenderer
  private let scaler = PictureScaler()

  /// Lines are laid out on a canvas so wide that none breaks, and so high that sizes are exact.
  private static let canvas = (width: TextRenderer.maximumCanvasSide, height: 1000)

  init() throws(TextError) { renderer = try TextRenderer() }

  /// - Parameters:
  ///   - text: cut at its end, with an ellipsis, where it is longer than the box.
  ///   - box: the text begins at its left edge, and stands at half its height.
  ///   - size: of an em, in pixels.
  func paint(
    _ text: String, on picture: VideoFrame, in box: PixelBox, size: Double, color: RGBAColor,
    bold: Bool = false
  ) throws {
    var style = TextStyle()
    style.size = size / Double(Self.canvas.height)
    style.color = color
    style.bold = bold
    style.maxWidth = 1
    let (line, width) = try fitted(text.visible, style, Double(box.width))
    let drawn = try renderer.picture(
      text: line, style: style, canvasWidth: Self.canvas.width, canvasHeight: Self.canvas.height,
      outputScale: 1)
    guard !drawn.isEmpty else { return }
    let frame = try scaler.scale(
      VideoFrame(width: drawn.width, height: drawn.height, bgra: drawn.pixels), width: drawn.width,
      height: drawn.height, format: .yuva444p)
    let layer = PaintedLayer(
      pixels: .blended(frame), x: box.x + Int((width / 2).rounded()) + drawn.originX,
      y: box.y + box.height / 2 + drawn.originY)
    Compositor.paint(layer, on: picture, clip: box, opacity: 1)
  }

  private func width(_ text: String, _ style: TextStyle) throws -> Double {
    try renderer.measure(
      text: text, style: style, canvasWidth: Self.canvas.width, canvasHeight: Self.canvas.height
    ).width
  }

  private func fitted(_ text: String, _ style: TextStyle, _ room: Double) throws -> (String, Double) {
    // Nobody reads more of a line beside a picture.
    let text = String(text.prefix(200))
    let whole = try width(text, style)
    guard whole > room else { return (text, whole) }
    var (fits, tooLong) = (0, text.count)
    while tooLong - fits > 1 {
      let middle = (fits + tooLong) / 2
      if try width(text.prefix(middle) + "…", style) <= room { fits = middle } else { tooLong = middle }
    }
    let cut = text.prefix(fits) + "…"
    return (String(cut), try width(String(cut), style))
  }
}
