internal import CPango

/// Glyphs of one font in a line. Valid only as long as its layout.
struct TextRun {
  /// Left end of the run's baseline, in canvas pixels from the layout's top-left corner.
  let x: Double
  let baseline: Double
  private static let strokedAtOnce = 16
  private let item: UnsafeMutablePointer<PangoGlyphItem>
  private let font: UnsafeMutablePointer<PangoFont>

  /// - Parameter iterator: a PangoLayoutIter within `line`.
  /// - Returns: nil at the line's end.
  init?(at iterator: OpaquePointer, in line: TextLine) {
    guard let item = pango_layout_iter_get_run_readonly(iterator),
      let font = item.pointee.item?.pointee.analysis.font
    else { return nil }
    var logical = PangoRectangle()
    pango_layout_iter_get_run_extents(iterator, nil, &logical)
    self.item = item
    self.font = font
    x = line.left + Double(logical.x &- line.pangoLeft).inPixels
    baseline = line.baseline
  }

  /// Whether the font's glyphs are pictures or layers rather than outlines, as those of colour emoji are.
  var isColored: Bool {
    guard let face else { return false }
    return hb_ot_color_has_png(face) != 0 || hb_ot_color_has_svg(face) != 0 || hasTable(Self.colr, of: face)
  }

  /// Adds the outlines to the path of a cairo_t.
  /// - Parameter end: glyphs of the text from this byte on are left out.
  func addPath(to cairo: OpaquePointer, end: Int) {
    withGlyphs(end: end) { glyphs in
      cairo_move_to(cairo, x, baseline)
      pango_cairo_glyph_string_path(cairo, font, glyphs)
    }
  }

  /// Strokes the outlines with a cairo_t's colour and line.
  ///
  /// A few glyphs at a time, as the time that Cairo takes grows faster than the length of the path.
  /// - Parameter end: glyphs of the text from this byte on are left out.
  func stroke(on cairo: OpaquePointer, end: Int) {
    withGlyphs(end: end) { glyphs in
      var left = x
      for start in stride(from: 0, to: Int(glyphs.pointee.num_glyphs), by: Self.strokedAtOnce) {
        var part = glyphs.pointee
        part.num_glyphs = min(part.num_glyphs - Int32(start), Int32(Self.strokedAtOnce))
        part.glyphs += start
        part.log_clusters += start
        cairo_new_path(cairo)
        cairo_move_to(cairo, left, baseline)
        pango_cairo_glyph_string_path(cairo, font, &part)
        cairo_stroke(cairo)
        left += Double(pango_glyph_string_get_width(&part)).inPixels
      }
    }
  }

  /// Draws the glyphs with a cairo_t's colour, or with their own colours if they have any.
  /// - Parameter end: glyphs of the text from this byte on are left out.
  func show(on cairo: OpaquePointer, end: Int) {
    withGlyphs(end: end) { glyphs in
      cairo_move_to(cairo, x, baseline)
      pango_cairo_show_glyph_string(cairo, font, glyphs)
    }
  }

  private func withGlyphs(end: Int, _ body: (UnsafeMutablePointer<PangoGlyphString>) -> Void) {
    guard let glyphs = item.pointee.glyphs, let part = item.pointee.item else { return }
    let start = Int(part.pointee.offset)
    if start + Int(part.pointee.length) <= end { return body(glyphs) }
    guard start < end, let copy = pango_glyph_string_copy(glyphs) else { return }
    defer { pango_glyph_string_free(copy) }
    for index in 0..<Int(copy.pointee.num_glyphs)
    where start + Int(copy.pointee.log_clusters[index]) >= end {
      copy.pointee.glyphs[index].glyph = PANGO_GLYPH_EMPTY
    }
    body(copy)
  }

  /// The characters that no font has a glyph for, with their byte positions in the text.
  var unknownScalars: [(position: Int, scalar: Unicode.Scalar)] {
    guard let glyphs = item.pointee.glyphs?.pointee, let part = item.pointee.item else { return [] }
    return (0..<Int(glyphs.num_glyphs)).compactMap { index in
      let glyph = glyphs.glyphs[index].glyph
      guard glyph & PANGO_GLYPH_UNKNOWN_FLAG != 0,
        let scalar = Unicode.Scalar(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG)
      else { return nil }
      return (Int(part.pointee.offset) + Int(glyphs.log_clusters[index]), scalar)
    }
  }

  /// The font's description without its size, and the checksum that its `head` table holds of the
  /// whole font file: "Noto Sans Bold #5d2a91c0".
  var fontName: String {
    guard let description = pango_font_describe(font) else { return "" }
    defer { pango_font_description_free(description) }
    pango_font_description_unset_fields(description, PANGO_FONT_MASK_SIZE)
    guard let name = pango_font_description_to_string(description) else { return "" }
    defer { g_free(name) }
    return String(cString: name) + (checksum.map { " #" + String($0, radix: 16) } ?? "")
  }

  private var checksum: UInt32? {
    guard let face else { return nil }
    let table = hb_face_reference_table(face, Self.head)
    defer { hb_blob_destroy(table) }
    var length: UInt32 = 0
    guard let bytes = hb_blob_get_data(table, &length), length >= 12 else { return nil }
    return (8..<12).reduce(0) { $0 << 8 | UInt32(UInt8(bitPattern: bytes[$1])) }
  }

  // MARK: Font tables

  /// 'COLR' and 'head' as OpenType tags.
  private static let colr: UInt32 = 0x434F_4C52
  private static let head: UInt32 = 0x6865_6164

  /// A hb_face_t, the font's.
  private var face: OpaquePointer? { pango_font_get_hb_font(font).flatMap { hb_font_get_face($0) } }

  /// HarfBuzz's own question for layers knows the first version of the table only.
  private func hasTable(_ tag: UInt32, of face: OpaquePointer) -> Bool {
    let table = hb_face_reference_table(face, tag)
    defer { hb_blob_destroy(table) }
    return hb_blob_get_length(table) > 0
  }
}
