internal import CPango

/// One line of a layout; lengths in canvas pixels from the layout's top-left corner.
struct TextLine {
  /// Set once the longest line is known.
  var left = 0.0
  let top: Double
  let width: Double
  let height: Double
  /// Distance of the baseline from the layout's top.
  let baseline: Double
  /// Where Pango puts the line's left edge, in Pango units; runs are placed relative to it.
  let pangoLeft: Int32
  /// Position of the line's first byte in the text, and how many bytes it has.
  let start: Int32
  let length: Int32

  /// Ink relative to the line's left edge and baseline.
  private let ink: TextBounds

  /// - Parameters:
  ///   - iterator: a PangoLayoutIter within the line.
  ///   - top: distance of the line's top from the layout's.
  ///   - lineHeight: what the font's height is multiplied by; the difference is shared by the room above
  ///     and below the glyphs, as in CSS.
  init(at iterator: OpaquePointer, top: Double, lineHeight: Double) {
    var inkRectangle = PangoRectangle()
    var logical = PangoRectangle()
    pango_layout_iter_get_line_extents(iterator, &inkRectangle, &logical)
    let pangoBaseline = pango_layout_iter_get_baseline(iterator)
    self.top = top
    width = Double(logical.width).inPixels
    let fontHeight = Double(logical.height).inPixels
    height = fontHeight * lineHeight
    // Differences of positions are right even where the positions of a very long text overflow.
    baseline = top + Double(pangoBaseline &- logical.y).inPixels + (height - fontHeight) / 2
    pangoLeft = logical.x
    let inkLeft = Double(inkRectangle.x &- logical.x).inPixels
    let inkTop = Double(inkRectangle.y &- pangoBaseline).inPixels
    ink = TextBounds(
      left: inkLeft, top: inkTop,
      right: inkLeft + Double(inkRectangle.width).inPixels,
      bottom: inkTop + Double(inkRectangle.height).inPixels)
    let line = pango_layout_iter_get_line_readonly(iterator)
    start = line?.pointee.start_index ?? 0
    length = line?.pointee.length ?? 0
  }

  var inkBounds: TextBounds { ink.moved(x: left, y: baseline) }
}

extension Double {
  /// Pango units as pixels.
  var inPixels: Double { self / Double(PANGO_SCALE) }
}
