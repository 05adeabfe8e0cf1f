internal import CPango

/// Owns a PangoFontDescription.
final class FontDescription {
  let pointer: OpaquePointer

  /// Longer family lists are cut: nobody has that many fonts, and fontconfig looks for every one.
  private static let maximumFamilyLength = 200

  /// - Parameter em: in canvas pixels.
  init(family: String?, em: Double, bold: Bool, italic: Bool) throws(TextError) {
    guard let pointer = pango_font_description_new() else {
      throw .drawing(reason: "Pango made no font description")
    }
    self.pointer = pointer
    let name = family.map { String($0.prefix(Self.maximumFamilyLength)) } ?? ""
    pango_font_description_set_family(pointer, name.isEmpty ? "sans-serif" : name)
    pango_font_description_set_absolute_size(pointer, em * Double(PANGO_SCALE))
    pango_font_description_set_weight(pointer, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_style(pointer, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
  }

  deinit { pango_font_description_free(pointer) }
}
