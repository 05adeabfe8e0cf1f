import DraftModel
import Media

/// Makes the pictures of texts and slates, which are drawn once.
struct StaticPainter {
  let canvas: Canvas
  let output: OutputGeometry
  let renderer: TextRenderer

  /// - Returns: nil where there is nothing to see.
  func paint(_ text: TextLayer, _ look: LayerLook, effects: EffectPainter) throws -> PaintedLayer? {
    let place = look.placement
    // The text renderer's own limit; a larger text shows little more than a part of a letter.
    let scale = min(8, Double(output.canvasHeight) / Double(canvas.height) * text.scale * look.scale)
    let isTurned = place.rotation != 0
    let (x, y) = (isTurned ? 0 : place.centerX.rounded(.down), isTurned ? 0 : place.centerY.rounded(.down))
    guard scale > 0 else { return nil }
    let picture = try renderer.picture(
      text: text.text, style: text.style, canvasWidth: canvas.width, canvasHeight: canvas.height,
      outputScale: scale,
      anchorFraction: isTurned ? (dx: 0, dy: 0) : (dx: place.centerX - x, dy: place.centerY - y),
      shownCharacters: look.shownCharacters)
    guard !picture.isEmpty else { return nil }
    let border = effects.reach
    let frame = try finished(picture, border: border, effects)
    let (originX, originY) = (picture.originX - border, picture.originY - border)
    guard isTurned else {
      return PaintedLayer(pixels: .blended(frame), x: Int(x) + originX, y: Int(y) + originY)
    }
    // Rotation is about the anchor.
    return try turned(frame, place, anchor: (Double(-originX), Double(-originY)))
  }

  func paintSlate(
    title: String, detail: String, _ look: LayerLook, effects: EffectPainter
  ) throws -> PaintedLayer? {
    let place = look.placement
    let box = place.box
    let width = min(box.width, output.width * 2)
    let height = min(box.height, output.height * 2)
    let picture = try renderer.slate(
      width: max(2, width), height: max(2, height), title: title, detail: detail)
    let frame = try finished(picture, border: 0, effects)
    let anchor = (Double(frame.width) / 2, Double(frame.height) / 2)
    if place.rotation != 0 { return try turned(frame, place, anchor: anchor) }
    return PaintedLayer(
      pixels: .blended(frame), x: Int((place.centerX - anchor.0).rounded()),
      y: Int((place.centerY - anchor.1).rounded()))
  }

  private func turned(
    _ frame: VideoFrame, _ place: Placement, anchor: (Double, Double)
  ) throws(MediaError) -> PaintedLayer? {
    let warp = AffineWarp(
      center: (place.centerX, place.centerY), degrees: place.rotation, source: (anchor.0, anchor.1))
    guard let box = warp.reach(width: frame.width, height: frame.height, within: output.canvas) else {
      return nil
    }
    return PaintedLayer(pixels: .blended(try warp.apply(to: frame, box: box)), x: box.x, y: box.y)
  }

  private func finished(
    _ picture: TextPicture, border: Int, _ effects: EffectPainter
  ) throws(MediaError) -> VideoFrame {
    let frame = try yuva(picture)
    guard !effects.isEmpty else { return frame }
    return try effects.apply(to: border > 0 ? Surface.padded(frame, by: border) : frame, hasAlpha: true)
  }

  /// Cairo's premultiplied pixels as the compositor takes them.
  private func yuva(_ picture: TextPicture) throws(MediaError) -> VideoFrame {
    let frame = try VideoFrame(width: picture.width, height: picture.height, bgra: picture.pixels)
    return try PictureScaler().scale(frame, width: picture.width, height: picture.height, format: .yuva444p)
  }
}

/// A text or a slate on its way through the film: drawn anew where it looks different.
final class StillPainter {
  private let paint: (LayerLook) throws -> PaintedLayer?
  private var painted: (look: LayerLook, layer: PaintedLayer?)?

  init(_ paint: @escaping (LayerLook) throws -> PaintedLayer?) { self.paint = paint }

  func paint(_ look: LayerLook) throws -> PaintedLayer? {
    // Opacity is the compositor's affair.
    var look = look
    look.opacity = 1
    if let painted, painted.look == look { return painted.layer }
    let layer = try paint(look)
    painted = (look, layer)
    return layer
  }
}
