internal import CPango

/// Owns a PangoAttrList: what holds for parts of a text.
final class TextAttributes {
  /// A PangoAttrList.
  let pointer: OpaquePointer

  init(for text: CleanText) throws(TextError) {
    guard let pointer = pango_attr_list_new() else {
      throw .drawing(reason: "Pango made no attributes")
    }
    self.pointer = pointer
    for (range, language) in TextScripts.eastAsianLanguages(in: text) {
      insert(pango_attr_language_new(pango_language_from_string(language)), range)
    }
  }

  deinit { pango_attr_list_unref(pointer) }

  /// - Parameter spacing: in canvas pixels.
  func setLetterSpacing(_ spacing: Double, of text: CleanText) {
    guard spacing != 0 else { return }
    let units = Int32((spacing * Double(PANGO_SCALE)).rounded())
    for range in TextScripts.spaceableRanges(in: text) {
      insert(pango_attr_letter_spacing_new(units), range)
    }
  }

  /// The list takes the attribute over.
  private func insert(_ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<Int>) {
    guard let attribute else { return }
    attribute.pointee.start_index = UInt32(range.lowerBound)
    attribute.pointee.end_index = UInt32(range.upperBound)
    pango_attr_list_insert(pointer, attribute)
  }
}
