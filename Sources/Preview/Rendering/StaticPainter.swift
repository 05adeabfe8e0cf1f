import DraftModel
import Media

/// Makes the pictures of texts and slates, which are drawn once.
struct StaticPainter {
  let canvas: Canvas
  let output: OutputGeometry
  let renderer: TextRenderer

  /// - Returns: nil where there is nothing to see.
  func paint(_ text: TextLayer, at place: Placement) throws -> PaintedLayer? {
    // The text renderer's own limit; a larger text shows little more than a part of a letter.
    let scale = min(8, Double(output.canvasHeight) / Double(canvas.height) * text.scale)
    let isTurned = place.rotation != 0
    let (x, y) = (isTurned ? 0 : place.centerX.rounded(.down), isTurned ? 0 : place.centerY.rounded(.down))
    let picture = try renderer.picture(
      text: text.text, style: text.style, canvasWidth: canvas.width, canvasHeight: canvas.height,
      outputScale: scale,
      anchorFraction: isTurned ? (dx: 0, dy: 0) : (dx: place.centerX - x, dy: place.centerY - y))
    guard !picture.isEmpty else { return nil }
    guard isTurned else {
      return PaintedLayer(
        pixels: .blended(try yuva(picture)), x: Int(x) + picture.originX, y: Int(y) + picture.originY)
    }
    // Rotation is about the anchor: the picture is widened until that is its middle.
    let reachX = max(-picture.originX, picture.originX + picture.width, 1)
    let reachY = max(-picture.originY, picture.originY + picture.height, 1)
    let centred = picture.widened(reachX: reachX, reachY: reachY)
    let turned = try PictureFilter(Rotation.chain(degrees: place.rotation)).apply(yuva(centred))
    return PaintedLayer(
      pixels: .blended(turned), x: Int((place.centerX - Double(turned.width) / 2).rounded()),
      y: Int((place.centerY - Double(turned.height) / 2).rounded()))
  }

  func paintSlate(title: String, detail: String, at place: Placement) throws -> PaintedLayer? {
    let box = place.box
    let width = min(box.width, output.width * 2)
    let height = min(box.height, output.height * 2)
    let picture = try renderer.slate(
      width: max(2, width), height: max(2, height), title: title, detail: detail)
    let turned =
      place.rotation == 0
      ? try yuva(picture) : try PictureFilter(Rotation.chain(degrees: place.rotation)).apply(yuva(picture))
    return PaintedLayer(
      pixels: .blended(turned), x: Int((place.centerX - Double(turned.width) / 2).rounded()),
      y: Int((place.centerY - Double(turned.height) / 2).rounded()))
  }

  /// Cairo's premultiplied pixels as the compositor takes them.
  private func yuva(_ picture: TextPicture) throws(MediaError) -> VideoFrame {
    let frame = try VideoFrame(width: picture.width, height: picture.height, bgra: picture.pixels)
    return try PictureScaler().scale(frame, width: picture.width, height: picture.height, format: .yuva444p)
  }
}

extension TextPicture {
  /// The same picture in the middle of a larger, transparent one around its anchor.
  fileprivate func widened(reachX: Int, reachY: Int) -> TextPicture {
    var wide = [UInt8](repeating: 0, count: reachX * 2 * reachY * 2 * 4)
    for row in 0..<height {
      let target = ((reachY + originY + row) * reachX * 2 + reachX + originX) * 4
      wide.replaceSubrange(target..<target + width * 4, with: pixels[row * width * 4..<(row + 1) * width * 4])
    }
    return TextPicture(
      width: reachX * 2, height: reachY * 2, originX: -reachX, originY: -reachY, pixels: wide,
      isTruncated: isTruncated)
  }
}
