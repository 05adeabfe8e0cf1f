internal import CPango
import DraftModel

/// A text laid out at canvas size. Owns its PangoLayout, and keeps the fonts' context alive.
///
/// Coordinates are canvas pixels from the top-left corner of the logical rectangle: the stack of the
/// lines, as wide as the longest of them.
final class TextLayout {
  let text: CleanText
  private(set) var lines: [TextLine] = []
  /// Width of the longest line.
  private(set) var width = 0.0
  /// Height of all lines.
  private(set) var height = 0.0

  private let context: FontContext
  private let pointer: OpaquePointer
  private let attributes: TextAttributes

  /// A block of lines that break at `dimensions.maxWidth`.
  convenience init(
    _ text: CleanText, style: TextStyle, dimensions: TextDimensions, context: FontContext
  ) throws(TextError) {
    let font = try FontDescription(
      family: style.family, em: dimensions.em, bold: style.bold, italic: style.italic)
    try self.init(text, font: font, context: context)
    pango_layout_set_width(pointer, Int32(dimensions.maxWidth * Double(PANGO_SCALE)))
    pango_layout_set_wrap(pointer, PANGO_WRAP_WORD_CHAR)
    attributes.setLetterSpacing(dimensions.letterSpacing, of: text)
    pango_layout_set_attributes(pointer, attributes.pointer)
    place(style.alignment, lineHeight: dimensions.lineHeight)
  }

  /// Lines that break where the text says so only.
  convenience init(
    unbroken text: CleanText, font: FontDescription, context: FontContext
  ) throws(TextError) {
    try self.init(text, font: font, context: context)
    pango_layout_set_attributes(pointer, attributes.pointer)
    place(.center, lineHeight: 1)
  }

  private init(_ text: CleanText, font: FontDescription, context: FontContext) throws(TextError) {
    attributes = try TextAttributes(for: text)
    guard let pointer = pango_layout_new(context.pointer) else {
      throw .drawing(reason: "Pango made no layout")
    }
    self.text = text
    self.context = context
    self.pointer = pointer
    pango_layout_set_auto_dir(pointer, 1)
    pango_layout_set_font_description(pointer, font.pointer)
    text.utf8.withUnsafeBytes { bytes in
      let characters = bytes.bindMemory(to: CChar.self)
      pango_layout_set_text(pointer, characters.baseAddress, Int32(characters.count))
    }
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(pointer)) }

  /// Stacks the lines and aligns them.
  ///
  /// Pango's own alignment is not used: it swaps left and right for right-to-left paragraphs, and
  /// aligns within the full width. Nor are its vertical positions, which overflow for a long text, and
  /// its line height attribute, which does not go below about a half.
  private func place(_ alignment: TextStyle.Alignment, lineHeight: Double) {
    guard let iterator = pango_layout_get_iter(pointer) else { return }
    defer { pango_layout_iter_free(iterator) }
    repeat {
      let line = TextLine(at: iterator, top: height, lineHeight: lineHeight)
      height += line.height
      width = max(width, line.width)
      lines.append(line)
    } while pango_layout_iter_next_line(iterator) != 0
    for index in lines.indices {
      let room = width - lines[index].width
      switch alignment {
      case .left: lines[index].left = 0
      case .center: lines[index].left = room / 2
      case .right: lines[index].left = room
      }
    }
  }

  /// Where glyphs have ink, without stroke; nil where none has.
  var inkBounds: TextBounds? {
    let bounds = lines.reduce(TextBounds(left: 0, top: 0, right: 0, bottom: 0)) { $0.union($1.inkBounds) }
    return bounds.isEmpty ? nil : bounds
  }

  /// Calls `body` for each run of glyphs, in the order of the lines, from left to right.
  func forEachRun<Failure: Error>(_ body: (TextRun) throws(Failure) -> Void) throws(Failure) {
    guard let iterator = pango_layout_get_iter(pointer) else { return }
    defer { pango_layout_iter_free(iterator) }
    for line in lines {
      repeat {
        guard let run = TextRun(at: iterator, in: line) else { break }
        try body(run)
      } while pango_layout_iter_next_run(iterator) != 0
      // The end of a line is a run of its own, an empty one; it was the break above.
      pango_layout_iter_next_run(iterator)
    }
  }

  var lineStrings: [String] {
    lines.map { line in
      let string = text.substring(line.start, length: line.length)
      return string.last == "\u{2028}" ? String(string.dropLast()) : string
    }
  }
}
