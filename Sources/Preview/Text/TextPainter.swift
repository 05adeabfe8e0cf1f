internal import CPango
import DraftModel

/// Draws a layout: box, then shadow, then stroke, then glyphs.
///
/// Outlines are filled as paths, because Cairo before 1.17.4 moves glyphs to whole pixels, which
/// makes small text uneven and slow movements jump.
struct TextPainter {
  let layout: TextLayout
  let style: TextStyle
  let dimensions: TextDimensions
  /// Output pixels per canvas pixel.
  let scale: Double
  /// Where the anchor lies within its output pixel.
  let anchorX: Double
  let anchorY: Double
  /// Glyphs of the text from this byte on are left out.
  let end: Int

  func paint() throws(TextError) -> TextPicture {
    guard let bounds = outputBounds else { return .empty(isTruncated: layout.text.isTruncated) }
    let left = bounds.left.rounded(.down)
    let top = bounds.top.rounded(.down)
    let width = bounds.right.rounded(.up) - left
    let height = bounds.bottom.rounded(.up) - top
    let limit = Double(TextPicture.maximumSide)
    guard width <= limit, height <= limit else {
      throw .pictureTooLarge(width: Int(min(width, 1e9)), height: Int(min(height, 1e9)))
    }
    let target = try DrawingSurface(width: Int(width), height: Int(height), format: .color)
    place(target, left: left, top: top)
    paintBox(on: target)
    try paintShadow(on: target, left: left, top: top)
    if let color = style.strokeColor { composite(color, on: target, paintStroke) }
    composite(style.color, on: target, paintGlyphs)
    return TextPicture(
      width: target.width, height: target.height, originX: Int(left), originY: Int(top),
      pixels: try target.pixels(), isTruncated: layout.text.isTruncated)
  }

  // MARK: Where things lie

  /// What is drawn, in output pixels from the anchor's pixel; nil where nothing is.
  private var outputBounds: TextBounds? {
    var bounds = boxBounds ?? TextBounds(left: 0, top: 0, right: 0, bottom: 0)
    if let ink = layout.inkBounds?.grown(x: dimensions.strokeWidth, y: dimensions.strokeWidth) {
      bounds = bounds.union(ink)
      if style.shadow != nil {
        let reach = Double(blur.reach) / scale
        bounds = bounds.union(
          ink.moved(x: dimensions.shadowX, y: dimensions.shadowY).grown(x: reach, y: reach))
      }
    }
    guard !bounds.isEmpty else { return nil }
    // A pixel more on each side: an emoji's picture may be rounded to whole pixels.
    return bounds.moved(x: -layout.width / 2, y: -layout.height / 2).scaled(by: scale)
      .moved(x: anchorX, y: anchorY).grown(x: 1, y: 1)
  }

  private var boxBounds: TextBounds? {
    guard style.boxColor != nil, !layout.text.isEmpty else { return nil }
    return TextBounds(left: 0, top: 0, right: layout.width, bottom: layout.height)
      .grown(x: dimensions.boxPaddingX, y: dimensions.boxPaddingY)
  }

  private var blur: GaussianBlur { GaussianBlur(sigma: dimensions.shadowBlur / 2 * scale) }

  /// Makes canvas pixels from the layout's corner the unit to draw in.
  private func place(_ surface: DrawingSurface, left: Double, top: Double) {
    cairo_translate(surface.cairo, anchorX - left, anchorY - top)
    cairo_scale(surface.cairo, scale, scale)
    cairo_translate(surface.cairo, -layout.width / 2, -layout.height / 2)
  }

  // MARK: Layers

  private func paintBox(on surface: DrawingSurface) {
    guard let box = boxBounds, let color = style.boxColor else { return }
    surface.setColor(color)
    surface.addRoundedRectangle(box, radius: dimensions.boxRadius)
    cairo_fill(surface.cairo)
  }

  private func paintShadow(on surface: DrawingSurface, left: Double, top: Double) throws(TextError) {
    guard let shadow = style.shadow, shadow.color.alpha > 0 else { return }
    let mask = try DrawingSurface(width: surface.width, height: surface.height, format: .mask)
    place(mask, left: left, top: top)
    cairo_translate(mask.cairo, dimensions.shadowX, dimensions.shadowY)
    mask.setColor(.black)
    paintStroke(on: mask)
    paintGlyphs(on: mask)
    try mask.check()
    blur.apply(to: mask)
    surface.fill(through: mask, color: shadow.color)
  }

  private func paintStroke(on surface: DrawingSurface) {
    guard dimensions.strokeWidth > 0 else { return }
    cairo_set_line_width(surface.cairo, 2 * dimensions.strokeWidth)
    cairo_set_line_join(surface.cairo, CAIRO_LINE_JOIN_ROUND)
    cairo_set_line_cap(surface.cairo, CAIRO_LINE_CAP_ROUND)
    layout.forEachRun { run in
      if !run.isColored { run.stroke(on: surface.cairo, end: end) }
    }
  }

  private func paintGlyphs(on surface: DrawingSurface) {
    layout.forEachRun { run in
      if run.isColored { return run.show(on: surface.cairo, end: end) }
      // A path for each run: outlines of TrueType and of PostScript fonts wind in opposite ways, and
      // would cancel each other out where they overlap.
      cairo_new_path(surface.cairo)
      run.addPath(to: surface.cairo, end: end)
      cairo_fill(surface.cairo)
    }
  }

  /// Draws with an opaque colour and applies its alpha to the whole, so that overlapping glyphs do not
  /// show, and emoji, which have their own colours, fade as well.
  private func composite(
    _ color: RGBAColor, on surface: DrawingSurface, _ body: (DrawingSurface) -> Void
  ) {
    guard color.alpha > 0 else { return }
    var opaque = color
    opaque.alpha = 255
    surface.setColor(opaque)
    guard color.alpha < 255 else { return body(surface) }
    cairo_push_group(surface.cairo)
    body(surface)
    cairo_pop_group_to_source(surface.cairo)
    cairo_paint_with_alpha(surface.cairo, Double(color.alpha) / 255)
  }
}

extension DrawingSurface {
  /// Replaces the path by a rectangle whose corners are quarter circles.
  /// - Parameter radius: at most half the shorter side is used.
  func addRoundedRectangle(_ bounds: TextBounds, radius: Double) {
    let radius = min(radius, bounds.width / 2, bounds.height / 2)
    cairo_new_path(cairo)
    guard radius > 0 else {
      return cairo_rectangle(cairo, bounds.left, bounds.top, bounds.width, bounds.height)
    }
    let quarter = Double.pi / 2
    cairo_arc(cairo, bounds.right - radius, bounds.top + radius, radius, -quarter, 0)
    cairo_arc(cairo, bounds.right - radius, bounds.bottom - radius, radius, 0, quarter)
    cairo_arc(cairo, bounds.left + radius, bounds.bottom - radius, radius, quarter, 2 * quarter)
    cairo_arc(cairo, bounds.left + radius, bounds.top + radius, radius, 2 * quarter, 3 * quarter)
    cairo_close_path(cairo)
  }
}
