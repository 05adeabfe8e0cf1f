import CPango

extension Canvas {
  /// Draws the body out of focus: `radius` is about the blur's standard deviation, in current units.
  ///
  /// The body gets a canvas of its own with fewer pixels, since nobody sees the detail of what is
  /// blurred; that makes wide blurs as cheap as narrow ones.
  func blurred(_ radius: Double, opacity: Double = 1, _ body: (Canvas) -> Void) {
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    let pixels = radius * abs(matrix.xx * matrix.yy - matrix.xy * matrix.yx).squareRoot()
    let reduction = max(1, (pixels / 2).rounded(.down))
    guard let layer = layer(reducedBy: reduction) else { return }
    body(layer)
    layer.boxBlur(radius: max(1, Int((pixels / reduction).rounded())))
    paint(layer, enlargedBy: reduction, opacity: opacity)
  }

  /// Draws wide, smooth lights with a sixteenth of the pixels: gradients in circles are slow, and
  /// nobody can tell.
  func coarse(_ body: (Canvas) -> Void) {
    guard let layer = layer(reducedBy: 4) else { return }
    body(layer)
    paint(layer, enlargedBy: 4)
  }

  /// Draws the body as one thing, so that overlaps do not show where it is translucent.
  func flattened(opacity: Double, _ body: () -> Void) {
    cairo_push_group(context)
    body()
    cairo_pop_group_to_source(context)
    cairo_paint_with_alpha(context, opacity)
  }

  /// The blurred shape, moved: lay it down before the thing that throws it.
  func shadow(_ path: Path, dx: Double = 0, dy: Double, blur: Double, _ color: Color) {
    blurred(blur) { $0.fill(path.moved(dx, dy), color) }
  }

  /// A transparent canvas that stands for this one, with the same units.
  func layer(reducedBy reduction: Double = 1) -> Canvas? {
    let wide = Int((Double(width) / reduction).rounded(.up))
    let high = Int((Double(height) / reduction).rounded(.up))
    do {
      let layer = try Canvas(width: wide, height: high)
      var matrix = cairo_matrix_t()
      var shrink = cairo_matrix_t()
      var result = cairo_matrix_t()
      cairo_get_matrix(context, &matrix)
      cairo_matrix_init_scale(&shrink, 1 / reduction, 1 / reduction)
      cairo_matrix_multiply(&result, &matrix, &shrink)
      cairo_set_matrix(layer.context, &result)
      return layer
    } catch {
      fail(error)
      return nil
    }
  }

  /// Lays a layer over this canvas, pixel on pixel, where it has any ink.
  func paint(_ layer: Canvas, enlargedBy factor: Double = 1, opacity: Double = 1) {
    guard let ink = layer.inkBounds() else { return }
    cairo_save(context)
    cairo_identity_matrix(context)
    cairo_scale(context, factor, factor)
    useAsSource(layer)
    let left = Double(ink.columns.lowerBound - 1)
    let top = Double(ink.rows.lowerBound - 1)
    cairo_rectangle(context, left, top, Double(ink.columns.count + 2), Double(ink.rows.count + 2))
    cairo_clip(context)
    cairo_paint_with_alpha(context, opacity)
    cairo_restore(context)
  }

  /// What lies above the line, seen in water below it: upside down, in strips that sway.
  ///
  /// `sway` gives a strip's shift to the side, in current units, from its distance below the line.
  func reflect(
    _ layer: Canvas, about line: Double, depth: Double, strip: Double, opacity: Double,
    sway: (Double) -> Double
  ) {
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    for step in 0..<Int((depth / strip).rounded(.up)) {
      let distance = Double(step) * strip
      cairo_save(context)
      cairo_rectangle(context, -1e4, line + distance, 2e4, strip)
      cairo_clip(context)
      cairo_translate(context, sway(distance), 2 * line)
      cairo_scale(context, 1, -1)
      // The layer's pixels are device pixels; undo our units around it.
      var inverse = matrix
      cairo_matrix_invert(&inverse)
      cairo_transform(context, &inverse)
      useAsSource(layer)
      cairo_paint_with_alpha(context, opacity * (1 - 0.5 * distance / depth))
      cairo_restore(context)
    }
  }

  /// Dark corners, over a scene of the given size.
  func vignette(_ width: Double, _ height: Double, _ strength: Double, _ color: Color = Color(0x120A14)) {
    let center = Point(width / 2, height / 2)
    let ramp = ColorRamp(
      (0, color.opacity(0)), (0.62, color.opacity(0)), (0.85, color.opacity(strength * 0.4)),
      (1, color.opacity(strength)))
    let reach = (width * width + height * height).squareRoot() / 2
    coarse { $0.fill(.rect(0, 0, width, height), .radial(center, radius: reach, ramp)) }
  }
}
