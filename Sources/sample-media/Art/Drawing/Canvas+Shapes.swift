import CPango

extension Canvas {
  func fill(_ path: Path, _ paint: Paint) {
    trace(path)
    withSource(paint) { cairo_fill(context) }
  }

  func fill(_ path: Path, _ color: Color) { fill(path, .solid(color)) }

  /// A line with round ends and corners.
  func stroke(_ path: Path, _ paint: Paint, width: Double, dash: [Double] = [], dashOffset: Double = 0) {
    trace(path)
    cairo_set_line_width(context, width)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    cairo_set_dash(context, dash, Int32(dash.count), dashOffset)
    withSource(paint) { cairo_stroke(context) }
  }

  func stroke(_ path: Path, _ color: Color, width: Double) { stroke(path, .solid(color), width: width) }

  /// Everything, or all of the current clip.
  func paint(_ paint: Paint) {
    withSource(paint) { cairo_paint(context) }
  }

  /// A round light or shadow with no edge.
  func glow(_ center: Point, _ radius: Double, _ color: Color) {
    fill(.circle(center, radius), .glow(center, radius, color))
  }

  /// A flat glow: the shadow under a thing that stands.
  func glow(_ center: Point, _ rx: Double, _ ry: Double, _ color: Color) {
    group(at: center, scaleY: ry / rx) { glow(Point(0, 0), rx, color) }
  }

  /// Draws only inside the path.
  func clipped(_ path: Path, _ body: () -> Void) {
    cairo_save(context)
    trace(path)
    cairo_clip(context)
    body()
    cairo_restore(context)
  }

  /// Draws with the origin moved, then turned (radians, clockwise), then scaled.
  func group(
    at origin: Point, turn: Double = 0, scaleX: Double = 1, scaleY: Double = 1, _ body: () -> Void
  ) {
    // A scale of zero is no error here: things seen from the edge have it for a moment.
    guard abs(scaleX) > 1e-6, abs(scaleY) > 1e-6 else { return }
    cairo_save(context)
    cairo_translate(context, origin.x, origin.y)
    cairo_rotate(context, turn)
    cairo_scale(context, scaleX, scaleY)
    body()
    cairo_restore(context)
  }

  /// How the following drawing mixes with what is there.
  func blending(_ mode: BlendMode, _ body: () -> Void) {
    cairo_save(context)
    cairo_set_operator(context, mode.cairo)
    body()
    cairo_restore(context)
  }

  private func trace(_ path: Path) {
    cairo_new_path(context)
    for element in path.elements {
      switch element {
      case .move(let to): cairo_move_to(context, to.x, to.y)
      case .line(let to): cairo_line_to(context, to.x, to.y)
      case .curve(let first, let second, let to):
        cairo_curve_to(context, first.x, first.y, second.x, second.y, to.x, to.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  private func withSource(_ paint: Paint, _ draw: () -> Void) {
    let pattern: OpaquePointer?
    let ramp: ColorRamp
    switch paint {
    case .solid(let color):
      cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
      draw()
      return
    case .linear(let start, let end, let colors):
      pattern = cairo_pattern_create_linear(start.x, start.y, end.x, end.y)
      ramp = colors
    case .radial(let center, let radius, let colors):
      pattern = cairo_pattern_create_radial(center.x, center.y, 0, center.x, center.y, radius)
      ramp = colors
    }
    for stop in ramp.stops {
      let color = stop.color
      cairo_pattern_add_color_stop_rgba(
        pattern, stop.offset, color.red, color.green, color.blue, color.alpha)
    }
    cairo_set_source(context, pattern)
    cairo_pattern_destroy(pattern)
    draw()
  }
}

enum BlendMode: Sendable {
  /// Adds light.
  case screen
  /// Brightens what is bright and darkens what is dark, gently: sunlight on things.
  case softLight

  var cairo: cairo_operator_t {
    switch self {
    case .screen: CAIRO_OPERATOR_SCREEN
    case .softLight: CAIRO_OPERATOR_SOFT_LIGHT
    }
  }
}
