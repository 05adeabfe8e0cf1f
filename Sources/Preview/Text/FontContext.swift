internal import CPango

/// Owns a Pango font map and the context to lay out text with. To be used by one thread at a time.
///
/// Hinting, hinted metrics and rounded positions are off, so that glyphs stand at the same relative
/// places at every scale.
final class FontContext {
  /// A PangoContext.
  let pointer: OpaquePointer
  private let fontMap: UnsafeMutablePointer<PangoFontMap>

  init() throws(TextError) {
    guard let fontMap = pango_cairo_font_map_new() else {
      throw .drawing(reason: "Pango has no font map for Cairo")
    }
    guard let context = pango_font_map_create_context(fontMap) else {
      g_object_unref(fontMap)
      throw .drawing(reason: "Pango made no context")
    }
    self.fontMap = fontMap
    pointer = context
    configure()
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(pointer))
    g_object_unref(fontMap)
  }

  private func configure() {
    let options = cairo_font_options_create()
    defer { cairo_font_options_destroy(options) }
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(pointer, options)
    pango_context_set_round_glyph_positions(pointer, 0)
    pango_context_set_base_dir(pointer, PANGO_DIRECTION_WEAK_LTR)
    // Fixed, so that the user's locale does not decide the picture.
    pango_context_set_language(pointer, pango_language_from_string("en-us"))
  }
}
